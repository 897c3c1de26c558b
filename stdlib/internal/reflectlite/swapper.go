// Package reflectlite is the little of reflection that package sort needs, without the rest of reflect.
package reflectlite

import (
	"internal/abi"
	"unsafe"
)

type sliceHeader struct {
	ptr unsafe.Pointer
	len int
	cap int
}

// header returns the slice in x and its type; it panics if x holds none.
func header(x any, who string) (*sliceHeader, *abi.SliceType) {
	t := abi.TypeOf(x)
	if t == nil || t.Kind() != abi.Slice {
		panic("reflect: call of " + who + " on a value that is no slice")
	}
	data := (*abi.EmptyInterface)(unsafe.Pointer(&x)).Data
	return (*sliceHeader)(data), (*abi.SliceType)(unsafe.Pointer(t))
}

// SliceLen returns the length of the slice x; it panics if x is no slice.
func SliceLen(x any) int {
	h, _ := header(x, "Len")
	return h.len
}

// Swapper returns a function that exchanges elements i and j of the slice x; it panics if x is no slice,
// and the function if an index is out of range. The common element types are swapped by typed moves.
func Swapper(x any) func(i, j int) {
	h, t := header(abi.Escape(x), "Swapper") // as in Go, what is sorted escapes
	elem := t.Elem
	switch {
	case elem.Kind() == abi.String:
		s := *(*[]string)(unsafe.Pointer(h))
		return func(i, j int) { s[i], s[j] = s[j], s[i] }
	case elem.Size == 8 && elem.PtrData == 8:
		s := *(*[]unsafe.Pointer)(unsafe.Pointer(h))
		return func(i, j int) { s[i], s[j] = s[j], s[i] }
	case elem.Size == 8 && elem.PtrData == 0:
		s := *(*[]int64)(unsafe.Pointer(h))
		return func(i, j int) { s[i], s[j] = s[j], s[i] }
	case elem.Size == 4 && elem.PtrData == 0:
		s := *(*[]int32)(unsafe.Pointer(h))
		return func(i, j int) { s[i], s[j] = s[j], s[i] }
	}
	base, n, size := h.ptr, h.len, elem.Size
	scratch := unsafeNew(elem)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		a := unsafe.Add(base, uintptr(i)*size)
		b := unsafe.Add(base, uintptr(j)*size)
		abi.Typedmemmove(elem, scratch, a)
		abi.Typedmemmove(elem, a, b)
		abi.Typedmemmove(elem, b, scratch)
	}
}

// unsafeNew allocates a zeroed value of type t.
func unsafeNew(t *abi.Type) unsafe.Pointer
