package main

// env: GOMEMLIMIT=64MiB

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type node struct {
	next *node
	data [1000]byte
}

func main() {
	fmt.Println("limit:", debug.SetMemoryLimit(-1)>>20, "GOGC:", debug.SetGCPercent(-1))
	var live *node
	for i := 0; i < 20000; i++ { // 20 MB
		live = &node{next: live}
	}
	var garbage *node
	peak := uint64(0)
	var m runtime.MemStats
	for i := 0; i < 400000; i++ { // 400 MB
		garbage = &node{}
		if i%1000 == 0 {
			runtime.ReadMemStats(&m)
			if used := m.Sys - m.HeapReleased; used > peak {
				peak = used
			}
		}
	}
	runtime.KeepAlive(garbage)
	n := 0
	for ; live != nil; live = live.next {
		n++
	}
	runtime.ReadMemStats(&m)
	fmt.Println("kept:", n, "collected:", m.NumGC > 2, "within the limit:", peak < 66<<20)
}
