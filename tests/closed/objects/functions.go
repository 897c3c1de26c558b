package main

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
)

//go:noinline
func apply(xs []int, f func(int) int) int {
	t := 0
	for _, x := range xs {
		t += f(x)
	}
	return t
}

type handler func(r *request) int

type request struct {
	path string
	code int
}

var handlers = map[string]handler{
	"a": func(r *request) int { r.code = 1; return r.code },
	"b": func(r *request) int { r.code = 2; return r.code },
}

//go:noinline
func serve(path string) int {
	r := request{path: path}
	return handlers[path](&r)
}

//go:noinline
func wrap(h handler) handler { return func(r *request) int { r.code += 10; return h(r) + r.code } }

//go:noinline
func adder(n int) func(int) int { return func(x int) int { return x + n } }

type option func(*config)
type config struct{ size, depth int }

func withSize(n int) option  { return func(c *config) { c.size = n } }
func withDepth(n int) option { return func(c *config) { c.depth = n } }

//go:noinline
func configure(opts ...option) int {
	c := config{1, 1}
	for _, o := range opts {
		o(&c)
	}
	return c.size * c.depth
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

//go:noinline
func countSlowly(n int) iter.Seq[int] { return count(n) }

//go:noinline
func keep(s iter.Seq[int], f func(int) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for v := range s {
			if f(v) && !yield(v) {
				return
			}
		}
	}
}

type tree struct {
	left, right *tree
	v           int
}

func (t *tree) walk(f func(*tree)) {
	if t == nil {
		return
	}
	t.left.walk(f)
	f(t)
	t.right.walk(f)
}

var table = []func(*point) int{sumPoint, func(p *point) int { return p.x }}

type machine struct{ n int }

func (m *machine) step(by *int) { m.n += *by }

//go:noinline
func repeat(n int, f func(*int)) {
	by := 2
	for range n {
		f(&by)
	}
}

//go:noinline
func cleanup() (n int) {
	defer func() { n++ }()
	return 3
}

func init() {
	cases = append(cases, []testCase{
		{"closure-local", func() int { n := 0; add := func(k int) { n += k }; add(2); add(3); return n }},
		{"closure-passed", func() int { n := 0; return apply([]int{1, 2, 3}, func(x int) int { n++; return x + n }) }},
		{"handler-table", func() int { return serve("a") + serve("b") }},
		{"handler-wrapped", func() int { r := request{}; return wrap(handlers["a"])(&r) }},
		{"closure-returned", func() int { return adder(3)(4) }},
		{"options", func() int { return configure(withSize(3), withDepth(4)) }},
		{"iterator", func() int {
			t := 0
			for v := range count(5) {
				t += v
			}
			return t
		}},
		{"iterator-opaque", func() int {
			t := 0
			for v := range countSlowly(5) {
				t += v
			}
			return t
		}},
		{"iterator-filtered", func() int {
			t := 0
			for v := range keep(countSlowly(9), func(v int) bool { return v%2 == 0 }) {
				t += v
			}
			return t
		}},
		{"tree-walked", func() int {
			t := &tree{&tree{nil, nil, 1}, &tree{nil, nil, 3}, 2}
			s := 0
			t.walk(func(t *tree) { s = s*10 + t.v })
			return s
		}},
		{"function-table", func() int { p := point{1, 2}; return table[0](&p) + table[1](&p) }},
		{"method-value", func() int { m := machine{}; repeat(3, m.step); return m.n }},
		{"defer-closure", cleanup},
		{"sort-slice", func() int {
			p := []point{{3, 0}, {1, 0}, {2, 0}}
			sort.Slice(p, func(i, j int) bool { return p[i].x < p[j].x })
			return p[0].x
		}},
		{"sort-func", func() int {
			p := []point{{3, 0}, {1, 0}, {2, 0}}
			slices.SortFunc(p, func(a, b point) int { return cmp.Compare(a.x, b.x) })
			return p[0].x
		}},
		{"search", func() int { n := 37; return sort.Search(100, func(i int) bool { return i >= n }) }},
		{"strings-map", func() int {
			n := 0
			strings.Map(func(r rune) rune { n++; return r }, "hello")
			return n
		}},
		{"index-func", func() int { k := 'c'; return strings.IndexFunc("abcd", func(r rune) bool { return r == k }) }},
	})
}
