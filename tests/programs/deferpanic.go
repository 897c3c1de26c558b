package main

import (
	"errors"
	"fmt"
	"runtime"
)

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func safe(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(runtime.Error); ok {
				err = fmt.Errorf("runtime: %w", e)
				return
			}
			if e, ok := r.(error); ok {
				err = e
				return
			}
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	f()
	return nil
}

func named() (n int) {
	defer func() { n *= 2 }()
	defer func() {
		recover()
		n = 21
	}()
	n = 1
	panic("x")
}

func nested() {
	defer func() {
		fmt.Println("outer recovered:", recover())
	}()
	defer func() {
		defer func() {
			fmt.Println("inner recovered:", recover())
		}()
		panic("second")
	}()
	panic("first")
}

func notDirect() {
	defer func() {
		fmt.Println("direct:", recover())
	}()
	defer func() {
		func() { fmt.Println("indirect:", recover()) }()
	}()
	panic("p")
}

func order() {
	for i := 0; i < 4; i++ {
		defer fmt.Print("d", i, " ")
	}
	fmt.Print("body ")
}

func rethrow() {
	defer func() {
		r := recover()
		fmt.Println("got", r)
	}()
	func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint("again ", r))
		}()
		panic("once")
	}()
}

type closer struct{ name string }

func (c *closer) Close()   { fmt.Println("close", c.name) }
func (c closer) CloseVal() { fmt.Println("closeval", c.name) }

func methods() {
	c := &closer{"a"}
	defer c.Close()
	defer c.CloseVal()
	c.name = "b"
}

func main() {
	var nilp *myErr
	var m map[string]int
	var arr []int
	var x any = "str"
	idx := 5
	zero := 0
	fmt.Println(safe(func() { _ = nilp.code }))
	fmt.Println(safe(func() { m["a"] = 1 }))
	fmt.Println(safe(func() { _ = arr[idx] }))
	fmt.Println(safe(func() { _ = arr[:idx] }))
	fmt.Println(safe(func() { _ = arr[idx:zero] }))
	fmt.Println(safe(func() { _ = "abc"[idx] }))
	fmt.Println(safe(func() { _ = "abc"[idx:] }))
	fmt.Println(safe(func() { _ = idx / zero }))
	fmt.Println(safe(func() { _ = x.(int) }))
	fmt.Println(safe(func() { _ = x.(fmt.Stringer) }))
	fmt.Println(safe(func() { _ = make([]int, zero-1) }))
	fmt.Println(safe(func() { _ = [2]int(arr) }))
	fmt.Println(safe(func() { var c chan int; close(c) }))
	fmt.Println(safe(func() { c := make(chan int); close(c); close(c) }))
	fmt.Println(safe(func() { c := make(chan int); close(c); c <- 1 }))
	fmt.Println(safe(func() { var a, b any = []int{1}, []int{1}; _ = a == b }))
	fmt.Println(safe(func() { m := map[any]int{}; m[[]int{}] = 1 }))
	fmt.Println(safe(func() { panic(&myErr{7}) }))
	fmt.Println(safe(func() { panic(errors.New("plain")) }))
	fmt.Println(safe(func() { panic(42) }))
	fmt.Println(safe(func() { var f func(); f() }))
	fmt.Println(safe(func() { var s fmt.Stringer; _ = s.String() }))
	fmt.Println(safe(func() { _ = 1 << (zero - 1) }))
	fmt.Println(named())
	nested()
	notDirect()
	order()
	fmt.Println()
	rethrow()
	methods()
	fmt.Println(recover())
	var e *myErr
	err := safe(func() { panic(&myErr{3}) })
	fmt.Println(errors.As(err, &e), e.code)
}
