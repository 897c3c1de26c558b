// iter.Pull: turns, ends by force, and misuse.
package main

import (
	"fmt"
	"iter"
	"runtime"
)

func upto(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("sequence ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func exits(f func()) bool {
	returned := false
	done := make(chan bool)
	go func() {
		defer close(done)
		f()
		returned = true
	}()
	<-done
	return !returned
}

func main() {
	next, stop := iter.Pull(upto(3))
	for v, ok := next(); ok; v, ok = next() {
		fmt.Println(v)
	}
	fmt.Println(next())
	stop()

	next, stop = iter.Pull(upto(3))
	stop()
	fmt.Println(next())

	next, stop = iter.Pull(upto(3))
	fmt.Println(next())
	stop()
	stop()
	fmt.Println(next())

	var kept func(int) bool
	next, stop = iter.Pull(func(yield func(int) bool) {
		kept = yield
		yield(1)
	})
	fmt.Println(next())
	try("yield out of turn", func() { kept(5) })
	stop()
	fmt.Println(kept(6))

	next, stop = iter.Pull(func(yield func(int) bool) { panic("in the sequence") })
	try("next", func() { next() })
	fmt.Println(next())

	next, stop = iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
	fmt.Println(exits(func() { next() }))
	fmt.Println(next())

	next, stop = iter.Pull(func(yield func(int) bool) {
		defer runtime.Goexit()
		yield(7)
	})
	fmt.Println(next())
	fmt.Println(exits(stop))
	stop()

	var again func() (int, bool)
	again, stop = iter.Pull(func(yield func(int) bool) {
		try("next within", func() { again() })
		yield(8)
	})
	fmt.Println(again())
	stop()

	pair, stop := iter.Pull2(func(yield func(string, int) bool) {
		_ = yield("a", 1) && yield("b", 2)
	})
	fmt.Println(pair())
	fmt.Println(pair())
	fmt.Println(pair())
	stop()
}
