// Something for gctrace to tell about: short-lived objects beside a live heap of about 24 MB.  The
// last line is what the program itself knows: cycles, forced ones, Ps, live megabytes.
package main

import "runtime"

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func main() {
	const blocks = 12
	var blob [blocks][]byte
	for i := range blob {
		blob[i] = make([]byte, 1<<20)
	}
	keep := grow(18)
	for range 400 {
		grow(12)
	}
	runtime.GC()
	for range 100 {
		grow(12)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(keep)
	for i := range blob {
		check(len(blob[i]) == 1<<20, "blob")
	}
	println("ok cycles", m.NumGC, "forced", m.NumForcedGC, "procs", runtime.GOMAXPROCS(0),
		"sys", m.Sys-m.HeapReleased)
}
