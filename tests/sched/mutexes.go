// Package sync, and goroutines that only asynchronous preemption can stop.
package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 1000; j++ {
				mu.Lock()
				n++
				mu.Unlock()
				if j%100 == 0 {
					runtime.Gosched()
				}
			}
		}()
	}
	wg.Wait()
	println(n)
	var rw sync.RWMutex
	m := map[int]int{}
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			for j := 0; j < 500; j++ {
				if j%10 == 0 {
					rw.Lock()
					m[j] = i
					rw.Unlock()
				} else {
					rw.RLock()
					_ = m[j]
					rw.RUnlock()
				}
			}
		}(i)
	}
	wg.Wait()
	println(len(m))
	var once sync.Once
	var cnt atomic.Int64
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); once.Do(func() { cnt.Add(1) }); cnt.Add(10) }()
	}
	wg.Wait()
	println(cnt.Load())
	// cond
	c := sync.NewCond(&mu)
	ready := false
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for !ready {
				c.Wait()
			}
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	mu.Lock()
	ready = true
	c.Broadcast()
	mu.Unlock()
	wg.Wait()
	// spinners are preempted
	var stop atomic.Bool
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for !stop.Load() {
			}
		}()
	}
	x := 0
	for i := 0; i < 4; i++ {
		runtime.Gosched()
		x++
	}
	runtime.GC()
	stop.Store(true)
	wg.Wait()
	println("done", x)
	// pipeline with allocation
	type node struct {
		next *node
		v    [4]int
	}
	ch := make(chan *node, 4)
	out := make(chan int)
	for w := 0; w < 4; w++ {
		go func() {
			s := 0
			for p := range ch {
				for q := p; q != nil; q = q.next {
					s += q.v[1]
				}
			}
			out <- s
		}()
	}
	for i := 0; i < 20000; i++ {
		var l *node
		for j := 0; j < 20; j++ {
			l = &node{next: l}
			l.v[1] = j
		}
		ch <- l
	}
	close(ch)
	t := 0
	for w := 0; w < 4; w++ {
		t += <-out
	}
	println(t)
}
