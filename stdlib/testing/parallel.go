package testing

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallelRunning is how many parallel tests run.
var parallelRunning atomic.Int64

// A PB is what the function given to RunParallel counts with.
type PB struct {
	taken *atomic.Uint64 // by all goroutines together
	grain uint64         // how many one takes at a time
	left  uint64         // of those taken by this one
	n     uint64
}

// Next tells if the goroutine is to go on.
func (pb *PB) Next() bool {
	if pb.left == 0 {
		n := pb.taken.Add(pb.grain)
		if n <= pb.n {
			pb.left = pb.grain
		} else if n < pb.n+pb.grain {
			pb.left = pb.n + pb.grain - n
		} else {
			return false
		}
	}
	pb.left--
	return true
}

// RunParallel calls body in GOMAXPROCS goroutines, or as many times that as SetParallelism says; b.N
// is divided among them. Each sets up what it needs and loops while pb.Next().
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return // nothing left under Loop
	}
	// About 100 us of work at a time: enough to make the counter cheap, and few enough to share fairly.
	grain := uint64(0)
	if b.lastN > 0 && b.lastTime > 0 {
		grain = 1e5 * uint64(b.lastN) / uint64(b.lastTime)
	}
	grain = min(max(grain, 1), 1e4)

	var taken atomic.Uint64
	var wg sync.WaitGroup
	for range b.threads * runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			body(&PB{taken: &taken, grain: grain, n: uint64(b.N)})
		}()
	}
	wg.Wait()
	if taken.Load() <= uint64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// SetParallelism has RunParallel start p times GOMAXPROCS goroutines, if p is not below 1.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.threads = p
	}
}

// AllocsPerRun returns how many objects f allocates, on average of the given number of calls and rounded down.
// It calls f once before. No parallel test must be running.
func AllocsPerRun(runs int, f func()) (avg float64) {
	if parallelRunning.Load() != 0 {
		panic("testing: AllocsPerRun called during parallel test")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	before := stats.Mallocs
	for range runs {
		f()
	}
	runtime.ReadMemStats(&stats)
	return float64((stats.Mallocs - before) / uint64(runs))
}
