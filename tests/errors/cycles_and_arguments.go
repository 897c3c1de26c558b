package main

type I1 = interface{ I2 }
type I2 interface{ I1 } // ERROR "invalid recursive type: I2 refers to itself"
type J1 = interface{ J2 }
type J2 = interface{ J3 }
type J3 interface{ J1 } // ERROR "invalid recursive type: J3 refers to itself"
type K1 = interface{ K2 }
type K2 interface{ K3 } // ERROR "invalid recursive type K2"
type K3 interface{ K1 }
type S1 = struct{ s S2 }
type S2 struct{ s S1 } // ERROR "invalid recursive type: S2 refers to itself"
type T1 = [2]T2
type T2 [2]T1 // ERROR "invalid recursive type: T2 refers to itself"

func id[T int | string](x T) T           { return x }
func two[K comparable, V ~int](k K, v V) {}

type St[T ~int] struct{ x T }

func (s St[T]) m(x, y T) {}

func main() {
	id(1.5) // ERROR "float64 does not satisfy int \\| string \\(float64 missing in int \\| string\\)"
	_ = id([]int{}) // ERROR "\\[\\]int does not satisfy int \\| string \\(\\[\\]int missing in int \\| string\\)"
	two([]int{}, 1) // ERROR "\\[\\]int does not satisfy comparable"
	two(1, "x") // ERROR "string does not satisfy ~int \\(string missing in ~int\\)"
	two[int](2, // ERROR "string does not satisfy ~int \\(string missing in ~int\\)"
		"y")
	two[string, int, int]("a", 2) // ERROR "got 3 type arguments but want 2"
	for i, j := range undefinedThing { // ERROR "undefined: undefinedThing"
	}
	for k, v := range 3 { // ERROR "declared and not used: k" "range over 3 \\(untyped int constant\\) permits only one iteration variable"
	}
	for a, b := range struct{}{} { // ERROR "cannot range over struct\\{\\}\\{\\} \\(value of type struct\\{\\}\\)"
	}
	const c = 10
	c = 5 // ERROR "cannot assign to c \\(neither addressable nor a map index expression\\)"
	var s string = 1 << 3 // ERROR "declared and not used: s" "cannot use 1 << 3 \\(untyped int constant 8\\) as string value in variable declaration"
	_ = 'a' + "b" // ERROR "invalid operation: 'a' \\+ \"b\" \\(mismatched types untyped rune and untyped string\\)"
	_ = 5 + nil // ERROR "invalid operation: 5 \\+ nil \\(mismatched types untyped int and untyped nil\\)"
	var p *int = 5 // ERROR "declared and not used: p" "cannot use 5 \\(untyped int constant\\) as \\*int value in variable declaration"
	10() // ERROR "invalid operation: cannot call 10 \\(untyped int constant\\): untyped int is not a function"
	St[string]{} // ERROR "St\\[string\\]\\{\\} \\(value of struct type St\\[string\\]\\) is not used" "string does not satisfy ~int \\(string missing in ~int\\)"
	_ = St[int]{}.m
}
