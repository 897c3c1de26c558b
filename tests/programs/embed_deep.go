package main

// A field, methods and an interface's method that many levels of embedding promote.

import "fmt"

type Namer interface{ Name() string }

type T0 struct {
	x int
	Namer
}

func (t *T0) Add(n int) int { t.x += n; return t.x }
func (t T0) Get() int       { return t.x }

type named string

func (n named) Name() string { return string(n) }

type T1 struct {
	T0
	y1 int
}

type T2 struct {
	T1
	y2 int
}

type T3 struct {
	*T2
	y3 int
}

type T4 struct {
	T3
	y4 int
}

type T5 struct {
	T4
	y5 int
}

type T6 struct {
	*T5
	y6 int
}

type T7 struct {
	T6
	y7 int
}

type T8 struct {
	T7
	y8 int
}

type T9 struct {
	*T8
	y9 int
}

type T10 struct {
	T9
	y10 int
}

type T11 struct {
	T10
	y11 int
}

type T12 struct {
	*T11
	y12 int
}

type T13 struct {
	T12
	y13 int
}

type T14 struct {
	T13
	y14 int
}

type T15 struct {
	*T14
	y15 int
}

type T16 struct {
	T15
	y16 int
}

type T17 struct {
	T16
	y17 int
}

type T18 struct {
	*T17
	y18 int
}

type T19 struct {
	T18
	y19 int
}

type T20 struct {
	T19
	y20 int
}

type T21 struct {
	*T20
	y21 int
}

type T22 struct {
	T21
	y22 int
}

type T23 struct {
	T22
	y23 int
}

type T24 struct {
	*T23
	y24 int
}

type T25 struct {
	T24
	y25 int
}

type T26 struct {
	T25
	y26 int
}

type T27 struct {
	*T26
	y27 int
}

type T28 struct {
	T27
	y28 int
}

type T29 struct {
	T28
	y29 int
}

type T30 struct {
	*T29
	y30 int
}

type T31 struct {
	T30
	y31 int
}

type T32 struct {
	T31
	y32 int
}

type T33 struct {
	*T32
	y33 int
}

type T34 struct {
	T33
	y34 int
}

type T35 struct {
	T34
	y35 int
}

type T36 struct {
	*T35
	y36 int
}

type T37 struct {
	T36
	y37 int
}

type T38 struct {
	T37
	y38 int
}

type T39 struct {
	*T38
	y39 int
}

type T40 struct {
	T39
	y40 int
}

type adder interface {
	Add(int) int
	Get() int
	Name() string
}

func main() {
	t := new(T40)
	t.T39.T38 = new(T38)
	t.T39.T38.T37.T36.T35 = new(T35)
	t.T39.T38.T37.T36.T35.T34.T33.T32 = new(T32)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29 = new(T29)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26 = new(T26)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23 = new(T23)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20 = new(T20)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17 = new(T17)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17.T16.T15.T14 = new(T14)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17.T16.T15.T14.T13.T12.T11 = new(T11)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17.T16.T15.T14.T13.T12.T11.T10.T9.T8 = new(T8)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17.T16.T15.T14.T13.T12.T11.T10.T9.T8.T7.T6.T5 = new(T5)
	t.T39.T38.T37.T36.T35.T34.T33.T32.T31.T30.T29.T28.T27.T26.T25.T24.T23.T22.T21.T20.T19.T18.T17.T16.T15.T14.T13.T12.T11.T10.T9.T8.T7.T6.T5.T4.T3.T2 = new(T2)
	t.Namer = named("deep")
	t.x, t.y1, t.y39 = 3, 4, 5
	fmt.Println(t.Add(2), t.Get(), t.Name(), t.y1, t.y39, t.T39.T38.x)
	var a adder = t
	fmt.Println(a.Add(10), a.Get(), a.Name())
	a = *t
	add, get := a.Add, (*T40).Get
	fmt.Println(add(100), get(t))
}
