package runtime

import (
	"internal/abi"
	"unsafe"
)

// A Pinner keeps objects where they are, and from being freed, until Unpin. Objects never move here, so that
// references are all it takes.
type Pinner struct {
	pinned []unsafe.Pointer
}

// Pin keeps the object that pointer, a pointer of any type, points to.
func (p *Pinner) Pin(pointer any) {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&pointer))
	if e.Type == nil {
		panic(errorString("runtime.Pinner: argument is nil"))
	}
	if k := e.Type.Kind(); k != abi.Pointer && k != abi.UnsafePointer {
		panic(errorString("runtime.Pinner: argument is not a pointer: " + e.Type.Str))
	}
	p.pinned = append(p.pinned, e.Data)
}

// Unpin lets go of all that Pin was called for.
func (p *Pinner) Unpin() {
	noteKeepAlive(unsafe.Pointer(unsafe.SliceData(p.pinned))) // what is about to be forgotten was needed until now
	p.pinned = nil
}
