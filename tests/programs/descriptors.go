// Type descriptors at work: equality, hashes, method tables, itabs, conversions between interfaces.
package main

import "fmt"

type P struct {
	a   int8
	_   int32
	s   string
	f   float64
	i   any
	arr [3]string
}
type Big struct {
	x [20]int
	n string
}
type Base struct{ id int }

func (b Base) ID() int    { return b.id }
func (b *Base) Set(i int) { b.id = i }

type Mid struct{ *Base }
type Top struct {
	Mid
	name string
}
type IDer interface{ ID() int }
type Setter interface {
	IDer
	Set(int)
}
type F float64
type G[T comparable] struct{ v T }

func (g G[T]) Get() T { return g.v }

type Getter[T any] interface{ Get() T }

type C complex128
type E struct{}
type node struct {
	next *node
	m    map[string]*node
}

func eq(a, b any) (r bool) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic", e.(error).Error())
		}
	}()
	return a == b
}

func main() {
	m := map[P]int{}
	p := P{a: 1, s: "x", f: 0, i: 3, arr: [3]string{"a", "b", "c"}}
	m[p] = 5
	q := p
	q.f = -q.f
	fmt.Println(m[q], len(m))
	q.i = "3"
	fmt.Println(m[q])
	mb := map[Big]Big{}
	b := Big{n: "hi"}
	b.x[19] = 7
	mb[b] = b
	fmt.Println(mb[b].x[19], mb[b].n, len(mb))
	b.x[0] = 1
	fmt.Println(len(mb[b].n))
	ma := map[any]string{1: "int", "1": "string", 1.5: "float", E{}: "E", [2]any{1, "a"}: "arr", F(2): "F", C(1): "C"}
	fmt.Println(ma[1], ma["1"], ma[1.5], ma[E{}], ma[[2]any{1, "a"}], ma[F(2)], ma[C(1)], len(ma), ma[int8(1)])
	t := Top{Mid{&Base{4}}, "n"}
	var s Setter = t
	s.Set(9)
	fmt.Println(s.ID(), t.ID())
	var id IDer = &t
	fmt.Println(id.ID())
	id = Base{3}
	fmt.Println(id.ID())
	if _, ok := id.(Setter); ok {
		fmt.Println("wrong")
	}
	id = &Base{5}
	id.(Setter).Set(6)
	fmt.Println(id.ID())
	fmt.Println(eq(1, 1), eq(1, int8(1)), eq("a", "a"), eq([]int{}, []int{}), eq(p, p), eq(map[int]int{}, 1), eq(func() {}, func() {}))
	fmt.Println(eq(G[int]{1}, G[int]{1}), eq(G[int]{1}, G[string]{"a"}), Getter[int](G[int]{8}).Get())
	var gg any = G[string]{"gs"}
	fmt.Println(gg.(Getter[string]).Get())
	_, ok := gg.(Getter[int])
	fmt.Println(ok)
	n := &node{m: map[string]*node{}}
	n.m["a"] = &node{next: n}
	fmt.Println(n.m["a"].next == n)
	type local struct{ x, y int }
	ml := map[local]bool{{1, 2}: true}
	fmt.Println(ml[local{1, 2}], ml[local{2, 1}])
	var x any = struct{ A int }{3}
	y, ok := x.(struct{ A int })
	fmt.Println(y.A, ok)
	mf := map[float64]int{0: 1}
	mf[-0.0] = 2
	nan := 0.0
	nan = nan / nan
	mf[nan] = 3
	mf[nan] = 4
	fmt.Println(len(mf), mf[0])
	defer func() { fmt.Println(recover().(error).Error()) }()
	ma[[]int{1}] = "bad"
}
