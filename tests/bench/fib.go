package main

import (
	"fmt"
	"time"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	start := time.Now()
	x := fib(40)
	fmt.Println(time.Since(start).Nanoseconds())
	if x != 102334155 {
		panic("wrong")
	}
}
