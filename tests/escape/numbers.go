package main

import "unsafe"

// Pointers passed as numbers to functions that tell of it.

type file struct{ name string }

//go:uintptrescapes
func one(what string, p uintptr) uintptr { return p + uintptr(len(what)) }

//go:uintptrescapes
func many(p *int, rest ...uintptr) int { return *p + len(rest) }

//go:uintptrescapes
func (f *file) call(number uint, p ...uintptr) { println(f.name, number, len(p)) }

//go:uintptrescapes
func unused(uintptr, ...uintptr) {}

func calls(f *file) {
	var a, b, c, d, n int
	one("x", uintptr(unsafe.Pointer(&a)))
	many(&n, 1, uintptr(unsafe.Pointer(&b)), 3)
	f.call(2, uintptr(unsafe.Pointer(new(int))))
	number := uintptr(unsafe.Pointer(&c))
	one("y", number)
	unused(1, 2, uintptr(unsafe.Pointer(&d)))
	defer many(&n, uintptr(unsafe.Pointer(&struct{ x int }{1})))
	many(&n)
}

func main() {
	calls(&file{})
}
