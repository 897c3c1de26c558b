package abi

import "unsafe"

// NoEscape returns p and hides from escape analysis that the result is p. The caller answers for it: what
// p points to must outlive every use of the result.
//
//go:nosplit
//go:nocheckptr
func NoEscape(p unsafe.Pointer) unsafe.Pointer {
	x := uintptr(p)
	return unsafe.Pointer(x ^ 0)
}

var (
	keepNothing bool // always false
	kept        any
)

// Escape returns x and makes it escape to the heap, where Go's library lets it escape too.
func Escape(x any) any {
	if keepNothing {
		kept = x
	}
	return x
}
