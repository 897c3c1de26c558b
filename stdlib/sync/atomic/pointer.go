package atomic

import "unsafe"

// A Pointer is an atomic pointer of type *T; the zero value is nil.
type Pointer[T any] struct {
	_ [0]*T // keeps Pointer types of different T from being converted into each other
	_ noCopy
	v unsafe.Pointer
}

// Load returns x's value.
func (x *Pointer[T]) Load() *T { return (*T)(LoadPointer(&x.v)) }

// Store sets x to val.
func (x *Pointer[T]) Store(val *T) { StorePointer(&x.v, unsafe.Pointer(val)) }

// Swap sets x to new and returns the value before.
func (x *Pointer[T]) Swap(new *T) (old *T) { return (*T)(SwapPointer(&x.v, unsafe.Pointer(new))) }

// CompareAndSwap sets x to new if it is old, and reports whether it was.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return CompareAndSwapPointer(&x.v, unsafe.Pointer(old), unsafe.Pointer(new))
}
