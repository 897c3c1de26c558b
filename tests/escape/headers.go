package main

import (
	"reflect"
	"unsafe"
)

// The headers of package reflect hold pointers that their type calls numbers.

func storeSlice(h *reflect.SliceHeader, p *byte)             { h.Data = uintptr(unsafe.Pointer(p)) }
func storeString(h *reflect.StringHeader, p unsafe.Pointer)  { h.Data = uintptr(p) + 1 }
func storeOther(h *struct{ Data uintptr }, p unsafe.Pointer) { h.Data = uintptr(p) }
func storeValue(h reflect.SliceHeader, p unsafe.Pointer) int { h.Data = uintptr(p); return h.Len }
func loadSlice(h *reflect.SliceHeader) unsafe.Pointer        { return unsafe.Pointer(h.Data) }
func loadPast(h *reflect.StringHeader) unsafe.Pointer        { return unsafe.Pointer(h.Data + 8) }
func loadNumber(h *reflect.StringHeader) uintptr             { return h.Data }

func bytesOf(s string) []byte {
	var b []byte
	to := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	from := (*reflect.StringHeader)(unsafe.Pointer(&s))
	to.Data, to.Len, to.Cap = from.Data, from.Len, from.Len
	return b
}

func main() {
	b := bytesOf("text")
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	storeSlice(h, new(byte))
	println(loadSlice(h) != nil)
}
