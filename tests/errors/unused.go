package p

import (
	"fmt"
	"os" // ERROR "\"os\" imported and not used"
)

func f() {
	x := 1 // ERROR "declared and not used: x"
	var y int // ERROR "declared and not used: y"
	fmt.Println()
}
