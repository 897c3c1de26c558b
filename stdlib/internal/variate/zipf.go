package variate

import "math"

// A Zipf holds the constants of a Zipf distribution: P(k) is proportional to (v+k)**-s for k in [0, last].
//
// W. Hörmann and G. Derflinger, Rejection-inversion to generate variates from monotone discrete
// distributions, 1996: H is an antiderivative of the continuous density, so inverting it draws from that;
// the real number is rounded, and rejected as often as makes up for what rounding distorts.
type Zipf struct {
	v, s           float64
	oneLess, recip float64 // 1-s, 1/(1-s)
	from, length   float64 // of the interval of H's values
	squeeze        float64 // a number that is less than this below its rounded one needs no test
}

// NewZipf requires s > 1 and v >= 1.
func NewZipf(s, v float64, last uint64) Zipf {
	z := Zipf{v: v, s: s, oneLess: 1 - s}
	z.recip = 1 / z.oneLess
	z.from = z.area(float64(last) + 0.5)
	z.length = z.area(0.5) - math.Exp(math.Log(v)*-s) - z.from
	z.squeeze = 1 - z.place(z.area(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

// area is H, place its inverse.
func (z *Zipf) area(x float64) float64 {
	return math.Exp(z.oneLess*math.Log(z.v+x)) * z.recip
}

func (z *Zipf) place(y float64) float64 {
	return math.Exp(z.recip*math.Log(z.oneLess*y)) - z.v
}

// Choose returns the value that u, a uniform number in [0, 1), chooses; ok is false if another must be drawn.
func (z *Zipf) Choose(u float64) (k uint64, ok bool) {
	y := z.from + u*z.length
	x := z.place(y)
	rounded := math.Floor(x + 0.5)
	ok = rounded-x <= z.squeeze || y >= z.area(rounded+0.5)-math.Exp(-math.Log(rounded+z.v)*z.s)
	return uint64(rounded), ok
}
