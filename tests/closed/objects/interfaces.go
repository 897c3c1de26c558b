package main

import (
	"io"
	"sort"
)

type shape interface {
	area() int
	grow(by *int)
}

type square struct{ side int }
type circle struct{ r int }

func (s *square) area() int    { return s.side * s.side }
func (s *square) grow(by *int) { s.side += *by; *by++ }
func (c *circle) area() int    { return 3 * c.r * c.r }
func (c *circle) grow(by *int) { c.r += *by; *by++ }

//go:noinline
func total(list []shape) int {
	n, by := 0, 1
	for _, s := range list {
		s.grow(&by)
		n += s.area()
	}
	return n + by
}

//go:noinline
func choose(big bool, a, b shape) shape {
	if big {
		return a
	}
	return b
}

type namer interface{ name(buf []byte) []byte }
type fixed string
type number int

func (f fixed) name(buf []byte) []byte  { return append(buf, f...) }
func (n number) name(buf []byte) []byte { return append(buf, byte('0'+n)) }

//go:noinline
func nameLength(n namer) int {
	var buf [32]byte
	return len(n.name(buf[:0]))
}

type counting struct{ n int }

func (c *counting) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

//go:noinline
func emit(w io.Writer, k int) {
	line := make([]byte, 24)
	line[0] = byte(k)
	w.Write(line)
}

type byX []point

func (b byX) Len() int           { return len(b) }
func (b byX) Less(i, j int) bool { return b[i].x < b[j].x }
func (b byX) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type stack interface {
	push(v any)
	depth() int
}

type depthOnly struct{ n int }

func (d *depthOnly) push(v any) { d.n++ }
func (d *depthOnly) depth() int { return d.n }

//go:noinline
func pushAll(s stack) int {
	s.push(100000)
	s.push("text")
	s.push(point{1, 2})
	return s.depth()
}

type embedding struct {
	shape
	extra int
}

type source interface{ next(into *[4]int) bool }
type upTo struct{ i, n int }

func (u *upTo) next(into *[4]int) bool { u.i++; into[0] = u.i; return u.i < u.n }

//go:noinline
func drain(s source) int {
	var buf [4]int
	t := 0
	for s.next(&buf) {
		t += buf[0]
	}
	return t
}

//go:noinline
func kind(v any) int {
	switch x := v.(type) {
	case int:
		return x
	case point:
		return x.y
	case *point:
		return x.x
	}
	return 0
}

type zero struct{ b byte }

func (z *zero) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = z.b
	}
	return len(p), nil
}

func init() {
	cases = append(cases, []testCase{
		{"shapes-slice", func() int { return total([]shape{&square{2}, &circle{1}}) }},
		{"shape-chosen", func() int { return choose(cases != nil, &square{3}, &circle{2}).area() }},
		{"value-method", func() int { return nameLength(fixed("abc")) + nameLength(number(3)) }},
		{"writer-buffer", func() int { w := &counting{}; emit(w, 1); return w.n }},
		{"sort-interface", func() int { p := []point{{3, 0}, {1, 0}, {2, 0}}; sort.Sort(byX(p)); return p[0].x }},
		{"boxed-arguments", func() int { return pushAll(&depthOnly{}) }},
		{"embedded-interface", func() int { e := embedding{&square{2}, 1}; return total([]shape{&e}) }},
		{"source-array", func() int { return drain(&upTo{0, 5}) }},
		{"any-switched", func() int { return kind(point{1, 2}) + kind(&point{3, 4}) + kind(70000) }},
		{"read-full", func() int { b := make([]byte, 40); n, _ := io.ReadFull(&zero{1}, b); return n }},
		{"copy-n", func() int { w := &counting{}; n, _ := io.CopyN(w, &zero{2}, 100); return int(n) }},
		{"multi-writer", func() int {
			a, b := &counting{}, &counting{}
			emit(io.MultiWriter(a, b), 1)
			return a.n + b.n
		}},
		{"limited-reader", func() int {
			b := make([]byte, 64)
			n, _ := io.ReadFull(io.LimitReader(&zero{1}, 64), b)
			return n
		}},
	})
}
