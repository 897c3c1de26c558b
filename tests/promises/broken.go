package main

import (
	"errors"
	"fmt"
	"strconv"
)

type point struct{ x, y int }

type shape interface{ area() int }

var global *point
var anything any

//vole:noalloc
func direct(n int, s string, m map[string]int) {
	_ = make([]int, n)
	m[s] = n
	global = &point{}
	anything = n
	x := 1
	global = (*point)(nil)
	f := func() { x++ }
	anything = f
	go f()
	anything = []int{n}
	anything = new(int)
	c := make(chan int)
	c <- 1
}

//vole:noalloc
func texts(s string, b []byte, r []rune) int {
	t := s + string(b)
	return len(t) + len([]byte(t)) + len(string(r)) + len(append(b, 1))
}

//vole:noalloc
func calls(n int) string { return middle(n) }

//go:noinline
func middle(n int) string { return strconv.Itoa(n) }

//vole:noalloc
func library(n int) error { return fmt.Errorf("%d", n) }

//vole:noalloc
func unknown(f func(), s shape) { f(); s.area() }

//vole:noalloc
func loops(n int) {
	for range n {
		defer println("x")
	}
}

//vole:noalloc
func left(n int) error {
	for {
		if n > 1 {
			e := errors.New("may also return")
			if n > 2 {
				return e
			}
			panic(e)
		}
		n++
	}
}

//go:noinline
func ping(n int) *point {
	if n == 0 {
		return &point{}
	}
	return pong(n - 1)
}

//vole:noalloc
func pong(n int) *point { return ping(n) }

//vole:noalloc
func (p point) method() *point { return &p }

//vole:noescape p
func keeps(p, q *point) {
	r := p
	global = r
}

//vole:noescape p
func passes(p *point) { keeps(nil, p); keeps(p, nil) }

//vole:noescape nobody
func names(p *point) {}

func main() {}

//vole:noalloc
func adds(s, t string) string {
	s += t
	n := 0
	n += len(s)
	return s
}
