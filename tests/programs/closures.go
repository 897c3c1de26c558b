package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func apply(fs ...func(int) int) int {
	x := 1
	for _, f := range fs {
		x = f(x)
	}
	return x
}

type op func(int, int) int

func (o op) twice(a, b int) int { return o(o(a, b), b) }

var global = func() int { return 7 }()

func main() {
	next, reset := counter()
	next()
	fmt.Println(next(), next())
	reset()
	fmt.Println(next())
	f := fib()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	k := 5
	fmt.Println(apply(func(x int) int { return x + k }, func(x int) int { k = 100; return x * k }, func(x int) int { return x - k }))
	fmt.Println(op(func(a, b int) int { return a*10 + b }).twice(1, 2), global)
	var rec func(int) int
	rec = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * rec(n-1)
	}
	fmt.Println(rec(10))
	func() {
		x := 1
		defer func(y int) { fmt.Println("deferred", x, y) }(x)
		x = 2
	}()
	outer := 0
	inc := func() func() {
		inner := 0
		return func() { inner++; outer += inner }
	}()
	inc()
	inc()
	fmt.Println(outer)
	var nilf func()
	fmt.Println(nilf == nil, inc != nil)
	big := [20]int{19: 3}
	show := func() int { return big[19] }
	big[19] = 4
	fmt.Println(show())
}
