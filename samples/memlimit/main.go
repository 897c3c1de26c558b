// GOMEMLIMIT: a soft limit on all memory of the runtime.
//
// GOGC=off and a limit: no cycle at all until the heap comes near the limit, then as many as it takes to
// stay below. The limit is soft: what is alive is never sacrificed to it.
//
//	vole run ./samples/memlimit
//	GOGC=off GOMEMLIMIT=64MiB GODEBUG=gctrace=1 ./memlimit
//
// Look at: no cycles without the limit, some with it, and the heap that stays under it.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var sink []byte

// churn allocates total bytes in blocks that die at once; it reports cycles and the largest heap seen.
func churn(total int) (cycles uint32, peak uint64) {
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	for done := 0; done < total; done += 16 << 10 {
		sink = make([]byte, 16<<10)
		if done%(1<<20) == 0 {
			runtime.ReadMemStats(&now)
			if now.HeapAlloc > peak {
				peak = now.HeapAlloc
			}
		}
	}
	runtime.ReadMemStats(&now)
	return now.NumGC - before.NumGC, peak
}

func main() {
	debug.SetGCPercent(-1)
	cycles, _ := churn(96 << 20)
	fmt.Println("GC off, no limit:", cycles, "cycles")

	const limit = 64 << 20
	debug.SetMemoryLimit(limit)
	runtime.GC()
	cycles, peak := churn(512 << 20)
	fmt.Println("GC off, limit: cycles:", cycles > 0, "heap below the limit:", peak < limit)
}
