// Command growth collects a heap of so many megabytes of small linked objects, beside so many parked goroutines, five times over, while
// the program goes on replacing objects, and prints in nanoseconds:
//
//	wall time of a collection for each live byte, the longest stop, the slowest replacement
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

type node struct {
	next  *node
	value [6]int
} // 56 bytes, in slots of 64

const (
	chain       = 64
	collections = 5
)

func list(n int) *node {
	var first *node
	for range chain {
		first = &node{next: first, value: [6]int{n}}
	}
	return first
}

func park(n int) (release func()) {
	gate := make(chan struct{})
	var ready, ended sync.WaitGroup
	ready.Add(n)
	ended.Add(n)
	for i := range n {
		go func() {
			held := list(i)
			ready.Done()
			<-gate
			runtime.KeepAlive(held)
			ended.Done()
		}()
	}
	ready.Wait()
	return func() { close(gate); ended.Wait() }
}

func main() {
	megabytes, _ := strconv.Atoi(os.Args[1])
	goroutines, _ := strconv.Atoi(os.Args[2])
	debug.SetGCPercent(-1)
	heads := make([]*node, megabytes<<20/(chain*64))
	for i := range heads {
		heads[i] = list(i)
	}
	release := park(goroutines)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var done atomic.Bool
	var spent time.Duration
	go func() {
		for range collections {
			start := time.Now()
			runtime.GC()
			spent += time.Since(start)
		}
		done.Store(true)
	}()
	var slowest time.Duration
	random := uint32(1)
	for n := 0; !done.Load(); n++ {
		random = random*1664525 + 1013904223
		start := time.Now()
		heads[int(random>>8)%len(heads)] = list(n)
		slowest = max(slowest, time.Since(start))
		time.Sleep(10 * time.Microsecond)
	}
	runtime.ReadMemStats(&after)
	longest := uint64(0)
	for i := before.NumGC; i < after.NumGC; i++ {
		longest = max(longest, after.PauseNs[i%256])
	}
	release()
	runtime.KeepAlive(heads)
	fmt.Printf("%.3f %d %d\n", float64(spent.Nanoseconds())/collections/float64(before.HeapAlloc), longest, slowest.Nanoseconds())
}
