package m

import (
	"sync"
	"testing"
	"time"
)

func busy(n int) (x uint32) {
	x = 1
	for range n {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
	}
	return x
}

var sink any

func BenchmarkBusy(b *testing.B) {
	for b.Loop() {
		sink = busy(1000)
		sink = make([]byte, 1000)
	}
}

func TestWaits(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	go func() { time.Sleep(300 * time.Millisecond); mu.Unlock() }()
	mu.Lock()
}
