package main

type T struct {
	a, b int
	next *T
}

func newT() *T        { return &T{a: 1} }
func valT() T         { return T{a: 1} }
func id(p *T) *T      { return p }
func first(p *T) int  { return p.a }
func (t *T) link(u *T) { t.next = u }
func (t T) sum() int  { return t.a + t.b }

var sink *T
var ints []int

func leak(p *T)         { sink = p }
func leakContent(p **T) { sink = *p }
func two(p, q *T) (*T, *T) { return q, p }

func loop(n int) *T {
	var head *T
	for i := 0; i < n; i++ {
		head = &T{a: i, next: head}
	}
	return head
}

func local(n int) int {
	t := T{a: n}
	p := &t
	q := id(p)
	return first(q) + t.sum()
}

func array() int {
	var a [100]int
	s := a[:]
	for i := range s {
		s[i] = i
	}
	return s[5]
}

func bigArray() *[100]int {
	var a [100]int
	return &a
}

func tooBig() int {
	var a [200000]int
	a[3] = 1
	return a[3]
}

func makes(n int) {
	a := make([]int, 10)
	b := make([]int, n)
	c := make([]int, 10, 20)
	d := make([]int, 100000)
	e := make(map[string]int)
	f := make(map[int]*T, n)
	g := make(chan int, 3)
	h := make(chan *T)
	const k = 4
	i := make([]*T, k)
	j := 8
	l := make([]byte, j)
	ints = make([]int, n)
	println(len(a), len(b), len(c), len(d), len(e), len(f), g, h, len(i), len(l))
}

func main() {
	t := newT()
	v := valT()
	leak(t)
	leak(&v)
	var w T
	pw := &w
	leakContent(&pw)
	x, y := two(new(T), new(T))
	println(x, y)
	println(loop(3), local(2), array(), bigArray()[3], tooBig())
	makes(3)
	var z T
	z.link(&T{})
}
