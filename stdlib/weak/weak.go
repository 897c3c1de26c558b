// Package weak has pointers that do not keep alive what they point to.
package weak

import "unsafe"

// A Pointer is a weak pointer to a T, which may be a part of an object. Two Pointers are equal if the
// pointers that they were made of are, even after the object is gone. The zero Pointer is Make(nil).
type Pointer[T any] struct {
	_      [0]*T          // so that Pointers of different types cannot be converted to each other
	handle unsafe.Pointer // a word that the collector clears; the pointer itself to what never dies
}

// Make returns a weak pointer to what ptr points to.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{handle: weakHandle(unsafe.Pointer(ptr))}
}

// Value returns the pointer that p was made of, or nil if the object is gone: it was unreachable, and has
// been freed or its finalizer queued. That may take any time, and for small objects without pointers, which
// share blocks of memory, forever.
func (p Pointer[T]) Value() *T {
	if p.handle == nil {
		return nil
	}
	return (*T)(weakGet(p.handle))
}
