package math

var gammaP = []float64{
	9.99999999999999996796e-01,
	4.94214826801497100753e-01,
	2.07448227648435975150e-01,
	4.76367800457137231464e-02,
	1.04213797561761569935e-02,
	1.19135147006586384913e-03,
	1.60119522476751861407e-04,
}

var gammaQ = []float64{
	1.00000000000000000320e+00,
	7.14304917030273074085e-02,
	-2.34591795718243348568e-01,
	3.58236398605498653373e-02,
	1.18139785222060435552e-02,
	-4.45641913851797240494e-03,
	5.39605580493303397842e-04,
	-2.31581873324120129819e-05,
}

var gammaStirling = []float64{
	8.33333333333482257126e-02,
	3.47222221605458667310e-03,
	-2.68132617805781232825e-03,
	-2.29549961613378126380e-04,
	7.87311395793093628397e-04,
}

// Gamma returns the Gamma function of x; NaN for negative integers.
func Gamma(x float64) float64 {
	switch {
	case isNegInt(x) || IsInf(x, -1) || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return x
	case x == 0:
		return Copysign(Inf(1), x)
	case x > 33:
		y1, y2 := stirling(x)
		return y1 * y2
	case x < -33:
		return gammaReflected(x)
	}
	return gammaSmall(x)
}

// gammaSmall shifts x into [2, 3) by Gamma(x+1) = x*Gamma(x).
func gammaSmall(x float64) float64 {
	const euler = 0.57721566490153286060651209008240243104215933593992
	z := 1.0
	for x >= 3 {
		x--
		z *= x
	}
	for x < 2 {
		if -1e-09 < x && x < 1e-09 {
			if x == 0 {
				return Inf(1)
			}
			return z / ((1 + euler*x) * x)
		}
		z /= x
		x++
	}
	if x == 2 {
		return z
	}
	x -= 2
	return z * polynomial(x, gammaP) / polynomial(x, gammaQ)
}

// gammaReflected is Gamma(x) = pi / (-x * sin(-pi*x) * Gamma(-x)) for x < -33.
func gammaReflected(x float64) float64 {
	q := -x
	p := Floor(q)
	sign := 1
	if int64(p)&1 == 0 {
		sign = -1
	}
	z := q - p
	if z > 0.5 {
		p++
		z = q - p
	}
	z = q * Sin(Pi*z)
	if z == 0 {
		return Inf(sign)
	}
	s1, s2 := stirling(q)
	z = Abs(z)
	if d := z * s1 * s2; !IsInf(d, 0) {
		z = Pi / d
	} else {
		z = Pi / z / s1 / s2
	}
	return float64(sign) * z
}

// stirling returns two factors of Stirling's formula for Gamma(x), x > 33: the product may overflow
// where neither does.
func stirling(x float64) (float64, float64) {
	const (
		sqrtTwoPi = 2.506628274631000502417
		maxPow    = 143.01608
	)
	if x > 200 {
		return Inf(1), 1
	}
	w := 1 / x
	w = 1 + w*polynomial(w, gammaStirling)
	y := Exp(x)
	if x > maxPow {
		v := Pow(x, 0.5*x-0.25)
		return v, sqrtTwoPi * w * (v / y)
	}
	return Pow(x, x-0.5) / y, sqrtTwoPi * w * 1.0
}

func isNegInt(x float64) bool {
	if x < 0 {
		_, xf := Modf(x)
		return xf == 0
	}
	return false
}
