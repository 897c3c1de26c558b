package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

// The block profile says where goroutines waited, the mutex profile who made them wait. Times are lower bounds.

// env: GODEBUG=
// env: GOMAXPROCS=1

const ms = int64(time.Millisecond)

//go:noinline
func holds(mu *sync.Mutex, d time.Duration) {
	time.Sleep(d)
	mu.Unlock()
}

//go:noinline
func wants(mu *sync.Mutex) { mu.Lock() }

//go:noinline
func receives(c chan int) { <-c }

//go:noinline
func sends(c chan int) { c <- 1 }

//go:noinline
func selects(c, d chan int) {
	select {
	case <-c:
	case <-d:
	}
}

//go:noinline
func reads(rw *sync.RWMutex) { rw.RLock() }

//go:noinline
func waits(wg *sync.WaitGroup) { wg.Wait() }

//go:noinline
func hopes(c *sync.Cond) {
	c.L.Lock()
	c.Wait()
	c.L.Unlock()
}

// later calls f when the caller waits.
func later(f func()) {
	go func() {
		time.Sleep(20 * time.Millisecond)
		f()
	}()
}

func block() {
	runtime.SetBlockProfileRate(1)
	var mu sync.Mutex
	mu.Lock()
	go holds(&mu, 20*time.Millisecond)
	wants(&mu)
	c, d := make(chan int), make(chan int)
	later(func() { c <- 1 })
	receives(c)
	later(func() { <-c })
	sends(c)
	later(func() { d <- 1 })
	selects(c, d)
	later(func() { close(c) })
	receives(c)
	var rw sync.RWMutex
	rw.Lock()
	later(rw.Unlock)
	reads(&rw)
	var wg sync.WaitGroup
	wg.Add(1)
	later(wg.Done)
	waits(&wg)
	cond := sync.NewCond(new(sync.Mutex))
	later(cond.Broadcast)
	hopes(cond)
	runtime.SetBlockProfileRate(0)
	later(func() { d <- 1 })
	<-d // not profiled

	p := read("block")
	expect("types", p.sampleTypes, "[contentions/count delay/nanoseconds]")
	expect("period", fmt.Sprint(p.periodType, p.period), "contentions/count1")
	for _, stack := range [][]string{
		{"sync.(*Mutex).Lock", "main.wants", "main.block"},
		{"runtime.chansend1", "main.sends", "main.block"},
		{"runtime.selectgo", "main.selects", "main.block"},
		{"sync.(*RWMutex).RLock", "main.reads", "main.block"},
		{"sync.(*WaitGroup).Wait", "main.waits", "main.block"},
		{"sync.(*Cond).Wait", "main.hopes", "main.block"},
	} {
		expect(stack[1], p.sum(0, stack...), 1)
		if ns := p.sum(1, stack...); ns < 10*ms {
			fail("%s waited for %d ns", stack[1], ns)
		}
		for _, s := range p.samples {
			if has(p.stack(s), stack) && p.stack(s)[0] != stack[0] {
				fail("the stack begins with %q", p.stack(s))
			}
		}
	}
	expect("receives", p.sum(0, "runtime.chanrecv1", "main.receives"), 2)
	expect("not profiled", p.sum(0, "main.block"), 8)
	text := string(write("block", 1))
	for _, want := range []string{"--- contention:\ncycles/second=", " 1 @ 0x", "main.wants+0x", "contention.go:25\n"} {
		if !strings.Contains(text, want) {
			fail("no %q in\n%s", want, text)
		}
	}
	records := make([]runtime.BlockProfileRecord, 1000)
	n, ok := runtime.BlockProfile(records)
	if !ok || n < 8 || records[0].Count < 1 || records[0].Cycles < 1 || len(records[0].Stack()) < 2 {
		fail("BlockProfile: %v %v", n, ok)
	}
}

//go:noinline
func unlocks(mu *sync.Mutex, d time.Duration) {
	time.Sleep(d)
	mu.Unlock()
}

// Three goroutines wait for 30 ms, then two, then one: who unlocks is charged for all that wait.
func mutex() {
	expect("fraction", runtime.SetMutexProfileFraction(1), 0)
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for range 3 {
		wg.Add(1)
		go func() {
			mu.Lock()
			unlocks(&mu, 30*time.Millisecond)
			wg.Done()
		}()
	}
	unlocks(&mu, 30*time.Millisecond)
	wg.Wait()
	expect("fraction", runtime.SetMutexProfileFraction(-1), 1)
	expect("fraction", runtime.SetMutexProfileFraction(0), 1)
	p := read("mutex")
	expect("types", p.sampleTypes, "[contentions/count delay/nanoseconds]")
	stack := []string{"sync.(*Mutex).Unlock", "main.unlocks"}
	if n, ns := p.sum(0, stack...), p.sum(1, stack...); n != 3 || ns < 150*ms {
		fail("%d contentions, %d ns", n, ns)
	}
	expect("who waits", p.sum(0, "sync.(*Mutex).Lock"), 0)
	text := string(write("mutex", 1))
	for _, want := range []string{"--- mutex:\ncycles/second=", "\nsampling period=0\n", "main.unlocks+0x", "contention.go:131\n"} {
		if !strings.Contains(text, want) {
			fail("no %q in\n%s", want, text)
		}
	}
	if n, ok := runtime.MutexProfile(nil); ok || n < 1 {
		fail("MutexProfile: %v %v", n, ok)
	}
}

// With a rate, estimates are right on average: some of 12000 waits of some microseconds are sampled, at one in 10 us.
func sampled() {
	runtime.SetBlockProfileRate(10000)
	a, b := make(chan int), make(chan int)
	go func() {
		for x := range a {
			b <- x
		}
	}()
	for range 4000 {
		a <- 1
		<-b
	}
	runtime.SetBlockProfileRate(0)
	p := read("block")
	if n := p.sum(0, "main.sampled") + p.sum(0, "main.sampled.func1"); n < 400 || n > 40000 {
		fail("some thousand waits are estimated as %d", n)
	}
}

func main() {
	block()
	mutex()
	sampled()
	fmt.Println("ok")
}
