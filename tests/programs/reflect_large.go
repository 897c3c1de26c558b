package main

import (
	"fmt"
	"reflect"
	"sync"
)

type Huge [1 << 20]byte

func huge(h Huge, i int) (Huge, int) {
	h[i] = 9
	return h, len(h)
}

func wide(a0 int, a1 string, a2 float64, a3 int8, a4 []int, a5 float32, a6 any, a7 [2]int, a8 int, a9 string, a10 float64, a11 int8, a12 []int, a13 float32, a14 any, a15 [2]int, a16 int, a17 string, a18 float64, a19 int8, a20 []int, a21 float32, a22 any, a23 [2]int, a24 int, a25 string, a26 float64, a27 int8, a28 []int, a29 float32, a30 any, a31 [2]int, a32 int, a33 string, a34 float64, a35 int8, a36 []int, a37 float32, a38 any, a39 [2]int, a40 int, a41 string, a42 float64, a43 int8, a44 []int, a45 float32, a46 any, a47 [2]int, a48 int, a49 string, a50 float64, a51 int8, a52 []int, a53 float32, a54 any, a55 [2]int, a56 int, a57 string, a58 float64, a59 int8) string {
	return fmt.Sprint(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59)
}

func call(f any, args ...any) []reflect.Value {
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	return reflect.ValueOf(f).Call(in)
}

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var h Huge
			h[1] = 5
			out := call(huge, h, i+10)
			h = out[0].Interface().(Huge)
			made := reflect.MakeFunc(reflect.TypeOf(huge), func(in []reflect.Value) []reflect.Value { return reflect.ValueOf(huge).Call(in) }).Interface().(func(Huge, int) (Huge, int))
			g, n := made(h, 100)
			if h[1] != 5 || h[i+10] != 9 || g[100] != 9 || h[100] != 0 || n != 1<<20 {
				panic("wrong")
			}
		}()
	}
	wg.Wait()
	fmt.Println(call(wide, 0, "s1", 2.5, int8(-3), []int{4}, float32(5.25), any(6), [2]int{7, 7}, 8, "s9", 10.5, int8(-11), []int{12}, float32(13.25), any(14), [2]int{15, 15}, 16, "s17", 18.5, int8(-19), []int{20}, float32(21.25), any(22), [2]int{23, 23}, 24, "s25", 26.5, int8(-27), []int{28}, float32(29.25), any(30), [2]int{31, 31}, 32, "s33", 34.5, int8(-35), []int{36}, float32(37.25), any(38), [2]int{39, 39}, 40, "s41", 42.5, int8(-43), []int{44}, float32(45.25), any(46), [2]int{47, 47}, 48, "s49", 50.5, int8(-51), []int{52}, float32(53.25), any(54), [2]int{55, 55}, 56, "s57", 58.5, int8(-59))[0])
	made := reflect.MakeFunc(reflect.TypeOf(wide), func(in []reflect.Value) []reflect.Value { return reflect.ValueOf(wide).Call(in) })
	fmt.Println(call(made.Interface(), 0, "s1", 2.5, int8(-3), []int{4}, float32(5.25), any(6), [2]int{7, 7}, 8, "s9", 10.5, int8(-11), []int{12}, float32(13.25), any(14), [2]int{15, 15}, 16, "s17", 18.5, int8(-19), []int{20}, float32(21.25), any(22), [2]int{23, 23}, 24, "s25", 26.5, int8(-27), []int{28}, float32(29.25), any(30), [2]int{31, 31}, 32, "s33", 34.5, int8(-35), []int{36}, float32(37.25), any(38), [2]int{39, 39}, 40, "s41", 42.5, int8(-43), []int{44}, float32(45.25), any(46), [2]int{47, 47}, 48, "s49", 50.5, int8(-51), []int{52}, float32(53.25), any(54), [2]int{55, 55}, 56, "s57", 58.5, int8(-59))[0])
}
