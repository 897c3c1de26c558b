package reflect

import (
	"internal/abi"
	"unsafe"
)

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(u.common(), &t.t)
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	to := u.common()
	return directlyAssignable(to, &t.t) || implements(to, &t.t)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return conversion(u.common(), &t.t) != nil
}

// implements reports whether v implements the interface type t. Both method lists are sorted.
func implements(t, v *abi.Type) bool {
	if t.Kind() != abi.Interface {
		return false
	}
	want := (*abi.InterfaceType)(unsafe.Pointer(t)).AllMethods()
	i := 0
	if v.Kind() == abi.Interface {
		have := (*abi.InterfaceType)(unsafe.Pointer(v)).AllMethods()
		for j := 0; j < len(have) && i < len(want); j++ {
			w, h := &want[i], &have[j]
			if w.Name == h.Name && w.Type == h.Type && w.PkgPath == h.PkgPath {
				i++
			}
		}
		return i == len(want)
	}
	have := v.AllMethods()
	for j := 0; j < len(have) && i < len(want); j++ {
		w, h := &want[i], &have[j]
		if w.Name == h.Name && w.Type == h.Type && w.PkgPath == h.PkgPath {
			i++
		}
	}
	return i == len(want)
}

// directlyAssignable reports whether a value of type v is one of type t without any change.
func directlyAssignable(t, v *abi.Type) bool {
	if t == v {
		return true
	}
	if t.HasName() && v.HasName() || t.Kind() != v.Kind() {
		return false
	}
	if t.Kind() == abi.Chan {
		// A channel of both directions fits one of either.
		tc, vc := (*abi.ChanType)(unsafe.Pointer(t)), (*abi.ChanType)(unsafe.Pointer(v))
		if vc.Dir == int(BothDir) && identical(tc.Elem, vc.Elem, true) {
			return true
		}
	}
	return sameUnderlying(t, v, true)
}

// identical reports whether two types are identical; tags: with struct tags.
func identical(t, v *abi.Type, tags bool) bool {
	if t == v {
		return true
	}
	if tags {
		// Types made by this package apart, identical types have one descriptor; but a synthetic
		// pointer type may have been made twice in one list.
		if t.HasName() || v.HasName() || t.Str != v.Str {
			return false
		}
	}
	if t.HasName() || v.HasName() || t.Kind() != v.Kind() {
		return false
	}
	return sameUnderlying(t, v, tags)
}

// sameUnderlying reports whether the underlying types are identical.
func sameUnderlying(t, v *abi.Type, tags bool) bool {
	if t == v {
		return true
	}
	kind := t.Kind()
	if kind != v.Kind() {
		return false
	}
	if abi.Bool <= kind && kind <= abi.Complex128 || kind == abi.String || kind == abi.UnsafePointer {
		return true
	}
	switch kind {
	case abi.Array:
		return toRType(t).Len() == toRType(v).Len() && identical(t.Elem(), v.Elem(), tags)
	case abi.Chan:
		return toRType(t).ChanDir() == toRType(v).ChanDir() && identical(t.Elem(), v.Elem(), tags)
	case abi.Func:
		return sameSignature((*abi.FuncType)(unsafe.Pointer(t)), (*abi.FuncType)(unsafe.Pointer(v)), tags)
	case abi.Interface:
		return sameMethods((*abi.InterfaceType)(unsafe.Pointer(t)), (*abi.InterfaceType)(unsafe.Pointer(v)))
	case abi.Map:
		return identical(toRType(t).Key().common(), toRType(v).Key().common(), tags) && identical(t.Elem(), v.Elem(), tags)
	case abi.Pointer, abi.Slice:
		return identical(t.Elem(), v.Elem(), tags)
	case abi.Struct:
		return sameFields((*abi.StructType)(unsafe.Pointer(t)), (*abi.StructType)(unsafe.Pointer(v)), tags)
	}
	return false
}

func sameTypes(a, b []*abi.Type, tags bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !identical(a[i], b[i], tags) {
			return false
		}
	}
	return true
}

func sameSignature(a, b *abi.FuncType, tags bool) bool {
	return a.Variadic == b.Variadic && sameTypes(a.In(), b.In(), tags) && sameTypes(a.Out(), b.Out(), tags)
}

func sameMethods(a, b *abi.InterfaceType) bool {
	am, bm := a.AllMethods(), b.AllMethods()
	if len(am) != len(bm) {
		return false
	}
	for i := range am {
		if am[i].Name != bm[i].Name || am[i].PkgPath != bm[i].PkgPath || am[i].Type != bm[i].Type {
			return false
		}
	}
	return true
}

func sameFields(a, b *abi.StructType, tags bool) bool {
	af, bf := a.AllFields(), b.AllFields()
	if len(af) != len(bf) {
		return false
	}
	for i := range af {
		x, y := &af[i], &bf[i]
		if x.Name != y.Name || x.PkgPath != y.PkgPath || x.Offset != y.Offset || x.Embedded != y.Embedded ||
			tags && x.Tag != y.Tag || !identical(x.Type, y.Type, tags) {
			return false
		}
	}
	return true
}
