package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func worker(id int, jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- j * j
	}
	_ = id
}

func main() {
	jobs, results := make(chan int), make(chan int, 10)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	go func() {
		for i := range 100 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)

	var mu sync.Mutex
	var n int64
	total := 0
	var wg2 sync.WaitGroup
	for range 50 {
		wg2.Go(func() {
			for range 100 {
				mu.Lock()
				total++
				mu.Unlock()
				atomic.AddInt64(&n, 1)
			}
		})
	}
	wg2.Wait()
	fmt.Println(total, n)

	done := make(chan struct{})
	tick := make(chan int)
	go func() {
		for i := range 3 {
			tick <- i
			time.Sleep(time.Millisecond)
		}
		close(done)
	}()
	got := 0
	for running := true; running; {
		select {
		case v := <-tick:
			got += v + 1
		case <-done:
			running = false
		case <-time.After(5 * time.Second):
			panic("timeout")
		}
	}
	fmt.Println(got)
	select {
	case v := <-tick:
		fmt.Println(v)
	default:
		fmt.Println("nothing")
	}
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	c := sync.NewCond(&mu)
	ready := false
	go func() { mu.Lock(); ready = true; c.Broadcast(); mu.Unlock() }()
	mu.Lock()
	for !ready {
		c.Wait()
	}
	mu.Unlock()
	var rw sync.RWMutex
	rw.RLock()
	rw.RLock()
	rw.RUnlock()
	rw.RUnlock()
	rw.Lock()
	rw.Unlock()
	// deep recursion on a goroutine: the stack grows
	var depth func(int) int
	depth = func(n int) int {
		var pad [100]int
		pad[n%100] = n
		if n == 0 {
			return 0
		}
		return depth(n-1) + pad[n%100] - n + 1
	}
	res := make(chan int)
	go func() { res <- depth(20000) }()
	fmt.Println(<-res, depth(1000))
	// a spinning goroutine must not stop others
	var stop atomic.Bool
	go func() {
		for !stop.Load() {
		}
	}()
	time.Sleep(5 * time.Millisecond)
	stop.Store(true)
	fmt.Println("end")
}
