// Variables declared without a value that a := in the same block then assigns: the := is no
// declaration of theirs, and nothing may be taken as known about them.
package main

import "fmt"

type speaker interface{ speak() string }

type cat int

func (c cat) speak() string { return fmt.Sprint("cat ", int(c)) }

type dog struct{ name string }

func (d *dog) speak() string { return "dog " + d.name }

func two[A, B any](a A, b B) (A, B) { return a, b }

func captured() {
	var err error
	defer func() { fmt.Println("deferred sees", err) }()
	show := func() { fmt.Println("closure sees", err) }
	n, err := 1, fmt.Errorf("boom %d", 1)
	show()
	m, err := two(2, fmt.Errorf("boom 2"))
	show()
	_, _ = n, m
}

func called() {
	var f func() int
	call := func() int { return f() }
	f, n := func() int { return 10 }, 1
	fmt.Println(f(), call(), n)
	f, k := two(func() int { return 20 }, 2)
	fmt.Println(f(), call(), k)
	g := func() int { return 1 }
	again := func() int { return g() }
	g, j := func() int { return 2 }, 3
	fmt.Println(g(), again(), j)
}

func dynamic() {
	var s speaker = cat(1)
	say := func() string { return s.speak() }
	s, n := speaker(&dog{"rex"}), 1
	fmt.Println(s.speak(), say(), n)
	var t speaker
	t, k := two[speaker](cat(2), 2)
	fmt.Println(t.speak(), k)
	t, k2 := two[speaker](&dog{"bob"}, 3)
	fmt.Println(t.speak(), k2)
}

func lengths(most int) {
	var n int
	size := func() int { return n }
	n, k := 5, most
	s := make([]int, n)
	fmt.Println(len(s), size(), k)
	n, i := most*2, 1
	s = make([]int, n)
	fmt.Println(len(s), size(), i)
	var u uint
	shift := func() int { return 1 << u }
	u, j := 4, 1
	fmt.Println(shift(), j)
}

func forms(m map[string]int, c chan int, v any) {
	var a, b, d int
	var okA, okB, okD bool
	show := func() { fmt.Println(a, okA, b, okB, d, okD) }
	a, okA, x := m["one"], true, 0
	b, okB, y := <-c, true, 0
	show()
	a, e := m["two"]
	b, f := <-c
	d, okD = v.(int)
	show()
	{
		var q int
		see := func() int { return q }
		q, ok := m["two"]
		fmt.Println(see(), ok)
		var r int
		seeR := func() int { return r }
		r, ok2 := <-c
		fmt.Println(seeR(), ok2)
		var z int
		seeZ := func() int { return z }
		z, ok3 := v.(int)
		fmt.Println(seeZ(), ok3)
	}
	_, _, _, _ = x, y, e, f
}

func named() (n int, err error) {
	defer func() { fmt.Println("named", n, err) }()
	n, k := 7, 1
	m, err := two(k, fmt.Errorf("named %d", k))
	return n + m, err
}

func parameter(p int, f func() int) {
	see := func() int { return p }
	p, q := 2, 3
	f, r := func() int { return p * 10 }, 4
	fmt.Println(see(), f(), q, r)
}

func loops() {
	for i := 0; i < 2; i++ {
		var last string
		see := func() string { return last }
		for k := range 2 {
			last, n := fmt.Sprint("inner ", k), k
			_, _ = last, n
		}
		last, n := fmt.Sprint("outer ", i), i
		fmt.Println(see(), n)
	}
	var at int
	see := func() int { return at }
	for at = range 3 {
	}
	at, n := at+10, see()
	fmt.Println(see(), n)
}

func jumps() {
	round := 0
again:
	var v int
	see := func() int { return v }
	if round > 0 {
		fmt.Println("zeroed", see())
	}
	v, w := round+5, 0
	fmt.Println(see(), w)
	if round++; round < 3 {
		goto again
	}
}

func nested() {
	var n int
	f := func() func() int {
		return func() int { n++; return n }
	}
	n, g := 40, f()
	fmt.Println(g(), g(), n)
	var h func(int) int
	h, k := func(i int) int {
		if i == 0 {
			return 1
		}
		return i * h(i-1)
	}, 5
	fmt.Println(h(k))
}

func chosen(c chan int) {
	var v int
	see := func() int { return v }
	select {
	case v, ok := <-c:
		fmt.Println("own", v, ok, see())
	}
	v, ok := <-c
	fmt.Println(see(), v, ok)
}

func main() {
	captured()
	called()
	dynamic()
	lengths(6)
	c := make(chan int, 10)
	for i := range 5 {
		c <- i + 100
	}
	forms(map[string]int{"one": 1, "two": 2}, c, 33)
	fmt.Println(named())
	parameter(1, nil)
	loops()
	jumps()
	nested()
	chosen(c)
}
