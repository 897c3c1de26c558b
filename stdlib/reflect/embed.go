package reflect

import (
	"internal/abi"
	"unsafe"
)

// Methods that structs made at run time have of their embedded fields.
//
// A method is called with the data word of an interface. Where that is the same for the struct as for its field the struct's
// method is the field's: if there is nothing but the field, or if it is the first and neither is held in the word itself. In
// all other cases there would have to be code that finds the field; Go's StructOf refuses these, and so does this one.
//
// Methods of embedded interfaces would need such code, too. They are there, so that the struct implements what it should, but
// panic when they are called.
//
// A method has no code for a receiver that is passed as a parameter: that would be laid out otherwise. Its Func is made.

// withoutCode is the code of an embedded interface's methods, whatever their parameters.
func withoutCode() {
	panic("reflect: StructOf does not support methods of embedded interfaces")
}

// promoted returns the methods that a struct of n fields has of the i-th, of type t, which is embedded.
func promoted(i, n int, t *abi.Type) []abi.Method {
	switch t.Kind() {
	case abi.Interface:
		return ofInterface((*abi.InterfaceType)(unsafe.Pointer(t)))
	case abi.Pointer:
		checkEmbeddedPointer(i, n, t)
	default:
		checkEmbeddedValue(i, n, t)
	}
	var list []abi.Method
	for _, m := range t.AllMethods() {
		if isPromoted(m.PkgPath, t) {
			list = append(list, abi.Method{Name: m.Name, Type: m.Type, Ifn: m.Ifn})
		}
	}
	return list
}

func ofInterface(t *abi.InterfaceType) (list []abi.Method) {
	stub := withoutCode
	code := **(**unsafe.Pointer)(unsafe.Pointer(&stub))
	for _, m := range t.AllMethods() {
		if isPromoted(m.PkgPath, &t.Type) {
			list = append(list, abi.Method{Name: m.Name, Type: m.Type, Ifn: code})
		}
	}
	return list
}

func checkEmbeddedPointer(i, n int, t *abi.Type) {
	if elem := t.Elem().Kind(); elem == abi.Pointer || elem == abi.Interface {
		panic("reflect.StructOf: illegal embedded field type " + t.Str)
	}
	switch has := len(t.AllMethods()) > 0; {
	case i > 0 && has:
		panic("reflect: embedded type with methods not implemented if type is not first field")
	case n > 1 && (has || t.HasName()):
		panic("reflect: embedded type with methods not implemented if there is more than one field")
	}
}

func checkEmbeddedValue(i, n int, t *abi.Type) {
	switch has := len(t.AllMethods()) > 0; {
	case i > 0 && has:
		panic("reflect: embedded type with methods not implemented if type is not first field")
	case n > 1 && (has || t.HasName()) && t.IsDirectIface():
		panic("reflect: embedded type with methods not implemented for non-pointer type")
	}
}

// isPromoted reports whether a method of type t, in package pkgPath if it is not exported, is to be one of the struct.
func isPromoted(pkgPath string, t *abi.Type) bool {
	if pkgPath == "" {
		return true
	}
	if pkgPath != toRType(t).home() {
		panic("reflect: embedded interface with unexported method(s) not implemented")
	}
	return false
}

// home returns the package of t or, if t is a pointer, of what it points to.
func (t *rtype) home() string {
	if t.PkgPath() == "" && t.Kind() == Pointer {
		return t.Elem().PkgPath()
	}
	return t.PkgPath()
}

// setMethods gives a struct methods, all exported. Of those with one name the first counts.
func setMethods(st *abi.Type, list []abi.Method) {
	if len(list) == 0 {
		return
	}
	var sorted []abi.Method
	for _, m := range list {
		sorted = insertMethod(sorted, m)
	}
	st.Uncommon = &abi.Uncommon{NMethods: len(sorted), NExported: len(sorted), Methods: unsafe.SliceData(sorted)}
	promotedFunc = callPromoted
}

func insertMethod(sorted []abi.Method, m abi.Method) []abi.Method {
	i := len(sorted)
	for i > 0 && sorted[i-1].Name > m.Name {
		i--
	}
	if i > 0 && sorted[i-1].Name == m.Name {
		return sorted
	}
	sorted = append(sorted, m)
	copy(sorted[i+1:], sorted[i:])
	sorted[i] = m
	return sorted
}

// promotedFunc is callPromoted once there is a struct with such methods: a program without any need not contain what calls
// functions.
var promotedFunc func(t *rtype, i int, ft *abi.FuncType) Value

// callPromoted returns a function of type ft that calls the i-th method of its first argument, of type t.
func callPromoted(t *rtype, i int, ft *abi.FuncType) Value {
	return MakeFunc(toRType(&ft.Type), func(args []Value) []Value {
		m := args[0].Method(i)
		if ft.Variadic {
			return m.CallSlice(args[1:])
		}
		return m.Call(args[1:])
	})
}
