package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"
)

// The CPU profile: which function leads, through inlined calls, the runtime and other threads, and with which labels.
// Profiles run until they have enough samples, however slow the machine is.

// env: GODEBUG=
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4 GODEBUG=gcstress=20000,gccheckmark=1

const enough = 40 // samples

//go:noinline
func mix(n, x uint32) uint32 {
	for range n {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
	}
	return x
}

//go:noinline
func hot(x uint32) uint32 { return mix(75000, x) + 1 }

//go:noinline
func cold(x uint32) uint32 { return mix(25000, x) + 1 }

func inlined(x uint32) uint32 {
	for range 50000 {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
	}
	return x
}

//go:noinline
func outer(x uint32) uint32 { return inlined(x) + 1 }

//go:noinline
func deep(n int, x uint32) uint32 {
	var frame [2048]byte // through several pieces of stack
	frame[x%2048] = byte(n)
	if n == 0 {
		return hot(x) + uint32(frame[3])
	}
	return deep(n-1, x) + uint32(frame[x%2048])
}

var from, to = make([]byte, 1<<18), make([]byte, 1<<18)

//go:noinline
func copies() int {
	n := 0
	for range 10 {
		n += copy(to, from)
	}
	return n
}

var kept [1000]*[100]int

//go:noinline
func allocates() {
	for i := range kept {
		kept[i] = new([100]int)
	}
}

var sum uint32

var saved bool // a profile is on disk

// profileOf makes a profile of f, called again and again, that has enough samples of function name.
func profileOf(name string, f func()) *profile {
	for length := 200 * time.Millisecond; ; length *= 2 {
		var b bytes.Buffer
		if err := pprof.StartCPUProfile(&b); err != nil {
			fail("start: %v", err)
		}
		if err := pprof.StartCPUProfile(&b); err == nil || err.Error() != "cpu profiling already in use" {
			fail("second start: %v", err)
		}
		for begin := time.Now(); time.Since(begin) < length; {
			f()
		}
		pprof.StopCPUProfile()
		pprof.StopCPUProfile()
		p := parse(inflate(b.Bytes()))
		expect("types", p.sampleTypes, "[samples/count cpu/nanoseconds]")
		expect("period", fmt.Sprint(p.periodType, p.period), "cpu/nanoseconds10000000")
		if p.duration < int64(length)/2 || p.time == 0 {
			fail("duration %d, time %d", p.duration, p.time)
		}
		for _, s := range p.samples {
			if s.values[0] < 1 || s.values[1] != s.values[0]*p.period {
				fail("values %v", s.values)
			}
		}
		if p.sum(0, name) >= enough {
			if !saved { // the first, whose samples are main's
				os.WriteFile("cpu.pb", b.Bytes(), 0o666)
				saved = true
			}
			return p
		}
		if length > time.Minute {
			fail("%d samples of %s in %v", p.sum(0, name), name, length)
		}
	}
}

// mostly: at least percent of the samples of function name have this stack.
func (p *profile) mostly(percent int64, name string, stack ...string) {
	if all, n := p.sum(0, name), p.sum(0, stack...); n*100 < all*percent {
		for _, s := range p.samples {
			fmt.Println(s.values, p.stack(s))
		}
		fail("%d of %d samples of %s are in %q", n, all, name, stack)
	}
}

func shares() {
	p := profileOf("main.mix", func() { sum += hot(sum) + cold(sum) })
	p.mostly(50, "main.mix", "main.mix", "main.hot", "main.shares.func1", "main.profileOf", "main.shares", "main.main", "runtime.main")
	if n := p.sum(0, "main.cold"); n == 0 || n > p.sum(0, "main.hot")*3/4 {
		fail("cold has %d samples, hot %d", n, p.sum(0, "main.hot"))
	}
	for _, s := range p.samples {
		if names := p.stack(s); slices.Contains(names, "") || slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, "goexit") }) {
			fail("a stack of %q", names)
		}
	}
}

func frames() {
	p := profileOf("main.inlined", func() { sum += outer(sum) })
	p.mostly(90, "main.inlined", "main.inlined", "main.outer", "main.frames.func1")
	p = profileOf("main.mix", func() { sum += deep(45, sum) })
	p.mostly(90, "main.mix", append(append([]string{"main.mix", "main.hot"}, slices.Repeat([]string{"main.deep"}, 46)...), "main.frames.func2", "main.main")...)
	p = profileOf("main.copies", func() { sum += uint32(copies()) })
	p.mostly(80, "main.copies", "runtime.memmove", "main.copies", "main.frames.func3")
	p = profileOf("runtime.mallocgc", allocates)
	p.mostly(80, "runtime.mallocgc", "runtime.mallocgc", "main.allocates", "main.profileOf")
}

// Every goroutine under its label, on whichever thread it runs, also those that it starts.
func labels() {
	var wg sync.WaitGroup
	work := func() {
		defer wg.Done()
		x := uint32(1)
		for range 20 {
			x += hot(x)
			runtime.Gosched()
		}
	}
	p := profileOf("main.hot", func() {
		for _, value := range []string{"a", "b"} {
			wg.Add(2)
			go pprof.Do(context.Background(), pprof.Labels("worker", value), func(context.Context) {
				go work()
				work()
			})
		}
		wg.Add(1)
		go work()
		wg.Wait()
	})
	n := map[string]int64{}
	for _, s := range p.samples {
		if has(p.stack(s), []string{"main.mix", "main.hot", "main.labels.func1"}) {
			n[s.labels["worker"]] += s.values[0]
		}
	}
	if len(n) != 3 || n["a"] < n[""]/2 || n["b"] < n[""]/2 || n[""] < n["a"]/8 {
		fail("by label: %v", n)
	}
}

// Labels that only samples have: goroutines with their own, that end at once, and collections meanwhile.
func shortLived() {
	i := 0
	p := profileOf("main.mix", func() {
		i++
		done := make(chan int)
		go pprof.Do(context.Background(), pprof.Labels("number", fmt.Sprint(i), "long", strings.Repeat("x", i%100)), func(context.Context) {
			sum += hot(sum)
			done <- 1
		})
		<-done
		if i%10 == 0 {
			runtime.GC()
		}
	})
	for _, s := range p.samples {
		if has(p.stack(s), []string{"main.mix"}) && (s.labels["number"] == "" || strings.Trim(s.labels["long"], "x") != "") {
			fail("labels %v", s.labels)
		}
	}
}

func main() {
	shares()
	frames()
	labels()
	shortLived()
	for range 20 {
		var b bytes.Buffer
		if err := pprof.StartCPUProfile(&b); err != nil {
			fail("start: %v", err)
		}
		pprof.StopCPUProfile()
		parse(inflate(b.Bytes()))
	}
	fmt.Println("ok")
}
