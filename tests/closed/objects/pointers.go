package main

type point struct{ x, y int }

func (p *point) move(dx int) *point { p.x += dx; return p }

//go:noinline
func sumPoint(p *point) int { return p.x + p.y }

//go:noinline
func fill(p *point, n int) { p.x, p.y = n, n+1 }

//go:noinline
func pick(a, b *point) *point {
	if a.x > b.x {
		return a
	}
	return b
}

//go:noinline
func newPoint(n int) *point { return &point{n, n} }

type node struct {
	next *node
	v    int
}

//go:noinline
func length(n *node) int {
	k := 0
	for ; n != nil; n = n.next {
		k++
	}
	return k
}

type matrix struct{ cells [16]float64 }

//go:noinline
func (m *matrix) trace() float64 { return m.cells[0] + m.cells[5] + m.cells[10] + m.cells[15] }

type walker interface{ visit(n *node) int }

type counter struct{ seen int }

func (c *counter) visit(n *node) int { c.seen++; return n.v }

//go:noinline
func walk(n *node, w walker) int {
	s := 0
	for ; n != nil; n = n.next {
		s += w.visit(n)
	}
	return s
}

//go:noinline
func swap(a, b **point) { *a, *b = *b, *a }

func init() {
	cases = append(cases, []testCase{
		{"pointer-passed-down", func() int { p := point{1, 2}; return sumPoint(&p) }},
		{"pointer-filled", func() int { var p point; fill(&p, 3); return p.x }},
		{"pointer-of-two", func() int { a, b := point{1, 2}, point{3, 4}; return pick(&a, &b).x }},
		{"pointer-chained", func() int { p := &point{1, 2}; return p.move(1).move(2).x }},
		{"pointer-returned", func() int { return newPoint(4).x }},
		{"list-in-frame", func() int { c := node{nil, 3}; b := node{&c, 2}; a := node{&b, 1}; return length(&a) }},
		{"array-receiver", func() int { var m matrix; m.cells[5] = 2; return int(m.trace()) }},
		{"list-visited", func() int { b := node{nil, 2}; a := node{&b, 1}; return walk(&a, &counter{}) }},
		{"pointers-swapped", func() int { a, b := &point{1, 2}, &point{3, 4}; swap(&a, &b); return a.x }},
	})
}
