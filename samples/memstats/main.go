// runtime.ReadMemStats: the collector's figures from inside the program.
//
//	vole run ./samples/memstats
//
// Look at: how the counters hang together (what is checked goes to standard output, the figures themselves,
// which differ from run to run, to standard error).
package main

import (
	"fmt"
	"os"
	"runtime"
)

type record struct {
	key  int
	next *record
	text string
}

var head *record

func main() {
	var m0, m1, m2 runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m0)
	for i := 0; i < 100000; i++ {
		head = &record{key: i, next: head}
	}
	runtime.ReadMemStats(&m1)
	head = nil
	runtime.GC()
	runtime.ReadMemStats(&m2)

	objects := m1.Mallocs - m0.Mallocs
	fmt.Println("100000 objects allocated:", objects >= 100000 && objects < 100100)
	fmt.Println("32 bytes each:", (m1.TotalAlloc-m0.TotalAlloc)/objects)
	fmt.Println("live objects agree:", m1.HeapObjects == m1.Mallocs-m1.Frees)
	fmt.Println("freed after the collection:", m2.Frees-m0.Frees >= 100000)
	fmt.Println("a cycle was counted:", m2.NumGC > m1.NumGC)
	fmt.Println("and a pause with it:", m2.PauseNs[(m2.NumGC+255)%256] > 0)

	fmt.Fprintf(os.Stderr, "HeapAlloc    = %6d KiB -> %6d KiB -> %6d KiB\n", m0.HeapAlloc>>10, m1.HeapAlloc>>10, m2.HeapAlloc>>10)
	fmt.Fprintf(os.Stderr, "HeapObjects  = %6d     -> %6d     -> %6d\n", m0.HeapObjects, m1.HeapObjects, m2.HeapObjects)
	fmt.Fprintf(os.Stderr, "NumGC        = %d, of them forced %d\n", m2.NumGC, m2.NumForcedGC)
	fmt.Fprintf(os.Stderr, "PauseTotalNs = %d us, last %d us\n", m2.PauseTotalNs/1e3, m2.PauseNs[(m2.NumGC+255)%256]/1e3)
}
