// Small functions that call themselves: each level is a frame of its own to callers, panics and
// results, whatever the compiler makes of the recursion.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func ack(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

type tree struct {
	left, right *tree
	n           int
}

func build(d int) *tree {
	if d == 0 {
		return nil
	}
	return &tree{build(d - 1), build(d - 1), d}
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.n + t.left.sum() + t.right.sum()
}

// Results in memory.
type wide struct{ a, b, c, d, e, f, g, h, i, j int }

func widen(n int) wide {
	if n == 0 {
		return wide{a: 1, j: 1}
	}
	w := widen(n - 1)
	w.a, w.j = w.j, w.a+w.j
	return w
}

func gcd[T int | uint8](a, b T) T {
	if b == 0 {
		return a
	}
	return gcd(b, a%b)
}

// The stack below: functions and lines, down to main.
func frames(n int) []string {
	if n > 0 {
		return frames(n - 1)
	}
	pc := make([]uintptr, 50)
	var out []string
	next := runtime.CallersFrames(pc[:runtime.Callers(1, pc)])
	for {
		f, more := next.Next()
		if !strings.HasPrefix(f.Function, "main.") {
			return out
		}
		out = append(out, fmt.Sprintf("%s:%d", f.Function, f.Line))
		if !more {
			return out
		}
	}
}

var bottom = errors.New("bottom")

func fall(n int, p *int) int {
	if n == 0 {
		*p++
		panic(bottom)
	}
	return fall(n-1, p) + 1
}

func caught(n int) (depth int, err any) {
	defer func() { err = recover() }()
	return fall(n, &depth), nil
}

func deep(n int) int {
	if n == 0 {
		return 0
	}
	return deep(n-1) + 1
}

func main() {
	fmt.Println(fib(27), ack(2, 9), build(9).sum(), widen(30), gcd(1071, 462), gcd[uint8](84, 36))
	for n := range 4 {
		fmt.Println(frames(n))
	}
	for n := range 4 {
		fmt.Println(caught(n))
	}
	fmt.Println(deep(1000000))
}
