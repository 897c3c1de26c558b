// Keeps the address of an object as a number, lets the object die, and has the runtime read it: what a
// sanitizer build must report (asan) and an ordinary one does not.
package main

import (
	"os"
	"runtime"
	"unsafe"
)

type object struct{ words [6]int }

//go:noinline
func address() uintptr {
	objects := make([]*object, 100)
	for i := range objects {
		objects[i] = &object{[6]int{i}}
	}
	return ^uintptr(unsafe.Pointer(objects[50]))
}

//go:noinline
func deep(depth int) int {
	var pad [64]int
	if depth > 0 {
		return deep(depth-1) + pad[depth&63]
	}
	return pad[0]
}

func main() {
	hidden := address()
	deep(50)
	runtime.GC()
	runtime.GC()
	var copied [48]byte
	copy(copied[:], unsafe.Slice((*byte)(unsafe.Pointer(^hidden)), 48+len(os.Args)-1))
	println("not noticed", copied[0])
}
