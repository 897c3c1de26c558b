package runtime

import (
	"internal/abi"
	"unsafe"
)

// SetFinalizer arranges that finalizer(obj) runs on a goroutine of its own some time after obj has
// become unreachable. obj is a pointer to the start of an allocated object; finalizer is a function of
// one parameter that a pointer of obj's type can be assigned to, or nil to remove the one set before.
// obj is kept for the call, so it takes a second collection to free it. Nothing guarantees that
// finalizers run before the program exits.
func SetFinalizer(obj any, finalizer any) {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&obj))
	if e.Type == nil {
		fatal("runtime.SetFinalizer: first argument is nil")
	}
	if e.Type.Kind() != abi.Pointer {
		fatal("runtime.SetFinalizer: first argument is " + e.Type.Str + ", not pointer")
	}
	if e.Data == nil {
		fatal("runtime.SetFinalizer: pointer not in allocated block")
	}
	if e.Type.Elem().Size == 0 {
		return // such objects share an address
	}
	var run func(unsafe.Pointer)
	if finalizer != nil {
		run = finalizerCall(e.Type, finalizer)
	}
	switch setfinalizer(e.Data, run) {
	case 1:
		fatal("runtime.SetFinalizer: pointer not at beginning of allocated block")
	case 2:
		fatal("runtime.SetFinalizer: finalizer already set")
	}
}

// finalizerCall turns finalizer into a function of a plain pointer.
//
// A func value is a pointer to its closure, and a pointer argument is one word whatever it points to,
// so a func(*T) can be called as a func(unsafe.Pointer). Results are of no interest.
func finalizerCall(obj *abi.Type, finalizer any) func(unsafe.Pointer) {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&finalizer))
	if e.Type.Kind() != abi.Func {
		fatal("runtime.SetFinalizer: second argument is " + e.Type.Str + ", not a function")
	}
	ft := (*abi.FuncType)(unsafe.Pointer(e.Type))
	if ft.Variadic {
		fatal("runtime.SetFinalizer: cannot pass " + obj.Str + " to finalizer " + e.Type.Str + " because dotdotdot")
	}
	if ft.NIn != 1 {
		fatal("runtime.SetFinalizer: cannot pass " + obj.Str + " to finalizer " + e.Type.Str)
	}
	var head unsafe.Pointer // travels in front of the object's address
	switch param := ft.In()[0]; {
	case param == obj, param.Kind() == abi.Pointer && param.Elem() == obj.Elem() && (!param.HasName() || !obj.HasName()):
	case param.Kind() == abi.Interface && (*abi.InterfaceType)(unsafe.Pointer(param)).NMethods == 0:
		head = unsafe.Pointer(obj)
	case param.Kind() == abi.Interface:
		head = methodTable(param, obj)
		if head != nil {
			break
		}
		fallthrough
	default:
		fatal("runtime.SetFinalizer: cannot pass " + obj.Str + " to finalizer " + e.Type.Str)
	}
	if ft.SRet {
		return callWithRoom(e.Data, head, make([]byte, resultBytes(ft)))
	}
	if head == nil {
		return *(*func(unsafe.Pointer))(unsafe.Pointer(&e.Data))
	}
	call := *(*func(head, obj unsafe.Pointer))(unsafe.Pointer(&e.Data))
	return func(p unsafe.Pointer) { call(head, p) }
}

// callWithRoom is for a function that stores its results into room, which its hidden first argument points to.
func callWithRoom(closure, head unsafe.Pointer, room []byte) func(unsafe.Pointer) {
	if head == nil {
		call := *(*func(room *byte, obj unsafe.Pointer))(unsafe.Pointer(&closure))
		return func(p unsafe.Pointer) { call(&room[0], p) }
	}
	call := *(*func(room *byte, head, obj unsafe.Pointer))(unsafe.Pointer(&closure))
	return func(p unsafe.Pointer) { call(&room[0], head, p) }
}

// resultBytes returns what the results take at most, laid out as the fields of a struct.
func resultBytes(ft *abi.FuncType) uintptr {
	n := uintptr(0)
	for _, t := range ft.Out() {
		n += t.Size + uintptr(t.AlignTo)
	}
	return n
}

// methodTable returns the first word of an interface value of type inter that holds a t; nil: t lacks a method.
func methodTable(inter, t *abi.Type) unsafe.Pointer {
	var v any
	*(*abi.EmptyInterface)(unsafe.Pointer(&v)) = abi.EmptyInterface{Type: t}
	var out struct{ table, data unsafe.Pointer }
	abi.AssertE2I(inter, v, unsafe.Pointer(&out))
	return out.table
}
