package reflect

import (
	"errors"
	"internal/abi"
	"unsafe"
)

// A Value is a value of any type. The zero Value is none: only IsValid, Kind and String can be called.
// Methods that do not apply to the kind of a value panic with a *ValueError.
type Value struct {
	typ_ *abi.Type
	ptr  unsafe.Pointer // the value itself if it is pointer-shaped and flagIndir is not set, else its address
	flag flag
}

// typ returns v's type. Types outlive all values, so where they are kept says nothing of v: the compiler,
// which does not tell the fields of v apart, need not know.
func (v Value) typ() *abi.Type { return (*abi.Type)(abi.NoEscape(unsafe.Pointer(v.typ_))) }

// A flag holds the kind of a value and how it was come by.
type flag uintptr

const (
	flagKindMask flag = 31
	flagStickyRO flag = 1 << 5 // through a field that is not exported and not embedded
	flagEmbedRO  flag = 1 << 6 // through one that is not exported and embedded
	flagIndir    flag = 1 << 7 // ptr is the address of the value
	flagAddr     flag = 1 << 8 // the value is addressable
	flagMethod   flag = 1 << 9 // a method value: the rest is the method's number

	flagMethodShift = 10
	flagRO          = flagStickyRO | flagEmbedRO
)

// A ValueError says that a method was called for a Value that has none of that kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (f flag) kind() Kind { return Kind(f & flagKindMask) }

// ro returns the flag for what is reached through f: read-only stays so.
func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

// must panics unless the value has kind k.
func (v Value) must(k Kind, method string) {
	if v.flag.kind() != k {
		panic(&ValueError{"reflect.Value." + method, v.flag.kind()})
	}
}

func (v Value) wrongKind(method string) {
	panic(&ValueError{"reflect.Value." + method, v.flag.kind()})
}

// mustBeExported panics if the value was come by through a field that is not exported.
func (v Value) mustBeExported(method string) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

// mustBeAssignable panics unless the value can be set.
func (v Value) mustBeAssignable(method string) {
	v.mustBeExported(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// ValueOf returns what i holds; the zero Value if i is nil.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return unpack(i)
}

func unpack(i any) Value {
	e := (*abi.EmptyInterface)(unsafe.Pointer(&i))
	t := e.Type
	if t == nil {
		return Value{}
	}
	f := flag(t.Kind())
	if !t.IsDirectIface() {
		f |= flagIndir
	}
	return Value{t, e.Data, f}
}

// pack returns v as an any. What can still change is copied. (To escape analysis the copy is v itself: who gets it
// may have what v points to.)
func pack(v Value) any {
	t, data := v.typ(), v.ptr
	switch {
	case !t.IsDirectIface():
		if v.flag&flagAddr != 0 {
			data = unsafe_New(t)
			abi.Typedmemmove(t, data, v.ptr)
		}
	case v.flag&flagIndir != 0:
		data = *(*unsafe.Pointer)(v.ptr)
	}
	e := abi.EmptyInterface{Type: t, Data: data}
	return *(*any)(unsafe.Pointer(&e))
}

// pointer returns the pointer that v, of a pointer-shaped type, is.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// address returns where the value lies; tmp is for one that is in v itself.
func (v *Value) address() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	return unsafe.Pointer(&v.ptr)
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.flag != 0 }

// Kind returns v's kind; Invalid for the zero Value.
func (v Value) Kind() Kind { return v.flag.kind() }

// Type returns v's type.
func (v Value) Type() Type {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return v.methodType()
	}
	return toRType(v.typ())
}

// CanInterface reports whether Interface can be called without a panic.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// Interface returns v as an any. It panics if v was come by through a field that is not exported.
func (v Value) Interface() (i any) {
	return valueInterface(v, true)
}

func valueInterface(v Value, safe bool) any {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if safe && v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	v = v.methodFunc("Interface")
	if v.Kind() == Interface {
		return v.elemInterface()
	}
	return pack(v)
}

// TypeAssert is v.Interface().(T).
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	var none T
	want := abi.TypeFor[T]()
	switch {
	case v.flag&flagMethod != 0 || v.Kind() == Interface: // the latter holds an interface already
	case want.Kind() == abi.Interface:
		// A value that does not fit is not to be put into an interface for that.
		if !toRType(v.typ()).Implements(toRType(want)) {
			return none, false
		}
	case v.typ() != want:
		return none, false
	default:
		return *(*T)(v.address()), true
	}
	x, ok := valueInterface(v, false).(T)
	return x, ok
}

// InterfaceData returns the two words of an Interface.
func (v Value) InterfaceData() [2]uintptr {
	v.must(Interface, "InterfaceData")
	escapes(v.ptr)
	return *(*[2]uintptr)(v.ptr)
}

// elemInterface returns the contents of an interface value as an any.
func (v Value) elemInterface() any {
	if (*abi.InterfaceType)(unsafe.Pointer(v.typ())).NMethods == 0 {
		return *(*any)(v.ptr)
	}
	return *(*interface{ M() })(v.ptr) // whatever its methods are
}

// CanAddr reports whether v's address can be taken: it is an element of a slice, a variable reached by a
// pointer, or a part of such.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether v can be changed: it is addressable and exported.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// Addr returns a pointer to v.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{pointerTo(v.typ()), v.ptr, v.flag&flagRO | flag(Pointer)}
}

// UnsafeAddr returns the address of v as a number.
func (v Value) UnsafeAddr() uintptr {
	if v.typ() == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	escapes(v.ptr)
	return uintptr(v.ptr)
}

// Bool returns the value of a Bool.
func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return *(*bool)(v.ptr)
}

// CanInt, CanUint, CanFloat, CanComplex report whether the method without Can can be called.
func (v Value) CanInt() bool { return Int <= v.Kind() && v.Kind() <= Int64 }

// CanUint reports whether Uint can be called.
func (v Value) CanUint() bool { return Uint <= v.Kind() && v.Kind() <= Uintptr }

// CanFloat reports whether Float can be called.
func (v Value) CanFloat() bool { return v.Kind() == Float32 || v.Kind() == Float64 }

// CanComplex reports whether Complex can be called.
func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

// Int returns the value of a signed integer.
func (v Value) Int() int64 {
	switch v.Kind() {
	case Int, Int64:
		return *(*int64)(v.ptr)
	case Int8:
		return int64(*(*int8)(v.ptr))
	case Int16:
		return int64(*(*int16)(v.ptr))
	case Int32:
		return int64(*(*int32)(v.ptr))
	}
	v.wrongKind("Int")
	return 0
}

// Uint returns the value of an unsigned integer.
func (v Value) Uint() uint64 {
	switch v.Kind() {
	case Uint, Uint64, Uintptr:
		return *(*uint64)(v.ptr)
	case Uint8:
		return uint64(*(*uint8)(v.ptr))
	case Uint16:
		return uint64(*(*uint16)(v.ptr))
	case Uint32:
		return uint64(*(*uint32)(v.ptr))
	}
	v.wrongKind("Uint")
	return 0
}

// Float returns the value of a floating-point number.
func (v Value) Float() float64 {
	switch v.Kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	v.wrongKind("Float")
	return 0
}

// Complex returns the value of a complex number.
func (v Value) Complex() complex128 {
	switch v.Kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	v.wrongKind("Complex")
	return 0
}

// String returns the value of a String; of any other kind a text that tells the type: "<T Value>".
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes returns the value of a slice of bytes, or a slice of an addressable array of bytes.
func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if v.typ().Elem().Kind() != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.typ().Elem().Kind() != abi.Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), v.Len())
	}
	v.wrongKind("Bytes")
	return nil
}

// Pointer returns a Chan, Func, Map, Pointer, Slice, String or UnsafePointer as a number.
func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Pointer, Chan, Map, UnsafePointer, Func, Slice, String:
		escapes(v.ptr) // the compiler loses track of numbers
		return uintptr(v.UnsafePointer())
	}
	v.wrongKind("Pointer")
	return 0
}

// UnsafePointer returns the address that a Chan, Func (of its code), Map, Pointer, Slice or String (of
// the first element) or UnsafePointer holds.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.Kind() {
	case Pointer, Chan, Map, UnsafePointer:
		return v.pointer()
	case Func:
		if v.flag&flagMethod != 0 {
			return methodCode()
		}
		p := v.pointer()
		if p != nil {
			p = *(*unsafe.Pointer)(p) // the first word of a closure
		}
		return p
	case Slice, String:
		return *(*unsafe.Pointer)(v.ptr)
	}
	v.wrongKind("UnsafePointer")
	return nil
}

// methodCode stands for the code of every method value that Value.Method has made.
func methodCode() unsafe.Pointer {
	f := methodCode
	return **(**unsafe.Pointer)(unsafe.Pointer(&f))
}

// IsNil reports whether a Chan, Func, Interface, Map, Pointer, Slice or UnsafePointer is nil.
func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		if v.flag&flagMethod != 0 {
			return false
		}
		return v.pointer() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	v.wrongKind("IsNil")
	return false
}

// IsZero reports whether v is the zero value of its type; -0 is one, too.
func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case String:
		return v.Len() == 0
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).IsZero() && v.typ() != nil && toRType(v.typ()).Field(i).Name != "_" {
				return false
			}
		}
		return true
	}
	b := unsafe.Slice((*byte)(v.ptr), v.typ().Size)
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// Elem returns what an Interface holds or a Pointer points to; the zero Value if that is nothing.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		x := unpack(v.elemInterface())
		if x.flag != 0 {
			x.flag |= v.flag.ro()
		}
		return x
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		t := v.typ().Elem()
		return Value{t, p, v.flag&flagRO | flagIndir | flagAddr | flag(t.Kind())}
	}
	v.wrongKind("Elem")
	return Value{}
}

// Indirect returns what v points to; v itself if it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// Len returns the length of an Array, Chan, Map, Slice, String or pointer to an array.
func (v Value) Len() int {
	switch v.Kind() {
	case Slice:
		return len(*(*[]byte)(v.ptr))
	case String:
		return len(*(*string)(v.ptr))
	case Array:
		return int((*abi.ArrayType)(unsafe.Pointer(v.typ())).Len)
	case Map:
		return maplen(v.pointer())
	case Chan:
		return chanlen(v.pointer())
	case Pointer:
		if e := v.typ().Elem(); e.Kind() == abi.Array {
			return toRType(e).Len()
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.wrongKind("Len")
	return 0
}

// Cap returns the capacity of an Array, Chan, Slice or pointer to an array.
func (v Value) Cap() int {
	switch v.Kind() {
	case Slice:
		return cap(*(*[]byte)(v.ptr))
	case Array:
		return v.Len()
	case Chan:
		return chancap(v.pointer())
	case Pointer:
		if e := v.typ().Elem(); e.Kind() == abi.Array {
			return toRType(e).Len()
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.wrongKind("Cap")
	return 0
}

var uint8Type = abi.TypeOf(uint8(0))

// Index returns the i'th element of an Array, Slice or String.
func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		at := (*abi.ArrayType)(unsafe.Pointer(v.typ()))
		if uint(i) >= uint(at.Len) {
			panic("reflect: array index out of range")
		}
		f := v.flag&(flagIndir|flagAddr) | v.flag.ro() | flag(at.Elem.Kind())
		return Value{at.Elem, unsafe.Add(v.ptr, uintptr(i)*at.Elem.Size), f}
	case Slice:
		s := *(*[]byte)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: slice index out of range")
		}
		t := v.typ().Elem()
		p := unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), uintptr(i)*t.Size)
		return Value{t, p, flagAddr | flagIndir | v.flag.ro() | flag(t.Kind())}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		p := unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i)
		return Value{uint8Type, p, v.flag.ro() | flag(Uint8) | flagIndir}
	}
	v.wrongKind("Index")
	return Value{}
}

// NumField returns the number of fields of a Struct.
func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return (*abi.StructType)(unsafe.Pointer(v.typ())).NFields
}

// Field returns the i'th field of a Struct.
func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	st := (*abi.StructType)(unsafe.Pointer(v.typ()))
	if uint(i) >= uint(st.NFields) {
		panic("reflect: Field index out of range")
	}
	field := &st.AllFields()[i]
	f := v.flag&(flagStickyRO|flagIndir|flagAddr) | flag(field.Type.Kind())
	if field.PkgPath != "" {
		if field.Embedded {
			f |= flagEmbedRO
		} else {
			f |= flagStickyRO
		}
	}
	if f&flagIndir == 0 && field.Type.Size == 0 { // next to the one pointer that v is
		return Value{field.Type, unsafe_New(field.Type), f | flagIndir}
	}
	return Value{field.Type, unsafe.Add(v.ptr, field.Offset), f}
}

// FieldByIndex follows a path of fields; it panics at a nil pointer.
func (v Value) FieldByIndex(index []int) Value {
	f, ok := v.fieldByIndex("FieldByIndex", index)
	if !ok {
		panic("reflect: indirection through nil pointer to embedded struct")
	}
	return f
}

// FieldByIndexErr follows a path of fields; a nil pointer in it is an error.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	f, ok := v.fieldByIndex("FieldByIndexErr", index)
	if !ok {
		return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + f.Type().Elem().Name())
	}
	return f, nil
}

// fieldByIndex follows a path of fields, up to a nil pointer.
func (v Value) fieldByIndex(method string, index []int) (field Value, ok bool) {
	if len(index) == 1 {
		return v.Field(index[0]), true
	}
	v.must(Struct, method)
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ().Elem().Kind() == abi.Struct {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, true
}

// FieldByName returns the field that Type.FieldByName finds; the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := toRType(v.typ()).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field that Type.FieldByNameFunc finds; the zero Value if there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := toRType(v.typ()).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// OverflowInt and the like report whether x does not fit v's type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.wrongKind("OverflowInt")
	}
	return toRType(v.typ()).OverflowInt(x)
}

// OverflowUint reports whether x does not fit v's type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.wrongKind("OverflowUint")
	}
	return toRType(v.typ()).OverflowUint(x)
}

// OverflowFloat reports whether x does not fit v's type.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.wrongKind("OverflowFloat")
	}
	return toRType(v.typ()).OverflowFloat(x)
}

// OverflowComplex reports whether x does not fit v's type.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.wrongKind("OverflowComplex")
	}
	return toRType(v.typ()).OverflowComplex(x)
}

// Comparable reports whether v can be compared with == without a panic.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.typ().Equal != nil
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	case Func, Map, Slice:
		return false
	}
	return true
}

// Equal reports whether v == u, values of one type; it panics if they cannot be compared.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.Kind() != u.Kind() || v.Type() != u.Type() {
		return false
	}
	switch v.Kind() {
	case Array:
		if v.Len() > 0 || v.typ().Equal != nil {
			return equalAll(v.Len(), v.Index, u.Index)
		}
		v.incomparable()
	case Struct:
		return equalAll(v.NumField(), v.Field, u.Field)
	case Func, Map, Slice:
		v.incomparable()
	}
	return valueInterface(v, false) == valueInterface(u, false)
}

func (v Value) incomparable() {
	panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
}

func equalAll(n int, a, b func(int) Value) bool {
	for i := range n {
		if !a(i).Equal(b(i)) {
			return false
		}
	}
	return true
}

// NumMethod returns the number of methods that Method knows.
func (v Value) NumMethod() int {
	if v.typ() == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return toRType(v.typ()).NumMethod()
}

// Method returns v's i'th method as a function that has v for its receiver. It can be called and asked for
// its type.
func (v Value) Method(i int) Value {
	if v.typ() == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(toRType(v.typ()).NumMethod()) {
		panic("reflect: Method index out of range")
	}
	if v.Kind() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	makeMethodFunc = newMethodFunc
	escapes(v.ptr) // newMethodFunc may put it into a function
	f := v.flag.ro() | v.flag&flagIndir | flag(Func) | flag(i)<<flagMethodShift | flagMethod
	return Value{v.typ(), v.ptr, f}
}

// MethodByName returns v's method with that name; the zero Value if there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ() == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	t := toRType(v.typ())
	for i := 0; i < t.NumMethod(); i++ {
		if t.methodName(i) == name {
			return v.Method(i)
		}
	}
	return Value{}
}

// methodIndex returns which of the receiver's methods a method value is.
func (v Value) methodIndex() int { return int(v.flag >> flagMethodShift) }

// methodType returns the type of a method value, without the receiver.
func (v Value) methodType() Type {
	i := v.methodIndex()
	if it := toRType(v.typ()).inter(); it != nil {
		return toType(&it.AllMethods()[i].Type.Type)
	}
	return toType(&v.typ().ExportedMethods()[i].Type.Type)
}
