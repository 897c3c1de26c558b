// Decisions that take the whole program: -m under -escape=closed.
package main

import (
	"fmt"
	"io"
	"os"
)

type shape interface{ grow(by *int) int }
type square struct{ side int }
type circle struct{ r int }

func (s square) grow(by *int) int  { *by++; return s.side }
func (c *circle) grow(by *int) int { c.r += *by; return c.r }

// Nobody keeps by, nor the shapes.
//
//go:noinline
func total(list []shape) (n int) {
	by := 1
	for _, s := range list {
		n += s.grow(&by)
	}
	return n + by
}

type sink interface{ put(p *int) }
type last struct{ p *int }
type none struct{}

func (l *last) put(p *int) { l.p = p }
func (none) put(p *int)    {}

// last keeps p.
//
//go:noinline
func put(s sink, n int) { s.put(&n) }

// Writers of this program keep neither themselves nor what they write.
//
//go:noinline
func emit(w io.Writer, n int) {
	line := make([]byte, 3)
	line[0], line[1], line[2] = byte(n), byte(n), '\n'
	w.Write(line)
}

//go:noinline
func each(f func(*point), n int) int {
	p := point{n, n}
	f(&p)
	return p.x
}

type point struct{ x, y int }

func main() {
	fmt.Println(total([]shape{square{2}, &circle{3}}))
	l := &last{}
	put(l, 4)
	put(none{}, 5)
	emit(os.Stdout, 65)
	scale := 3
	fmt.Println(*l.p, each(func(p *point) { p.x *= scale }, 2), fmt.Sprint(scale, point{1, 2}))
}
