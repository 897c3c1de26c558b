package reflect

import (
	"internal/abi"
	"unsafe"
)

// assignTo returns v as a value of type dst; context names the caller for the panic.
func (v Value) assignTo(context string, dst *abi.Type) Value {
	v = v.methodFunc(context)
	switch {
	case directlyAssignable(dst, v.typ()):
		// Same representation.
		f := v.flag&(flagAddr|flagIndir) | v.flag.ro() | flag(dst.Kind())
		return Value{dst, v.ptr, f}
	case implements(dst, v.typ()):
		return v.toInterface(dst)
	}
	panic(context + ": value of type " + v.typ().Str + " is not assignable to type " + dst.Str)
}

// toInterface returns v as a value of the interface type dst, which it implements.
func (v Value) toInterface(dst *abi.Type) Value {
	target := unsafe_New(dst)
	if v.Kind() == Interface && v.IsNil() {
		return Value{dst, target, flagIndir | flag(Interface)} // a nil interface stays nil
	}
	abi.AssertE2I(dst, valueInterface(v, false), target)
	return Value{dst, target, flagIndir | v.flag.ro() | flag(Interface)}
}

// Set sets v to x, which must be assignable to v's type.
func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	x = x.assignTo("reflect.Set", v.typ())
	escapes(x.ptr)
	abi.Typedmemmove(v.typ(), v.ptr, x.address())
}

// SetZero sets v to the zero value of its type.
func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	typedmemclr(v.typ(), v.ptr)
}

// SetBool sets a Bool.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.must(Bool, "SetBool")
	*(*bool)(v.ptr) = x
}

// SetInt sets a signed integer; bits that do not fit are lost.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	switch v.Kind() {
	case Int, Int64:
		*(*int64)(v.ptr) = x
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	default:
		v.wrongKind("SetInt")
	}
}

// SetUint sets an unsigned integer; bits that do not fit are lost.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	switch v.Kind() {
	case Uint, Uint64, Uintptr:
		*(*uint64)(v.ptr) = x
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	default:
		v.wrongKind("SetUint")
	}
}

// SetFloat sets a floating-point number.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	switch v.Kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		v.wrongKind("SetFloat")
	}
}

// SetComplex sets a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	switch v.Kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		v.wrongKind("SetComplex")
	}
}

// SetString sets a String.
func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.must(String, "SetString")
	*(*string)(v.ptr) = x
}

// SetBytes sets a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.must(Slice, "SetBytes")
	if v.typ().Elem().Kind() != abi.Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetPointer sets an UnsafePointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("SetPointer")
	v.must(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}

// A StringHeader is a string in memory, but for the pointer, which is no reference here.
type StringHeader struct {
	Data uintptr
	Len  int
}

// A SliceHeader is a slice in memory, but for the pointer, which is no reference here.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// sliceHeader is a slice in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// SetLen sets the length of a Slice, up to its capacity.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.must(Slice, "SetLen")
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

// SetCap sets the capacity of a Slice, from its length to its capacity.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.must(Slice, "SetCap")
	s := (*sliceHeader)(v.ptr)
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// Grow makes room for n more elements of a Slice.
func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	s := (*sliceHeader)(v.ptr)
	if s.len+n < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if s.len+n > s.cap {
		growSlice(v.typ().Elem(), s, n)
	}
}

// growSlice moves the elements to an array with room for n more, which is as large as append makes it.
func growSlice(elem *abi.Type, s *sliceHeader, n int) {
	s.cap = growslice(elem, &s.data, s.len, s.cap, n)
}

// mustBeSlice is must for functions, which Go's library has no name for in its messages.
func (v Value) mustBeSlice() {
	if v.Kind() != Slice {
		panic(&ValueError{"unknown method", v.Kind()})
	}
}

// Append returns the slice s with the values x, which must be assignable to its elements, behind.
func Append(s Value, x ...Value) Value {
	s.mustBeSlice()
	s.mustBeExported("Append")
	out := s.extended(len(x))
	old := s.Len()
	for i, e := range x {
		out.Index(old + i).Set(e)
	}
	return out
}

// AppendSlice returns the slice s with the elements of t behind.
func AppendSlice(s, t Value) Value {
	s.mustBeSlice()
	t.mustBeSlice()
	if s.typ() != t.typ() {
		panic("reflect.AppendSlice: " + s.Type().String() + " != " + t.Type().String())
	}
	old := s.Len()
	out := s.extended(t.Len())
	Copy(out.Slice(old, old+t.Len()), t)
	return out
}

// extended returns a slice that is n longer than v, in a place of its own.
func (v Value) extended(n int) Value {
	h := new(sliceHeader)
	*h = *(*sliceHeader)(v.ptr)
	if h.len+n < 0 {
		panic("reflect.Append: slice overflow")
	}
	if h.len+n > h.cap {
		growSlice(v.typ().Elem(), h, n)
	}
	h.len += n
	return Value{v.typ(), unsafe.Pointer(h), flagIndir | v.flag.ro() | flag(Slice)}
}

// Copy copies elements of src, a Slice, Array or (to bytes) String, to dst until one of them ends, and
// returns how many.
func Copy(dst, src Value) int {
	if k := dst.Kind(); k != Slice && k != Array {
		panic(&ValueError{"reflect.Copy", k})
	}
	if (dst.flag|src.flag)&flagRO != 0 {
		panic("reflect: unknown method using value obtained using unexported field")
	}
	if dst.Kind() == Array && !dst.CanAddr() {
		panic("reflect: unknown method using unaddressable value")
	}
	elem := dst.typ().Elem()
	var from sliceHeader
	switch src.Kind() {
	case Slice:
		from = *(*sliceHeader)(src.ptr)
	case Array:
		from = sliceHeader{src.address(), src.Len(), src.Len()}
	case String:
		if elem.Kind() != abi.Uint8 {
			panic(&ValueError{"reflect.Copy", String})
		}
		s := *(*string)(src.ptr)
		from = sliceHeader{unsafe.Pointer(unsafe.StringData(s)), len(s), len(s)}
	default:
		panic(&ValueError{"reflect.Copy", src.Kind()})
	}
	if src.Kind() != String && !identical(elem, src.typ().Elem(), true) {
		panic("reflect.Copy: " + elem.Str + " != " + src.typ().Elem().Str)
	}
	to := unsafe.Pointer(dst.ptr)
	if dst.Kind() == Slice {
		to = (*sliceHeader)(dst.ptr).data
	}
	n := min(dst.Len(), from.len)
	if n > 0 {
		typedslicecopy(elem, to, from.data, n)
	}
	return n
}

// Slice returns v[i:j] of a Slice, String or addressable Array.
func (v Value) Slice(i, j int) Value {
	if v.Kind() == String {
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		t := s[i:j]
		return Value{v.typ(), unsafe.Pointer(&t), v.flag&^flagAddr | flagIndir}
	}
	base, t := v.sliceable("Slice")
	if i < 0 || j < i || j > base.cap {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return v.cut(base, t, i, j, base.cap)
}

// Slice3 returns v[i:j:k] of a Slice or addressable Array.
func (v Value) Slice3(i, j, k int) Value {
	base, t := v.sliceable("Slice3")
	if i < 0 || j < i || k < j || k > base.cap {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.cut(base, t, i, j, k)
}

// sliceable returns v's elements, and the type of slices of them.
func (v Value) sliceable(method string) (sliceHeader, *abi.Type) {
	switch v.Kind() {
	case Slice:
		return *(*sliceHeader)(v.ptr), v.typ()
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value." + method + ": slice of unaddressable array")
		}
		return sliceHeader{v.ptr, v.Len(), v.Len()}, (*abi.ArrayType)(unsafe.Pointer(v.typ())).Slice
	}
	v.wrongKind(method)
	return sliceHeader{}, nil
}

func (v Value) cut(base sliceHeader, t *abi.Type, i, j, k int) Value {
	h := &sliceHeader{base.data, j - i, k - i}
	if h.cap > 0 { // else a pointer to the end would keep another object alive
		h.data = unsafe.Add(base.data, uintptr(i)*t.Elem().Size)
	}
	return Value{t, unsafe.Pointer(h), v.flag.ro() | flagIndir | flag(Slice)}
}

// Clear empties a Map, or sets the elements of a Slice to zero.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		for i := 0; i < v.Len(); i++ {
			e := v.Index(i)
			typedmemclr(e.typ(), e.ptr)
		}
	case Map:
		mapclear(v.typ(), v.pointer())
	default:
		v.wrongKind("Clear")
	}
}
