// A program that counts methods keeps them in their tables, without their code.
//
// gone: main.shape.Area
package main

import (
	"fmt"
	"reflect"
)

type shape struct{ w, h int }

func (s shape) Area() int    { return s.w * s.h }
func (s shape) Name() string { return "shape" }

type nested struct {
	shape
	Namer interface{ Name() string }
}

func main() {
	fmt.Println(reflect.TypeOf(shape{}).NumMethod(), reflect.TypeFor[*nested]().NumMethod())
	namer := reflect.TypeOf(nested{}).Field(1).Type
	fmt.Println(reflect.TypeOf(shape{}).Implements(namer), reflect.TypeOf(0).Implements(namer))
	v := reflect.ValueOf(&nested{}).Elem()
	v.Field(1).Set(reflect.ValueOf(shape{1, 2}))
	fmt.Println(v.Interface().(nested).Namer.Name())
}
