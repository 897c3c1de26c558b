// Values that only the frames of iter.Pull's sequences hold, while those wait, before they have begun, and while
// values are handed over; sequences within sequences; next called by one goroutine after another.
package main

import (
	"iter"
	"runtime"
	"sync"
	"time"
)

//go:noinline
func nodes(first, n int) iter.Seq[*node] {
	kept := newNode(first)
	return func(yield func(*node) bool) {
		local := newNode(-first)
		for i := range n {
			if !yield(newNode(first + i)) {
				break
			}
			kept.must(first)
			local.must(-first)
		}
		local.must(-first)
	}
}

// zip pulls from both and is pulled from itself.
func zip(a, b iter.Seq[*node]) iter.Seq2[*node, *node] {
	return func(yield func(*node, *node) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

//go:noinline
func waiting() {
	const n = 50
	var nexts [n]func() (*node, bool)
	var stops [n]func()
	for i := range n {
		nexts[i], stops[i] = iter.Pull(nodes(i*100, 5))
	}
	collect()
	for range 3 {
		for i := range n {
			x, ok := nexts[i]()
			check(ok, "sequence ended")
			x.must(x.id)
		}
		collect()
	}
	for i := range n {
		stops[i]()
	}
}

//go:noinline
func nested() {
	next, stop := iter.Pull2(zip(nodes(1000, 9), nodes(2000, 7)))
	for i := 0; ; i++ {
		x, y, ok := next()
		if !ok {
			check(i == 7, "length of zip")
			break
		}
		collect()
		x.must(1000 + i)
		y.must(2000 + i)
	}
	stop()
}

func relay() {
	next, stop := iter.Pull(nodes(5000, 200))
	defer stop()
	var turn sync.Mutex
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 50 {
				turn.Lock()
				x, ok := next()
				turn.Unlock()
				check(ok, "relay ended")
				x.must(x.id)
				runtime.Gosched()
			}
		}()
	}
	for range 3 {
		collect()
	}
	all.Wait()
}

// Two that switch all the time do not keep the world from stopping.
func busy() {
	done := make(chan bool)
	go func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			for yield(1) {
			}
		})
		defer stop()
		for {
			select {
			case <-done:
				return
			default:
				next()
			}
		}
	}()
	for range 5 {
		runtime.GC()
	}
	done <- true
}

func main() {
	before := runtime.NumGoroutine()
	for range 2 {
		waiting()
		nested()
		relay()
	}
	busy()
	for range 10000 { // a thread that the machine does not run may hold one
		if runtime.NumGoroutine() == before {
			break
		}
		time.Sleep(time.Millisecond)
	}
	check(runtime.NumGoroutine() <= before+1, "goroutines left")
	println("ok")
}
