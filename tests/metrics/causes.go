// Each metric moves when its cause happens. A case is a cause; it says which metrics it must move, and how.
//
// run:
// run: GODEBUG=gcstoptheworld=1
// run: GODEBUG=gcstress=1000,gccheckmark=1
package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"syscall"
	"time"
)

type node struct {
	left, right *node
	pad         [4]int
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{left: tree(depth - 1), right: tree(depth - 1)}
}

var (
	live    *node
	objects []*[48]byte
	large   []byte
	tiny    []*byte
	sink    any
)

// A rise is what a cause must add to a metric, at least; a histogram's are its samples.
type rise struct {
	name string
	by   float64
}

func now(name string) float64 {
	switch v := value(name); v.Kind() {
	case metrics.KindUint64:
		return float64(v.Uint64())
	case metrics.KindFloat64:
		return v.Float64()
	case metrics.KindFloat64Histogram:
		return float64(samples(v.Float64Histogram()))
	}
	check(false, "there is no %s", name)
	return 0
}

// moves runs f until the metrics have risen as they must; once should do, but where it is said otherwise.
func moves(what string, f func(), rises ...rise) {
	before := make([]float64, len(rises))
	for i, r := range rises {
		before[i] = now(r.name)
	}
	f()
	for i, r := range rises {
		after := now(r.name)
		check(after >= before[i]+r.by, "%s: %s went from %v to %v, not by %v", what, r.name, before[i], after, r.by)
	}
}

func eventually(what, name string, f func()) {
	before := now(name)
	check(until(func() bool { return now(name) > before }, f), "%s: %s stays %v", what, name, before)
}

func allocations() {
	objects = make([]*[48]byte, 0, 1000)
	runtime.GC() // spans are flushed
	by := value("/gc/heap/allocs-by-size:bytes").Float64Histogram()
	at := 0
	for by.Buckets[at+1] <= 48 {
		at++
	}
	class := by.Counts[at]
	moves("1000 objects of 48 bytes", func() {
		for range 1000 {
			objects = append(objects, new([48]byte))
		}
		runtime.GC()
	}, rise{"/gc/heap/allocs:bytes", 48000}, rise{"/gc/heap/allocs:objects", 1000},
		rise{"/gc/heap/allocs-by-size:bytes", 1000}, rise{"/gc/heap/objects:objects", 900},
		rise{"/memory/classes/heap/objects:bytes", 40000}, rise{"/gc/heap/live:bytes", 40000})
	n := value("/gc/heap/allocs-by-size:bytes").Float64Histogram().Counts[at] - class
	check(n >= 1000 && n < 1100, "1000 objects of 48 bytes: %d more in their class", n)
	moves("they are freed", func() {
		objects = nil
		runtime.GC()
		runtime.GC()
	}, rise{"/gc/heap/frees:bytes", 48000}, rise{"/gc/heap/frees:objects", 1000},
		rise{"/gc/heap/frees-by-size:bytes", 1000})
	moves("a large object", func() {
		large = make([]byte, 1<<20)
	}, rise{"/gc/heap/allocs:bytes", 1 << 20}, rise{"/gc/heap/allocs:objects", 1})
	moves("tiny objects", func() {
		for range 1000 {
			tiny = append(tiny, new(byte))
		}
		runtime.GC()
	}, rise{"/gc/heap/tiny/allocs:objects", 900})
	large, tiny = nil, nil
}

func cycles() {
	moves("runtime.GC", runtime.GC, rise{"/gc/cycles/forced:gc-cycles", 1}, rise{"/gc/cycles/total:gc-cycles", 1},
		rise{"/gc/pauses:seconds", 1}, rise{"/sched/pauses/total/gc:seconds", 1},
		rise{"/sched/pauses/stopping/gc:seconds", 1}, rise{"/cpu/classes/gc/pause:cpu-seconds", 1e-9},
		rise{"/cpu/classes/gc/total:cpu-seconds", 1e-9}, rise{"/cpu/classes/total:cpu-seconds", 1e-9})
	eventually("allocating", "/gc/cycles/automatic:gc-cycles", func() { sink = make([]byte, 1<<20) })
	moves("ReadMemStats", func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
	}, rise{"/sched/pauses/total/other:seconds", 1}, rise{"/sched/pauses/stopping/other:seconds", 1})
}

func settings() {
	check(number("/gc/gogc:percent") == 100, "GOGC is %d", number("/gc/gogc:percent"))
	live = tree(14)
	runtime.GC()
	moves("SetGCPercent(400)", func() { debug.SetGCPercent(400) },
		rise{"/gc/gogc:percent", 300}, rise{"/gc/heap/goal:bytes", 1 << 20})
	debug.SetGCPercent(-1)
	check(number("/gc/gogc:percent") == 1<<64-1, "GOGC=off is %d", number("/gc/gogc:percent"))
	debug.SetGCPercent(100)
	old := debug.SetMemoryLimit(1 << 40)
	check(number("/gc/gomemlimit:bytes") == 1<<40, "the memory limit is %d", number("/gc/gomemlimit:bytes"))
	debug.SetMemoryLimit(old)
	live = nil
	procs := runtime.GOMAXPROCS(3)
	check(number("/sched/gomaxprocs:threads") == 3, "GOMAXPROCS is %d", number("/sched/gomaxprocs:threads"))
	three := number("/memory/classes/metadata/mcache/inuse:bytes")
	runtime.GOMAXPROCS(1)
	check(number("/memory/classes/metadata/mcache/inuse:bytes")*3 == three, "mcaches of three Ps take %d", three)
	runtime.GOMAXPROCS(procs)
	check(number("/gc/stack/starting-size:bytes") >= 2048, "stacks start with %d", number("/gc/stack/starting-size:bytes"))
	check(number("/cgo/go-to-c-calls:calls") == 0, "C was called")
}

func deep(n int, f func()) int {
	if n == 0 {
		f()
		return 0
	}
	var pad [64]int
	pad[n%64] = n
	return deep(n-1, f) + pad[n%64]
}

func scans() {
	runtime.GC()
	check(number("/gc/scan/globals:bytes") > 0, "no globals to scan")
	moves("a tree", func() {
		live = tree(15)
		runtime.GC()
	}, rise{"/gc/scan/heap:bytes", 1 << 19}, rise{"/gc/scan/total:bytes", 1 << 19})
	live = nil
	runtime.GC()
	moves("a deep stack", func() {
		go deep(2000, func() { runtime.GC(); runtime.Gosched() })
		deep(2000, runtime.GC)
	}, rise{"/gc/scan/stack:bytes", 30000})
}

func afterlife() {
	eventually("a finalizer", "/gc/finalizers/executed:finalizers", func() {
		runtime.SetFinalizer(&node{}, func(*node) {})
		runtime.GC()
	})
	executed := number("/gc/finalizers/executed:finalizers")
	check(number("/gc/finalizers/queued:finalizers") >= executed, "more run than queued")
	cleanups := number("/gc/cleanups/executed:cleanups")
	eventually("a cleanup", "/gc/cleanups/executed:cleanups", func() {
		runtime.AddCleanup(&node{}, func(int) {}, 1)
		runtime.GC()
	})
	check(number("/gc/cleanups/queued:cleanups") > cleanups, "cleanups that were not queued ran")
	hold := make(chan bool)
	moves("a finalizer that waits behind another", func() {
		started := make(chan bool)
		runtime.SetFinalizer(&node{}, func(*node) { started <- true; <-hold })
		until(func() bool {
			select {
			case <-started:
				return true
			default:
				return false
			}
		}, runtime.GC)
		for range 10 {
			runtime.SetFinalizer(&node{}, func(*node) {})
		}
		runtime.GC()
		runtime.GC()
	}, rise{"/gc/finalizers/queued:finalizers", 6})
	close(hold)
}

func states() {
	procs := runtime.GOMAXPROCS(1)
	stop := make(chan bool)
	var wg sync.WaitGroup
	const runnable, running = "/sched/goroutines/runnable:goroutines", "/sched/goroutines/running:goroutines"
	moves("20 goroutines begin", func() {
		for range 20 {
			wg.Go(func() { <-stop })
		}
		// One may be preempted here, and all of them run; then they wait.
		n := number(runnable) + number("/sched/goroutines/waiting:goroutines")
		check(n >= 20, "%d goroutines run or wait", n)
	}, rise{"/sched/goroutines:goroutines", 20}, rise{"/sched/goroutines-created:goroutines", 20})
	check(number(running) == 1, "%d run", number(running))
	waiting := "/sched/goroutines/waiting:goroutines"
	check(until(func() bool { return number(waiting) >= 20 }, runtime.Gosched), "%d wait", number(waiting))
	close(stop)
	// Nobody lets them run.
	check(until(func() bool {
		var wait sync.WaitGroup
		n := uint64(0)
		for range 20 {
			wait.Go(func() {})
		}
		n = number(runnable)
		wait.Wait()
		return n >= 20
	}, func() {}), "never 20 that can run")
	wg.Wait()
	runtime.GOMAXPROCS(procs)
}

func systemCalls() {
	const name = "/sched/goroutines/not-in-go:goroutines"
	var fds [2]int
	if err := syscall.Pipe2(fds[:], 0); err != nil {
		check(false, "pipe: %v", err)
		return
	}
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() { syscall.Read(fds[0], make([]byte, 1)) })
	}
	pause := func() { time.Sleep(time.Millisecond) }
	check(until(func() bool { return number(name) >= 5 }, pause), "%d in system calls", number(name))
	check(number("/sched/threads/total:threads") >= 6, "%d threads", number("/sched/threads/total:threads"))
	syscall.Write(fds[1], make([]byte, 5))
	wg.Wait()
	check(until(func() bool { return number(name) == 0 }, pause), "%d stay in system calls", number(name))
}

func waits() {
	var mu sync.Mutex
	var rw sync.RWMutex
	const name = "/sync/mutex/wait/total:seconds"
	holdMutex := func() {
		mu.Lock()
		done := make(chan bool)
		go func() { mu.Lock(); mu.Unlock(); done <- true }()
		time.Sleep(20 * time.Millisecond)
		mu.Unlock()
		<-done
	}
	// Go measures one wait in eight.
	eventually("a mutex", name, holdMutex)
	eventually("a reader", name, func() {
		rw.Lock()
		done := make(chan bool)
		go func() { rw.RLock(); rw.RUnlock(); done <- true }()
		time.Sleep(5 * time.Millisecond)
		rw.Unlock()
		<-done
	})
	eventually("a writer", name, func() {
		rw.RLock()
		done := make(chan bool)
		go func() { rw.Lock(); rw.Unlock(); done <- true }()
		time.Sleep(5 * time.Millisecond)
		rw.RUnlock()
		<-done
	})
	moves("goroutines take turns", func() {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 1000 {
					runtime.Gosched()
				}
			})
		}
		wg.Wait()
	}, rise{"/sched/latencies:seconds", 100})
}

func memory() {
	const free, released = "/memory/classes/heap/free:bytes", "/memory/classes/heap/released:bytes"
	large = make([]byte, 64<<20)
	for i := 0; i < len(large); i += 4096 {
		large[i] = 1
	}
	check(number("/memory/classes/heap/objects:bytes") >= 64<<20, "the large object is not there")
	moves("it is freed and given back", func() {
		large = nil
		debug.FreeOSMemory()
	}, rise{released, 60 << 20})
	moves("deep stacks", func() { deep(50000, func() { sink = now("/memory/classes/heap/stacks:bytes") }) })
	stop := make(chan bool)
	var wg sync.WaitGroup
	moves("many goroutines", func() {
		for range 1000 {
			wg.Go(func() { deep(20, func() { <-stop }) })
		}
		until(func() bool { return number("/sched/goroutines/waiting:goroutines") >= 1000 }, runtime.Gosched)
	}, rise{"/memory/classes/heap/stacks:bytes", 1000 * 2048})
	close(stop)
	wg.Wait()
	old := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	moves("sampled allocations", func() {
		for range 100 {
			sink = tree(3)
			sink = strings.Repeat("x", 100)
		}
	}, rise{"/memory/classes/profiling/buckets:bytes", 0})
	runtime.MemProfileRate = old
	spans := number("/memory/classes/metadata/mspan/inuse:bytes")
	live = tree(16)
	check(number("/memory/classes/metadata/mspan/inuse:bytes") > spans, "a tree takes no more spans than %d bytes", spans)
	live = nil
}

func main() {
	allocations()
	cycles()
	settings()
	scans()
	afterlife()
	states()
	systemCalls()
	waits()
	memory()
	done()
}
