// Package pool shows what sync.Pool saves.
//
//	vole test -bench=. -benchmem ./samples/pool-bench
//
// Look at: B/op and allocs/op, with and without the pool; and at TestCleared: two collections empty a pool.
package pool

import (
	"bytes"
	"runtime"
	"sync"
	"testing"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var data = bytes.Repeat([]byte("x"), 64)

func withPool() int {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.Write(data)
	n := buf.Len()
	buffers.Put(buf)
	return n
}

func without() int {
	buf := new(bytes.Buffer)
	buf.Write(data)
	return buf.Len()
}

func BenchmarkPool(b *testing.B) {
	for b.Loop() {
		withPool()
	}
}

func BenchmarkNoPool(b *testing.B) {
	for b.Loop() {
		without()
	}
}

func TestSaves(t *testing.T) {
	withPool()
	if n := testing.AllocsPerRun(100, func() { withPool() }); n != 0 {
		t.Errorf("%v objects a call with the pool", n)
	}
	if n := testing.AllocsPerRun(100, func() { without() }); n != 1 {
		t.Errorf("%v objects a call without it, want the 64 bytes written", n)
	}
}

func TestCleared(t *testing.T) {
	made := 0
	p := sync.Pool{New: func() any { made++; return new([1 << 10]byte) }}
	p.Put(p.New())
	runtime.GC()
	runtime.GC()
	p.Get()
	if made != 2 {
		t.Errorf("the pool made %d objects, want 2: what it held has been collected", made)
	}
}
