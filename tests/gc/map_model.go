// Maps against a model: random operations on maps of many types, of a few entries to several tables, and on a
// list that says what must be in them. Iterations run while the map is changed: what they produce must be there
// at that moment, none twice, and whatever is there from the first to the last of it must come.
//
// run: 1
// run: 2
// run: GOGC=5 GODEBUG=clobberfree=1 3
// run: GODEBUG=gcstress=5,gccheckmark=1,clobberfree=1 4 small
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
)

var (
	r     *rand.Rand
	seed  int64
	small bool
)

// A type of map: its keys and values are made from numbers, and tell them.
type subject[K comparable, V any] struct {
	name string
	key  func(int) K
	num  func(K) int // the inverse of key
	val  func(int) V
	of   func(V) int // nil: values tell nothing
}

func (s subject[K, V]) same(v V, want int) bool { return s.of == nil || s.of(v) == want }

// The list is indexed by the number that makes the key: no map is needed to check maps.
type list struct {
	val, born []int // 0: not there
	live      []int // numbers that are there, in any order
	place     []int // where a number stands in live
	clock     int
}

func newModel(n int) *list {
	return &list{val: make([]int, n), born: make([]int, n), place: make([]int, n)}
}

func (l *list) set(k, v int) {
	if l.val[k] == 0 {
		l.clock++
		l.born[k] = l.clock
		l.place[k] = len(l.live)
		l.live = append(l.live, k)
	}
	l.val[k] = v
}

func (l *list) drop(k int) {
	if l.val[k] == 0 {
		return
	}
	last := l.live[len(l.live)-1]
	l.live[l.place[k]], l.place[last] = last, l.place[k]
	l.live = l.live[:len(l.live)-1]
	l.val[k] = 0
}

func (l *list) clear() {
	for len(l.live) > 0 {
		l.drop(l.live[0])
	}
}

func failed(what string, args ...any) {
	fmt.Printf("FAIL seed %d: %s\n", seed, fmt.Sprintf(what, args...))
	os.Exit(1)
}

func compare[K comparable, V any](s subject[K, V], m map[K]V, l *list) {
	if len(m) != len(l.live) {
		failed("%s: len is %d, not %d", s.name, len(m), len(l.live))
	}
	n := 0
	for k, v := range m {
		if i := s.num(k); l.val[i] == 0 || !s.same(v, l.val[i]) {
			failed("%s: key %d has %v, not %d", s.name, i, v, l.val[i])
		}
		n++
	}
	if n != len(l.live) {
		failed("%s: range produces %d of %d", s.name, n, len(l.live))
	}
	for range 200 {
		i := r.Intn(len(l.val))
		v, ok := m[s.key(i)]
		if ok != (l.val[i] != 0) || ok && !s.same(v, l.val[i]) {
			failed("%s: key %d: %v, %v, not %d", s.name, i, ok, v, l.val[i])
		}
	}
}

// Some operations; more insertions than deletions if grow is above 50.
func change[K comparable, V any](s subject[K, V], m map[K]V, l *list, n, grow int) {
	for range n {
		i := r.Intn(len(l.val))
		if r.Intn(100) >= grow {
			if len(l.live) > 0 && r.Intn(2) == 0 {
				i = l.live[r.Intn(len(l.live))]
			}
			delete(m, s.key(i))
			l.drop(i)
			continue
		}
		v := 1 + r.Intn(1<<30)
		m[s.key(i)] = s.val(v)
		l.set(i, v)
	}
}

func iterate[K comparable, V any](s subject[K, V], m map[K]V, l *list) {
	began := l.clock
	due := make([]bool, len(l.val)) // there since the beginning, not deleted, not produced
	left := len(l.live)
	for _, i := range l.live {
		due[i] = true
	}
	seen := make([]int, len(l.val)) // as which birth it was produced
	grow, often := r.Intn(101), 1+r.Intn(1+len(l.live)/8)
	for k, v := range m {
		i := s.num(k)
		if l.val[i] == 0 {
			failed("%s: range produces %d, which is gone", s.name, i)
		}
		if !s.same(v, l.val[i]) {
			failed("%s: range produces %d with %v, not %d", s.name, i, v, l.val[i])
		}
		if seen[i] == l.born[i] {
			failed("%s: range produces %d twice", s.name, i)
		}
		seen[i] = l.born[i]
		if due[i] && l.born[i] <= began {
			due[i] = false
			left--
		}
		if r.Intn(often) == 0 {
			change(s, m, l, 1+r.Intn(40), grow)
			if r.Intn(400) == 0 {
				clear(m)
				l.clear()
			}
		}
	}
	for i, d := range due {
		if d && l.val[i] != 0 && l.born[i] <= began {
			failed("%s: range leaves out %d", s.name, i)
		}
	}
}

func try[K comparable, V any](s subject[K, V]) {
	numbers := []int{6, 12, 100, 900, 2000 + r.Intn(6000), 20000 + r.Intn(40000)}
	if small {
		numbers = numbers[:4]
	}
	for _, n := range numbers {
		var m map[K]V
		switch r.Intn(3) {
		case 0:
			m = map[K]V{}
		case 1:
			m = make(map[K]V, r.Intn(n))
		default:
			m = make(map[K]V, 2*n)
		}
		l := newModel(n)
		for i := range 5 {
			if i == 3 { // many dead slots, then new keys
				change(s, m, l, 2*n, 100)
				change(s, m, l, n, 10)
				change(s, m, l, n, 90)
			}
			change(s, m, l, n/2, 20+r.Intn(81))
			compare(s, m, l)
			iterate(s, m, l)
			compare(s, m, l)
		}
		clear(m)
		l.clear()
		change(s, m, l, n, 95)
		compare(s, m, l)
	}
}

type pair struct {
	a int32
	s string
}

type broad struct {
	n    int
	fill [20]int
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// Keys that are not equal to themselves: nothing finds them, every one comes in a range, clear takes them.
func nans() {
	zero := 0.0
	m := map[float64]int{}
	for i := range 5000 {
		m[zero/zero] = i
		m[float64(i)] = -1
	}
	got, n, grown := make([]bool, 5000), 0, 10000
	for k, v := range m {
		if k != k && v < 5000 {
			if got[v] {
				failed("NaN: %d comes twice", v)
			}
			got[v] = true
			n++
		}
		if n%7 == 3 && len(m) < 20000 {
			m[float64(grown)] = -1
			m[zero/zero] = 5000
			grown++
		}
	}
	if n != 5000 {
		failed("NaN: %d of 5000 come", n)
	}
	n = 0
	for range m {
		if n++; n == 100 {
			clear(m)
		}
	}
	if n != 100 || len(m) != 0 {
		failed("NaN: %d come, %d left after clear", n, len(m))
	}
}

func main() {
	seed, _ = strconv.ParseInt(os.Args[1], 10, 64)
	small = len(os.Args) > 2
	r = rand.New(rand.NewSource(seed))
	number := func(n int) int { return n }
	try(subject[int, int]{"int", number, number, number, number})
	try(subject[int32, *int]{"int32", func(n int) int32 { return int32(n) << 8 }, func(k int32) int { return int(k >> 8) },
		func(n int) *int { return &n }, func(p *int) int {
			if p == nil {
				return 0
			}
			return *p
		}})
	try(subject[string, string]{"string", strconv.Itoa, atoi, strconv.Itoa, atoi})
	try(subject[any, pair]{"any", func(n int) any {
		switch n % 4 {
		case 0:
			return n
		case 1:
			return strconv.Itoa(n)
		case 2:
			return pair{int32(n), "p"}
		}
		return float64(n)
	}, func(k any) int {
		switch k := k.(type) {
		case int:
			return k
		case string:
			return atoi(k)
		case pair:
			return int(k.a)
		case float64:
			return int(k)
		}
		return -1
	}, func(n int) pair { return pair{int32(n), strconv.Itoa(n)} }, func(p pair) int { return atoi(p.s) }})
	try(subject[broad, broad]{"broad", func(n int) broad { return broad{n: n} }, func(w broad) int { return w.n },
		func(n int) broad { return broad{n: n} }, func(w broad) int { return w.n }})
	try(subject[pair, struct{}]{"set", func(n int) pair { return pair{int32(n), strconv.Itoa(n)} },
		func(p pair) int { return int(p.a) }, func(int) struct{} { return struct{}{} }, nil})
	nans()
	fmt.Println("ok")
}
