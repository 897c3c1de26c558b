package main

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"unsafe"
)

type Zero struct{}

func (Zero) M() string { return "zero" }

type Cont struct {
	Zero
	P *int
}
type NP unsafe.Pointer
type E struct {
	Pub  int
	priv string
	emb
	Arr [2]int8
	Ptr *int
	Any any
	F   func()
	M   map[string]int
	Ch  chan int
}
type emb struct{ X, y int }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if r != nil {
			fmt.Printf("%s: %T %v\n", name, r, r)
		} else {
			fmt.Printf("%s: fine\n", name)
		}
	}()
	f()
}

func main() {
	up := reflect.TypeOf(unsafe.Pointer(nil))
	fmt.Println(up.PkgPath(), up.Name(), up, reflect.TypeOf(NP(nil)).PkgPath(), reflect.TypeOf(NP(nil)).Name())
	n := 5
	c := Cont{P: &n}
	fmt.Println(reflect.ValueOf(c).Field(0).Interface().(interface{ M() string }).M(), reflect.ValueOf(c).Field(1).Elem())
	fmt.Println(reflect.ValueOf(c).Method(0).Call(nil)[0])

	e := E{Pub: 1, priv: "p", Arr: [2]int8{1, 2}, Ptr: &n, Any: 3, M: map[string]int{"a": 1}, Ch: make(chan int, 1)}
	v := reflect.ValueOf(e)
	pv := reflect.ValueOf(&e).Elem()
	zero := reflect.Value{}
	one := reflect.ValueOf(1)
	methods := map[string]func(reflect.Value){
		"Addr": func(v reflect.Value) { v.Addr() }, "Bool": func(v reflect.Value) { v.Bool() }, "Bytes": func(v reflect.Value) { v.Bytes() },
		"Cap": func(v reflect.Value) { v.Cap() }, "Close": func(v reflect.Value) { v.Close() }, "Complex": func(v reflect.Value) { v.Complex() },
		"Elem": func(v reflect.Value) { v.Elem() }, "Field": func(v reflect.Value) { v.Field(99) }, "Float": func(v reflect.Value) { v.Float() },
		"Index": func(v reflect.Value) { v.Index(99) }, "Int": func(v reflect.Value) { v.Int() }, "Interface": func(v reflect.Value) { v.Interface() },
		"IsNil": func(v reflect.Value) { v.IsNil() }, "IsZero": func(v reflect.Value) { v.IsZero() }, "Len": func(v reflect.Value) { v.Len() },
		"MapIndex": func(v reflect.Value) { v.MapIndex(one) }, "MapKeys": func(v reflect.Value) { v.MapKeys() }, "MapRange": func(v reflect.Value) { v.MapRange() },
		"NumField": func(v reflect.Value) { v.NumField() }, "NumMethod": func(v reflect.Value) { v.NumMethod() }, "Pointer": func(v reflect.Value) { v.Pointer() },
		"Recv": func(v reflect.Value) { v.TryRecv() }, "Send": func(v reflect.Value) { v.TrySend(one) }, "Set": func(v reflect.Value) { v.Set(one) },
		"SetBool": func(v reflect.Value) { v.SetBool(true) }, "SetInt": func(v reflect.Value) { v.SetInt(1) }, "SetLen": func(v reflect.Value) { v.SetLen(1) },
		"SetMapIndex": func(v reflect.Value) { v.SetMapIndex(one, one) }, "SetString": func(v reflect.Value) { v.SetString("") }, "Slice": func(v reflect.Value) { v.Slice(0, 1) },
		"Slice3": func(v reflect.Value) { v.Slice3(0, 1, 1) }, "String": func(v reflect.Value) { _ = v.String() }, "Type": func(v reflect.Value) { v.Type() },
		"Uint": func(v reflect.Value) { v.Uint() }, "UnsafeAddr": func(v reflect.Value) { v.UnsafeAddr() }, "Call": func(v reflect.Value) { v.Call(nil) },
		"FieldByName": func(v reflect.Value) { v.FieldByName("X") }, "Method": func(v reflect.Value) { v.Method(7) }, "Convert": func(v reflect.Value) { v.Convert(reflect.TypeOf("")) },
		"CanInterface": func(v reflect.Value) { v.CanInterface() }, "SetZero": func(v reflect.Value) { v.SetZero() }, "Grow": func(v reflect.Value) { v.Grow(1) },
		"Clear": func(v reflect.Value) { v.Clear() }, "SetBytes": func(v reflect.Value) { v.SetBytes(nil) }, "OverflowInt": func(v reflect.Value) { v.OverflowInt(1) },
		"SetUint": func(v reflect.Value) { v.SetUint(1) }, "SetFloat": func(v reflect.Value) { v.SetFloat(1) }, "SetCap": func(v reflect.Value) { v.SetCap(1) },
		"FieldByIndex": func(v reflect.Value) { v.FieldByIndex([]int{0, 0}) }, "Append": func(v reflect.Value) { reflect.Append(v, one) },
		"AppendSlice": func(v reflect.Value) { reflect.AppendSlice(v, one) }, "Copy": func(v reflect.Value) { reflect.Copy(v, one) },
		"Comparable": func(v reflect.Value) { v.Comparable() }, "Equal": func(v reflect.Value) { v.Equal(one) }, "Indirect": func(v reflect.Value) { reflect.Indirect(v) },
		"UnsafePointer": func(v reflect.Value) { v.UnsafePointer() }, "SetPointer": func(v reflect.Value) { v.SetPointer(nil) }, "SetComplex": func(v reflect.Value) { v.SetComplex(1) },
		"CanConvert": func(v reflect.Value) { v.CanConvert(reflect.TypeOf("")) }, "MethodByName": func(v reflect.Value) { v.MethodByName("X") },
		"SetIterKey": func(v reflect.Value) { v.SetIterKey(reflect.ValueOf(map[int]int{}).MapRange()) },
	}
	var names []string
	for name := range methods {
		names = append(names, name)
	}
	for i := range names {
		for j := range i {
			if names[i] < names[j] {
				names[i], names[j] = names[j], names[i]
			}
		}
	}
	values := map[string]reflect.Value{"zero": zero, "int": one, "struct": v, "priv": pv.Field(1), "addressable": pv.Field(0), "slice": reflect.ValueOf([]int{1}),
		"string": reflect.ValueOf("s"), "map": v.FieldByName("M"), "chan": v.FieldByName("Ch"), "func": v.FieldByName("F"), "iface": pv.FieldByName("Any"), "ptr": v.FieldByName("Ptr"),
		"array": v.FieldByName("Arr"), "embedded": pv.FieldByName("X"), "embedded ro": pv.FieldByName("y"), "emb": pv.Field(2)}
	for _, kind := range strings.Fields("zero int struct priv addressable slice string map chan func iface ptr array") {
		for _, name := range names {
			try(kind+"."+name, func() { methods[name](values[kind]) })
		}
	}
	for _, kind := range []string{"embedded", "embedded ro", "emb"} {
		for _, name := range []string{"Set", "SetInt", "Interface", "Addr", "Field", "Int"} {
			try(kind+"."+name, func() { methods[name](values[kind]) })
		}
	}
	types := map[string]func(reflect.Type){
		"Bits": func(t reflect.Type) { t.Bits() }, "ChanDir": func(t reflect.Type) { t.ChanDir() }, "Elem": func(t reflect.Type) { t.Elem() }, "Field": func(t reflect.Type) { t.Field(99) },
		"In": func(t reflect.Type) { t.In(0) }, "Key": func(t reflect.Type) { t.Key() }, "Len": func(t reflect.Type) { t.Len() }, "NumField": func(t reflect.Type) { t.NumField() },
		"NumIn": func(t reflect.Type) { t.NumIn() }, "NumOut": func(t reflect.Type) { t.NumOut() }, "Out": func(t reflect.Type) { t.Out(0) }, "Method": func(t reflect.Type) { t.Method(9) },
		"IsVariadic": func(t reflect.Type) { t.IsVariadic() }, "Implements": func(t reflect.Type) { t.Implements(t) }, "AssignableTo": func(t reflect.Type) { t.AssignableTo(nil) },
		"FieldByName": func(t reflect.Type) { t.FieldByName("q") }, "OverflowInt": func(t reflect.Type) { t.OverflowInt(3) },
	}
	for _, x := range []any{1, "", E{}, []int{}, map[string]int{}, func() {}} {
		for _, name := range strings.Fields("AssignableTo Bits ChanDir Elem Field FieldByName Implements In IsVariadic Key Len Method NumField NumIn NumOut Out OverflowInt") {
			try(reflect.TypeOf(x).String()+"."+name, func() { types[name](reflect.TypeOf(x)) })
		}
	}
	for _, name := range []string{"MakeSlice", "MakeMap", "MakeChan", "New", "Zero"} {
		try(name, func() {
			switch name {
			case "MakeSlice":
				reflect.MakeSlice(reflect.TypeOf(1), 0, 0)
			case "MakeMap":
				reflect.MakeMap(reflect.TypeOf(1))
			case "MakeChan":
				reflect.MakeChan(reflect.TypeOf(1), 0)
			case "New":
				reflect.New(nil)
			case "Zero":
				reflect.Zero(nil)
			}
		})
	}
	try("set type", func() { pv.Field(0).Set(reflect.ValueOf("x")) })
	try("set any", func() { pv.FieldByName("Any").Set(reflect.ValueOf("x")); fmt.Println(e.Any) })
	try("map key", func() { v.FieldByName("M").MapIndex(one) })
	try("map set", func() { v.FieldByName("M").SetMapIndex(reflect.ValueOf("z"), reflect.ValueOf("y")) })
	try("nil map set", func() { reflect.ValueOf(map[string]int(nil)).SetMapIndex(reflect.ValueOf("z"), one) })
	try("send type", func() { v.FieldByName("Ch").Send(reflect.ValueOf("y")) })
	try("conv", func() {
		fmt.Println(reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeOf([2]int{})), reflect.ValueOf(65).Convert(reflect.TypeOf("")))
	})
	try("conv", func() { reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeOf([3]int{})) })
	try("conv", func() {
		fmt.Println(reflect.ValueOf(math.Pi).Convert(reflect.TypeOf(int8(0))), reflect.ValueOf("é").Convert(reflect.TypeOf([]rune{})))
	})
	try("cmp", func() {
		fmt.Println(reflect.ValueOf([]int{}).Comparable(), reflect.ValueOf(e).Equal(reflect.ValueOf(e)))
	})
	fmt.Println(reflect.DeepEqual(e, E{}), reflect.DeepEqual([]any{1, "a", nil}, []any{1, "a", nil}), reflect.DeepEqual(map[int][]int{1: {2}}, map[int][]int{1: {2}}), reflect.DeepEqual(math.NaN(), math.NaN()))
	for _, s := range []any{nil, 1, "s", []int{1}, e.Ptr == nil, struct{}{}, main} {
		fmt.Println(reflect.ValueOf(s).String())
	}
	fmt.Println(reflect.StructTag(`a:"1" b:"x\"y" c`).Get("b"), reflect.StructTag(`a:"1"`).Get("z"))
}
