package main

func g[T any](x T) T { return x }

type W1 = W2
type W2 = W3
type W3 = W1

type A1 [len(x)]int

var x A1

type I1 interface{ I2 }
type I2 interface{ I1 }

type S1 struct{ s S2 }
type S2 struct{ s [2]S1 }

type G[T any] struct{ p *G[G[T]] }

const c1 = c2
const c2 = c1

var v1 = v2
var v2 = f1()

func f1() int { return v1 }

type F func(F) F
type M map[string]M
type P *P
type Bad [2]Bad

func main() {
	var f func(int) string
	f = g[string]
	f = g
	_ = (g[int])("a")
	var a, b int = 1, "x"
	var c float64 = g("a")
	d := g(nil)
	e := g[int, string](1)
	h := 1
	for i := 0; i < 10; i++ {
		i := g(i, i)
	}
	switch x := any(1).(type) {
	case int, string:
	case int:
	case undefinedT:
	case nil, nil:
	}
	switch 1 {
	case 1, 2, 1:
	case "a":
	case 2.5:
	}
	var arr [3]int
	_ = arr[5]
	_ = arr[-1]
	_ = arr[1:0]
	_ = "abc"[5]
	_ = [...]int{5: 1, 5: 2}
	_ = map[string]int{"a": 1, "a": 2}
	_ = []int{-1: 0, "a": 1}
	_ = struct{ a, b int }{1}
	_ = struct{ a, b int }{a: 1, 2}
	_ = struct{ a, b int }{c: 1}
	_ = struct{ a, b int }{a: 1, a: 2}
	_ = &[]int{"x"}
	_ = 1 << -1
	_ = 1 << 1.5
	_ = 1.5 << 1
	_ = uint8(256)
	_ = int8(-129)
	_ = 1 / 0
	_ = 1.0 / 0
	_ = 5 % 0
	_ = "a" + 1
	_ = !1
	_ = -"a"
	_ = ^1.5
	_ = &1
	_ = *1
	_ = *nil
	_ = nil == nil
	_ = []int{} == []int{}
	_ = map[[]int]int{}
	var fn func()
	_ = fn == fn
	_ = struct{ f func() }{} == struct{ f func() }{}
	const big = 1 << 100
	_ = big
	var _ int = big
	var _ = big * 1.5
	return 1
}

func noret() int {
}

func ret2() (int, string) {
	return 1
}

func ret3() (a int, err error) {
	{
		a := 1
		return
	}
	return 1, nil, 2
}

func (x int) m()      {}
func (x *P) m()       {}
func (x []int) m()    {}
func (x S1) dup()     {}
func (x *S1) dup()    {}
func (x Undefined) m() {}
func init() int       { return 1 }
func main2(a int, a string) {}
type PP *int
func (x PP) m1() {}
func (x *PP) m2() {}
func (x **S1) m3() {}
type II interface{}
func (x II) m1() {}
func (x *II) m1() {}
func (x *int) m1() {}
func (*[]int) m1() {}
