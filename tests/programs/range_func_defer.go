// A defer in the body of a range over a function runs when the function around the loop ends, among
// that function's own and whatever the iterator defers.
package main

import (
	"fmt"
	"runtime"
)

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator", n, "ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(yield func(int, string) bool) {
	defer func() { fmt.Println("pairs end") }()
	_ = yield(1, "one") && yield(2, "two")
}

func mixed() (result int) {
	defer func() { fmt.Println("first", result) }()
	for i := range upto(3) {
		defer fmt.Println("deferred", i)
		if i == 1 {
			defer func() { result += 10 }()
		}
	}
	defer fmt.Println("between the loops")
	for i, s := range pairs {
		for j := range upto(2) {
			defer fmt.Println("nested", i, s, j)
			for range upto(1) {
				func() {
					defer fmt.Println("its own function")
				}()
			}
		}
	}
	for range 2 {
		defer fmt.Println("plain loop")
	}
	fmt.Println("body done")
	return 5
}

func early() int {
	for i := range upto(10) {
		defer fmt.Println("early", i)
		if i == 2 {
			return i
		}
	}
	return -1
}

func recovers() (err error) {
	for i := range upto(5) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("%v recovered by %d", r, i)
			}
		}()
		if i == 3 {
			panic("three")
		}
	}
	return nil
}

func empty() {
	for i := range upto(0) {
		defer fmt.Println("never", i)
	}
	defer fmt.Println("empty")
}

type counter struct{ n int }

func (c *counter) add(by int) { c.n += by }

func method() (c counter) {
	for i := range upto(4) {
		defer c.add(i)
	}
	defer func() { fmt.Println("before", c.n) }()
	return
}

func generic[T any](v T) {
	for i := range upto(2) {
		defer fmt.Printf("%T %v %d\n", v, v, i)
	}
}

// Records outlive collections, and what they hold too.
func collect() (sum int) {
	for i := range upto(2000) {
		p := &counter{i}
		defer func() { sum += p.n }()
		if i%500 == 0 {
			runtime.GC()
		}
	}
	runtime.GC()
	return
}

func other() {
	elsewhere := func(yield func(int) bool) {
		done := make(chan bool)
		go func() {
			yield(1)
			done <- true
		}()
		<-done
	}
	for i := range elsewhere {
		defer fmt.Println("from another goroutine", i)
	}
	fmt.Println("after")
}

func exits() {
	done := make(chan bool)
	go func() {
		defer close(done)
		for i := range upto(2) {
			defer fmt.Println("at exit", i)
			if i == 1 {
				runtime.Goexit()
			}
		}
	}()
	<-done
}

//go:noinline
func works(i int) {
	defer func() { recover() }()
	if i > 0 {
		panic(i)
	}
}

// Functions with defers of their own come and go while the loop has none yet.
func others(last int) int {
	for i := range upto(3) {
		works(i)
		defer fmt.Println("among others", i)
		works(i)
	}
	for range upto(1) {
		works(last)
	}
	return 100 / last
}

func main() {
	fmt.Println(mixed())
	fmt.Println(early())
	fmt.Println(recovers())
	empty()
	fmt.Println(method())
	generic("text")
	fmt.Println(collect())
	other()
	exits()
	fmt.Println(others(10))
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(others(0))
}
