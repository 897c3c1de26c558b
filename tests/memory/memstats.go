package main

import (
	"fmt"
	"runtime"
)

type small struct{ a, b *int }

var (
	sinkSmall *small
	sinkBytes []byte
	sinkInt   *int64
	sinkPtrs  []*int
)

// delta runs f n times and returns objects and bytes allocated by each.
func delta(n int, f func()) (objects, bytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := 0; i < n; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	return (after.Mallocs - before.Mallocs) / uint64(n), (after.TotalAlloc - before.TotalAlloc) / uint64(n)
}

//go:noinline
func grow() uint32 {
	var m0, m1 runtime.MemStats
	runtime.GC() // or m0 counts garbage that m1 does not
	runtime.ReadMemStats(&m0)
	keep := make([][]byte, 100)
	for i := range keep {
		keep[i] = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&m1)
	fmt.Println("live grows:", (m1.HeapAlloc-m0.HeapAlloc)>>20 >= 90)
	runtime.KeepAlive(keep)
	return m1.NumGC
}

// clean overwrites what dead frames left on the stack.
//
//go:noinline
func clean(n int) int {
	var a [200]int
	for i := range a {
		a[i] = n
	}
	if n > 0 {
		return clean(n-1) + a[n]
	}
	return a[0]
}

func main() {
	runtime.GC()
	show := func(name string, f func()) {
		objects, bytes := delta(1000, f)
		fmt.Println(name, objects, bytes)
	}
	show("16 bytes with pointers", func() { sinkSmall = new(small) })
	show("8 bytes", func() { sinkInt = new(int64) })
	show("100 bytes", func() { sinkBytes = make([]byte, 100) })
	show("513 bytes", func() { sinkBytes = make([]byte, 513) })
	show("64 pointers", func() { sinkPtrs = make([]*int, 64) })
	show("65 pointers", func() { sinkPtrs = make([]*int, 65) })
	show("1000 pointers", func() { sinkPtrs = make([]*int, 1000) })
	show("32760 bytes", func() { sinkBytes = make([]byte, 32760) })
	show("32761 bytes", func() { sinkBytes = make([]byte, 32761) })
	show("100000 bytes", func() { sinkBytes = make([]byte, 100000) })
	show("13000 pointers", func() { sinkPtrs = make([]*int, 13000) })
	show("nothing", func() {})

	sinkPtrs, sinkBytes = nil, nil
	gcs := grow()
	clean(20)
	runtime.GC()
	var m1 runtime.MemStats
	runtime.ReadMemStats(&m1)
	fmt.Println("and is freed:", m1.HeapAlloc < 20<<20, m1.NumGC > gcs, m1.NumForcedGC >= 2)
	fmt.Println("sums:",
		m1.Alloc == m1.HeapAlloc,
		m1.HeapObjects == m1.Mallocs-m1.Frees,
		m1.HeapSys == m1.HeapIdle+m1.HeapInuse,
		m1.HeapReleased <= m1.HeapIdle,
		m1.HeapAlloc <= m1.HeapInuse,
		m1.Sys == m1.HeapSys+m1.StackSys+m1.MSpanSys+m1.MCacheSys+m1.BuckHashSys+m1.GCSys+m1.OtherSys,
		m1.PauseTotalNs > 0 && m1.PauseNs[(m1.NumGC+255)%256] > 0,
		m1.LastGC > 1e18 && m1.PauseEnd[(m1.NumGC+255)%256] == m1.LastGC,
		m1.NextGC >= 4<<20,
		m1.GCCPUFraction > 0 && m1.GCCPUFraction < 1,
		m1.EnableGC && !m1.DebugGC)
	var mallocs, frees uint64
	for _, c := range m1.BySize {
		mallocs += c.Mallocs
		frees += c.Frees
	}
	fmt.Println("by size:", mallocs > 0 && mallocs <= m1.Mallocs && frees <= m1.Frees, m1.BySize[5].Size)
}
