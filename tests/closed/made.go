// Functions that no package declares: if a program may make them, calls of function values reach anything.
package main

import (
	"fmt"
	"reflect"
)

type recorder struct{ last *int }

// burn overwrites the frames that were here.
//
//go:noinline
func burn() int {
	var a [512]int
	for i := range a {
		a[i] = -1 - i
	}
	return a[7] + a[300]
}

//go:noinline
func invoke(f func(*recorder), r *recorder) { f(r) }

//go:noinline
func made(f func(*recorder), n int) { r := recorder{&n}; invoke(f, &r) }

type service struct{ got *recorder }

func (s *service) Accept(r *recorder) { s.got = r }

var last *service

//go:noinline
func byType(f func(*service, *recorder), s *service, n int) {
	last = s
	r := recorder{&n}
	f(s, &r)
}

func main() {
	var got *recorder
	f := reflect.MakeFunc(reflect.TypeOf(func(*recorder) {}), func(args []reflect.Value) []reflect.Value {
		got = args[0].Interface().(*recorder)
		return nil
	}).Interface().(func(*recorder))
	made(f, 55)
	s := &service{}
	made(reflect.ValueOf(s).Method(0).Interface().(func(*recorder)), 66)
	byType(reflect.TypeOf(s).Method(0).Func.Interface().(func(*service, *recorder)), &service{}, 77)
	burn()
	fmt.Println("made", *got.last, *s.got.last, *last.got.last)
}
