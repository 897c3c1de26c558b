package main

type P struct{ x *int }

func appendOne(s []*int, p *int) []*int { return append(s, p) }
func appendAll(s, t []*int) []*int      { return append(s, t...) }
func sub(s []int) []int                 { return s[1:] }
func elem(s []*int) *int                { return s[0] }
func arrElem(a [3]*int) *int            { return a[1] }
func ptrArr(a *[3]int) []int            { return a[:] }

func grow() []int {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
	}
	return s
}

func noEscape() int {
	s := []int{1, 2, 3}
	s = append(s, 4)
	t := make([]int, 0, 8)
	t = append(t, s...)
	return len(s) + len(t)
}

func matrix(n int) [][]int {
	m := make([][]int, n)
	for i := range m {
		m[i] = make([]int, n)
	}
	return m
}

func structs() []P {
	x := 1
	return []P{{&x}, {new(int)}}
}

func localStructs() int {
	x := 1
	ps := []P{{&x}, {new(int)}}
	arr := [...]*int{&x, ps[0].x}
	return *ps[0].x + *arr[1]
}

func maps() map[string]*int {
	x := 1
	m := map[string]*int{"a": &x}
	y := 2
	m["b"] = &y
	k := "key"
	m[k+"1"] = nil
	local := map[*int]int{}
	z := 3
	local[&z] = 1
	for k, v := range m {
		println(k, v)
	}
	delete(m, "a")
	return m
}

func variadic(xs ...*int) int { return len(xs) }
func variadicLeak(xs ...*int) []*int { return xs }

type ring struct {
	buf []byte
	arr [4]byte
	n   int
}

func (r *ring) advance()   { r.buf = r.buf[1:] }
func (r *ring) reset()     { r.buf = r.arr[:] }
func (r *ring) swap(o *ring) { r.buf, o.buf = o.buf, r.buf }

func main() {
	a, b := 1, 2
	s := appendOne(nil, &a)
	s = appendAll(s, []*int{&b})
	println(elem(s), arrElem([3]*int{}), len(sub([]int{1, 2})), len(ptrArr(&[3]int{})))
	println(len(grow()), noEscape(), len(matrix(3)), len(structs()), localStructs(), len(maps()))
	c := 3
	println(variadic(&c), variadic())
	d := 4
	println(len(variadicLeak(&d)))
	var r ring
	r.reset()
	r.advance()
	r.swap(&ring{})
	clear(s)
	cp := make([]int, 3)
	println(copy(cp, []int{1, 2}), min(1, 2), max("a", "b"))
}
