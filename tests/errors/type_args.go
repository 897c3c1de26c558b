package p

import "unsafe"

type pair[A, B any] struct{}

var few pair[int]               // ERROR "not enough type arguments for type pair: have 1, want 2"
var many pair[int, int, string] // ERROR "too many type arguments for type pair: have 3, want 2"

var other pair[int, string] = few // ERROR "cannot use few .* as pair.int, string. value"

func take[A, B any](pair[A, B]) {}

func two() (x, y int)

var _ = len(two()) // ERROR "too many arguments for len.two... .expected 1, found 2."

var huge struct {
	_ [1 << 40][1 << 30]int
	x int
}

var _ = unsafe.Offsetof(huge.x) // ERROR "too large"

const tiny = 1e-1000000000
