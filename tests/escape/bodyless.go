package main

import "unsafe"

// Functions whose bodies are elsewhere: everything passed to them leaks, also what is called _ or is a
// pointer in the guise of a number.

//go:linkname pick main.choose
func pick(_ *int, q *int, at uintptr) *int

//go:linkname quiet main.choose
//go:noescape
func quiet(p, _ *int, n uintptr) *int

//go:linkname unnamed main.choose
func unnamed(*int, *int, uintptr) *int

func choose(p, q *int, n uintptr) *int {
	if n > 1 {
		return p
	}
	return q
}

func main() {
	var a, b, c, d, e, f int
	println(*pick(&a, &b, uintptr(unsafe.Pointer(&c))), *quiet(&d, &e, 0), unnamed(&f, nil, 1) == nil)
}
