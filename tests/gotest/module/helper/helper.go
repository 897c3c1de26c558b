// Package helper imports the package under test: it is compiled again for it.
package helper

import "example.com/m/calc"

// Twice returns 2x.
func Twice(x int) int { return calc.Add(x, x) }
