package main

type node struct {
	l, r *node
	v    int
}

func build(d int) *node {
	if d == 0 {
		return nil
	}
	return &node{build(d - 1), build(d - 1), d}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.v + n.l.sum() + n.r.sum()
}

func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}
func odd(n int) bool {
	if n == 0 {
		return false
	}
	return even(n - 1)
}

func gotoLoop() *int {
	i := 0
	var p *int
again:
	x := i
	p = &x
	i++
	if i < 3 {
		goto again
	}
	return p
}

func gotoLocal() int {
	var q *int
	i := 0
again:
	y := i
	q = &y
	i++
	if i < 3 {
		goto again
	}
	return *q
}

func labels() int {
	t := 0
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			t += i * j
		}
	}
	return t
}

func switches(x int, p *int) *int {
	switch {
	case x > 3:
		return p
	case x < 0:
		q := new(int)
		return q
	default:
		q := new(int)
		*q = 3
		println(*q)
	}
	switch y := x * 2; y {
	case 1, 2, 3:
		fallthrough
	case 4:
		println("4")
	}
	return nil
}

func selects(a, b chan *int) *int {
	x := 1
	select {
	case a <- &x:
		return nil
	case v := <-b:
		return v
	case v, ok := <-a:
		if ok {
			return v
		}
	default:
	}
	for v := range a {
		println(v)
	}
	return nil
}

func dead() int {
	if false {
		println(new(int))
	}
	const debug = false
	if debug {
		x := 3
		println(&x)
	}
	return 1
	println(new(int))
	return 2
}

func multi() (int, *int, string) { return 1, new(int), "s" }
func take(a int, p *int, s string) *int { return p }
func pass() (int, *int, string) { return multi() }

func panics(n int) {
	if n > 3 {
		panic("too big")
	}
	if n < 0 {
		panic(n)
	}
}

func main() {
	println(build(3).sum(), even(4), *gotoLoop(), gotoLocal(), labels())
	x := 3
	println(switches(2, &x), selects(nil, nil), dead())
	println(take(multi()))
	a, b, c := pass()
	println(a, b, c)
	panics(2)
	for i := range 3 {
		println(i)
	}
	for range 3 {
	}
	if y := x; y > 2 {
		println(y)
	} else if y > 1 {
		println("no")
	}
	m := map[string]int{"a": 1}
	if v, ok := m["a"]; ok {
		println(v)
	}
	var e any = 1
	if v, ok := e.(int); ok {
		println(v)
	}
}
