package reflect

import (
	"internal/abi"
	"unsafe"
)

// CanConvert reports whether Convert(t) does not panic.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().(*rtype).ConvertibleTo(t) {
		return false
	}
	// A slice may be too short for an array.
	switch {
	case v.Kind() == Slice && t.Kind() == Array:
		return t.Len() <= v.Len()
	case v.Kind() == Slice && t.Kind() == Pointer && t.Elem().Kind() == Array:
		return t.Elem().Len() <= v.Len()
	}
	return true
}

// Convert returns v converted to type t by the rules of the language.
func (v Value) Convert(t Type) Value {
	to := t.common()
	op := conversion(to, v.typ())
	if op == nil {
		panic("reflect.Value.Convert: value of type " + v.typ().Str + " cannot be converted to type " + to.Str)
	}
	return op(v, to)
}

// conversion returns the function that converts values of type src to type dst, nil if there is none.
func conversion(dst, src *abi.Type) func(Value, *abi.Type) Value {
	d, s := Kind(dst.Kind()), Kind(src.Kind())
	isInt := func(k Kind) bool { return Int <= k && k <= Uintptr }
	isFloat := func(k Kind) bool { return k == Float32 || k == Float64 }
	isComplex := func(k Kind) bool { return k == Complex64 || k == Complex128 }
	isText := func(t *abi.Type, elem abi.Kind) bool {
		return t.Kind() == abi.Slice && t.Elem().Kind() == elem
	}
	switch {
	case (isInt(s) || isFloat(s)) && (isInt(d) || isFloat(d)):
		return convertNumber
	case isComplex(s) && isComplex(d):
		return convertComplex
	case isInt(s) && d == String:
		return convertIntString
	case s == String && isText(dst, abi.Uint8) && pkgPathOf(dst.Elem()) == "":
		return func(v Value, t *abi.Type) Value { return made([]byte(v.String()), t, v.flag.ro()) }
	case s == String && isText(dst, abi.Int32) && pkgPathOf(dst.Elem()) == "":
		return func(v Value, t *abi.Type) Value { return made([]rune(v.String()), t, v.flag.ro()) }
	case d == String && isText(src, abi.Uint8) && pkgPathOf(src.Elem()) == "":
		return func(v Value, t *abi.Type) Value { return made(string(*(*[]byte)(v.ptr)), t, v.flag.ro()) }
	case d == String && isText(src, abi.Int32) && pkgPathOf(src.Elem()) == "":
		return func(v Value, t *abi.Type) Value { return made(string(*(*[]rune)(v.ptr)), t, v.flag.ro()) }
	case s == Slice && d == Array && identical(src.Elem(), dst.Elem(), true):
		return convertSliceArray
	case s == Slice && d == Pointer && dst.Elem().Kind() == abi.Array && identical(src.Elem(), dst.Elem().Elem(), true):
		return convertSliceArrayPtr
	case directlyAssignable(dst, src), sameUnderlying(dst, src, false), pointersAlike(dst, src):
		return convertSame
	case implements(dst, src):
		return Value.toInterface
	}
	return nil
}

func pkgPathOf(t *abi.Type) string { return toRType(t).PkgPath() }

// pointersAlike reports whether both are unnamed pointers to types with the same underlying type.
func pointersAlike(dst, src *abi.Type) bool {
	return dst.Kind() == abi.Pointer && !dst.HasName() && src.Kind() == abi.Pointer && !src.HasName() &&
		sameUnderlying(dst.Elem(), src.Elem(), false)
}

// made returns x, of a type with t's representation, as a t.
func made(x any, t *abi.Type, ro flag) Value {
	return Value{t, (*abi.EmptyInterface)(unsafe.Pointer(&x)).Data, ro | flagIndir | flag(t.Kind())}
}

// settable returns a new variable of type t, and what becomes its value.
func settable(t *abi.Type, ro flag) (variable, value Value) {
	p := unsafe_New(t)
	f := flagIndir | flag(t.Kind())
	return Value{t, p, f | flagAddr}, Value{t, p, f | ro}
}

func convertNumber(v Value, t *abi.Type) Value {
	to, result := settable(t, v.flag.ro())
	d := to.Kind()
	switch {
	case v.Kind() == Float32 && d == Float32:
		*(*uint32)(to.ptr) = *(*uint32)(v.ptr) // by way of float64 a NaN would change
	case v.CanInt() && d <= Int64:
		to.SetInt(v.Int())
	case v.CanInt() && d <= Uintptr:
		to.SetUint(uint64(v.Int()))
	case v.CanInt():
		to.SetFloat(float64(v.Int()))
	case v.CanUint() && d <= Int64:
		to.SetInt(int64(v.Uint()))
	case v.CanUint() && d <= Uintptr:
		to.SetUint(v.Uint())
	case v.CanUint():
		to.SetFloat(float64(v.Uint()))
	case d <= Int64:
		to.SetInt(int64(v.Float()))
	case d <= Uintptr:
		to.SetUint(uint64(v.Float()))
	default:
		to.SetFloat(v.Float())
	}
	return result
}

func convertComplex(v Value, t *abi.Type) Value {
	to, result := settable(t, v.flag.ro())
	to.SetComplex(v.Complex())
	return result
}

func convertIntString(v Value, t *abi.Type) Value {
	to, result := settable(t, v.flag.ro())
	s := "\uFFFD"
	if v.CanInt() {
		if x := v.Int(); int64(rune(x)) == x {
			s = string(rune(x))
		}
	} else if x := v.Uint(); uint64(rune(x)) == x {
		s = string(rune(x))
	}
	to.SetString(s)
	return result
}

func convertSliceArray(v Value, t *abi.Type) Value {
	n := toRType(t).Len()
	if n > v.Len() {
		panic("reflect: cannot convert slice with length " + itoa(v.Len()) + " to array with length " + itoa(n))
	}
	to, result := settable(t, v.flag.ro())
	from := v.Slice(0, n)
	from.flag &^= flagRO // which the result has
	Copy(to, from)
	return result
}

func convertSliceArrayPtr(v Value, t *abi.Type) Value {
	n := toRType(t.Elem()).Len()
	if n > v.Len() {
		panic("reflect: cannot convert slice with length " + itoa(v.Len()) + " to pointer to array with length " + itoa(n))
	}
	return Value{t, (*sliceHeader)(v.ptr).data, v.flag.ro() | flag(Pointer)}
}

// convertSame changes the type alone; an addressable value is copied.
func convertSame(v Value, t *abi.Type) Value {
	p, f := v.ptr, v.flag
	if f&flagAddr != 0 {
		p = unsafe_New(t)
		abi.Typedmemmove(t, p, v.ptr)
		f &^= flagAddr
	}
	return Value{t, p, f&flagIndir | f.ro() | flag(t.Kind())}
}
