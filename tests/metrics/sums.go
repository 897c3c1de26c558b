// Metrics that are sums, while goroutines allocate, wait for each other and collect: what is read together
// must add up, agree with MemStats when nothing moves, and what counts from the start must not fall.
//
// run:
// run: GOMAXPROCS=1
// run: GOMAXPROCS=4 GOGC=20
// run: GODEBUG=gcstress=50 ROUNDS=20
// run: GODEBUG=gcstoptheworld=1
// run: GODEBUG=gcbarrier=dijkstra,gccheckmark=1
// run: GOMEMLIMIT=30MiB
package main

import (
	"math"
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"time"
)

type node struct {
	next *node
	pad  [5]int
}

var (
	sink  [8]*node
	bytes [8][]byte
)

func churn(i int, mu *sync.Mutex, stop chan bool) {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		sink[i] = &node{next: sink[i]}
		if n%1000 == 0 {
			sink[i] = nil
			bytes[i] = make([]byte, 1000*(n%70))
		}
		if n%100 == 0 {
			mu.Lock()
			runtime.Gosched()
			mu.Unlock()
		}
	}
}

func sum(all map[string]metrics.Value, prefix string) (n uint64, f float64) {
	for name, v := range all {
		if !strings.HasPrefix(name, prefix) || strings.Contains(name, "total:") {
			continue
		}
		if v.Kind() == metrics.KindUint64 {
			n += v.Uint64()
		} else {
			f += v.Float64()
		}
	}
	return
}

// Go's classes do not add up when GOMAXPROCS changes.
func near(a, b float64) bool {
	return runtime.Compiler != "vole" || math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(a))
}

func checkSums(all map[string]metrics.Value) {
	u := func(name string) uint64 { return all[name].Uint64() }
	f := func(name string) float64 { return all[name].Float64() }
	n, _ := sum(all, "/memory/classes/")
	check(n == u("/memory/classes/total:bytes"), "memory: the sum is %d, the total %d", n, u("/memory/classes/total:bytes"))
	n, _ = sum(all, "/gc/scan/")
	check(n == u("/gc/scan/total:bytes"), "scan: the sum is %d, the total %d", n, u("/gc/scan/total:bytes"))
	for _, class := range []string{"/cpu/classes/gc/", "/cpu/classes/scavenge/", "/cpu/classes/"} {
		_, s := sum(all, class)
		check(near(s, f(class+"total:cpu-seconds")), "%s: the sum is %v, the total %v", class, s, f(class+"total:cpu-seconds"))
	}
	check(u("/gc/cycles/automatic:gc-cycles")+u("/gc/cycles/forced:gc-cycles") == u("/gc/cycles/total:gc-cycles"), "cycles")
	check(u("/gc/heap/allocs:bytes")-u("/gc/heap/frees:bytes") == u("/memory/classes/heap/objects:bytes"), "bytes")
	check(u("/gc/heap/allocs:objects")-u("/gc/heap/frees:objects") == u("/gc/heap/objects:objects"), "objects")
	for _, what := range []string{"allocs", "frees"} {
		h := all["/gc/heap/"+what+"-by-size:bytes"].Float64Histogram()
		check(samples(h) == u("/gc/heap/"+what+":objects"), "%s by size: %d, not %d", what, samples(h), u("/gc/heap/"+what+":objects"))
		least, most := 0.0, 0.0 // of the bytes they may be
		for i, n := range h.Counts {
			if i < len(h.Counts)-1 {
				most += float64(n) * (h.Buckets[i+1] - 1)
			}
			least += float64(n) * h.Buckets[i]
		}
		total := float64(u("/gc/heap/" + what + ":bytes"))
		large := h.Counts[len(h.Counts)-1] > 0
		check(least <= total && (large || total <= most), "%s by size: from %v to %v, not %v bytes", what, least, most, total)
	}
	check(u("/sched/goroutines/running:goroutines") <= u("/sched/gomaxprocs:threads"), "more run than GOMAXPROCS")
}

func checkCumulative(before, after map[string]metrics.Value) {
	for _, d := range metrics.All() {
		if !d.Cumulative {
			continue
		}
		a, b := before[d.Name], after[d.Name]
		switch d.Kind {
		case metrics.KindUint64:
			check(a.Uint64() <= b.Uint64(), "%s falls from %d to %d", d.Name, a.Uint64(), b.Uint64())
		case metrics.KindFloat64:
			check(a.Float64() <= b.Float64(), "%s falls from %v to %v", d.Name, a.Float64(), b.Float64())
		default:
			for i, n := range a.Float64Histogram().Counts {
				check(n <= b.Float64Histogram().Counts[i], "%s: count %d falls", d.Name, i)
			}
		}
	}
}

// Nothing else goes on: the same numbers as in MemStats, but for what reading them allocates itself.
func checkMemStats() {
	runtime.GC()
	var m, old runtime.MemStats
	runtime.ReadMemStats(&old)
	all := readAll()
	runtime.ReadMemStats(&m)
	u := func(name string) uint64 { return all[name].Uint64() }
	equal := func(name string, want, slack uint64) {
		check(u(name) <= want+slack && want <= u(name)+slack, "%s is %d, in MemStats %d", name, u(name), want)
	}
	equal("/gc/cycles/total:gc-cycles", uint64(m.NumGC), uint64(m.NumGC-old.NumGC))
	equal("/gc/cycles/forced:gc-cycles", uint64(m.NumForcedGC), uint64(m.NumForcedGC-old.NumForcedGC))
	if m.NumGC == old.NumGC {
		equal("/gc/heap/goal:bytes", m.NextGC, 0)
	}
	// The scavenger goes on in the background.
	scavenged := max(m.HeapReleased, old.HeapReleased) - min(m.HeapReleased, old.HeapReleased)
	equal("/memory/classes/heap/released:bytes", m.HeapReleased, 1<<20+scavenged)
	equal("/memory/classes/metadata/mspan/inuse:bytes", m.MSpanInuse, 64<<10)
	equal("/memory/classes/metadata/mcache/inuse:bytes", m.MCacheInuse, 0)
	equal("/memory/classes/profiling/buckets:bytes", m.BuckHashSys, 64<<10)
	equal("/memory/classes/metadata/other:bytes", m.GCSys, 64<<10)
	equal("/memory/classes/heap/stacks:bytes", m.StackInuse, 256<<10)
	equal("/memory/classes/total:bytes", m.Sys, 4<<20)
	equal("/gc/heap/allocs:bytes", m.TotalAlloc, 256<<10)
	equal("/memory/classes/heap/objects:bytes", m.HeapAlloc, 256<<10)
	equal("/gc/heap/allocs:objects", m.Mallocs-u("/gc/heap/tiny/allocs:objects"), 2000)
	equal("/gc/heap/frees:objects", m.Frees-u("/gc/heap/tiny/allocs:objects"), 2000)
	equal("/gc/heap/objects:objects", m.HeapObjects, 2000)
	pauses := float64(m.PauseTotalNs) / 1e9
	h := all["/sched/pauses/total/gc:seconds"].Float64Histogram()
	least := 0.0
	for i, n := range h.Counts {
		least += float64(n) * math.Max(0, h.Buckets[i])
	}
	check(least <= pauses, "the pauses are %v s at least, in MemStats %v s", least, pauses)
}

func main() {
	rounds, stop := 300, make(chan bool)
	if s := os.Getenv("ROUNDS"); s != "" {
		rounds, _ = strconv.Atoi(s)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range sink {
		wg.Go(func() { churn(i, &mu, stop) })
	}
	before := readAll()
	procs := runtime.GOMAXPROCS(0)
	for i := range rounds {
		after := readAll()
		checkSums(after)
		checkCumulative(before, after)
		before = after
		switch i % 10 {
		case 3:
			runtime.GC()
		case 5:
			runtime.GOMAXPROCS(1 + (procs+i)%5)
		case 7:
			time.Sleep(time.Millisecond)
		}
	}
	close(stop)
	wg.Wait()
	checkMemStats()
	done()
}
