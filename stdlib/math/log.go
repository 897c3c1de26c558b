package math

// Log returns the natural logarithm of x.
func Log(x float64) float64 { return log(x) }

// log follows FreeBSD: x = 2**k * (1+f) with sqrt(2)/2 <= 1+f < sqrt(2), s = f/(2+f), and
// log(1+f) = 2s + 2/3 s**3 + ..., the tail approximated by a polynomial in s*s in two halves.
func log(x float64) float64 {
	const (
		l1 = 6.666666666666735130e-01
		l2 = 3.999999999940941908e-01
		l3 = 2.857142874366239149e-01
		l4 = 2.222219843214978396e-01
		l5 = 1.818357216161805012e-01
		l6 = 1.531383769920937332e-01
		l7 = 1.479819860511658591e-01
	)
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case x < 0:
		return NaN()
	case x == 0:
		return Inf(-1)
	}
	// As Go's for amd64, this does not scale subnormal numbers: their exponent is -1022 and the
	// fraction has no hidden bit.
	b := Float64bits(x)
	k := float64(int(b>>expShift) - (expBias - 1))
	f := Float64frombits(b&fracMask | (expBias-1)<<expShift)
	if f <= Sqrt2/2 {
		f *= 2
		k--
	}
	f--
	s := f / (2 + f)
	s2 := s * s
	s4 := s2 * s2
	t1 := s2 * (l1 + s4*(l3+s4*(l5+s4*l7)))
	t2 := s4 * (l2 + s4*(l4+s4*l6))
	r := t1 + t2
	hfsq := 0.5 * f * f
	return k*ln2Hi - ((hfsq - (s*(hfsq+r) + k*ln2Lo)) - f)
}

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64 { return log10(x) }

func log10(x float64) float64 {
	return Log(x) * (1 / Ln10)
}

// Log2 returns the binary logarithm of x; it is exact for powers of two.
func Log2(x float64) float64 { return log2(x) }

func log2(x float64) float64 {
	frac, exp := Frexp(x)
	if frac == 0.5 {
		return float64(exp - 1)
	}
	return Log(frac)*(1/Ln2) + float64(exp)
}

var log1pC = []float64{
	6.666666666666735130e-01,
	3.999999999940941908e-01,
	2.857142874366239149e-01,
	2.222219843214978396e-01,
	1.818357216161805012e-01,
	1.531383769920937332e-01,
	1.479819860511658591e-01,
}

// Log1p returns the natural logarithm of 1+x, accurate also for x near zero.
func Log1p(x float64) float64 { return log1p(x) }

// log1p is log with the rounding error of 1+x carried along as a correction c.
func log1p(x float64) float64 {
	const (
		sqrt2M1     = 4.142135623730950488017e-01
		sqrt2HalfM1 = -2.928932188134524755992e-01
	)
	abs := Abs(x)
	switch {
	case x < -1 || IsNaN(x):
		return NaN()
	case x == -1:
		return Inf(-1)
	case IsInf(x, 1):
		return x
	case abs < 0x1p-54:
		return x
	case abs < 0x1p-29:
		return x - x*x*0.5
	}
	if sqrt2HalfM1 < x && x < sqrt2M1 {
		return log1pReduced(x, 0, 0, false)
	}
	f, c, k, tiny := log1pReduce(x, abs)
	return log1pReduced(f, c, k, tiny)
}

// log1pReduce writes 1+x as 2**k * (1+f), plus the correction c. tiny: |f| is below 2**-20.
func log1pReduce(x, abs float64) (f, c float64, k int, tiny bool) {
	u := x
	if abs < 1<<53 {
		u = 1.0 + x
		k = int(Float64bits(u)>>expShift) - expBias
		if k > 0 {
			c = 1.0 - (u - x)
		} else {
			c = x - (u - 1.0)
		}
		c /= u
	}
	b := Float64bits(u)
	k = int(b>>expShift) - expBias
	b &= fracMask
	if b < 0x0006a09e667f3bcd { // the fraction of sqrt(2)
		u = Float64frombits(b | expBias<<expShift)
	} else {
		k++
		u = Float64frombits(b | (expBias-1)<<expShift)
		b = (1<<expShift - b) >> 2
	}
	return u - 1.0, c, k, b == 0
}

func log1pReduced(f, c float64, k int, tiny bool) float64 {
	hfsq := 0.5 * f * f
	n := float64(k)
	if tiny {
		if f == 0 {
			if k == 0 {
				return 0
			}
			return n*ln2Hi + (c + n*ln2Lo)
		}
		r := hfsq * (1.0 - 0.66666666666666666*f)
		if k == 0 {
			return f - r
		}
		return n*ln2Hi - ((r - (n*ln2Lo + c)) - f)
	}
	s := f / (2.0 + f)
	z := s * s
	r := z * polynomial(z, log1pC)
	if k == 0 {
		return f - (hfsq - s*(hfsq+r))
	}
	return n*ln2Hi - ((hfsq - (s*(hfsq+r) + (n*ln2Lo + c))) - f)
}
