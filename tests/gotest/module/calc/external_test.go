package calc_test

import (
	"fmt"
	"testing"

	"example.com/m/calc"
	"example.com/m/helper"
)

func TestOutside(t *testing.T) {
	if calc.Secret() != 42 || helper.Twice(21) != 42 {
		t.Error("the package with its tests is not the one that helper was compiled with")
	}
}

func ExampleAdd() {
	fmt.Println(calc.Add(20, 22))
	// Output: 42
}

func ExampleAdd_unordered() {
	for _, s := range []string{"b", "a"} {
		fmt.Println(s)
	}
	// Unordered output:
	// a
	// b
}

func ExampleAdd_silent() {
	fmt.Println("compiled, not run")
}
