package reflect

import (
	"internal/abi"
	"unsafe"
)

// Call calls the function v. If it is variadic, the arguments beyond the fixed ones become the last parameter.
// It panics if the arguments do not fit, and returns the results.
func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in)
}

// CallSlice calls the variadic function v, with the last of the arguments, a slice, for all variadic ones.
func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in)
}

// A callee is a function, or a method with its receiver.
type callee struct {
	typ      *abi.FuncType // without receiver
	code     unsafe.Pointer
	context  unsafe.Pointer // the closure
	receiver unsafe.Pointer // the data word of an interface
	isMethod bool
}

func (v Value) callee(op string) callee {
	if v.flag&flagMethod != 0 {
		return v.methodCallee(op)
	}
	closure := v.pointer()
	if closure == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	code := *(*unsafe.Pointer)(closure)
	return callee{typ: (*abi.FuncType)(unsafe.Pointer(v.typ())), code: code, context: closure}
}

// methodCallee is for a method value.
func (v Value) methodCallee(op string) callee {
	i := v.methodIndex()
	if it := toRType(v.typ()).inter(); it != nil {
		m := &it.AllMethods()[i]
		if m.PkgPath != "" {
			panic("reflect: " + op + " of unexported method")
		}
		n := (*abi.NonEmptyInterface)(v.ptr)
		if n.Tab == nil {
			panic("reflect: " + op + " of method on nil interface value")
		}
		code := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&n.Tab.Fun), i*wordSize))
		return callee{typ: m.Type, code: code, receiver: n.Data, isMethod: true}
	}
	m := &v.typ().ExportedMethods()[i]
	c := callee{typ: m.Type, code: m.Ifn, receiver: v.ptr, isMethod: true}
	if v.typ().IsDirectIface() {
		c.receiver = v.pointer()
	}
	return c
}

func (v Value) call(op string, in []Value) []Value {
	c := v.callee(op)
	escapes(v.ptr)
	var room [4]Value
	args := arguments(op, c.typ, in, room[:0])
	var need frame
	c.fill(&need, args)
	out := make([]Value, c.typ.NOut)
	onStack(need.size(), func(base unsafe.Pointer) {
		f := need.laidAt(base)
		results := c.fill(&f, args)
		callCode(c.code, c.context, f.registers, f.stack, f.stackWords)
		takeResults(c.typ, out, f.registers, results)
	})
	return out
}

// fill puts the arguments into f and returns where the results will be, if that is in memory.
func (c *callee) fill(f *frame, args []Value) (results unsafe.Pointer) {
	if c.typ.SRet {
		results = f.reserve(resultsSize(c.typ))
		f.passWord(results)
	}
	if c.isMethod {
		f.passWord(c.receiver)
	}
	for i, t := range c.typ.In() {
		f.pass(t, args[i].address())
	}
	return results
}

// takeResults makes values of what a function left in registers, or in memory at results.
func takeResults(ft *abi.FuncType, out []Value, registers, results unsafe.Pointer) {
	f := frame{registers: registers}
	offset := uintptr(0)
	for i, t := range ft.Out() {
		to := unsafe_New(t)
		if ft.SRet {
			offset = alignUp(offset, t.AlignTo)
			abi.Typedmemmove(t, to, unsafe.Add(results, offset))
			offset += t.Size
		} else {
			f.take(t, to)
		}
		out[i] = Value{t, to, flagIndir | flag(t.Kind())}
	}
}

// arguments appends in to args as values of the parameter types, those of a variadic parameter gathered in a slice.
func arguments(op string, ft *abi.FuncType, in []Value, args []Value) []Value {
	checkCount(op, ft, len(in))
	params := ft.In()
	fixed := len(params)
	if ft.Variadic && op == "Call" {
		fixed--
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i, t := range params[:fixed] {
		if x := in[i].Type().(*rtype); !x.AssignableTo(toRType(t)) {
			panic("reflect: " + op + " using " + x.String() + " as type " + t.Str)
		}
	}
	args = append(args, in[:fixed]...)
	if fixed < len(params) {
		args = append(args, gathered(op, params[fixed], in[fixed:]))
	}
	for i, t := range params {
		args[i].mustBeExported("Call")
		args[i] = args[i].assignTo("reflect.Value.Call", t)
		escapes(args[i].ptr)
	}
	return args
}

func checkCount(op string, ft *abi.FuncType, n int) {
	low, high := ft.NIn, ft.NIn
	if op == "CallSlice" {
		if !ft.Variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
	} else if ft.Variadic {
		low, high = low-1, n
	}
	if n < low {
		panic("reflect: " + op + " with too few input arguments")
	}
	if n > high {
		panic("reflect: " + op + " with too many input arguments")
	}
}

// gathered returns a slice of type t with the elements in.
func gathered(op string, t *abi.Type, in []Value) Value {
	slice := MakeSlice(toRType(t), len(in), len(in))
	elem := toRType(t.Elem())
	for i, x := range in {
		if xt := x.Type().(*rtype); !xt.AssignableTo(elem) {
			panic("reflect: cannot use " + xt.String() + " as type " + elem.String() + " in " + op)
		}
		slice.Index(i).Set(x)
	}
	return slice
}

var (
	keepNone bool // always false
	kept     unsafe.Pointer
)

// escapes tells escape analysis that p is handed to code it does not see.
func escapes(p unsafe.Pointer) {
	if keepNone {
		kept = p
	}
}
