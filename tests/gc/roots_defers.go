// Deferred calls and what they will be given, in frames and in loops; panic values, also nested and
// recovered ones; results set by deferred functions; Goexit.
package main

import (
	"errors"
	"runtime"
)

//go:noinline
func inFrame() (result *node) {
	n := newNode(1)
	defer func() { n.must(1); result = newNode(2); collect() }()
	defer newNode(3).must(3)
	n.next = newNode(4)
	collect()
	return n.next
}

//go:noinline
func inLoop(count int) (sum int) {
	for i := range count {
		n := newNode(i)
		defer func() {
			n.must(i)
			sum += i
			if i%16 == 0 {
				collect()
			}
		}()
	}
	collect()
	return 0
}

type failure struct{ cause *node }

func (f failure) Error() string { return "failure" }

//go:noinline
func explode(depth int) {
	defer collect()
	if depth == 0 {
		panic(failure{newNode(99)})
	}
	explode(depth - 1)
}

//go:noinline
func recovered() (err error) {
	defer func() {
		collect()
		err, _ = recover().(error)
		collect()
	}()
	explode(10)
	return nil
}

//go:noinline
func nested() (values []any) {
	defer func() {
		collect()
		values = append(values, recover())
	}()
	defer func() {
		defer func() {
			collect()
			values = append(values, recover())
		}()
		panic(newNode(2))
	}()
	panic(newNode(1))
}

//go:noinline
func fault() (err error) {
	n := newNode(6)
	defer func() {
		collect()
		n.must(6)
		err = recover().(error)
	}()
	n.next.id = 1
	return nil
}

func main() {
	for range 3 {
		inFrame().must(2)
		check(inLoop(50) == 49*25, "deferred in a loop")
		var f failure
		check(errors.As(recovered(), &f), "panic value")
		f.cause.must(99)
		values := nested()
		values[0].(*node).must(2)
		values[1].(*node).must(1)
		err := fault()
		collect()
		_, ok := err.(runtime.Error)
		check(ok && len(err.Error()) > 20, "run-time error")
		exited := make(chan *node)
		go func() {
			n := newNode(12)
			defer func() { collect(); exited <- n }()
			runtime.Goexit()
		}()
		(<-exited).must(12)
	}
	println("ok")
}
