// flags: -m -l
package main

import "reflect"

// What package reflect does with its arguments: a type says nothing of the value it is the type of, a
// part of a value is that value, and numbers made of pointers are out of sight.

type point struct {
	x, y int
	next *point
	any  any
}

func nameOf(x point) string      { return reflect.TypeOf(x).Name() }
func typeOf(x any) reflect.Type  { return reflect.TypeOf(x) }
func typeOfValue(x *point) bool  { return reflect.ValueOf(x).Type() == reflect.TypeOf(x) }
func kindOf(x int8) reflect.Kind { return reflect.ValueOf(x).Kind() }
func number(p *int) uintptr      { return reflect.ValueOf(p).Pointer() }
func address(p *int) uintptr     { return reflect.ValueOf(p).Elem().UnsafeAddr() }
func value(x any) reflect.Value  { return reflect.ValueOf(x) }
func field(p *point) int64       { return reflect.ValueOf(p).Elem().Field(0).Int() }
func named(p *point) any         { return reflect.ValueOf(p).Elem().FieldByName("next").Interface() }
func part(p *point) reflect.Value {
	return reflect.Indirect(reflect.ValueOf(p)).FieldByIndex([]int{2})
}
func held(p *point) reflect.Value { return reflect.ValueOf(p).Elem().Field(3).Elem() }
func isZero(p point) bool         { return reflect.ValueOf(p).IsZero() }
func bytes(b []byte) []byte       { return reflect.ValueOf(b).Bytes() }

func ofMap(m map[string]int, k string) (int64, int) {
	v := reflect.ValueOf(m)
	return v.MapIndex(reflect.ValueOf(k)).Int(), v.Len()
}

func insert(m map[string]*int, k string, e *int) {
	reflect.ValueOf(m).SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(e))
}

func send(c chan *int, p *int) bool { return reflect.ValueOf(c).TrySend(reflect.ValueOf(p)) }

func receive(c chan *int) any {
	v, _ := reflect.ValueOf(c).Recv()
	return v.Interface()
}

func main() {
	c := make(chan *int, 1)
	m := map[string]*int{}
	n := 1
	insert(m, "n", &n)
	println(send(c, &n), receive(c), number(&n) == address(&n))
	p := &point{any: point{}}
	println(nameOf(*p), typeOf(p) != nil, typeOfValue(p), kindOf(1), value(2).IsValid(), field(p))
	println(named(p), part(p).IsNil(), held(p).IsValid(), isZero(*p), len(bytes([]byte("b"))))
	println(ofMap(map[string]int{"a": 1}, "a"))
}
