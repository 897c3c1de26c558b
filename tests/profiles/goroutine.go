package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

// Goroutines by what they wait in, and with their labels.

// env: GODEBUG=
// env: GOMAXPROCS=4 GODEBUG=gcstress=100

//go:noinline
func waits(c chan int) { <-c }

//go:noinline
func locks(mu *sync.Mutex) { mu.Lock() }

//go:noinline
func selects(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

//go:noinline
func spins(stop *bool, started chan int) {
	started <- 1
	for !*stop {
		runtime.Gosched()
	}
}

func settle() {
	for range 20 {
		time.Sleep(time.Millisecond)
	}
}

func main() {
	var mu sync.Mutex
	mu.Lock()
	c, d := make(chan int), make(chan int)
	ctx := pprof.WithLabels(context.Background(), pprof.Labels("kind", "waiting", "n", "1"))
	pprof.Do(ctx, pprof.Labels("n", "2"), func(ctx context.Context) {
		for range 7 {
			go waits(c)
		}
		go func() {
			go waits(c) // labels pass through a goroutine that ends
		}()
		n, ok := pprof.Label(ctx, "n")
		expect("label", n+fmt.Sprint(ok), "2true")
	})
	pprof.SetGoroutineLabels(context.Background())
	go waits(c)
	go locks(&mu)
	go selects(c, d)
	go time.Sleep(time.Hour)
	settle()
	runtime.GC() // what only goroutines hold of labels stays
	runtime.GC()

	p := read("goroutine")
	expect("types", p.sampleTypes, "[goroutine/count]")
	expect("period", fmt.Sprint(p.periodType, p.period), "goroutine/count1")
	expect("goroutines", p.sum(0), runtime.NumGoroutine())
	expect("waiting", p.sum(0, "runtime.gopark", "runtime.chanrecv1", "main.waits"), 9)
	p.expectStack("runtime.gopark", "runtime.selectgo", "main.selects")
	p.expectStack("runtime.gopark", "sync.(*Mutex).Lock", "main.locks")
	p.expectStack("runtime.gopark", "time.Sleep")
	p.expectStack("runtime/pprof.(*Profile).WriteTo", "main.main", "runtime.main")
	labelled := int64(0)
	for _, s := range p.samples {
		if s.labels["kind"] == "waiting" && s.labels["n"] == "2" && has(p.stack(s), []string{"main.waits"}) {
			labelled += s.values[0]
		} else if len(s.labels) != 0 {
			fail("labels %v of %q", s.labels, p.stack(s))
		}
		for _, name := range p.stack(s) {
			if strings.Contains(name, "gowrap") || strings.Contains(name, "goexit") {
				fail("%s is shown", name)
			}
		}
	}
	expect("labelled", labelled, 8)

	text := string(write("goroutine", 1))
	for _, want := range []string{"goroutine profile: total " + fmt.Sprint(runtime.NumGoroutine()) + "\n", "# labels: {\"kind\":\"waiting\", \"n\":\"2\"}\n",
		"main.waits+0x", "goroutine.go:19\n"} {
		if !strings.Contains(text, want) {
			fail("no %q in\n%s", want, text)
		}
	}
	text = string(write("goroutine", 2))
	for _, want := range []string{"goroutine 1 [running]:\n", " [chan receive]:\nmain.waits(", " [select]:\nmain.selects(", " [sleep]:\n"} {
		if !strings.Contains(text, want) {
			fail("no %q in\n%s", want, text)
		}
	}
	expect("stacks", strings.Count(text, "goroutine.go:19"), 9)

	records := make([]runtime.StackRecord, 100)
	n, ok := runtime.GoroutineProfile(records)
	if !ok || n != runtime.NumGoroutine() || len(records[0].Stack()) < 2 {
		fail("GoroutineProfile: %d %v", n, ok)
	}
	if n, ok := runtime.GoroutineProfile(records[:3]); ok || n < 12 {
		fail("GoroutineProfile of 3: %d %v", n, ok)
	}
	manyAtWork()
	threads()
	fmt.Println("ok")
}

// Profiles of goroutines that run, begin and end meanwhile.
func manyAtWork() {
	stop, started := false, make(chan int)
	for range 4 {
		go spins(&stop, started)
		<-started
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for range 300 {
			done := make(chan int)
			go func() { done <- 1 }()
			<-done
		}
		wg.Done()
	}()
	for range 30 {
		p := parse(inflate(write("goroutine", 0)))
		if n := p.sum(0, "main.spins"); n != 4 {
			fail("%d of 4 running goroutines", n)
		}
	}
	wg.Wait()
	stop = true
}

func threads() {
	p := read("threadcreate")
	expect("types", p.sampleTypes, "[threadcreate/count]")
	n, ok := runtime.ThreadCreateProfile(nil)
	if p.sum(0) < 2 || n < 2 || ok || pprof.Lookup("threadcreate").Count() < 2 {
		fail("%d or %d threads", p.sum(0), n)
	}
	if text := string(write("threadcreate", 1)); !strings.HasPrefix(text, "threadcreate profile: total ") {
		fail("threads as text: %s", text)
	}
}
