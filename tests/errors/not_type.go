package p

import "math" // ERROR "imported and not used"

const c = 1

var g int

func f(p c) (r f) { // ERROR "c .constant. is not a type" "f .function. is not a type"
	var l g // ERROR "g .package-level variable. is not a type"
	var m l // ERROR "l .local variable. is not a type"
	_, _ = l, m
	var n nil // ERROR "nil .untyped nil. is not a type"
	var o len // ERROR "len .built-in function. is not a type"
	var q math // ERROR "math .package name. is not a type"
	_, _, _ = n, o, q
	_ = _ // ERROR "cannot use _ as value or type"
	return
}

type T struct{}

func (T) a() (x *T.a) { return } // ERROR "T.a is not a type"

func (T) b(x [len(T.b)]int) {} // ERROR "T.b is not a type|invalid cycle"

// Nothing that is selected from a value or a type is a type.

type held struct{ field int }

var value held

func (held) method(value.method) {} // ERROR "value.method is not a type"

type itself interface{ method(itself.method) } // ERROR "invalid recursive type: itself refers to itself"

type inside[T any] instance.method // ERROR "instance.method is not a type"
type instance = inside[any]

func selected(held.field) {} // ERROR "held.field is not a type"

// A generic alias is no type without arguments.

type callback[T any] = func(T)

var _ = callback(nil) // ERROR "cannot use generic type callback without instantiation"
