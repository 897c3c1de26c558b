package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unsafe"
)

type (
	MyInt    int
	MyBytes  []byte
	MyByte   byte
	MyBs     []MyByte
	MyRunes  []rune
	MyString string
	MyFunc   func(int) string
	MyMap    map[string]int
	MyChan   chan int
	MyPtr    *int
	MyArr    [3]int
	MySlice  []int
	S1       struct {
		A int `a:"1"`
		B string
	}
	S2 struct {
		A int
		B string
	}
	S3 struct {
		A int
		b string
	}
	Err         struct{}
	PErr        struct{}
	List[T any] struct{ next *List[T] }
	Shape       interface {
		Area() float64
		Name() string
	}
	Namer interface{ Name() string }
	Sq    struct{ s float64 }
	Inner struct{ Sq }
	Deep  struct{ *Inner }
)

func (Err) Error() string   { return "err" }
func (*PErr) Error() string { return "perr" }
func (Sq) Area() float64    { return 1 }
func (*Sq) Name() string    { return "sq" }
func (MyInt) Name() string  { return "myint" }

func main() {
	x := 5
	vals := []any{true, 1, int8(-3), uint16(7), uintptr(9), float32(1.5), 2.5, complex64(1), 2i, "str", 'r', byte('b'),
		MyInt(4), MyBytes("mb"), MyBs{1}, MyRunes("mr"), MyString("ms"), []byte("bs"), []rune("rs"), []MyByte{2},
		MyFunc(nil), func(int) string { return "" }, func(int, ...string) {}, MyMap{"k": 1}, map[string]int{}, map[MyString]int{},
		MyChan(nil), make(chan int), (<-chan int)(nil), (chan<- int)(nil), MyPtr(&x), &x, (*MyInt)(&[]MyInt{1}[0]), MyArr{1, 2, 3}, [3]int{3, 2, 1}, [2]int{}, &[3]int{}, &MyArr{},
		MySlice{1, 2, 3}, []int{1, 2, 3, 4}, []MyInt{1}, S1{}, S2{}, S3{}, &S1{}, &S2{}, struct {
			A int
			B string
		}{1, "x"}, Err{}, &Err{}, PErr{}, &PErr{}, errors.New("e"), List[int]{}, List[string]{}, &List[int]{}, Sq{}, &Sq{}, Inner{}, &Inner{}, Deep{}, &Deep{}, unsafe.Pointer(nil), struct{}{}, [0]int{}, strings.NewReader("")}
	types := []reflect.Type{reflect.TypeFor[error](), reflect.TypeFor[any](), reflect.TypeFor[Shape](), reflect.TypeFor[Namer](), reflect.TypeFor[io.Reader](), reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[interface{ Name() string }]()}
	inters := len(types)
	for _, v := range vals {
		types = append(types, reflect.TypeOf(v))
	}
	for _, t := range types {
		var conv, assign, impl []int
		for i, u := range types {
			if t.ConvertibleTo(u) {
				conv = append(conv, i)
			}
			if t.AssignableTo(u) {
				assign = append(assign, i)
			}
			if i < inters && t.Implements(u) {
				impl = append(impl, i)
			}
		}
		fmt.Println(t, t.Comparable(), t.NumMethod(), t.Name(), t.PkgPath(), t.Kind(), t.Size(), conv, assign, impl)
	}
	for i, v := range vals {
		for j, t := range types {
			rv := reflect.ValueOf(v)
			if !rv.CanConvert(t) {
				continue
			}
			c := rv.Convert(t)
			if c.Type() != t {
				fmt.Println("BAD", i, j)
			}
			switch c.Kind() {
			case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer, reflect.Interface:
				continue
			}
			fmt.Print(i, ">", j, " ", c, " ")
		}
		fmt.Println()
	}
	d := reflect.ValueOf(&Deep{&Inner{Sq{2}}}).Elem()
	fmt.Println(d.MethodByName("Area").Call(nil)[0], d.MethodByName("Name").Call(nil)[0])
	for m := range reflect.TypeFor[*Deep]().Methods() {
		fmt.Println(m.Name, m.Type, m.Func.Call([]reflect.Value{d.Addr()})[0])
	}
}
