package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// resident returns the process's resident memory in MiB.
func resident() int {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	pages, _ := strconv.Atoi(strings.Fields(string(text))[1])
	return pages * os.Getpagesize() >> 20
}

var keep [][]byte

func main() {
	ballast := make([]byte, 2<<30)
	fmt.Println("untouched memory is free:", resident() < 64)
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	fmt.Println("it counts as heap:", m.HeapAlloc>>30, m.NextGC>>30)
	runtime.KeepAlive(ballast)

	for i := 0; i < 200; i++ {
		b := make([]byte, 1<<20)
		for j := 0; j < len(b); j += 4096 {
			b[j] = 1
		}
		keep = append(keep, b)
	}
	fmt.Println("touched memory is there:", resident() > 190)
	keep = nil
	ballast = nil
	debug.FreeOSMemory()
	runtime.ReadMemStats(&m)
	fmt.Println("and can be given back:", resident() < 64, m.HeapIdle-m.HeapReleased < 4<<20)
}
