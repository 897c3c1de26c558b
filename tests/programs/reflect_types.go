package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type N struct{ A int }
type Str string

func (N) Hello() string { return "hello" }

func try(name string, f func()) {
	defer func() { fmt.Printf("%s: %v\n", name, recover()) }()
	f()
}

func main() {
	i, s, n := reflect.TypeOf(0), reflect.TypeOf(""), reflect.TypeOf(N{})
	e := reflect.TypeFor[error]()
	var x any = map[string][]int{}
	_ = x.(map[string][]int)
	fmt.Println(reflect.MapOf(s, reflect.SliceOf(i)) == reflect.TypeOf(x))
	fmt.Println(reflect.SliceOf(i) == reflect.TypeOf([]int{}), reflect.ArrayOf(3, s) == reflect.TypeOf([3]string{}))
	fmt.Println(reflect.ChanOf(reflect.RecvDir, n) == reflect.TypeOf((<-chan N)(nil)))
	fmt.Println(reflect.FuncOf([]reflect.Type{i, reflect.SliceOf(s)}, []reflect.Type{e}, true) == reflect.TypeOf(func(int, ...string) error { return nil }))
	fmt.Println(reflect.PointerTo(reflect.SliceOf(n)) == reflect.TypeOf((*[]N)(nil)))
	fmt.Println(reflect.StructOf([]reflect.StructField{{Name: "A", Type: i, Tag: `k:"v"`}, {Name: "B", Type: s}}) == reflect.TypeOf(struct {
		A int `k:"v"`
		B string
	}{}))

	// new ones
	at := reflect.ArrayOf(5, reflect.TypeOf(Str("")))
	mt := reflect.MapOf(at, reflect.PointerTo(at))
	ct := reflect.ChanOf(reflect.BothDir, reflect.ChanOf(reflect.RecvDir, at))
	ft := reflect.FuncOf([]reflect.Type{at, e}, []reflect.Type{mt, i}, false)
	st := reflect.StructOf([]reflect.StructField{
		{Name: "F8", Type: reflect.TypeOf(int8(0)), Tag: `json:"x,omitempty"`},
		{Name: "P", Type: reflect.PointerTo(at)},
		{Name: "hidden", PkgPath: "main", Type: e},
		{Name: "S", Type: s}, {Name: "E", Type: reflect.TypeOf(struct{}{})}})
	for _, t := range []reflect.Type{at, mt, ct, ft, st} {
		fmt.Println(t, t.Kind(), t.Size(), t.Align(), t.Comparable(), t.Name() == "", t.NumMethod())
	}
	fmt.Println(reflect.ArrayOf(5, reflect.TypeOf(Str(""))) == at, reflect.MapOf(at, reflect.PointerTo(at)) == mt)
	for f := range st.Fields() {
		fmt.Println(f.Name, f.Offset, f.Type, f.Tag, f.PkgPath, f.Index)
	}

	// values
	m := reflect.MakeMap(mt)
	for k := range 100 {
		key := reflect.New(at).Elem()
		key.Index(k % 5).SetString(fmt.Sprint(k / 5))
		p := reflect.New(at)
		p.Elem().Index(0).SetString(fmt.Sprint("v", k))
		m.SetMapIndex(key, p)
	}
	runtime.GC()
	key := reflect.New(at).Elem()
	key.Index(2).SetString("7")
	fmt.Println(m.Len(), m.MapIndex(key).Elem())
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(-3)
	sv.Field(1).Set(reflect.New(at))
	sv.Field(1).Elem().Index(1).SetString("one")
	sv.Field(3).SetString("str")
	a, b := sv.Interface(), sv.Interface()
	fmt.Println(a == b, sv.Field(1).Elem())
	fmt.Printf("%T %v\n", sv.Field(3).Interface(), sv.Field(0))
	sv.Field(3).SetString("other")
	fmt.Println(a == sv.Interface())
	set := map[any]int{a: 1}
	set[sv.Interface()]++
	set[b]++
	fmt.Println(len(set), set[a])

	// a list of made structs that the collector walks
	node := reflect.StructOf([]reflect.StructField{{Name: "Next", Type: reflect.TypeFor[any]()}, {Name: "Pad", Type: reflect.ArrayOf(3, i)}, {Name: "Name", Type: s}})
	var list any
	for k := range 2000 {
		v := reflect.New(node)
		if list != nil {
			v.Elem().Field(0).Set(reflect.ValueOf(list))
		}
		v.Elem().Field(2).SetString(fmt.Sprint("node", k))
		list = v.Interface()
		if k%200 == 0 {
			runtime.GC()
		}
	}
	runtime.GC()
	count, chars := 0, 0
	for v := reflect.ValueOf(list); v.IsValid(); v = v.Elem().Field(0).Elem() {
		count++
		chars += v.Elem().Field(2).Len()
	}
	fmt.Println(count, chars)
	big := reflect.New(reflect.ArrayOf(20000, reflect.TypeOf(list)))
	for k := 0; k < 20000; k += 100 {
		big.Elem().Index(k).Set(reflect.New(node))
		big.Elem().Index(k).Elem().Field(2).SetString(fmt.Sprint(k))
	}
	runtime.GC()
	fmt.Println(big.Elem().Index(19900).Elem().Field(2))
	wide := reflect.MapOf(reflect.ArrayOf(40, i), reflect.ArrayOf(50, s))
	w := reflect.MakeMap(wide)
	for k := range 50 {
		key, elem := reflect.New(wide.Key()).Elem(), reflect.New(wide.Elem()).Elem()
		key.Index(k % 40).SetInt(int64(k + 1))
		elem.Index(k).SetString(fmt.Sprint(k))
		w.SetMapIndex(key, elem)
	}
	runtime.GC()
	sum := 0
	for it := w.MapRange(); it.Next(); {
		for j := range 50 {
			sum += it.Value().Index(j).Len()
		}
	}
	fmt.Println(w.Len(), sum)

	fn := reflect.MakeFunc(ft, func(in []reflect.Value) []reflect.Value { return []reflect.Value{m, reflect.ValueOf(in[0].Len())} })
	out := fn.Call([]reflect.Value{key, reflect.Zero(e)})
	fmt.Println(out[0].Len(), out[1])
	c := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, at), 2)
	c.Send(key)
	r, ok := c.Recv()
	fmt.Println(r, ok)
	arr := [4]int{1, 2, 3, 4}
	fmt.Println(reflect.SliceAt(i, reflect.ValueOf(&arr).UnsafePointer(), 3))
	mm, _ := n.MethodByName("Hello")
	fmt.Println(mm.Type == reflect.TypeOf(N.Hello), mm.Func.Interface().(func(N) string)(N{}))

	try("map", func() { reflect.MapOf(reflect.SliceOf(i), i) })
	try("chan", func() { reflect.ChanOf(0, i) })
	try("chan", func() { reflect.ChanOf(reflect.BothDir, reflect.ArrayOf(1<<16, i)) })
	try("func", func() { reflect.FuncOf([]reflect.Type{i}, nil, true) })
	try("array", func() { reflect.ArrayOf(-1, i) })
	try("array", func() { reflect.ArrayOf(1<<62, i) })
	try("struct", func() { reflect.StructOf([]reflect.StructField{{Name: "a", Type: i}}) })
	try("struct", func() { reflect.StructOf([]reflect.StructField{{Name: "", Type: i}}) })
	try("struct", func() { reflect.StructOf([]reflect.StructField{{Name: "A-", Type: i}}) })
	try("struct", func() { reflect.StructOf([]reflect.StructField{{Name: "A"}}) })
	try("struct", func() { reflect.StructOf([]reflect.StructField{{Name: "A", Type: i}, {Name: "A", Type: s}}) })
	emb := reflect.StructOf([]reflect.StructField{{Name: "Str", Type: reflect.TypeOf(Str("")), Anonymous: true}})
	fmt.Println(emb, emb.Field(0).Anonymous, reflect.StructOf(nil), reflect.StructOf(nil) == reflect.TypeOf(struct{}{}))
	fmt.Println(reflect.ChanOf(reflect.SendDir, i), reflect.FuncOf(nil, []reflect.Type{i, s}, false), reflect.FuncOf(nil, nil, false))
}
