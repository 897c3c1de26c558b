package main

import "errors"

type Shape interface {
	Area() float64
	Scale(f float64)
}
type Sq struct{ s float64 }
type Circ struct{ r float64 }

func (q *Sq) Area() float64     { return q.s * q.s }
func (q *Sq) Scale(f float64)   { q.s *= f }
func (c *Circ) Area() float64   { return c.r * c.r * 3 }
func (c *Circ) Scale(f float64) { c.r *= f }

type Val int

func (v Val) String() string { return "v" }

type Stringer interface{ String() string }

func total(shapes ...Shape) float64 {
	t := 0.0
	for _, s := range shapes {
		t += s.Area()
	}
	return t
}

func pick(b bool) Shape {
	if b {
		return &Sq{2}
	}
	return &Circ{1}
}

func boxed(x int) any  { return x }
func unbox(a any) int  { return a.(int) }
func kind(a any) string {
	switch v := a.(type) {
	case int:
		return "int"
	case *Sq:
		v.Scale(2)
		return "sq"
	case string, bool:
		_ = v
		return "other"
	case nil:
		return "nil"
	case error:
		return v.Error()
	}
	return "?"
}

var ErrA = errors.New("a")

type myErr struct{ code int }

func (e myErr) Error() string { return "my" }

func fail(n int) error {
	if n > 0 {
		return myErr{n}
	}
	if n < 0 {
		return &myErr{n}
	}
	return nil
}

func main() {
	var s Shape = &Sq{1}
	s.Scale(3)
	println(s.Area())
	println(total(&Sq{1}, pick(true), s))
	println(unbox(boxed(3)), kind(3), kind("a"), kind(&Sq{}), kind(nil))
	var st Stringer = Val(3)
	println(st.String())
	e := fail(1)
	if e != nil && errors.Is(e, ErrA) {
		println(e.Error())
	}
	var m myErr
	if errors.As(e, &m) {
		println(m.code)
	}
	f := s.Area
	println(f())
	g := (*Sq).Area
	println(g(&Sq{2}))
	var x any = 3
	var y any = "str"
	z := any(main)
	println(x == y, z == nil)
	sq := Sq{4}
	h := sq.Area
	println(h())
}
