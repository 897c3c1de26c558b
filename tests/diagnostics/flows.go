// One of each kind of diagnostic that is about inlining and escapes.
package main

type T struct {
	p    *int
	next *T
}

func leak(t *T, q *int) *int {
	t.p = q
	return t.next.p
}

func small(x int) *int { return &x }

func through(x int) *int { return small(x + 1) } // inlined twice over

func use(f func() int) int { return f() }

func caller(t *T) int {
	n := 3
	leak(t, &n)
	return *through(4) + use(func() int { return n })
}

func big() []byte { var b [10 << 20]byte; _ = b; return make([]byte, 10<<20) }

var g *T

func store() { t := T{}; g = &t }

//go:noinline
func kept(names ...string) func() []string { return func() []string { return names } }

func recovers() { defer func() { recover() }() }

type shape interface{ area() int }

type square struct{ side int }

func (s *square) area() int { return s.side * s.side }

func sum(shapes []shape) (n int) {
	for _, s := range shapes {
		n += s.area()
	}
	return n
}

var all = append([]shape{}, &square{2})

func main() {
	store()
	big()
	recovers()
	println(caller(&T{next: &T{}}), kept("a")()[0], sum(all))
}
