// Preallocation and strings.Builder: saying the size in advance.
//
//	vole run ./samples/prealloc
//	vole build -gcflags=-m ./samples/prealloc
//
// Look at: allocations of each variant. Growing by append copies the slice again and again; += on strings
// makes a new string a round; a Builder with Grow allocates once.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

const n = 1000

func appending() []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

func preallocated() []int {
	s := make([]int, 0, n)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

func concatenated() string {
	s := ""
	for i := 0; i < n; i++ {
		s += "x"
	}
	return s
}

func built() string {
	var b strings.Builder
	b.Grow(n)
	for i := 0; i < n; i++ {
		b.WriteString("x")
	}
	return b.String()
}

var (
	ints []int
	text string
)

func allocations(f func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int(after.Mallocs - before.Mallocs)
}

func main() {
	grown := allocations(func() { ints = appending() })
	once := allocations(func() { ints = preallocated() })
	plus := allocations(func() { text = concatenated() })
	builder := allocations(func() { text = built() })
	fmt.Println(len(ints), len(text))
	fmt.Println("append from nothing: 9 or so:", grown >= 6 && grown < 20, "preallocated: 1 or so:", once < 4)
	fmt.Println("+=: about a string a round:", plus >= n-10, "Builder with Grow: 1 or so:", builder < 4)
}
