// Asks the system for memory in every way that the runtime has: heap, large objects, stacks, goroutines, threads, timers,
// profiles, traces, memory given back, tracebacks. Says "ok" if it got all.
package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync"
	"time"
)

func deep(n int) int {
	var frame [64]int
	frame[n%64] = n
	if n == 0 {
		return 0
	}
	return deep(n-1) + frame[n%64]
}

var sink any

func heap() {
	var all [][]*int
	for i := range 60 {
		all = append(all, make([]*int, 1000*i))
		for k := range all[i] {
			all[i][k] = new(int)
		}
		sink = make([]byte, 200000*(i%7))
	}
	sink = all
}

func threads() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			runtime.LockOSThread()
			time.Sleep(time.Millisecond)
		})
	}
	wg.Wait()
}

func goroutines() {
	var wg sync.WaitGroup
	for i := range 2000 {
		wg.Go(func() {
			if i%100 == 0 {
				deep(2000)
			}
			t := time.NewTimer(time.Hour)
			time.Sleep(time.Millisecond)
			t.Stop()
		})
	}
	wg.Wait()
}

func profiles() {
	var b bytes.Buffer
	pprof.StartCPUProfile(&b)
	trace.Start(&b)
	heap()
	trace.Stop()
	pprof.StopCPUProfile()
	pprof.Lookup("heap").WriteTo(&b, 1)
	pprof.Lookup("goroutine").WriteTo(&b, 2)
}

func faults() (text string) {
	defer func() { text = fmt.Sprint(recover(), strings.Contains(string(debug.Stack()), "faults")) }()
	var p *int
	return fmt.Sprint(*p)
}

func main() {
	parts := map[string]func(){"heap": heap, "threads": threads, "goroutines": goroutines, "profiles": profiles,
		"free": debug.FreeOSMemory, "faults": func() { sink = faults() }, "deep": func() { deep(100000) }}
	for _, name := range os.Args[1:] {
		parts[name]()
	}
	fmt.Println("ok")
}
