// Small maps that do not escape allocate nothing.
package main

import (
	"fmt"
	"testing"
)

var sum int

//go:noinline
func literal(n int) int {
	m := map[string]int{"a": 1, "b": 2}
	m["c"] = n
	return m["a"] + m["c"] + len(m)
}

//go:noinline
func hinted(n int) (sum int) {
	m := make(map[int]*int, n)
	for i := range n {
		m[i] = &sum
	}
	for k := range m {
		sum += k
	}
	return 0
}

//go:noinline
func loop(n int) (sum int) {
	for i := range n {
		m := map[[3]string]float64{}
		for j := range i {
			m[[3]string{"a", "b", "abcdefgh"[j:]}] = float64(j)
		}
		sum += len(m)
	}
	return sum
}

//go:noinline
func sub(m map[int]bool, n int) int {
	m[n] = true
	return len(m)
}

//go:noinline
func handedDown(n int) int {
	m := make(map[int]bool)
	return sub(m, n) + sub(m, n+1)
}

func main() {
	count := func(name string, f func(int) int) {
		fmt.Println(name, testing.AllocsPerRun(100, func() { sum += f(8) }))
	}
	count("literal", literal)
	count("hint, and a captured result", hinted)
	count("loop", loop)
	count("handed down", handedDown)
}
