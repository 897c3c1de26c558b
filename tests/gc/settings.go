// GOGC and GOMEMLIMIT, from the environment and by package runtime/debug.  Arguments: the
// percentage and the limit to find.
//
// run: 100 9223372036854775807
// run: GOGC=50 GOMEMLIMIT=64MiB 50 67108864
// run: GOGC=off -1 9223372036854775807
// run: GOGC=200 GOMEMLIMIT=1GiB 200 1073741824
// run: GOGC=x GOMEMLIMIT=off 100 9223372036854775807
package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
)

var sink []byte

func cycles() uint32 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NumGC
}

func nextGC() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NextGC
}

func allocate(megabytes int) {
	for range megabytes * 16 {
		sink = make([]byte, 1<<16)
	}
}

func main() {
	percent, _ := strconv.Atoi(os.Args[1])
	limit, _ := strconv.ParseInt(os.Args[2], 10, 64)
	check(debug.SetMemoryLimit(-1) == limit, "memory limit from the environment")
	check(debug.SetGCPercent(30) == percent, "percentage from the environment")
	check(debug.SetGCPercent(100) == 30, "percentage set before")
	check(debug.SetMemoryLimit(1<<30) == limit, "limit returned when another is set")
	check(debug.SetMemoryLimit(-1) == 1<<30, "limit set")
	check(debug.SetMemoryLimit(math.MaxInt64) == 1<<30, "limit set before")

	// Off: nothing happens by itself, but GC works.
	check(debug.SetGCPercent(-1) == 100, "percentage before off")
	check(nextGC() > 1<<60, "no goal when off")
	before := cycles()
	allocate(40)
	check(cycles() == before, "collection although off")
	runtime.GC()
	check(cycles() == before+1, "GC when off")

	// Off with a limit: the limit alone makes it collect.
	debug.SetMemoryLimit(24 << 20)
	before = cycles()
	allocate(100)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	check(m.NumGC > before, "no collection at the limit")
	check(m.Sys-m.HeapReleased < 48<<20, "far above the limit")
	debug.SetMemoryLimit(math.MaxInt64)

	// The larger the percentage, the fewer collections.
	counts := [3]uint32{}
	live := newList(1, 8<<20/24) // with much to scan, the program cannot outrun the collector on a busy machine
	for i, p := range []int{25, 100, 400} {
		check(debug.SetGCPercent(p) == []int{-1, 25, 100}[i], "percentage set before")
		runtime.GC()
		goal, want := nextGC(), uint64(8<<20)*uint64(100+p)/100
		check(goal > want-want/10 && goal < want+want/2, "goal does not follow GOGC")
		before = cycles()
		allocate(100)
		counts[i] = cycles() - before
	}
	runtime.KeepAlive(live)
	if counts[0] <= counts[1] || counts[1] <= counts[2] {
		println("FAIL: collections do not follow GOGC:", counts[0], counts[1], counts[2])
		panic("GOGC")
	}
	check(counts[2] >= 1, "no collections with GOGC=400")

	check(debug.SetGCPercent(-5) == 400 && debug.SetGCPercent(0) == -1, "negative means off")
	debug.SetGCPercent(100)
	println("ok", counts[0], counts[1], counts[2])
}
