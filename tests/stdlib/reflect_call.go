package main

import (
	"fmt"
	"reflect"
)

type P struct{ X, Y float32 }
type Big struct {
	A, B, C, D, E int
	S             string
}
type S3 struct {
	a int8
	b float64
	c string
}

func (b Big) Sum(n int) int            { return b.A + b.B + b.C + b.D + b.E + n + len(b.S) }
func (b *Big) Inc(n int) (int, string) { b.A += n; return b.A, b.S }
func (p P) Add(q P) P                  { return P{p.X + q.X, p.Y + q.Y} }

func many(a int8, b int16, c int32, d int64, e uint8, f float32, g float64, h string, i []int, j any, k error, l P, m Big, n func(int) int, o map[string]int, p chan int, q *int, r bool, s complex64, t complex128, u float64, v float64, w float64, x float64) string {
	return fmt.Sprint(a, b, c, d, e, f, g, h, i, j, k, l, m, n(3), o, cap(p), *q, r, s, t, u, v, w, x)
}
func res1() (int, float64, string)                     { return 1, 2.5, "x" }
func res2() (int, float64, string, []int, error)       { return 1, 2.5, "x", []int{1, 2}, fmt.Errorf("e") }
func res3() (float32, bool, float64, int8, uint16)     { return 1.5, true, 2.5, -3, 65535 }
func res4(b Big) (Big, int)                            { b.A++; return b, 7 }
func res5(a, b, c float64) (float64, float64, float64) { return c, b, a }
func vari(s string, xs ...any) string                  { return s + fmt.Sprint(len(xs), xs) }
func arr(a [1]int8, b [3]int, c [0]int, d struct{}) (d2 [2]int, e [1]string) {
	return [2]int{int(a[0]), b[2]}, [1]string{"q"}
}
func s3(x S3, y int16) (S3, int16) { return S3{x.a - 1, x.b, x.c + "!"}, y - 1 }

func show(name string, vs []reflect.Value) {
	fmt.Print(name, ":")
	for _, v := range vs {
		fmt.Printf(" %v(%v)", v, v.Type())
	}
	fmt.Println()
}
func call(name string, f any, args ...any) {
	var in []reflect.Value
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	show(name, reflect.ValueOf(f).Call(in))
}

func main() {
	x := 42
	call("many", many, int8(-1), int16(-2), int32(-3), int64(-4), uint8(200), float32(1.5), 2.5, "hé", []int{1, 2}, any("any"), fmt.Errorf("err"), P{1, 2}, Big{1, 2, 3, 4, 5, "s"}, func(i int) int { return i * x }, map[string]int{"a": 1}, make(chan int, 3), &x, true, complex64(1+2i), 3+4i, 5.5, 6.5, 7.5, 8.5)
	call("res1", res1)
	call("res2", res2)
	call("res3", res3)
	call("res4", res4, Big{1, 2, 3, 4, 5, "six"})
	call("res5", res5, 1., 2., 3.)
	call("vari", vari, "a")
	call("vari", vari, "a", 1, "b", x == 42)
	show("slice", reflect.ValueOf(vari).CallSlice([]reflect.Value{reflect.ValueOf("z"), reflect.ValueOf([]any{1, 2})}))
	call("arr", arr, [1]int8{-5}, [3]int{1, 2, 3}, [0]int{}, struct{}{})
	call("s3", s3, S3{-7, 1.25, "c"}, int16(-9))
	b := &Big{A: 1, S: "ss"}
	show("Sum", reflect.ValueOf(b).MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(3)}))
	show("Sum", reflect.ValueOf(*b).Method(0).Call([]reflect.Value{reflect.ValueOf(3)}))
	show("Inc", reflect.ValueOf(b).Method(0).Call([]reflect.Value{reflect.ValueOf(3)}))
	f := reflect.ValueOf(b).Method(0).Interface().(func(int) (int, string))
	fmt.Println(f(10))
	g := reflect.ValueOf(P{1, 2}).Method(0).Interface().(func(P) P)
	fmt.Println(g(P{10, 20}))
	m, _ := reflect.TypeOf(b).MethodByName("Inc")
	fmt.Println(m.Type, m.Index, m.Name)
	show("Inc", m.Func.Call([]reflect.Value{reflect.ValueOf(b), reflect.ValueOf(100)}))
	mk := reflect.MakeFunc(reflect.TypeOf(many), func(a []reflect.Value) []reflect.Value {
		return reflect.ValueOf(many).Call(a)
	})
	call("made", mk.Interface(), int8(-1), int16(-2), int32(-3), int64(-4), uint8(200), float32(1.5), 2.5, "hé", []int{1, 2}, any("any"), fmt.Errorf("err"), P{1, 2}, Big{1, 2, 3, 4, 5, "s"}, func(i int) int { return i * x }, map[string]int{"a": 1}, make(chan int, 3), &x, true, complex64(1+2i), 3+4i, 5.5, 6.5, 7.5, 8.5)
	mm := mk.Interface().(func(a int8, b int16, c int32, d int64, e uint8, f float32, g float64, h string, i []int, j any, k error, l P, m Big, n func(int) int, o map[string]int, p chan int, q *int, r bool, s complex64, t complex128, u float64, v float64, w float64, x float64) string)
	fmt.Println(mm(-1, -2, -3, -4, 200, 1.5, 2.5, "xx", nil, nil, nil, P{3, 4}, Big{}, func(int) int { return 0 }, nil, nil, &x, false, 1, 2, 3, 4, 5, 6))
	for _, fn := range []any{res1, res2, res3, res4, res5, arr, s3} {
		fv := reflect.ValueOf(fn)
		made := reflect.MakeFunc(fv.Type(), func(a []reflect.Value) []reflect.Value { return fv.Call(a) })
		switch f := made.Interface().(type) {
		case func() (int, float64, string):
			fmt.Println(f())
		case func() (int, float64, string, []int, error):
			fmt.Println(f())
		case func() (float32, bool, float64, int8, uint16):
			fmt.Println(f())
		case func(Big) (Big, int):
			fmt.Println(f(Big{A: 1}))
		case func(a, b, c float64) (float64, float64, float64):
			fmt.Println(f(1, 2, 3))
		case func(S3, int16) (S3, int16):
			fmt.Println(f(S3{1, 2, "3"}, -3))
		case func(a [1]int8, b [3]int, c [0]int, d struct{}) (d2 [2]int, e [1]string):
			fmt.Println(f([1]int8{-1}, [3]int{4, 5, 6}, [0]int{}, struct{}{}))
		}
	}
}
