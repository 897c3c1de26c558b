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
		fatal("runtime.SetFinalizer: first argument is nil")
	}
	if e.Type.Elem().Size == 0 {
		return // such objects share an address
	}
	var run func(unsafe.Pointer)
	if finalizer != nil {
		run = finalizerCall(e.Type, finalizer)
		setfinalizer(e.Data, nil)
	}
	switch setfinalizer(e.Data, run) {
	case 1:
		fatal("runtime.SetFinalizer: pointer not in heap")
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
	closure := e.Data
	param := ft.In()[0]
	switch {
	case param == obj, param.Kind() == abi.Pointer && param.Elem() == obj.Elem() && (!param.HasName() || !obj.HasName()):
		return *(*func(unsafe.Pointer))(unsafe.Pointer(&closure))
	case param.Kind() == abi.Interface && (*abi.InterfaceType)(unsafe.Pointer(param)).NMethods == 0:
		call := *(*func(any))(unsafe.Pointer(&closure))
		return func(p unsafe.Pointer) {
			var v any
			*(*abi.EmptyInterface)(unsafe.Pointer(&v)) = abi.EmptyInterface{Type: obj, Data: p}
			call(v)
		}
	case param.Kind() == abi.Interface && implements(param, obj):
		call := *(*func(Error))(unsafe.Pointer(&closure)) // any interface with methods travels alike
		return func(p unsafe.Pointer) {
			var v any
			*(*abi.EmptyInterface)(unsafe.Pointer(&v)) = abi.EmptyInterface{Type: obj, Data: p}
			var arg Error
			abi.AssertE2I(param, v, unsafe.Pointer(&arg))
			call(arg)
		}
	}
	fatal("runtime.SetFinalizer: cannot pass " + obj.Str + " to finalizer " + e.Type.Str)
	return nil
}

// implements reports whether the pointer type t implements the interface type inter.
func implements(inter, t *abi.Type) bool {
	var v any
	*(*abi.EmptyInterface)(unsafe.Pointer(&v)) = abi.EmptyInterface{Type: t}
	var out Error
	return abi.AssertE2I(inter, v, unsafe.Pointer(&out))
}
