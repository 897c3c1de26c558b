// A program that calls methods by reflection keeps the exported ones of every type.
//
// kept: main.shape.Area
// kept: main.shape.Name
// gone: main.shape.secret
package main

import (
	"fmt"
	"reflect"
)

type shape struct{ w, h int }

func (s shape) Area() int         { return s.w * s.h }
func (s shape) Name(n int) string { return fmt.Sprint("shape", n) }
func (s shape) secret()           {}

func main() {
	v := reflect.ValueOf(shape{2, 3})
	fmt.Println(v.NumMethod(), v.Type().Method(1).Name)
	fmt.Println(v.MethodByName("Area").Call(nil)[0])
	fmt.Println(v.Method(1).Call([]reflect.Value{reflect.ValueOf(7)})[0])
}
