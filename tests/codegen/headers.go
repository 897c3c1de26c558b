// A store into the Data of a slice or string header is one of a pointer: it needs the barrier.
package main

import (
	"reflect"
	"unsafe"
)

var slice []int

// set has barrier
func set(p *int) {
	h := (*reflect.SliceHeader)(unsafe.Pointer(&slice))
	h.Data = uintptr(unsafe.Pointer(p))
}

// number lacks barrier
func number(h *struct{ Data uintptr }, n uintptr) { h.Data = n }

func main() {
	set(nil)
	number(new(struct{ Data uintptr }), 0)
}
