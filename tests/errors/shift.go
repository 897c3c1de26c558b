package p

func shifts(s uint) {
	var a int = complex(1<<s, 3)            // ERROR "cannot use complex.1 << s, 3. .value of type complex128. as int value" "shifted operand 1 .type float64. must be integer"
	var b complex128 = (1 << s) << (1 << s) // ERROR "shifted operand 1 .type complex128. must be integer"
	var c float32 = 1<<s + 1.5              // ERROR "shifted operand 1 .type float32. must be integer"
	_, _, _ = a, b, c
}
