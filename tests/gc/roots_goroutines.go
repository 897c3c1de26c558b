// Arguments and closures of goroutines that have not run yet, of many at once; what goroutines wait
// with: mutexes, condition variables, wait groups, a system call.
package main

import (
	"os"
	"runtime"
	"sync"
)

//go:noinline
func started(a *node, b []*node, c string, d any, wg *sync.WaitGroup) {
	a.must(1)
	b[1].must(2)
	check(c == "abc", "string argument")
	d.(*node).must(3)
	wg.Done()
}

//go:noinline
func start(wg *sync.WaitGroup) {
	for i := range 200 {
		wg.Add(1)
		if i%2 == 0 {
			list, text := []*node{nil, newNode(2)}, string([]byte("abc"))
			go started(newNode(1), list, text, newNode(3), wg)
		} else {
			n := newNode(i)
			go func() { n.must(i); wg.Done() }()
		}
	}
}

//go:noinline
func waiting() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&mu)
	open := false
	mu.Lock()
	for i := range 20 {
		wg.Add(1)
		n := newNode(i)
		go func() {
			own := newNode(-i)
			mu.Lock()
			for !open {
				cond.Wait()
			}
			mu.Unlock()
			n.must(i)
			own.must(-i)
			wg.Done()
		}()
	}
	runtime.Gosched()
	collect()
	open = true
	mu.Unlock()
	cond.Broadcast()
	collect()
	wg.Wait()
}

//go:noinline
func inSystemCall() {
	r, w, err := os.Pipe()
	check(err == nil, "pipe")
	done := make(chan *node)
	go func() {
		n := newNode(4)
		buffer := make([]byte, 16)
		count, _ := r.Read(buffer)
		check(count == 3 && string(buffer[:3]) == "xyz", "buffer given to a system call")
		n.must(4)
		done <- n
	}()
	for range 10 {
		runtime.Gosched()
	}
	collect()
	collect()
	w.Write([]byte("xyz"))
	(<-done).must(4)
	r.Close()
	w.Close()
}

func main() {
	for range 2 {
		var wg sync.WaitGroup
		start(&wg)
		collect()
		wg.Wait()
		waiting()
		inSystemCall()
	}
	println("ok")
}
