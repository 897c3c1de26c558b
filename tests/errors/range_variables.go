package main

func it(yield func(int, string) bool) {}

func main() {
	for a, b := range nope { // ERROR "undefined: nope"
	}
	for a, b := range 'x' { // ERROR "declared and not used: a" "range over 'x' \\(untyped rune constant 120\\) permits only one iteration variable"
	}
	for a, b := range make(chan int) { // ERROR "declared and not used: a" "range over make\\(chan int\\) \\(value of type chan int\\) permits only one iteration variable"
	}
	for a, b, c := range []int{} { // ERROR "declared and not used: a" "declared and not used: b" "range clause permits at most two iteration variables"
	}
	for a := range it { // ERROR "declared and not used: a"
	}
	for a, b := range func(yield func() bool) {} { // ERROR "range over func\\(yield func\\(\\) bool\\) \\{\\} \\(value of type func\\(yield func\\(\\) bool\\)\\) permits no iteration variables"
	}
	for a, b := range 1.5 { // ERROR "cannot range over 1\\.5 \\(untyped float constant\\)"
	}
	for i := range 10 { // ERROR "declared and not used: i"
	}
	for i, c := range "abc" { // ERROR "declared and not used: i" "declared and not used: c"
	}
	var x any
	for range x { // ERROR "cannot range over x \\(variable of interface type any\\)"
	}
	for k := range x { // ERROR "cannot range over x \\(variable of interface type any\\)"
	}
}
