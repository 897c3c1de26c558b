package main

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
)

// append(s, make(T, n)...) makes no slice for the zeros.

type node struct {
	next *node
	n    int
}

type empty struct{}

//go:noinline
func zeros[T any](s []T, n int) []T { return append(s, make([]T, n)...) }

//go:noinline
func wide(s []int16, n uint64) []int16 { return append(s, make([]int16, n)...) }

//go:noinline
func narrow(s []int16, n int8) []int16 { return append(s, make([]int16, n)...) }

//go:noinline
func both(s []int) []int { return append(s, make([]int, 4, 9)...) }

func message(f func()) (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	f()
	return "no panic"
}

var trail []string

//go:noinline
func note[T any](name string, x T) T {
	trail = append(trail, name)
	return x
}

func main() {
	s := []int{1, 2, 3, 4, 5, 6}
	t := zeros(s[:2], 3) // in the array of s
	fmt.Println(s, t, len(t), cap(t))
	fmt.Println(zeros(s[:2], 0), zeros[int](nil, 0) == nil, zeros[string](nil, 3), zeros([]string{"a"}, 2))
	p := []*node{{n: 1}, {n: 2}, {n: 3}}
	q := zeros(p[:1], 2)
	fmt.Println(p[1], p[2], len(q))
	q = zeros(q, 1000)
	runtime.GC()
	fmt.Println(q[0].n, q[1], q[1002], len(q), len(zeros([]empty{}, 70)))
	fmt.Println(message(func() { zeros(s, note("negative", -1)) }))
	fmt.Println(message(func() { wide(nil, 1<<63) }))
	fmt.Println(message(func() { wide(nil, 1<<62) }))
	fmt.Println(message(func() { narrow([]int16{1}, -128) }))
	fmt.Println(message(func() { zeros(s, 1<<62) }))
	fmt.Println(narrow([]int16{1}, 2), both([]int{1})[4])

	// in order, though parts are taken out of the expression
	x := append(note("s", []int{7}), make([]int, note("n", 2))...)
	fmt.Println(x, len(append(x, make([]int, len(x)+note("m", 1))...))+note("after", 1), trail)

	big := make([]byte, 100)
	fmt.Println(testing.AllocsPerRun(100, func() { big = zeros(big[:50:50], 100) }),
		testing.AllocsPerRun(100, func() { big = zeros(big[:50], 50) }),
		testing.AllocsPerRun(100, func() { big = slices.Grow(big[:0:0], 1000) }))
}
