package p

type T struct{ a int }

func (t T) M() {}

type I interface{ N() }

func g() (int, string) { return 1, "" }

func f() int {
	var s string = 1 // ERROR "cannot use 1 \(untyped int constant\) as string value in variable declaration"
	var i int = "x"  // ERROR "cannot use \"x\" \(untyped string constant\) as int value in variable declaration"
	i = s            // ERROR "cannot use s \(variable of type string\) as int value in assignment"
	undefined1()     // ERROR "undefined: undefined1"
	var t T
	t.b = 1        // ERROR "t.b undefined \(type T has no field or method b\)"
	var n I = t    // ERROR "cannot use t \(variable of struct type T\) as I value in variable declaration: T does not implement I \(missing method N\)"
	_ = n
	a, b := g(), 1 // ERROR "multiple-value g\(\) \(value of type \(int, string\)\) in single-value context"
	_, _ = a, b
	x := g()       // ERROR "assignment mismatch: 1 variable but g returns 2 values"
	_ = x
	_ = i + s      // ERROR "invalid operation: i \+ s \(mismatched types int and string\)"
	_ = s[1.5]     // ERROR "1.5 \(untyped float constant\) truncated to int"
	_ = &1         // ERROR "invalid operation: cannot take address of 1 \(untyped int constant\)"
	if i {         // ERROR "non-boolean condition in if statement"
	}
	g(1)           // ERROR "too many arguments in call to g"
	f := 5
	f()            // ERROR "invalid operation: cannot call f \(variable of type int\): int is not a function"
	return "x"     // ERROR "cannot use \"x\" \(untyped string constant\) as int value in return statement"
}

func h() int {
	for {
		break
	}
} // ERROR "missing return"

const big uint8 = 300 // ERROR "cannot use 300 \(untyped int constant\) as uint8 value in constant declaration \(overflows\)"

var z = 1 / 0 // ERROR "invalid operation: division by zero"

type R struct{ r R } // ERROR "invalid recursive type: R refers to itself"

func dup(a int, a string) {} // ERROR "a redeclared in this block"

func sw(x int) {
	switch x {
	case 1:
	case 1: // ERROR "duplicate case 1 \(constant of type int\) in expression switch"
	}
	break     // ERROR "break is not in a loop, switch, or select"
	continue  // ERROR "continue is not in a loop"
	goto L    // ERROR "label L not defined"
M: // ERROR "label M defined and not used"
}
