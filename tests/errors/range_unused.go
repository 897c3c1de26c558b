package p

// A variable that has a type is unused even if the clause has one variable too many.

func use(c chan int, f func(func(int) bool)) {
	for a, b := range 3 { // ERROR "declared and not used: a" "range over 3 .untyped int constant. permits only one"
	}
	for a, b := range c { // ERROR "declared and not used: a" "permits only one iteration variable"
	}
	for a, b := range f { // ERROR "declared and not used: a" "permits only one iteration variable"
	}
	for a, b := range 1.5 { // ERROR "cannot range over 1.5 .untyped float constant.$"
	}
	for a := range undefined { // ERROR "undefined: undefined"
	}
}
