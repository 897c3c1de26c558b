package main

import (
	"maps"
	"slices"
	"sync"
)

//go:noinline
func variadic(xs ...int) int { return len(xs) + xs[0] }

//go:noinline
func variadicAny(xs ...any) int { return len(xs) }

type set[T comparable] struct{ m map[T]bool }

func (s *set[T]) add(v T)      { s.m[v] = true }
func (s *set[T]) has(v T) bool { return s.m[v] }

type ring[T any] struct {
	items [4]T
	n     int
}

func (r *ring[T]) put(v T) { r.items[r.n&3] = v; r.n++ }

func mapped[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

//go:noinline
func sumAll(xs []int) int {
	t := 0
	for _, x := range xs {
		t += x
	}
	return t
}

var pool = sync.Pool{New: func() any { return new([64]byte) }}

func init() {
	cases = append(cases, []testCase{
		{"make-small", func() int { s := make([]int, 4); s[1] = 2; return sumAll(s) }},
		{"make-variable", func() int { n := len(cases); s := make([]byte, n); return len(s) }},
		{"append-local", func() int {
			var s []int
			for i := range 3 {
				s = append(s, i)
			}
			return sumAll(s)
		}},
		{"append-longer", func() int {
			var s []int
			for i := range 20 {
				s = append(s, i)
			}
			return sumAll(s)
		}},
		{"literal-passed", func() int { return sumAll([]int{1, 2, 3}) }},
		{"variadic", func() int { return variadic(1, 2, 3) }},
		{"variadic-any", func() int { return variadicAny(100000, "x", 2.5) }},
		{"map-local", func() int { m := map[string]int{}; m["a"]++; m["b"]++; return len(m) }},
		{"map-literal", func() int { m := map[int]string{1: "a", 2: "b"}; return len(m[1]) }},
		{"map-struct-key", func() int { m := make(map[point]int); m[point{1, 2}] = 3; return m[point{1, 2}] }},
		{"set-generic", func() int {
			s := set[string]{map[string]bool{}}
			s.add("a")
			if s.has("a") {
				return 1
			}
			return 0
		}},
		{"ring-generic", func() int { var r ring[point]; r.put(point{1, 2}); return r.n }},
		{"map-generic", func() int { return len(mapped([]int{1, 2}, func(x int) float64 { return float64(x) })) }},
		{"keys-sorted", func() int { return len(slices.Sorted(maps.Keys(map[int]int{2: 1, 1: 2}))) }},
		{"chunk", func() int {
			n := 0
			for c := range slices.Chunk([]int{1, 2, 3}, 2) {
				n += len(c)
			}
			return n
		}},
		{"pool", func() int { b := pool.Get().(*[64]byte); b[0]++; pool.Put(b); return 1 }},
		{"mutex", func() int { var mu sync.Mutex; mu.Lock(); defer mu.Unlock(); return 1 }},
		{"once", func() int { var o sync.Once; n := 0; o.Do(func() { n++ }); return n }},
		{"channel", func() int { c := make(chan int, 1); c <- 3; return <-c }},
	})
}
