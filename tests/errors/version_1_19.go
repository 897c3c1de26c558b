// flags: -lang=go1.19

package p

func same[T comparable](x, y T) bool { return x == y }

func apply(f func(int) int) int { return f(1) }

func id[T any](x T) T { return x }

func pick[A, B any](a A) (b B) { return b }

var _ = same[any] // ERROR "any to satisfy comparable requires go1.20 or later"

var _ = apply(id) // ERROR "implicitly instantiated function as argument requires go1.21 or later"

var f func(int) int = id // ERROR "implicitly instantiated function in assignment requires go1.21 or later"

var g func(int) int = pick[int] // ERROR "partially instantiated function in assignment requires go1.21 or later"
