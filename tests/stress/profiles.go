// profiles.go - all profiles at high rates, taken again and again, while goroutines switch stacks in every way.
//
//	profiles [ROUNDS]
package main

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"time"
)

// deep goes through several pieces of stack.
func deep(n int) int {
	var frame [300]byte
	frame[n%300] = 1
	if n == 0 {
		return int(frame[0])
	}
	return deep(n-1) + int(frame[n%300])
}

func panics(n int) (r int) {
	defer func() {
		recover()
		r++
	}()
	if n == 0 {
		var p *int
		return *p
	}
	return panics(n-1) + 1
}

func pulls(n int) (sum int) {
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	})
	defer stop()
	for {
		v, ok := next()
		if !ok {
			return sum
		}
		sum += v
	}
}

func waits() {
	c := make(chan int)
	go func() { c <- 1 }()
	select {
	case <-c:
	case <-time.After(time.Minute):
	}
	time.Sleep(time.Microsecond)
}

func allocates(i int) int {
	m := map[string][]int{}
	for j := range 50 {
		m[fmt.Sprint(i, j)] = make([]int, j)
	}
	return len(m) + len(strings.Repeat("text", i%100))
}

func work(shared *sync.Mutex, counter *int, rounds int) {
	for i := range rounds {
		n := deep(500) + panics(10) + pulls(20) + allocates(i)
		waits()
		shared.Lock()
		*counter += n
		shared.Unlock()
	}
}

// profile takes all profiles until stop is closed.
func profile(stop chan struct{}) {
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		default:
		}
		for _, p := range pprof.Profiles() {
			if err := p.WriteTo(new(bytes.Buffer), i%3); err != nil {
				fmt.Println("FAIL", p.Name(), err)
			}
		}
		time.Sleep(time.Millisecond)
	}
}

// The first look at lines and files is everybody's at once.
func readLines() {
	var wg sync.WaitGroup
	begin := make(chan bool)
	for range 8 {
		wg.Go(func() {
			var stack [4096]byte
			<-begin
			runtime.Stack(stack[:], false)
		})
	}
	close(begin)
	wg.Wait()
}

func main() {
	readLines()
	rounds := 2
	if len(os.Args) > 1 {
		rounds, _ = strconv.Atoi(os.Args[1])
	}
	runtime.MemProfileRate = 1000
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	stop := make(chan struct{})
	go profile(stop)
	var shared sync.Mutex
	counter := 0
	for range 3 {
		var cpu bytes.Buffer
		runtime.SetCPUProfileRate(5000)
		pprof.StartCPUProfile(&cpu) // says that it cannot set another rate
		var all sync.WaitGroup
		for i := range 4 {
			all.Add(1)
			go pprof.Do(context.Background(), pprof.Labels("worker", fmt.Sprint(i)), func(context.Context) {
				work(&shared, &counter, rounds)
				all.Done()
			})
		}
		all.Wait()
		pprof.StopCPUProfile()
		if cpu.Len() == 0 {
			fmt.Println("FAIL: no CPU profile")
		}
		runtime.GC()
	}
	close(stop)
	fmt.Println("ok", counter > 0)
}
