// Ballast: a large block that is never used makes collections rarer.
//
// With GOGC=100 the heap may double before the next cycle. A small live heap doubles soon; 64 MiB of ballast
// (address space only: its pages are never touched) raise the goal to 128 MiB. Today GOMEMLIMIT does the same
// without the trick: compare ./samples/memlimit.
//
//	vole run ./samples/ballast
//	GODEBUG=gctrace=1 ./ballast
//
// Look at: the number of cycles without and with ballast.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	next *node
	data [120]byte
}

func churn() uint32 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var list *node
	for i := 0; i < 400000; i++ {
		if i%1000 == 0 {
			list = nil
		}
		list = &node{next: list}
	}
	runtime.KeepAlive(list)
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

func main() {
	without := churn()
	ballast := make([]byte, 64<<20)
	runtime.GC()
	with := churn()
	runtime.KeepAlive(ballast)
	fmt.Println("cycles without ballast: at least 5:", without >= 5)
	fmt.Println("cycles with ballast: fewer:", with < without)
}
