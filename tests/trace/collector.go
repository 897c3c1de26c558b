// Collections under load: marking, assists, sweeps on allocation, stops; the trace begins and ends while one is under
// way.
//
// trace: collector.trace GCBegin>=10 GCEnd>=10 GCMarkAssistBegin>=1 GCSweepBegin>=10 HeapAlloc>=100 HeapGoal>=10
// trace: collector.trace STWBegin(GC sweep termination)>=10 STWBegin(GC mark termination)>=10 GoLabel>=5
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
// env: GODEBUG=gcstoptheworld=0,gccheckmark=1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

type node struct {
	left, right *node
	pad         [10]int
}

func tree(depth int) *node {
	if depth == 0 {
		return new(node)
	}
	return &node{left: tree(depth - 1), right: tree(depth - 1)}
}

func main() {
	debug.SetGCPercent(20)
	stopped := make(chan bool)
	var wg sync.WaitGroup
	for range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			kept := tree(14)
			for {
				select {
				case <-stopped:
					runtime.KeepAlive(kept)
					return
				default:
					kept.left = tree(8)
				}
			}
		}()
	}
	time.Sleep(30 * time.Millisecond)
	start("collector.trace")
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	for begun := time.Now(); now.NumGC < before.NumGC+15 || time.Since(begun) < 300*time.Millisecond; {
		time.Sleep(10 * time.Millisecond)
		runtime.ReadMemStats(&now)
	}
	stop()
	close(stopped)
	wg.Wait()
	fmt.Println("ok")
}
