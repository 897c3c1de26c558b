package main

import (
	"fmt"
	"reflect"
)

type T struct{ name string }

func (t T) Value()    { fmt.Println(t.name, "value recovered", recover()) }
func (t *T) Pointer() { fmt.Println(t.name, "pointer recovered", recover()) }

func indirect() any { return recover() }

// Runs f deferred in a panic and tells whether somebody recovered.
func try(name string, f func()) {
	defer func() { fmt.Println(name, "left over:", recover()) }()
	func() {
		defer f()
		panic(name)
	}()
	fmt.Println(name, "returned")
}

func main() {
	t := &T{"t"}
	v := reflect.ValueOf(t)
	try("pointer method", v.MethodByName("Pointer").Interface().(func()))
	try("value method", v.MethodByName("Value").Interface().(func()))
	try("made", reflect.MakeFunc(reflect.TypeOf(main), func([]reflect.Value) []reflect.Value {
		fmt.Println("made recovered", recover())
		return nil
	}).Interface().(func()))
	try("made, indirect", reflect.MakeFunc(reflect.TypeOf(main), func([]reflect.Value) []reflect.Value {
		fmt.Println("got", indirect())
		return nil
	}).Interface().(func()))
	try("made of made", reflect.MakeFunc(reflect.TypeOf(main), func([]reflect.Value) []reflect.Value {
		v.MethodByName("Value").Call(nil)
		return nil
	}).Interface().(func()))
	try("inner panic", reflect.MakeFunc(reflect.TypeOf(main), func([]reflect.Value) []reflect.Value {
		defer func() { fmt.Println("inner:", recover()) }()
		panic("second")
	}).Interface().(func()))
	func() {
		defer func() { fmt.Println("outer:", recover()) }()
		reflect.ValueOf(func() { panic("through Call") }).Call(nil)
	}()
}
