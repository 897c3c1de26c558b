// Method values made by reflection: what they keep and what they only look at.
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type box struct {
	n    int
	next *box
}

type service struct{ got *box }

func (s *service) Keep(b *box)        { s.got = b }
func (s *service) Look(b *box) int    { runtime.GC(); return b.n + b.next.n }
func (s *service) Pass(b *box) *box   { runtime.GC(); return b.next }
func (s service) Same(a, b *box) *box { return a }
func (s *service) unexported(b *box)  { s.got = b }

// burn overwrites the frames that were here.
//
//go:noinline
func burn() int {
	var a [512]int
	for i := range a {
		a[i] = -1 - i
	}
	return a[7] + a[300]
}

//go:noinline
func keep(f func(*box), n int) { b := box{n, nil}; f(&b) }

//go:noinline
func look(f func(*box) int, n int) int { next := box{n + 1, nil}; b := box{n, &next}; return f(&b) }

//go:noinline
func pass(f func(*box) *box, n int) *box { next := box{n + 1, nil}; b := box{n, &next}; return f(&b) }

//go:noinline
func same(f func(a, b *box) *box, n int) *box { a, b := box{n, nil}, box{n + 1, nil}; return f(&a, &b) }

func main() {
	s := &service{}
	v := reflect.ValueOf(s)
	keep(v.MethodByName("Keep").Interface().(func(*box)), 1)
	burn()
	fmt.Println("keep", s.got.n)
	fmt.Println("look", look(v.MethodByName("Look").Interface().(func(*box) int), 2))
	p := pass(v.MethodByName("Pass").Interface().(func(*box) *box), 3)
	q := same(v.MethodByName("Same").Interface().(func(a, b *box) *box), 5)
	burn()
	runtime.GC()
	fmt.Println("pass", p.n, "same", q.n)
}
