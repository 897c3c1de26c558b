package main

import "fmt"

type Point struct{ X, Y int }

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p *Point) Scale(k int)      { p.X *= k; p.Y *= k }
func (p Point) String() string    { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }

type Named struct {
	Point
	Name string
	tags []string
}

type Deep struct {
	*Named
	extra struct {
		a, b int
		c    [3]byte
	}
}

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Square struct{ s float64 }
type Circle struct{ r float64 }

func (s Square) Area() float64       { return s.s * s.s }
func (s Square) Perimeter() float64  { return 4 * s.s }
func (c *Circle) Area() float64      { return 3 * c.r * c.r }
func (c *Circle) Perimeter() float64 { return 6 * c.r }

type Adder interface{ Add(Point) Point }

type list struct {
	val  int
	next *list
}

func (l *list) push(v int) *list { return &list{v, l} }
func (l *list) sum() int {
	if l == nil {
		return 0
	}
	return l.val + l.next.sum()
}

type big struct {
	a [100]int
	s string
}

func modify(b big) big {
	b.a[5] = 42
	b.s += "!"
	return b
}

func main() {
	p := Point{1, 2}
	p.Scale(3)
	q := &p
	q.Scale(2)
	fmt.Println(p, *q, p.Add(Point{1, 1}), q.Add(*q))
	n := Named{Point{1, 2}, "n", nil}
	n.Scale(10)
	n.X++
	fmt.Println(n.X, n.Point.Y, n.Add(p), n.Name)
	d := Deep{Named: &n}
	d.Y = 7
	d.extra.c[1] = 9
	d.Scale(2)
	e := d
	e.extra.a = 5
	fmt.Println(d.X, d.Y, d.extra, e.extra, n)
	shapes := []Shape{Square{2}, &Circle{1}, &Square{3}}
	for _, s := range shapes {
		fmt.Println(s.Area(), s.Perimeter())
		switch v := s.(type) {
		case Square:
			fmt.Println("square", v.s)
		case *Circle:
			fmt.Println("circle", v.r)
		default:
			fmt.Printf("%T\n", v)
		}
	}
	var a Adder = n
	fmt.Println(a.Add(Point{}))
	a = d
	fmt.Println(a.Add(Point{}))
	var l *list
	for i := range 10 {
		l = l.push(i)
	}
	fmt.Println(l.sum())
	b := big{s: "big"}
	c := modify(b)
	fmt.Println(b.a[5], c.a[5], b.s, c.s, b == c, b == big{s: "big"})
	f := p.Add
	g := (*Point).Scale
	h := Point.Add
	p.X = 1000
	g(&p, 2)
	fmt.Println(f(Point{}), p, h(p, p))
	anon := struct {
		A int `json:"a"`
		B string
	}{1, "x"}
	fmt.Printf("%v %+v\n", anon, anon)
	var z struct{}
	fmt.Println(z, z == struct{}{})
	ps := map[string]*Point{"a": {1, 2}}
	ps["a"].X = 50
	fmt.Println(*ps["a"], ps["a"])
	arr := [2]Point{{1, 2}, {3, 4}}
	for i := range arr {
		arr[i].Scale(2)
	}
	fmt.Println(arr)
	x, y := p, &p
	x.X, y.Y = y.Y, x.X
	fmt.Println(x, p)
}
