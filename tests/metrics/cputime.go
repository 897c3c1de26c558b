// The classes of CPU time: each cause adds to its own. The world's clock is not ours, so what is asked for is
// that something comes, not how much; only what the program itself has waited is a lower bound.
package main

import (
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

type node struct{ left, right *node }

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{tree(depth - 1), tree(depth - 1)}
}

var (
	live  *node
	large []byte
	sink  [4]*node
)

const classes = "/cpu/classes/"

func rises(what, name string, step func()) {
	runtime.GC() // brings the books up to date
	before := secs(classes + name)
	check(until(func() bool { return secs(classes+name) > before }, func() { step(); runtime.GC() }), "%s: %s stays %v",
		what, name, before)
}

func allocate() {
	var wg sync.WaitGroup
	for i := range sink {
		wg.Go(func() {
			for range 100000 {
				sink[i] = &node{sink[i], nil}
			}
			sink[i] = nil
		})
	}
	wg.Wait()
}

// The collector takes more than half of the CPU: assists are waived.
func limiter() {
	const name = "/gc/limiter/last-enabled:gc-cycle"
	check(number(name) == 0, "the limiter was on from the start: %d", number(name))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // nobody else marks
	old := debug.SetMemoryLimit(1 << 20)
	check(until(func() bool { return number(name) > 0 }, func() {
		for range 1000 {
			sink[0] = &node{sink[0], nil}
		}
		sink[0] = nil
	}), "the limiter never came on")
	debug.SetMemoryLimit(old)
	last, cycles := number(name), number("/gc/cycles/total:gc-cycles")
	check(last > 0 && last <= cycles+1, "the limiter came on in cycle %d of %d", last, cycles)
}

func main() {
	runtime.GOMAXPROCS(4)
	live = tree(19)
	rises("a collection", "gc/mark/dedicated:cpu-seconds", func() {})
	rises("a collection while Ps have nothing to do", "gc/mark/idle:cpu-seconds", func() {})
	rises("a collection", "gc/pause:cpu-seconds", func() {})
	rises("a collection", "gc/total:cpu-seconds", func() {})
	rises("allocation while marking", "gc/mark/assist:cpu-seconds", func() {
		done := make(chan bool)
		go func() { runtime.GC(); done <- true }()
		allocate()
		<-done
	})

	runtime.GC()
	idle, total := secs(classes+"idle:cpu-seconds"), secs(classes+"total:cpu-seconds")
	time.Sleep(100 * time.Millisecond)
	runtime.GC()
	slept := secs(classes+"idle:cpu-seconds") - idle
	check(slept >= 0.2, "four Ps have slept 0.1 s: %v", slept)
	check(secs(classes+"total:cpu-seconds")-total >= 0.4, "four Ps had 0.1 s: %v", secs(classes+"total:cpu-seconds")-total)
	runtime.GC()
	user := secs(classes + "user:cpu-seconds")
	for start := time.Now(); time.Since(start) < 100*time.Millisecond; {
	}
	runtime.GC()
	ran := secs(classes+"user:cpu-seconds") - user
	check(ran >= 0.05, "one P has run 0.1 s: %v", ran)

	limit := debug.SetMemoryLimit(-1)
	rises("memory given back", "scavenge/background:cpu-seconds", func() {
		large = make([]byte, 64<<20)
		clear(large)
		large = nil
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	})
	rises("memory given back", "scavenge/total:cpu-seconds", func() {
		large = make([]byte, 64<<20)
		large = nil
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	})
	rises("memory given back at the limit", "scavenge/assist:cpu-seconds", func() {
		debug.SetMemoryLimit(100 << 20)
		for i := range 20 {
			large = make([]byte, (20+i)<<20)
			clear(large)
		}
		large = nil
	})
	debug.SetMemoryLimit(limit)
	limiter()
	done()
}
