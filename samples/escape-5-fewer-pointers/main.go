// Escape scenario 5: fewer pointers.
//
// The same table of points, once as a slice of pointers, once as a slice of values. The first is one
// allocation a point and gives the collector a pointer a point to follow; the second is one allocation, and
// one that the collector does not even look into, for it holds no pointers.
//
//	vole build -gcflags=-m ./samples/escape-5-fewer-pointers
//	GODEBUG=gctrace=1 ./escape-5-fewer-pointers
//
// Look at: "&point{...} escapes to heap" in pointers, no such line in values; the allocation counts.
package main

import (
	"fmt"
	"runtime"
)

type point struct{ x, y int }

func pointers(n int) []*point {
	list := make([]*point, n)
	for i := range list {
		list[i] = &point{i, i}
	}
	return list
}

func values(n int) []point {
	list := make([]point, n)
	for i := range list {
		list[i] = point{i, i}
	}
	return list
}

// allocations reports how many heap objects f made.
func allocations(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs
}

func main() {
	const n = 10000
	var p []*point
	var v []point
	byPointer := allocations(func() { p = pointers(n) })
	byValue := allocations(func() { v = values(n) })
	fmt.Println("sum:", p[n-1].x+v[n-1].y)
	fmt.Println("a pointer a point:", byPointer >= n, "one block:", byValue < 100)
}
