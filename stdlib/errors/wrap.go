package errors

import (
	"internal/abi"
	"unsafe"
)

// Unwrap returns what err's method Unwrap() error returns, or nil if err has no such method. It does
// not look into errors that wrap several, as those made by Join.
func Unwrap(err error) error {
	u, ok := err.(interface{ Unwrap() error })
	if !ok {
		return nil
	}
	return u.Unwrap()
}

// Is reports whether an error in err's tree matches target: is equal to it, or has a method
// Is(error) bool that returns true for target.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, abi.TypeOf(target).Equal != nil)
}

// is walks err's tree. comparable tells that == on target cannot panic.
func is(err, target error, comparable bool) bool {
	for {
		if comparable && err == target {
			return true
		}
		if m, ok := err.(interface{ Is(error) bool }); ok && m.Is(target) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if is(e, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// As finds the first error in err's tree that can be assigned to the variable target points to, stores
// it there and returns true. An error also matches if it has a method As(any) bool that returns true
// for target; that method then does the storing. As panics unless target is a non-nil pointer to an
// interface or to a type that implements error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	e := (*abi.EmptyInterface)(unsafe.Pointer(&target))
	if e.Type.Kind() != abi.Pointer || e.Data == nil {
		panic("errors: target must be a non-nil pointer")
	}
	want := e.Type.Elem()
	if want.Kind() != abi.Interface && !implementsError(want) {
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target, want, e.Data)
}

func as(err error, target any, want *abi.Type, slot unsafe.Pointer) bool {
	for {
		if store(err, want, slot) {
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(target) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if e != nil && as(e, target, want, slot) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// store puts err into the variable of type want at slot, if it fits.
func store(err error, want *abi.Type, slot unsafe.Pointer) bool {
	if want.Kind() == abi.Interface {
		return abi.AssertE2I(want, err, slot)
	}
	v := any(err)
	e := (*abi.EmptyInterface)(unsafe.Pointer(&v))
	if e.Type != want {
		return false
	}
	if want.IsDirectIface() {
		*(*unsafe.Pointer)(slot) = e.Data
	} else {
		abi.Typedmemmove(want, slot, e.Data)
	}
	return true
}

// implementsError reports whether values of type t have the method Error() string.
func implementsError(t *abi.Type) bool {
	for _, m := range t.ExportedMethods() {
		if m.Name == "Error" {
			in, out := m.Type.In(), m.Type.Out()
			return len(in) == 0 && len(out) == 1 && out[0] == abi.TypeOf("")
		}
	}
	return false
}
