package reflect

import (
	"internal/abi"
	"unsafe"
)

// A madeFunc is the closure of a function made by MakeFunc. Its code, makeFuncStub, calls callMade.
type madeFunc struct {
	code unsafe.Pointer
	typ  *abi.FuncType
	fn   func([]Value) []Value
}

// MakeFunc returns a function of type typ that calls fn with its arguments and returns what fn returns. The last
// argument of a variadic function is a slice.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common()
	return Value{t, unsafe.Pointer(newMadeFunc((*abi.FuncType)(unsafe.Pointer(t)), fn)), flag(Func)}
}

func newMadeFunc(ft *abi.FuncType, fn func([]Value) []Value) *madeFunc {
	stub := makeFuncStub
	code := **(**unsafe.Pointer)(unsafe.Pointer(&stub))
	return &madeFunc{code, ft, fn}
}

// callMade is what makeFuncStub calls: registers holds what it was called with and takes what it returns, stack
// is where further arguments are.
func callMade(m *madeFunc, registers, stack unsafe.Pointer) {
	madeCall()
	f := frame{registers: registers, stack: stack}
	var results unsafe.Pointer
	if m.typ.SRet {
		results = f.takeWord()
	}
	args := make([]Value, m.typ.NIn)
	for i, t := range m.typ.In() {
		p := unsafe_New(t)
		f.take(t, p)
		args[i] = Value{t, p, flagIndir | flag(t.Kind())}
	}
	out := m.fn(args)
	if len(out) != m.typ.NOut {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	giveResults(m.typ, out, registers, results)
}

// giveResults puts out where the caller of a function expects it: in registers, or in memory at results.
func giveResults(ft *abi.FuncType, out []Value, registers, results unsafe.Pointer) {
	f := frame{registers: registers}
	offset := uintptr(0)
	for i, t := range ft.Out() {
		x := resultOf(t, out[i])
		escapes(x.ptr)
		if ft.SRet {
			offset = alignUp(offset, t.AlignTo)
			abi.Typedmemmove(t, unsafe.Add(results, offset), x.address())
			offset += t.Size
		} else {
			f.pass(t, x.address())
		}
	}
}

// resultOf returns x, which a function passed to MakeFunc returned, as a value of type t.
func resultOf(t *abi.Type, x Value) Value {
	if x.typ() == nil {
		panic("reflect: function created by MakeFunc using closure returned zero Value")
	}
	if x.flag&flagRO != 0 {
		panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
	}
	return x.assignTo("reflect.MakeFunc", t)
}

// methodFunc turns a method value into an ordinary function value; others it returns as they are.
func (v Value) methodFunc(op string) Value {
	if v.flag&flagMethod == 0 {
		return v
	}
	return makeMethodFunc(v, op)
}

// makeMethodFunc is newMethodFunc once Value.Method has made a method value: a program without any
// need not contain what calls functions.
var makeMethodFunc func(v Value, op string) Value

// Only method values get here, and what they point to has escaped in Value.Method.
func newMethodFunc(v Value, op string) Value {
	m := Value{v.typ(), abi.NoEscape(v.ptr), v.flag}
	c := m.callee(op)
	f := newMadeFunc(c.typ, func(args []Value) []Value {
		if c.typ.Variadic {
			return m.CallSlice(args)
		}
		return m.Call(args)
	})
	return Value{&c.typ.Type, unsafe.Pointer(f), v.flag.ro() | flag(Func)}
}
