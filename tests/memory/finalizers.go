package main

import (
	"fmt"
	"runtime"
	"time"
)

type object struct {
	id   int
	next *object
	data [100]byte
}

var done = make(chan int, 1000)

//go:noinline
func make1(id int) {
	o := &object{id: id}
	runtime.SetFinalizer(o, func(o *object) { done <- o.id })
}

// clean overwrites what dead frames left on the stack.
//
//go:noinline
func clean(n int) int {
	var a [200]int
	for i := range a {
		a[i] = n
	}
	if n > 0 {
		return clean(n-1) + a[n]
	}
	return a[0]
}

func collect() {
	clean(20)
	for i := 0; i < 3; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

func wait(n int) map[int]bool {
	got := map[int]bool{}
	for i := 0; len(got) < n && i < 200; i++ {
		collect()
		for len(done) > 0 {
			got[<-done] = true
		}
	}
	return got
}

//go:noinline
func chain(n int) {
	var head *object
	for i := 0; i < n; i++ {
		head = &object{id: i, next: head}
		runtime.SetFinalizer(head, func(o *object) {
			done <- o.id
		})
	}
}

var saved *object

//go:noinline
func revive() {
	o := &object{id: 7}
	runtime.SetFinalizer(o, func(o *object) {
		saved = o
		done <- o.id
	})
}

//go:noinline
func cancelled() {
	o := &object{id: 13}
	runtime.SetFinalizer(o, func(o *object) { done <- o.id })
	runtime.SetFinalizer(o, nil)
}

//go:noinline
func tinyOnes() {
	for i := 0; i < 100; i++ {
		p := new(int32)
		*p = int32(1000 + i)
		runtime.SetFinalizer(p, func(p *int32) { done <- int(*p) })
	}
}

//go:noinline
func cycle() {
	a, b := &object{id: 1}, &object{id: 2}
	a.next, b.next = b, a
	runtime.SetFinalizer(a, func(o *object) { done <- o.id })
}

type closer interface{ Close() }

func (o *object) Close() { done <- o.id }

//go:noinline
func viaInterface() {
	o := &object{id: 21}
	runtime.SetFinalizer(o, func(c closer) { c.Close() })
}

func main() {
	for i := 0; i < 50; i++ {
		make1(i)
	}
	// A stale word on the stack may keep one or two: as many as did not run must be few.
	fmt.Println("most run:", len(wait(50)) >= 47)

	// Each keeps the next alive until its own finalizer has run: they run in order.
	chain(5)
	order := []int{}
	for i := 0; len(order) < 5 && i < 100; i++ {
		collect()
		for len(done) > 0 {
			order = append(order, <-done)
		}
	}
	fmt.Println("chain:", order)

	revive()
	fmt.Println("revived:", wait(1), saved != nil && saved.id == 7)
	saved = nil

	cancelled()
	fmt.Println("cancelled:", len(wait(0)), len(done))

	tinyOnes()
	n := len(wait(90))
	fmt.Println("tiny:", n >= 80)

	cycle()
	collect()
	fmt.Println("cycle:", len(done))

	viaInterface()
	fmt.Println("interface:", wait(1))

	big := make([]*object, 0, 1000)
	for i := 0; i < 1000; i++ {
		o := &object{id: i}
		runtime.SetFinalizer(o, func(o *object) { done <- o.id })
		big = append(big, o)
	}
	collect()
	fmt.Println("kept alive:", len(done))
	runtime.KeepAlive(big)
}
