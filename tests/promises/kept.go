package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

type point struct{ x, y int }

type shape interface{ area() int }

func (p point) area() int    { return p.x * p.y }
func (p *point) scale(n int) { p.x *= n; p.y *= n }

var failed = errors.New("failed")

//vole:noalloc
func sum(v []int) (s int) {
	for _, x := range v {
		s += x
	}
	if s < 0 {
		panic(fmt.Sprintf("negative sum %d", s)) // allowed: only on the way to a panic
	}
	return s
}

//vole:noalloc
func local() int {
	p := &point{3, 4} // does not escape
	p.scale(2)
	var s shape = *p // boxed in the frame
	b := make([]int, 8)
	for i := range b {
		b[i] = i
	}
	f := func(n int) int { return n + len(b) }
	return s.area() + f(1) + sum(b[:4])
}

//vole:noalloc
func even(n int) bool { return n == 0 || odd(n-1) }

//vole:noalloc
func odd(n int) bool { return n != 0 && even(n-1) }

//vole:noalloc
func library(s string, v []int, x float64) int {
	slices.Sort(v)
	sort.Ints(v)
	i, _ := slices.BinarySearch(v, 3)
	return strings.Index(s, "b") + utf8.RuneCountInString(s) + int(math.Sqrt(x)) + i
}

//vole:noalloc
func lookup(m map[string]int, key []byte) (int, error) {
	n, ok := m[string(key)] // the bytes themselves
	if !ok || string(key) == "" {
		return 0, failed
	}
	delete(m, "other")
	for _, v := range m {
		n += v
	}
	return n, nil
}

type counter struct {
	mu sync.Mutex
	n  int
	a  atomic.Int64
}

//vole:noalloc
func (c *counter) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	c.a.Add(1)
	return c.n
}

//vole:noalloc
func channel(c chan int) int {
	c <- 1
	select {
	case n := <-c:
		return n
	default:
		return 0
	}
}

//vole:noalloc
func must(ok bool, what string) {
	if !ok {
		message := "not " + what
		panic(errors.New(message))
	}
}

type list[T any] struct {
	head T
	next *list[T]
}

//vole:noalloc
func (l *list[T]) length() int {
	n := 0
	for ; l != nil; l = l.next {
		n++
	}
	return n
}

//vole:noalloc
func equal(a, b []byte) bool { return bytes.Equal(a, b) }

//vole:noescape p
//vole:noescape q r
func reads(p, q *point, r []*point) int { return p.x + q.y + r[0].x }

//vole:noescape l
func content(l *list[*point]) *point { return l.next.head } // what it points to may go anywhere

var global *point

func main() {
	v := []int{3, 1, 2, 5, 4, 9, 8, 7, 6, 0}
	m := map[string]int{"a": 1, "b": 2}
	key := []byte("a")
	c, n := make(chan int, 1), &counter{}
	l := &list[string]{next: &list[string]{}}
	pl := &list[*point]{next: &list[*point]{head: &point{}}}
	var before, after runtime.MemStats
	for round := range 3 { // what is made once is made in the first
		runtime.ReadMemStats(&before)
		for range 1000 {
			must(sum(v) == 45, "a sum")
			must(local() == 48+9+6, "local")
			must(even(10) && !odd(10), "even")
			library("abc", v, 4)
			x, err := lookup(m, key)
			must(x == 4 && err == nil, "found")
			n.count()
			channel(c)
			l.length()
			equal(key, key)
			must(reads(&point{1, 2}, &point{3, 4}, []*point{{5, 6}}) == 10, "ten")
			global = content(pl)
		}
		runtime.ReadMemStats(&after)
		if d := after.Mallocs - before.Mallocs; round == 2 && d > 50 {
			fmt.Println(d, "objects allocated in 1000 rounds")
			os.Exit(1)
		}
	}
	fmt.Println("ok")
}
