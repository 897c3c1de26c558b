// Pointers in loops that wait: what a round leaves behind is cleared, what it needs is not, wherever paths come together and also where a
// function can be entered a second time, behind its deferred calls.
package main

import (
	"fmt"
	"runtime"
)

type ring struct {
	next, prev *ring
	value      int
}

func (r *ring) init() *ring {
	r.next, r.prev = r, r
	return r
}

func (r *ring) forward() *ring {
	if r.next == nil {
		return r.init()
	}
	return r.next
}

//go:noinline
func newRing(n int) *ring {
	r := (&ring{}).init()
	for i := 1; i < n; i++ {
		next := &ring{value: i, prev: r, next: r.next}
		r.next.prev = next
		r.next = next
	}
	return r
}

// Three loops in one for the optimiser: last changes, only e does, or nothing.
func relay(in <-chan int) int {
	first := newRing(1)
	last := first
	var none chan<- int
	var e int
	for {
		select {
		case e = <-in:
			if e == 0 {
				return last.value
			}
			last = last.forward()
		case none <- e:
		}
	}
}

var tests = []struct {
	name string
	run  func()
}{{"first", nil}, {"second", func() { total++ }}}

var disabled, total = false, 0

func yield() { runtime.Gosched() }

// The function is entered again by what it recovers from; a round of the loop around it may end early.
func rounds() bool {
	fine := false
	for _, t := range tests {
		func() {
			if disabled {
				return
			}
			defer func() {
				recover()
				fine = true
			}()
			yield()
			t.run()
		}()
	}
	return fine
}

func walk(r *ring, n int) (sum int) {
	for ; n > 0; n-- {
		switch old := r; {
		case n%3 == 0:
			r = old.next
		case n%3 == 1:
			runtime.Gosched()
			r = old.prev
		default:
			for k := 0; k < 2; k++ {
				r = r.forward()
			}
			sum += old.value
		}
		sum += r.value
	}
	return sum
}

func main() {
	in, done := make(chan int), make(chan int)
	go func() { done <- relay(in) }()
	for _, n := range []int{1, 2, 3, 4, 5, 1, 7, 0} {
		in <- n
	}
	fmt.Println(<-done)
	fmt.Println(rounds(), total)
	fmt.Println(walk(newRing(5), 20))
}
