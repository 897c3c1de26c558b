// reflect.TypeAssert is an assertion of what a Value holds, and allocates only where that must be copied.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

type S struct {
	A, B, C int
	name    string
}

func (s S) String() string { return s.name }

type Named int

func try[T any](what string, v reflect.Value) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panic", r)
		}
	}()
	x, ok := reflect.TypeAssert[T](v)
	n := testing.AllocsPerRun(100, func() { reflect.TypeAssert[T](v) })
	if f, is := any(x).(func() string); is && f != nil {
		fmt.Println(what, f(), ok)
		return
	}
	fmt.Printf("%s %v %v %v\n", what, x, ok, n)
}

func main() {
	n, s, err := 5, S{1, 2, 3, "s"}, errors.New("error")
	var a any = s
	var none error
	p := &s
	m := map[string]int{"x": 1}
	values := map[string]reflect.Value{"int": reflect.ValueOf(n), "*int": reflect.ValueOf(&n).Elem(), "S": reflect.ValueOf(s), "*S": reflect.ValueOf(p).Elem(), "p": reflect.ValueOf(p),
		"any": reflect.ValueOf(&a).Elem(), "error": reflect.ValueOf(&err).Elem(), "nil error": reflect.ValueOf(&none).Elem(), "map": reflect.ValueOf(m), "named": reflect.ValueOf(Named(3)),
		"method": reflect.ValueOf(s).MethodByName("String"), "hidden": reflect.ValueOf(s).Field(3), "zero": {}, "func": reflect.ValueOf(fmt.Sprint)}
	for _, name := range []string{"int", "*int", "S", "*S", "p", "any", "error", "nil error", "map", "named", "method", "hidden", "zero", "func"} {
		v := values[name]
		try[int](name+" int", v)
		try[S](name+" S", v)
		if name != "p" {
			try[*S](name+" *S", v)
		}
		if name != "*int" && name != "*S" && name != "method" && name != "func" {
			try[any](name+" any", v)
			try[fmt.Stringer](name+" Stringer", v)
		}
		try[error](name+" error", v)
		try[map[string]int](name+" map", v)
		try[Named](name+" Named", v)
		try[func() string](name+" func", v)
	}
	// The result is a copy.
	x, _ := reflect.TypeAssert[int](reflect.ValueOf(&n).Elem())
	y, _ := reflect.TypeAssert[any](reflect.ValueOf(&n).Elem())
	z, _ := reflect.TypeAssert[fmt.Stringer](reflect.ValueOf(&s).Elem())
	n, s.name = 6, "changed"
	fmt.Println(x, y, z)
}
