package main

// Interface variables that are assigned one of several results, or a value received in a select, and what
// their calls become.

type shape interface{ area() int }

type square struct{ side int }

func (s *square) area() int { return s.side * s.side }

type disc struct{ r int }

func (d disc) area() int { return 3 * d.r * d.r }

func two(n int) (shape, error)   { return &square{n}, nil }
func second(n int) (int, shape)  { return n, &square{n} }
func either(n int) (shape, bool) { s, _ := two(n); return s, n > 0 }
func mixed(n int) (s shape, k int) {
	if n > 0 {
		return disc{n}, n
	}
	return &square{n}, n
}

//go:noinline
func apart(n int) (*square, int) { return &square{n}, n }

//go:noinline
func hidden(n int) (shape, int) { return &square{n}, n }

func area(s shape) int { return s.area() }

func uses(n int) int {
	a, _ := two(n)
	_, b := second(n)
	c, ok := either(n)
	d, _ := mixed(n)
	var e shape
	e, n = apart(n)
	f, _ := hidden(n)
	if ok {
		n += area(a) + c.area()
	}
	return n + a.area() + b.area() + d.area() + e.area() + f.area()
}

func twice(n int) int {
	s, err := two(n)
	if err != nil {
		s, err = two(n + 1)
	}
	t, _ := two(n)
	_, t = second(n)
	return s.area() + t.area()
}

func received(ints chan int, squares chan *square) int {
	var v, w any
	var ok any
	var s shape
	select {
	case v = <-ints:
		println(v)
	case w, ok = <-ints:
		println(w, ok)
	case _, ok = <-ints:
	case s = <-squares:
		return s.area()
	}
	return 0
}

func main() {
	println(uses(1), twice(2), received(nil, nil))
}
