package main

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"sort"
)

type Inner struct{ A, B int }
type Mid struct {
	*Inner
	C string
	A float64
}
type Outer struct {
	Mid
	D bool `json:"d,omitempty" x:"y"`
	e int
}

func (i Inner) Hello(s string) string { return fmt.Sprint("hello ", s, i.A) }
func (i *Inner) SetA(n int)           { i.A = n }
func (o Outer) private()              {}

type Speaker interface {
	Hello(string) string
	unexp()
}
type impl struct{ n int }

func (i impl) Hello(s string) string { return s + fmt.Sprint(i.n) }
func (i impl) unexp()                {}

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(error); ok {
			fmt.Printf("%s: %T %v\n", name, r, e)
		} else {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
}

type MyErr struct{}

func (MyErr) Error() string { return "myerr" }

func main() {
	o := Outer{Mid: Mid{Inner: &Inner{1, 2}, C: "c", A: 1.5}, D: true}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(o)) {
		fmt.Println(f.Name, f.Index, f.Anonymous, f.Type, f.Tag, f.PkgPath)
	}
	v := reflect.ValueOf(o)
	fmt.Println(v.FieldByIndexErr([]int{0, 0, 1}))
	_, err := reflect.ValueOf(Outer{}).FieldByIndexErr([]int{0, 0, 1})
	fmt.Println(err)
	try("fbi", func() { reflect.ValueOf(Outer{}).FieldByIndex([]int{0, 0, 1}) })
	t := reflect.TypeOf(o)
	for m := range t.Methods() {
		fmt.Println(m.Name, m.Type, m.Index, m.PkgPath)
	}
	pt := reflect.TypeOf(&o)
	for m, mv := range reflect.ValueOf(&o).Methods() {
		fmt.Println(m.Name, m.Type, mv.Type())
	}
	fmt.Println(reflect.ValueOf(&o).MethodByName("SetA").Call([]reflect.Value{reflect.ValueOf(77)}), o.Inner.A)
	fmt.Println(v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("w")})[0])
	_, ok := pt.MethodByName("Nope")
	fmt.Println(ok, v.MethodByName("Nope").IsValid())
	for f, fv := range v.Fields() {
		fmt.Println(f.Name, fv.Kind())
	}
	ft := reflect.TypeOf(func(int, ...string) (bool, error) { return false, nil })
	for x := range ft.Ins() {
		fmt.Print(x, " ")
	}
	for x := range ft.Outs() {
		fmt.Print(x, " ")
	}
	fmt.Println(ft)

	var sp Speaker = impl{5}
	sv := reflect.ValueOf(&sp).Elem()
	fmt.Println(sv.NumMethod(), sv.Type().Method(0).Name, sv.Type().Method(1).Name, sv.Type().Method(1).PkgPath)
	fmt.Println(sv.Method(0).Call([]reflect.Value{reflect.ValueOf("z")})[0])
	hf := sv.Method(0).Interface().(func(string) string)
	fmt.Println(hf("bound"))
	try("unexp", func() { sv.Method(1).Call(nil) })
	var nilsp Speaker
	try("nil iface", func() { reflect.ValueOf(&nilsp).Elem().Method(0) })

	// select
	a, b, c := make(chan int, 1), make(chan string, 1), make(chan float64)
	a <- 5
	cases := []reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(a)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)},
	}
	fmt.Println(reflect.Select(cases))
	cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	fmt.Println(reflect.Select(cases))
	cases[2] = reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(b), Send: reflect.ValueOf("sent")}
	i, _, _ := reflect.Select(cases)
	fmt.Println(i, <-b)
	close(c)
	fmt.Println(reflect.Select(cases[:2]))
	go func() { a <- 99 }()
	fmt.Println(reflect.Select(cases[:1]))
	try("sel", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(a)}}) })
	try("sel", func() { reflect.Select([]reflect.SelectCase{{Dir: 9}}) })
	try("sel", func() {
		reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectDefault}, {Dir: reflect.SelectDefault}})
	})

	// seq
	type myint int8
	for _, x := range []any{3, myint(2), uint16(3), []string{"a", "b"}, "hé", map[string]int{"k": 1}, &[2]int{7, 8}, [2]bool{true, false}, -5,
		iter.Seq[string](func(y func(string) bool) { _ = y("p") && y("q") && y("r") })} {
		for v := range reflect.ValueOf(x).Seq() {
			fmt.Printf("%v:%s ", v, v.Type())
			if v.Kind() == reflect.String && v.String() == "q" {
				break
			}
		}
		fmt.Println(reflect.TypeOf(x).CanSeq(), reflect.TypeOf(x).CanSeq2())
	}
	for _, x := range []any{[]string{"a", "b"}, "hé", map[string]int{"k": 1}, &[2]int{7, 8}, [2]bool{true, false},
		iter.Seq2[int, string](func(y func(int, string) bool) { _ = y(1, "p") && y(2, "q") })} {
		for k, v := range reflect.ValueOf(x).Seq2() {
			fmt.Printf("%v:%v:%s ", k, v, v.Type())
		}
		fmt.Println()
	}
	try("seq", func() { reflect.ValueOf(true).Seq() })
	try("seq2", func() { reflect.ValueOf(3).Seq2() })
	try("seq0", func() { reflect.Value{}.Seq() })

	fmt.Println(reflect.TypeAssert[int](reflect.ValueOf(4)))
	fmt.Println(reflect.TypeAssert[error](reflect.ValueOf(MyErr{})))
	fmt.Println(reflect.TypeAssert[string](reflect.ValueOf(4)))
	fmt.Println(reflect.TypeFor[error](), reflect.TypeFor[map[string][]int]())

	// errors of calls
	f1 := reflect.ValueOf(func(a int, b string) {})
	f2 := reflect.ValueOf(func(a int, b ...string) int { return len(b) })
	one, str := reflect.ValueOf(1), reflect.ValueOf("s")
	var nilf func()
	try("few", func() { f1.Call(nil) })
	try("many", func() { f1.Call([]reflect.Value{one, str, one}) })
	try("type", func() { f1.Call([]reflect.Value{one, one}) })
	try("zero", func() { f1.Call([]reflect.Value{one, {}}) })
	try("vtype", func() { f2.Call([]reflect.Value{one, one}) })
	try("vfew", func() { f2.Call(nil) })
	try("cs", func() { f1.CallSlice([]reflect.Value{one, str}) })
	try("cs few", func() { f2.CallSlice([]reflect.Value{one}) })
	try("cs many", func() { f2.CallSlice([]reflect.Value{one, str, str}) })
	try("nil", func() { reflect.ValueOf(nilf).Call(nil) })
	try("notfunc", func() { one.Call(nil) })
	try("zeroval", func() { reflect.Value{}.Call(nil) })
	try("ro", func() { reflect.ValueOf(struct{ f func() }{func() {}}).Field(0).Call(nil) })
	try("roarg", func() { f1.Call([]reflect.Value{reflect.ValueOf(struct{ x int }{1}).Field(0), str}) })
	try("method idx", func() { one.Method(0) })
	try("method idx", func() { reflect.TypeOf(1).Method(0) })
	try("panic inside", func() { reflect.ValueOf(func() { panic("inside") }).Call(nil) })
	try("panic inside", func() { reflect.ValueOf(func() { panic(errors.New("inside")) }).Call(nil) })
	mf := reflect.MakeFunc(reflect.TypeOf(func() int { return 0 }), func([]reflect.Value) []reflect.Value { return nil })
	try("made", func() { mf.Call(nil) })
	mf = reflect.MakeFunc(reflect.TypeOf(func() int { return 0 }), func([]reflect.Value) []reflect.Value { return []reflect.Value{str} })
	try("made", func() { mf.Call(nil) })
	mf = reflect.MakeFunc(reflect.TypeOf(func() int { return 0 }), func([]reflect.Value) []reflect.Value { return []reflect.Value{{}} })
	try("made", func() { mf.Call(nil) })
	try("made", func() { reflect.MakeFunc(reflect.TypeOf(1), nil) })
	mf = reflect.MakeFunc(reflect.TypeOf(func() error { return nil }), func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(MyErr{})} })
	fmt.Println(mf.Interface().(func() error)())

	// assign a method value
	var target func(string) string
	reflect.ValueOf(&target).Elem().Set(v.MethodByName("Hello"))
	fmt.Println(target("set"))
	s := []int{3, 1, 2}
	sw := reflect.Swapper(s)
	sw(0, 2)
	fmt.Println(s)
	keys := reflect.ValueOf(map[string]int{"x": 1, "y": 2}).MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys)
}
