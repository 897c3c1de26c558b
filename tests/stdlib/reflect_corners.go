// Corners of package reflect: zero values, method values as pointers, growth, comparison, sizes.
package main

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"runtime/debug"
	"unsafe"
)

type named struct{ n int }

func (n *named) String() string { return "named" }

func (n named) Plain() int { return n.n }

type float32s float32

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func allocations(f func()) uint64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var before, after runtime.MemStats
	f()
	runtime.ReadMemStats(&before)
	for range 100 {
		f()
	}
	runtime.ReadMemStats(&after)
	return (after.Mallocs - before.Mallocs) / 100
}

func main() {
	minus := math.Copysign(0, -1)
	for _, v := range []any{minus, float32(minus), complex(minus, 0), complex(0, minus), [2]float64{minus}, struct{ f float64 }{minus}} {
		fmt.Println(reflect.ValueOf(v).IsZero())
	}
	fmt.Println(reflect.ValueOf(named{}).Method(0).UnsafePointer() != nil)

	// The methods of a pointer that only reflect makes.
	_, ok := reflect.New(reflect.TypeOf(struct{ named }{})).Interface().(fmt.Stringer)
	fmt.Println(ok)

	var appended []byte
	grown := reflect.ValueOf(new([]byte)).Elem()
	for range 12 {
		appended = append(appended[:cap(appended)], 0)
		grown.SetLen(grown.Cap())
		grown.Grow(1)
		fmt.Print(grown.Cap() == cap(appended), " ")
	}
	fmt.Println()

	fmt.Println(reflect.TypeOf((<-chan (<-chan string))(nil)), reflect.TypeOf((chan (<-chan string))(nil)), reflect.TypeOf((chan<- (<-chan string))(nil)))

	signaling := reflect.ValueOf(float32s(math.Float32frombits(0x7f800001)))
	fmt.Printf("%x\n", math.Float32bits(signaling.Convert(reflect.TypeFor[float32]()).Interface().(float32)))

	fmt.Println(reflect.Value{}.Comparable(), reflect.ValueOf([0]func(){}).Comparable())
	try(func() { v := reflect.ValueOf([0]func(){}); v.Equal(v) })
	entries := reflect.ValueOf(map[int]int{1: 2}).MapRange()
	try(func() { reflect.ValueOf(1).SetIterKey(entries) })
	entries.Next()
	try(func() { reflect.ValueOf(1).SetIterKey(entries) })
	try(func() { reflect.ValueOf(1).SetIterValue(entries) })

	var array [4]int64
	for _, n := range []int{-1, 1 << 60, 1<<61 + 1} {
		try(func() { reflect.SliceAt(reflect.TypeOf(array[0]), unsafe.Pointer(&array), n) })
	}
	fmt.Println(reflect.SliceAt(reflect.TypeOf(array[0]), unsafe.Pointer(&array), 4).Len())

	half := reflect.ArrayOf(math.MaxInt, reflect.TypeFor[byte]())
	try(func() {
		reflect.StructOf([]reflect.StructField{{Name: "A", Type: half}, {Name: "B", Type: half}, {Name: "C", Type: reflect.TypeFor[int32]()}})
	})

	cases := make([]reflect.SelectCase, 65536)
	for i := range cases {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf((chan int)(nil))}
	}
	ready := make(chan int, 1)
	ready <- 5
	cases[65535].Chan = reflect.ValueOf(ready)
	chosen, v, _ := reflect.Select(cases)
	fmt.Println(chosen, v)
	try(func() { reflect.Select(append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})) })

	a, b := []int{1, 2, 3}, []int{1, 2, 3}
	fmt.Println(allocations(func() { reflect.DeepEqual(a, b) }) <= 2)
	fmt.Println(allocations(func() { reflect.Zero(reflect.TypeOf(a[0])) }))

	// A slice of a field that is not exported becomes an array that is not either.
	hidden := reflect.ValueOf(struct{ b []byte }{[]byte("abcd")}).Field(0).Convert(reflect.TypeFor[[3]byte]())
	fmt.Println(hidden.Index(1), hidden.CanInterface())

	list := make([]any, 20)
	for i := range list {
		list[i] = []any{i, &list[(i+1)%20]}
	}
	fmt.Println(reflect.DeepEqual(list, append([]any(nil), list...)))
}
