// Random and extreme numbers through the functions of package math, compared bit by bit.
package main

import (
	"fmt"
	"math"
)

type random uint64

func (r *random) next() uint64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return uint64(*r) ^ uint64(*r>>31)
}

var edges = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64,
	-math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1022, 1 << 52, 1<<53 + 2, 1 << 63, -1 << 63, 0x1p70, 709.78, 710, -745.1, -746, 1024, -1075, 3, -3, 33.5, -33.5, 170.6, 171.7, -170.5, 200.5, 0.7071067811865476, 2.4142135623730951, 21.5, 1e-9, -1e-9, 1e9, 536870912, 1e22}

func (r *random) float() float64 {
	switch r.next() % 6 {
	case 0:
		return edges[r.next()%uint64(len(edges))]
	case 1:
		return math.Float64frombits(r.next()) // any bits
	case 2:
		return float64(int64(r.next()%2001)-1000) / 8
	case 3:
		return (float64(r.next()>>11)/(1<<53) - 0.5) * 4
	case 4:
		return (float64(r.next()>>11)/(1<<53) - 0.5) * 200
	}
	return math.Ldexp(float64(r.next()>>11)/(1<<53), int(r.next()%80)-30)
}

type unary struct {
	name string
	f    func(float64) float64
}

type binary struct {
	name string
	f    func(x, y float64) float64
}

func bits(x float64) uint64 {
	if x != x {
		return 0x7FF8000000000001
	}
	return math.Float64bits(x)
}

func main() {
	unaries := []unary{{"Abs", math.Abs}, {"Acos", math.Acos}, {"Acosh", math.Acosh}, {"Asin", math.Asin}, {"Asinh", math.Asinh},
		{"Atan", math.Atan}, {"Atanh", math.Atanh}, {"Cbrt", math.Cbrt}, {"Ceil", math.Ceil}, {"Cos", math.Cos}, {"Cosh", math.Cosh},
		{"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1}, {"Floor", math.Floor}, {"Gamma", math.Gamma}, {"Log", math.Log},
		{"Log10", math.Log10}, {"Log1p", math.Log1p}, {"Log2", math.Log2}, {"Logb", math.Logb}, {"Round", math.Round},
		{"RoundToEven", math.RoundToEven}, {"Sin", math.Sin}, {"Sinh", math.Sinh}, {"Sqrt", math.Sqrt}, {"Tan", math.Tan},
		{"Tanh", math.Tanh}, {"Trunc", math.Trunc}, {"Erf", math.Erf}, {"Erfc", math.Erfc}, {"Erfinv", math.Erfinv}, {"Erfcinv", math.Erfcinv},
		{"J0", math.J0}, {"J1", math.J1}, {"Y0", math.Y0}, {"Y1", math.Y1},
		{"Lgamma", func(x float64) float64 { y, sign := math.Lgamma(x); return float64(sign) + y }},
		{"J2", func(x float64) float64 { return math.Jn(2, x) }}, {"J-3", func(x float64) float64 { return math.Jn(-3, x) }},
		{"J40", func(x float64) float64 { return math.Jn(40, x) }}, {"J200", func(x float64) float64 { return math.Jn(200, x) }},
		{"Y2", func(x float64) float64 { return math.Yn(2, x) }}, {"Y-3", func(x float64) float64 { return math.Yn(-3, x) }},
		{"Y30", func(x float64) float64 { return math.Yn(30, x) }}}
	binaries := []binary{{"Atan2", math.Atan2}, {"Copysign", math.Copysign}, {"Dim", math.Dim}, {"Hypot", math.Hypot}, {"Max", math.Max},
		{"Min", math.Min}, {"Mod", math.Mod}, {"Nextafter", math.Nextafter}, {"Pow", math.Pow}, {"Remainder", math.Remainder}}
	for _, u := range unaries {
		var r random = 3
		hash := uint64(0)
		for i := 0; i < 40000; i++ {
			x := r.float()
			if i < len(edges) {
				x = edges[i]
			}
			y := u.f(x)
			hash = hash*1000003 + bits(y)
			if i%4000 == 0 {
				fmt.Printf("%s(%x) = %x  %x\n", u.name, bits(x), bits(y), hash)
			}
		}
		fmt.Printf("%s %x\n", u.name, hash)
	}
	for _, b := range binaries {
		var r random = 5
		hash := uint64(0)
		for i := 0; i < 40000; i++ {
			x, y := r.float(), r.float()
			if i < len(edges)*len(edges) {
				x, y = edges[i%len(edges)], edges[i/len(edges)]
			}
			z := b.f(x, y)
			hash = hash*1000003 + bits(z)
			if i%4000 == 0 {
				fmt.Printf("%s(%x, %x) = %x  %x\n", b.name, bits(x), bits(y), bits(z), hash)
			}
		}
		fmt.Printf("%s %x\n", b.name, hash)
	}
	var r random = 9
	hash := uint64(0)
	for i := 0; i < 40000; i++ {
		x, y, z := r.float(), r.float(), r.float()
		f, e := math.Frexp(x)
		hash = hash*31 + bits(f) + uint64(e)
		f, g := math.Modf(x)
		hash = hash*31 + bits(f) ^ bits(g)
		f, g = math.Sincos(x)
		hash = hash*31 + bits(f) ^ bits(g)
		hash = hash*31 + bits(math.FMA(x, y, z))
		hash = hash*31 + bits(math.Ldexp(x, int(r.next()%3000)-1500))
		hash = hash*31 + uint64(math.Ilogb(x))
		hash = hash*31 + uint64(math.Float32bits(math.Nextafter32(float32(x), float32(y))))&0x7FBFFFFF
		hash = hash*31 + bits(math.Pow10(int(r.next()%700)-350))
		if math.Signbit(x) || math.IsInf(x, 1) || math.IsNaN(x) {
			hash++
		}
	}
	fmt.Printf("%x\n", hash)
}
