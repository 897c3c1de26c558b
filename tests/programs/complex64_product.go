// Products of complex64 are computed in float64 and rounded once, variable or constant after inlining.
package main

import "fmt"

func id[T any](x T) T { return x }

//go:noinline
func opaque[T any](x T) T { return x }

func main() {
	a, b := id(complex64(3+6i)), id(complex64(-0.5+1e10i))
	fmt.Println(a*b, opaque(a)*opaque(b))
	c := opaque(a)
	c *= b
	fmt.Println(c)
	sum, big := complex64(0), 0
	parts := []float32{1e10, 3, -0.5, 1.0000001, -1e-10, 16777215, 3e16, 0.1}
	for _, p := range parts {
		for _, q := range parts {
			for _, r := range parts {
				for _, s := range parts {
					x := complex(p, q) * complex(r, -s)
					if real(x) > 1e30 || imag(x) < -1e30 {
						big++
						continue
					}
					sum = sum*(0.5+0.25i) + x
				}
			}
		}
	}
	fmt.Println(sum, big)
}
