// MemStats: sums that must agree, counts that must be exact.
//
// run: GOGC=off
// run: GOGC=off GOMAXPROCS=1
// run: GOGC=off GODEBUG=gcstoptheworld=2
package main

import (
	"runtime"
	"runtime/debug"
	"time"
)

var (
	sink  *node
	bytes []byte
)

func read() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	check(m.HeapAlloc == m.Alloc, "HeapAlloc is Alloc")
	check(m.Mallocs-m.Frees == m.HeapObjects, "HeapObjects is Mallocs - Frees")
	check(m.HeapSys == m.HeapInuse+m.HeapIdle, "HeapSys is HeapInuse + HeapIdle")
	check(m.HeapReleased <= m.HeapIdle, "HeapReleased is part of HeapIdle")
	check(m.HeapAlloc <= m.HeapInuse, "HeapAlloc is part of HeapInuse")
	check(m.TotalAlloc >= m.Alloc, "TotalAlloc counts what is alive")
	sum := m.HeapSys + m.StackSys + m.MSpanSys + m.MCacheSys + m.BuckHashSys + m.GCSys + m.OtherSys
	check(m.Sys == sum, "Sys is the sum")
	check(m.GCSys >= m.HeapSys/1024, "GCSys has a word a page")
	check(m.StackInuse <= m.StackSys, "StackInuse is part of StackSys")
	check(m.MSpanInuse <= m.MSpanSys, "MSpanInuse is part of MSpanSys")
	check(m.MCacheInuse <= m.MCacheSys, "MCacheInuse is part of MCacheSys")
	var mallocs, frees uint64
	for i, c := range m.BySize {
		mallocs += c.Mallocs
		frees += c.Frees
		check(c.Frees <= c.Mallocs, "BySize: more frees than allocations")
		check(i == 0 || c.Size > m.BySize[i-1].Size, "BySize: sizes ascend")
	}
	check(mallocs <= m.Mallocs && frees <= m.Frees, "BySize is part of Mallocs and Frees")
	check(m.Lookups == 0 && m.EnableGC && !m.DebugGC, "constants")
	check(m.NumForcedGC <= m.NumGC, "NumForcedGC is part of NumGC")
	check(m.GCCPUFraction >= 0 && m.GCCPUFraction < 1, "GCCPUFraction")
	var pauses uint64
	for _, p := range m.PauseNs {
		pauses += p
	}
	check(m.NumGC > 256 || pauses == m.PauseTotalNs, "PauseTotalNs is the sum")
	if m.NumGC > 0 {
		last := time.Unix(0, int64(m.LastGC))
		check(time.Since(last) < time.Minute && time.Since(last) >= 0, "LastGC is a time")
		check(m.PauseEnd[(m.NumGC+255)%256] == m.LastGC, "PauseEnd")
	}
	return m
}

func main() {
	read()
	runtime.GC()
	a := read()

	// Exact counts, for objects of one size.
	const n = 10000
	for range n {
		sink = newNode(1)
	}
	b := read()
	check(b.Mallocs-a.Mallocs >= n && b.Mallocs-a.Mallocs < n+20, "Mallocs counts objects")
	bytesMade := b.TotalAlloc - a.TotalAlloc
	check(bytesMade >= 24*n && bytesMade < 24*n+2000, "TotalAlloc counts bytes")
	check(b.NumGC == a.NumGC, "no collection with GOGC=off")
	check(b.BySize[3].Size == 24, "size class of a node")
	check(b.BySize[3].Mallocs-a.BySize[3].Mallocs >= n, "BySize of 24 bytes")

	// When runtime.GC returns, everything has been swept: all of them are counted as freed.
	sink = nil
	runtime.GC()
	c := read()
	check(c.NumGC == b.NumGC+1 && c.NumForcedGC == b.NumForcedGC+1, "one collection")
	check(c.Frees-b.Frees >= n-10, "runtime.GC left garbage unswept")
	check(c.Mallocs-c.Frees <= a.Mallocs-a.Frees+50, "objects alive as before")
	check(c.TotalAlloc >= b.TotalAlloc, "TotalAlloc never falls")

	// Large objects, and what goes back to the system.
	bytes = make([]byte, 64<<20)
	d := read()
	check(d.HeapAlloc-c.HeapAlloc >= 64<<20, "large object allocated")
	check(d.HeapInuse-c.HeapInuse >= 64<<20, "large object in use")
	check(d.Mallocs-c.Mallocs < 20, "a large object is one")
	bytes = nil
	runtime.GC()
	e := read()
	check(e.HeapAlloc < c.HeapAlloc+1<<20, "large object freed")
	check(e.HeapInuse < c.HeapInuse+4<<20, "large object's pages freed")
	check(e.HeapSys >= d.HeapSys, "HeapSys never falls")
	debug.FreeOSMemory()
	f := read()
	check(f.HeapReleased >= 60<<20 && f.HeapReleased <= f.HeapIdle, "FreeOSMemory")
	check(f.NumGC == e.NumGC+1, "FreeOSMemory collects")

	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	check(stats.NumGC == int64(f.NumGC) && len(stats.Pause) == int(f.NumGC), "ReadGCStats")
	check(uint64(stats.PauseTotal) == f.PauseTotalNs, "total pause in GCStats")
	check(uint64(stats.Pause[0]) == f.PauseNs[(f.NumGC+255)%256], "last pause in GCStats")
	println("ok")
}
