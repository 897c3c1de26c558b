// sync.Pool: what lies in it survives one collection (as victim), not two.  The last object put in
// by a P belongs to that P alone: if the goroutine has moved to another one, it is not found.
//
// run: GOGC=off
// run: GOGC=off GOMAXPROCS=1
// run: GOGC=off GODEBUG=gcstoptheworld=1,clobberfree=1,gccheckmark=1
package main

import (
	"runtime"
	"sync"
)

func main() {
	made := 0
	pool := sync.Pool{New: func() any { made++; return newNode(-made) }}
	fill := func() {
		for i := range 20 {
			pool.Put(newNode(i))
		}
	}
	empty := func() (pooled int) {
		made = 0
		for range 20 {
			n := pool.Get().(*node)
			n.must(n.id)
			if n.id >= 0 {
				pooled++
			}
		}
		check(pooled+made == 20, "Pool.Get")
		return pooled
	}
	fill()
	check(empty() >= 19, "without a collection everything is there")
	fill()
	runtime.GC()
	check(empty() >= 19, "after one collection everything is there")
	fill()
	runtime.GC()
	runtime.GC()
	check(empty() == 0, "after two collections nothing is there")
	fill()
	runtime.GC()
	for range 5 {
		pool.Put(newNode(50))
	}
	runtime.GC()
	n := empty()
	check(n == 4 || n == 5, "what was put in between is there")
	println("ok")
}
