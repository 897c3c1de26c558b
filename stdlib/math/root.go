package math

// Hypot returns sqrt(p*p + q*q) without overflow on the way.
func Hypot(p, q float64) float64 { return hypot(p, q) }

func hypot(p, q float64) float64 {
	p, q = Abs(p), Abs(q)
	switch {
	case IsInf(p, 1) || IsInf(q, 1):
		return Inf(1)
	case IsNaN(p) || IsNaN(q):
		return NaN()
	}
	if p < q {
		p, q = q, p
	}
	if p == 0 {
		return 0
	}
	q /= p
	return p * Sqrt(1+q*q)
}

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 { return cbrt(x) }

// cbrt follows FreeBSD: a third of the exponent gives 5 bits, a rational step 23, a Newton step all.
func cbrt(x float64) float64 {
	const (
		b1 = 715094163 // (682-0.03306235651) * 2**20
		b2 = 696219795 // (664-0.03306235651) * 2**20
		c  = 5.42857142857142815906e-01
		d  = -7.05306122448979611050e-01
		e  = 1.41428571428571436819e+00
		f  = 1.60714285714285720630e+00
		g  = 3.57142857142857150787e-01
	)
	if x == 0 || IsNaN(x) || IsInf(x, 0) {
		return x
	}
	a := Abs(x)
	t := Float64frombits(Float64bits(a)/3 + b1<<32)
	if a < minNormal {
		t = Float64frombits(Float64bits(a*(1<<54))/3 + b2<<32)
	}
	r := t * t / a
	s := c + r*t
	t *= g + f/(s+e+d/s)
	// Cut to 22 bits, a little above the root, so that t*t is exact.
	t = Float64frombits(Float64bits(t)&(0xFFFFFFFFC<<28) + 1<<30)
	r = a / (t * t)
	t += t * ((r - t) / (t + t + r))
	return Copysign(t, x)
}
