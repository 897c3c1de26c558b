package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"sort"
	"strconv"
	"strings"
	"time"
)

// shares.go - ten programs, each a mix of work, whose CPU profile shares.pl compares with what perf saw.
//
//	shares PROGRAM DURATION PROFILE

var sink any
var total uint64

//go:noinline
func mix(n int, x uint64) uint64 {
	for i := 0; i < n; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

//go:noinline
func ten(x uint64) uint64 { return mix(100000, x) + 1 }

//go:noinline
func twenty(x uint64) uint64 { return mix(200000, x) + 1 }

//go:noinline
func seventy(x uint64) uint64 { return mix(700000, x) + 1 }

func loops() { total += ten(total|1) + twenty(total|1) + seventy(total|1) }

//go:noinline
func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func calls() { total += uint64(fib(30)) }

var a, b, c [120][120]float64

//go:noinline
func multiply() {
	for i := range a {
		for j := range b {
			s := 0.0
			for k := range c {
				s += a[i][k] * b[k][j]
			}
			c[i][j] = s
		}
	}
}

//go:noinline
func transpose() {
	for i := range a {
		for j := range i {
			a[i][j], a[j][i] = a[j][i], a[i][j]
		}
	}
}

func matrix() {
	multiply()
	for range 10 {
		transpose()
	}
}

type tree struct{ left, right *tree }

//go:noinline
func build(d int) *tree {
	if d == 0 {
		return &tree{}
	}
	return &tree{build(d - 1), build(d - 1)}
}

//go:noinline
func count(t *tree) int {
	if t.left == nil {
		return 1
	}
	return count(t.left) + count(t.right) + 1
}

func trees() { total += uint64(count(build(16))) }

//go:noinline
func fill(m map[int]int) {
	for i := range 100000 {
		m[i*7] = i
	}
}

//go:noinline
func look(m map[int]int) (n int) {
	for i := range 400000 {
		n += m[i]
	}
	return n
}

func maps() {
	m := map[int]int{}
	fill(m)
	total += uint64(look(m))
}

func formats() {
	var w strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&w, "%d %s %v\n", i, "text", 1.5)
	}
	sink = w.String()
}

var big, big2 = make([]byte, 1<<20), make([]byte, 1<<20)

//go:noinline
func copies() {
	for range 40 {
		copy(big, big2)
	}
}

//go:noinline
func clears() {
	for range 20 {
		clear(big2)
	}
}

func memory() {
	copies()
	clears()
}

func sorts() {
	x := make([]int, 100000)
	for i := range x {
		x[i] = int(mix(1, uint64(i)+1))
	}
	sort.Ints(x)
	y := make([]string, 20000)
	for i := range y {
		y[i] = strconv.Itoa(int(mix(1, uint64(i)+1)))
	}
	sort.Strings(y)
}

func channels() {
	c, d := make(chan int), make(chan int, 10)
	go func() {
		for x := range c {
			d <- x
		}
		close(d)
	}()
	go func() {
		for i := range 50000 {
			c <- i
		}
		close(c)
	}()
	for x := range d {
		total += uint64(x)
	}
}

//go:noinline
func split(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		n += len(strings.ToUpper(f))
	}
	return n
}

var text = strings.Repeat("the quick brown fox jumps over the lazy dog ", 2000)

func words() { total += uint64(split(text) + strings.Count(text, "lazy")) }

var programs = map[string]func(){"loops": loops, "calls": calls, "matrix": matrix, "trees": trees, "maps": maps,
	"formats": formats, "memory": memory, "sorts": sorts, "channels": channels, "words": words}

func main() {
	f := programs[os.Args[1]]
	length, _ := time.ParseDuration(os.Args[2])
	if len(os.Args) > 3 {
		out, _ := os.Create(os.Args[3])
		runtime.SetCPUProfileRate(500)
		pprof.StartCPUProfile(out)
		defer pprof.StopCPUProfile()
	}
	for begin := time.Now(); time.Since(begin) < length; {
		f()
	}
}
