package runtime

import (
	"internal/abi"
	"unsafe"
)

// An Error is an error that the run-time system found: an index out of range, a failed type assertion.
// The method RuntimeError does nothing but tell such errors from others.
type Error interface {
	error
	RuntimeError()
}

// errorString is an Error whose message follows "runtime error: ".
type errorString string

// RuntimeError marks e as an Error.
func (e errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// plainError is an Error that is its own message.
type plainError string

// RuntimeError marks e as an Error.
func (e plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// errorAddressString is the error of an access to an address that is not nil but not mapped either.
type errorAddressString struct {
	msg  string
	addr uintptr
}

// RuntimeError marks e as an Error.
func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string { return "runtime error: " + e.msg }

// Addr returns the address that was accessed.
func (e errorAddressString) Addr() uintptr { return e.addr }

// A TypeAssertionError says why a type assertion failed.
type TypeAssertionError struct {
	inter    *abi.Type // static type of the operand
	concrete *abi.Type // its dynamic type; nil: it is nil
	asserted *abi.Type
	missing  string // first method that the dynamic type lacks
}

// RuntimeError marks e as an Error.
func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	inter := "interface"
	if e.inter != nil {
		inter = e.inter.Str
	}
	as := e.asserted.Str
	switch {
	case e.concrete == nil:
		return "interface conversion: " + inter + " is nil, not " + as
	case e.missing != "":
		return "interface conversion: " + e.concrete.Str + " is not " + as + ": missing method " + e.missing
	}
	have := e.concrete.Str
	msg := "interface conversion: " + inter + " is " + have + ", not " + as
	if have == as {
		if pkgPath(e.concrete) != pkgPath(e.asserted) {
			msg += " (types from different packages)"
		} else {
			msg += " (types from different scopes)"
		}
	}
	return msg
}

// pkgPath returns the package that t, or what is not exported of its fields or methods, belongs to.
func pkgPath(t *abi.Type) string {
	switch {
	case t.Uncommon != nil:
		return t.Uncommon.PkgPath
	case t.Kind() == abi.Struct:
		return (*abi.StructType)(unsafe.Pointer(t)).PkgPath
	case t.Kind() == abi.Interface:
		return (*abi.InterfaceType)(unsafe.Pointer(t)).PkgPath
	}
	return ""
}

// A PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	_ [0]func() // not comparable
}

// RuntimeError marks e as an Error.
func (*PanicNilError) RuntimeError() {}

func (*PanicNilError) Error() string {
	return "panic called with nil argument"
}

// boundsError is the error of an index or slice expression; see lang/abi.h for the codes.
type boundsError struct {
	x      int64
	y      int
	signed bool // else x is a uint64
	code   uint8
}

// RuntimeError marks e as an Error.
func (e boundsError) RuntimeError() {}

// Messages by code: %x and %y stand for the numbers. A negative x needs no second one.
var boundsText = [...]string{
	"index out of range [%x] with length %y",
	"slice bounds out of range [:%x] with length %y",
	"slice bounds out of range [:%x] with capacity %y",
	"slice bounds out of range [%x:%y]",
	"slice bounds out of range [::%x] with length %y",
	"slice bounds out of range [::%x] with capacity %y",
	"slice bounds out of range [:%x:%y]",
	"slice bounds out of range [%x:%y:]",
	"cannot convert slice with length %x to array or pointer to array with length %y",
}

var boundsTextNegative = [...]string{
	"index out of range [%x]",
	"slice bounds out of range [:%x]",
	"slice bounds out of range [:%x]",
	"slice bounds out of range [%x:]",
	"slice bounds out of range [::%x]",
	"slice bounds out of range [::%x]",
	"slice bounds out of range [:%x:]",
	"slice bounds out of range [%x::]",
}

func (e boundsError) Error() string {
	text := boundsText[e.code]
	if e.signed && e.x < 0 {
		text = boundsTextNegative[e.code]
	}
	b := append(make([]byte, 0, 100), "runtime error: "...)
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != '%':
			b = append(b, text[i])
			continue
		case text[i+1] == 'y':
			b = appendInt(b, int64(e.y))
		case e.signed:
			b = appendInt(b, e.x)
		default:
			b = appendUint(b, uint64(e.x))
		}
		i++
	}
	return string(b)
}

// The functions below are called by the runtime's C code; stdlib/README.md describes them.

func panicErrorString(msg string) { panic(errorString(msg)) }

func panicPlainError(msg string) { panic(plainError(msg)) }

func panicMemory(addr uintptr) {
	const msg = "invalid memory address or nil pointer dereference"
	if addr < 4096 {
		panic(errorString(msg))
	}
	panic(errorAddressString{msg, addr})
}

func panicBounds(x int64, signed bool, y int, code int) {
	panic(boundsError{x, y, signed, uint8(code)})
}

func panicAssert(inter, have, want *abi.Type, missing string) {
	panic(&TypeAssertionError{inter, have, want, missing})
}

func panicNilArg() { panic(new(PanicNilError)) }

// panicWrap reports a call of the value method pkg.T.M through a nil *T.
func panicWrap(method string) {
	dot := lastByte(method, '.')
	typ := method[:dot]
	typ = typ[lastByte(typ, '.')+1:]
	panic(plainError("value method " + method + " called using nil *" + typ + " pointer"))
}

func lastByte(s string, c byte) int {
	i := len(s) - 1
	for i >= 0 && s[i] != c {
		i--
	}
	return i
}

func isRuntimeError(v any) bool {
	_, ok := v.(Error)
	return ok
}

type stringer interface {
	String() string
}

// panicText returns how a crash shows the value given to panic.
func panicText(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return indented(v.Error())
	case stringer:
		return indented(v.String())
	case string:
		return indented(v)
	}
	t := abi.TypeOf(v)
	e := (*abi.EmptyInterface)(unsafe.Pointer(&v))
	b, quoted := appendValue(nil, t.Kind(), e.Data)
	switch {
	case b == nil:
		b = append(append(append(b, '('), t.Str...), ") "...)
		return string(appendPointer(b, e.Data))
	case quoted:
		return t.Str + `("` + string(b) + `")`
	case t.Uncommon == nil || t.Uncommon.PkgPath == "":
		return string(b)
	case t.Kind() == abi.Complex64 || t.Kind() == abi.Complex128:
		return t.Str + string(b)
	}
	return t.Str + "(" + string(b) + ")"
}

// appendValue appends a value of a basic kind as print shows it; nil for other kinds.
func appendValue(b []byte, kind abi.Kind, p unsafe.Pointer) (text []byte, quoted bool) {
	switch kind {
	case abi.Bool:
		if *(*bool)(p) {
			return append(b, "true"...), false
		}
		return append(b, "false"...), false
	case abi.Int, abi.Int64:
		return appendInt(b, *(*int64)(p)), false
	case abi.Int8:
		return appendInt(b, int64(*(*int8)(p))), false
	case abi.Int16:
		return appendInt(b, int64(*(*int16)(p))), false
	case abi.Int32:
		return appendInt(b, int64(*(*int32)(p))), false
	case abi.Uint, abi.Uint64, abi.Uintptr:
		return appendUint(b, *(*uint64)(p)), false
	case abi.Uint8:
		return appendUint(b, uint64(*(*uint8)(p))), false
	case abi.Uint16:
		return appendUint(b, uint64(*(*uint16)(p))), false
	case abi.Uint32:
		return appendUint(b, uint64(*(*uint32)(p))), false
	case abi.Float32:
		return appendFloat(b, float64(*(*float32)(p)), 32), false
	case abi.Float64:
		return appendFloat(b, *(*float64)(p), 64), false
	case abi.Complex64:
		c := *(*complex64)(p)
		return appendComplex(b, float64(real(c)), float64(imag(c)), 32), false
	case abi.Complex128:
		c := *(*complex128)(p)
		return appendComplex(b, real(c), imag(c), 64), false
	case abi.String:
		return append(b, indented(*(*string)(p))...), true
	}
	return nil, false
}

// indented puts a tab behind each newline.
func indented(s string) string {
	if lastByte(s, '\n') < 0 {
		return s
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		b = append(b, s[i])
		if s[i] == '\n' {
			b = append(b, '\t')
		}
	}
	return string(b)
}
