// Division of complex numbers with every combination of corner values as parts of both operands, in
// complex128 and complex64, with operands that the compiler knows and that it does not.
package main

import (
	"fmt"
	"math"
)

var corners = []float64{0, math.Copysign(0, -1), 1, -1, 3, -3, math.Inf(1), math.Inf(-1), math.NaN(),
	5e-324, -1e-310, math.MaxFloat64, -math.MaxFloat64, 1e200, 1e-200}

// Every NaN is alike: which bits of one survive an operation is nobody's promise.
func bits(x float64) uint64 {
	if x != x {
		return 0x7ff8000000000001
	}
	return math.Float64bits(x)
}

type sum uint64

func (s *sum) add(x float64) { *s = (*s ^ sum(bits(x))) * 0x100000001b3 }

//go:noinline
func div128(a, b complex128) complex128 { return a / b }

//go:noinline
func div64(a, b complex64) complex64 { return a / b }

func all() {
	total := sum(0)
	for _, a := range corners {
		for _, b := range corners {
			s := sum(0)
			for _, c := range corners {
				for _, d := range corners {
					q := div128(complex(a, b), complex(c, d))
					s.add(real(q))
					s.add(imag(q))
					q32 := div64(complex(float32(a), float32(b)), complex(float32(c), float32(d)))
					s.add(float64(real(q32)))
					s.add(float64(imag(q32)))
					x := complex(a, b)
					x /= complex(c, d)
					s.add(real(x))
					s.add(imag(x))
				}
			}
			fmt.Printf("%v %v %016x\n", a, b, uint64(s))
			total = (total ^ s) * 31
		}
	}
	fmt.Printf("%016x\n", uint64(total))
}

func known() {
	inf, nan := math.Inf(1), math.NaN()
	zero := complex(0, 0)
	one := complex(1, 1)
	fmt.Println(complex(inf, inf)/complex(1, -3), complex(inf, inf)/complex(3, 4))
	fmt.Println(one/zero, -one/zero, zero/zero, one/complex(nan, 0), complex(nan, 1)/zero)
	fmt.Println(one/complex(inf, nan), complex(inf, nan)/one, complex(nan, 1)/one, one/complex(inf, inf))
	fmt.Println(complex(1, 0)/complex(math.Copysign(0, -1), 0), complex64(one)/complex64(complex(3, -3)))
	const k = (3 + 4i) / (1 - 2i)
	fmt.Println(k, complex64(k), (6+2i)/2)
}

func main() {
	all()
	known()
}
