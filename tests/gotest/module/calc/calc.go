// Package calc has tests inside and outside.
package calc

// Add returns x + y.
func Add(x, y int) int { return x + y }

func secret() int { return 42 }
