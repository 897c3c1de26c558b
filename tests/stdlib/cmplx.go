// Package math/cmplx: all pairs of special parts and random numbers of many sizes, bit by bit.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/cmplx"
)

type random uint64

func (r *random) next() uint64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return uint64(*r) ^ uint64(*r>>31)
}

var edges = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -3, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, -1e-300, 5e-324,
	math.Pi / 2, -math.Pi, math.Pi / 4, 1e10, -1 << 30, 1 << 31, 710, -745, 1e-9, 30}

func (r *random) float() float64 {
	switch r.next() % 4 {
	case 0:
		return edges[r.next()%uint64(len(edges))]
	case 1:
		return math.Ldexp(float64(r.next()>>11)/(1<<53)-0.5, int(r.next()%80)-20)
	}
	return (float64(r.next()>>11)/(1<<53) - 0.5) * 8
}

func bits(x float64) uint64 {
	if x != x {
		return 0x7FF8000000000001
	}
	return math.Float64bits(x)
}

func main() {
	funcs := []struct {
		name string
		f    func(complex128) complex128
	}{{"Acos", cmplx.Acos}, {"Acosh", cmplx.Acosh}, {"Asin", cmplx.Asin}, {"Asinh", cmplx.Asinh}, {"Atan", cmplx.Atan}, {"Atanh", cmplx.Atanh},
		{"Conj", cmplx.Conj}, {"Cos", cmplx.Cos}, {"Cosh", cmplx.Cosh}, {"Cot", cmplx.Cot}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10},
		{"Sin", cmplx.Sin}, {"Sinh", cmplx.Sinh}, {"Sqrt", cmplx.Sqrt}, {"Tan", cmplx.Tan}, {"Tanh", cmplx.Tanh},
		{"Abs", func(x complex128) complex128 { return complex(cmplx.Abs(x), cmplx.Phase(x)) }},
		{"Polar", func(x complex128) complex128 { r, p := cmplx.Polar(x); return cmplx.Rect(r, p) }},
		{"Pow", func(x complex128) complex128 { return cmplx.Pow(x, complex(2, -0.5)) }},
		{"Pow2", func(x complex128) complex128 { return cmplx.Pow(0.5-2i, x) }},
		{"Pow0", func(x complex128) complex128 {
			if math.IsNaN(real(x)) && cmplx.IsInf(x) {
				return 0 // Go panics
			}
			return cmplx.Pow(0, x)
		}},
		{"PowReal", func(x complex128) complex128 { return cmplx.Pow(x, 3) }}}
	for _, u := range funcs {
		var r random = 11
		h := fnv.New64a()
		n := len(edges) * len(edges)
		for i := range n + 20000 {
			x := complex(r.float(), r.float())
			if i < n {
				x = complex(edges[i%len(edges)], edges[i/len(edges)])
			}
			y := u.f(x)
			fmt.Fprintln(h, bits(real(y)), bits(imag(y)))
			if i%1000 == 7 || i == n-1 {
				fmt.Printf("%s(%v) = %v %x\n", u.name, x, y, h.Sum64())
			}
		}
		fmt.Println(u.name, h.Sum64())
	}
	fmt.Println(cmplx.Inf(), cmplx.IsInf(cmplx.Inf()), cmplx.NaN(), cmplx.IsNaN(cmplx.NaN()), cmplx.IsNaN(complex(math.NaN(), math.Inf(1))), cmplx.IsNaN(1))
}
