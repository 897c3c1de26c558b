package main

type S struct{ f func(a, b int, c ...string) (x int, err error) }

var v func(q int) (r string)
var w func(int) string

func f(x int) int            { return x }
func g[T any](x T) T         { return x }
func h[T, U any](x T) (y U)  { return }
func k(cb func(n int) error) {}
func p(a int, b ...string)   {}

func main() {
	var s S
	s.f = v
	v = w
	w = s.f
	k(f)
	k(v)
	k(func(s string) error { return nil })
	var ff func(int) string = f
	p("x")
	p(1, 2)
	p()
	v(1, 2)
	x := v(1) + 1
	v + 1
	_ = v == w
	var i interface{ m(a int) } = s
	_ = i.(S)
	var e error = f
	return f
}
