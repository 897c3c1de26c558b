package p

import "unsafe"

// By value, through type arguments.

type box[T any] struct{ v T }

type wrap[T any] struct{ b box[T] }

type a struct { // ERROR "invalid recursive type a"
	_ wrap[a]
}

type fine struct {
	_ wrap[*fine]
	_ box[box[int]]
}

type (
	one[T any] two[T] // ERROR "invalid recursive type two"
	two[T any] one[T]
)

type grow[T any] struct {
	grow[T] // ERROR "invalid recursive type: grow refers to itself"
}

// The first type met on the cycle is named first, where it stands in the text does not matter.

type enters struct{ l later }

type other struct{ l later }
type later struct{ o other } // ERROR "invalid recursive type later"

// By embedding.

type i interface { // ERROR "invalid recursive type i"
	j
}
type j interface{ i }

type s struct { // ERROR "invalid recursive type: s refers to itself"
	x interface{ s }
}

// A value whose type needs the value.

type size [unsafe.Sizeof(x)]int // ERROR "invalid recursive type size"
var x size

func local() {
	type t struct{ t t } // ERROR "invalid recursive type: t refers to itself"
}
