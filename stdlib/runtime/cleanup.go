package runtime

import (
	"internal/abi"
	"unsafe"
)

// A Cleanup stands for one call of AddCleanup.
type Cleanup struct {
	id  uint64
	ptr uintptr // does not keep the object
}

// AddCleanup arranges that cleanup(arg) runs on a goroutine of its own some time after what ptr points to,
// or into, has become unreachable. An object may have any number of cleanups; their order is not defined. If
// it also has a finalizer, that runs first, and the cleanups when the object is unreachable again. An object
// that cleanup or arg refer to stays reachable; AddCleanup panics if arg, or a variable that cleanup closes
// over, points into the object. Nothing guarantees that cleanups run before the program exits, nor for
// objects of size 0, objects that package variables are initialized with, or small objects without pointers,
// which share blocks of memory.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	to := pointerIn(arg)
	if to == unsafe.Pointer(ptr) {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	switch cleanupFault(unsafe.Pointer(ptr), to, *(*unsafe.Pointer)(unsafe.Pointer(&cleanup))) {
	case 1:
		panic("runtime.AddCleanup: ptr is within arg, cleanup will never run")
	case 2:
		panic("runtime.AddCleanup: cleanup function closes over ptr, cleanup will never run")
	}
	// The closure holds arg itself: an address taken here would put it into a variable, which might share a block
	// with the object and keep it.
	id := addcleanup(unsafe.Pointer(ptr), func() { cleanup(arg) })
	return Cleanup{id, uintptr(unsafe.Pointer(ptr))}
}

// pointerIn returns arg if it is a pointer, else nil.
func pointerIn[S any](arg S) unsafe.Pointer {
	if kind := abi.TypeFor[S]().Kind(); kind != abi.Pointer && kind != abi.UnsafePointer {
		return nil
	}
	return *(*unsafe.Pointer)(unsafe.Pointer(&arg))
}

// Stop takes the cleanup back, if it is not queued to run yet. To be sure of that, keep the object alive until
// Stop has returned.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopcleanup(c.ptr, c.id)
	}
}
