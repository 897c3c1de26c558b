// An object that takes the heap beyond its goal begins a collection by itself: no other allocation is needed.
//
// run:
// run: GOMAXPROCS=1
package main

import (
	"runtime"
	"time"
)

var sink []byte

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	for range 5 {
		cycles := m.NumGC
		sink = make([]byte, m.NextGC+1<<20)
		for range 1000 {
			runtime.ReadMemStats(&m)
			if m.NumGC > cycles {
				break
			}
			time.Sleep(time.Millisecond)
		}
		check(m.NumGC > cycles, "a large object begins no collection")
		sink = nil
		runtime.GC()
		runtime.ReadMemStats(&m)
	}
	println("ok")
}
