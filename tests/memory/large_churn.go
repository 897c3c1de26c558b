// Large slices that are made and dropped, on one processor: the heap stays near its goal, so 2 GB take many collections.
// What the collector's worker needs is little, but it must get it at once.
//
// env: GOMAXPROCS=1
package main

import "runtime" // and nothing else: roots of others are work, too

func main() {
	keep := make([][]byte, 200) // 10 MB
	x := uint32(1)
	for i := range 40000 {
		x = x*1664525 + 1013904223
		b := make([]byte, 1000+x>>14%100000)
		for j := 0; j < len(b); j += 4096 {
			b[j] = 1
		}
		keep[i%len(keep)] = b
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.NumGC < 120 {
		println("collections:", m.NumGC, "heap, MB:", m.HeapSys>>20)
		panic("too few collections")
	}
}
