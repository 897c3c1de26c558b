package math

// Parts of ln 2: the high one has trailing zeros, so that small multiples of it are exact.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// Exp returns e**x.
func Exp(x float64) float64 { return exp(x) }

// exp computes e**x = 2**k * e**r with |r| <= ln2/2. The series of e**t - 1 is summed for t = r/16, and
// (1+y)**2 - 1 = y*(y+2) is applied four times; working on e**t - 1 keeps the small digits.
func exp(x float64) float64 {
	const (
		log2e    = 1.4426950408889634073599246810018920
		ln2Upper = 0.69314718055966295651160180568695068359375
		ln2Lower = 0.28235290563031577122588448175013436025525412068e-12
		overflow = 7.09782712893384e+02
	)
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case x > overflow:
		return Inf(1)
	case x < -800:
		return 0
	}
	k := RoundToEven(x * log2e)
	r := fma(-k, ln2Upper, x)
	r = fma(-k, ln2Lower, r)
	r *= 0.0625
	y := 2.4801587301587301587e-5 // 1/8!
	y = fma(y, r, 1.9841269841269841270e-4)
	y = fma(y, r, 1.3888888888888888889e-3)
	y = fma(y, r, 8.3333333333333333333e-3)
	y = fma(y, r, 4.1666666666666666667e-2)
	y = fma(y, r, 1.6666666666666666667e-1)
	y = fma(y, r, 0.5)
	y = fma(y, r, 1)
	y *= r
	y *= y + 2
	y *= y + 2
	y *= y + 2
	return scale(fma(y, y+2, 1), int(k))
}

// scale returns x * 2**k for x near 1, rounding once where the result is subnormal.
func scale(x float64, k int) float64 {
	k += expBias
	switch {
	case k >= expMask:
		return Inf(1)
	case k > 0:
		return x * Float64frombits(uint64(k)<<expShift)
	case k < -52:
		return 0
	}
	return x * Float64frombits(uint64(k+expBias-1)<<expShift) * minNormal
}

// Exp2 returns 2**x.
func Exp2(x float64) float64 { return exp2(x) }

func exp2(x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case x > 1.0239999999999999e+03:
		return Inf(1)
	case x < -1.0740e+03:
		return 0
	}
	k := int(x + Copysign(0.5, x))
	t := x - float64(k)
	return expReduced(t*ln2Hi, -t*ln2Lo, k)
}

// expReduced returns e**(hi-lo) * 2**k for |hi-lo| <= ln2/2, by FreeBSD's rational approximation:
// r*(e**r+1)/(e**r-1) is nearly 2 plus a polynomial in r*r.
func expReduced(hi, lo float64, k int) float64 {
	const (
		p1 = 1.66666666666666657415e-01
		p2 = -2.77777777770155933842e-03
		p3 = 6.61375632143793436117e-05
		p4 = -1.65339022054652515390e-06
		p5 = 4.13813679705723846039e-08
	)
	r := hi - lo
	t := r * r
	c := r - t*(p1+t*(p2+t*(p3+t*(p4+t*p5))))
	y := 1 - ((lo - (r*c)/(2-c)) - hi)
	return Ldexp(y, k)
}

// Expm1 returns e**x - 1, accurate also for x near zero.
func Expm1(x float64) float64 { return expm1(x) }

var expm1Q = []float64{
	1,
	-3.33333333333331316428e-02,
	1.58730158725481460165e-03,
	-7.93650757867487942473e-05,
	4.00821782732936239552e-06,
	-2.01099218183624371326e-07,
}

// expm1 follows FreeBSD: x = k*ln2 + r, a rational approximation of e**r - 1, then scaling by 2**k in
// the way that loses least for the size of k.
func expm1(x float64) float64 {
	const (
		ln2Half = 3.46573590279972654709e-01
		ln2x1_5 = 1.03972077083991796413e+00
		ln2x56  = 3.88162421113569373274e+01
		invLn2  = 1.44269504088896338700e+00
		tooBig  = 7.09782712893383973096e+02
	)
	abs := Abs(x)
	switch {
	case IsInf(x, 1) || IsNaN(x):
		return x
	case x <= -ln2x56:
		return -1
	case x >= tooBig:
		return Inf(1)
	case abs < 0x1p-54:
		return x
	}
	k := 0
	c := 0.0 // correction of the reduced x
	if abs > ln2Half {
		if abs < ln2x1_5 {
			k = int(Copysign(1, x))
		} else {
			k = int(invLn2*x + Copysign(0.5, x))
		}
		hi := x - float64(k)*ln2Hi
		lo := float64(k) * ln2Lo
		x = hi - lo
		c = (hi - x) - lo
	}
	half := 0.5 * x
	xs := x * half
	r1 := polynomial(xs, expm1Q)
	t := 3 - r1*half
	e := xs * ((r1 - t) / (6.0 - x*t))
	if k == 0 {
		return x - (x*e - xs)
	}
	e = x*(e-c) - c
	e -= xs
	return expm1Scale(x, e, k)
}

// expm1Scale returns 2**k * (1 + x - e) - 1.
func expm1Scale(x, e float64, k int) float64 {
	shift := func(y float64) float64 {
		return Float64frombits(Float64bits(y) + uint64(k)<<expShift)
	}
	switch {
	case k == -1:
		return 0.5*(x-e) - 0.5
	case k == 1:
		if x < -0.25 {
			return -2 * (e - (x + 0.5))
		}
		return 1 + 2*(x-e)
	case k <= -2 || k > 56:
		return shift(1-(e-x)) - 1
	case k < 20:
		t := Float64frombits(0x3ff0000000000000 - 0x20000000000000>>uint(k)) // 1 - 2**-k
		return shift(t - (e - x))
	}
	t := Float64frombits(uint64(expBias-k) << expShift) // 2**-k
	return shift(x - (e + t) + 1)
}

// Pow returns x**y.
func Pow(x, y float64) float64 { return pow(x, y) }

func pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0 || IsInf(x, 0):
		return powEdge(x, y)
	case IsInf(y, 0):
		return powHuge(x, y > 0)
	case y == 0.5:
		return Sqrt(x)
	case y == -0.5:
		return 1 / Sqrt(x)
	}
	yi, yf := Modf(Abs(y))
	if yf != 0 && x < 0 {
		return NaN()
	}
	if yi >= 1<<63 {
		return powHuge(x, y > 0)
	}
	result := 1.0
	if yf != 0 {
		if yf > 0.5 {
			yf--
			yi++
		}
		result = Exp(yf * Log(x))
	}
	result, exp := powInt(result, x, int64(yi))
	if y < 0 {
		result = 1 / result
		exp = -exp
	}
	return Ldexp(result, exp)
}

// powInt returns result * x**n as a fraction and a power of two, by repeated squaring of x.
func powInt(result, x float64, n int64) (float64, int) {
	exp := 0
	frac, e := Frexp(x)
	for ; n != 0; n >>= 1 {
		if e < -1<<12 || 1<<12 < e {
			// Certain to overflow or underflow: stop before e itself does.
			exp += e
			break
		}
		if n&1 == 1 {
			result *= frac
			exp += e
		}
		frac *= frac
		e <<= 1
		if frac < 0.5 {
			frac += frac
			e--
		}
	}
	return result, exp
}

// powEdge returns x**y for x zero or infinite and y neither zero nor NaN.
func powEdge(x, y float64) float64 {
	result := Abs(x)
	if y < 0 {
		result = 1 / result
	}
	if Signbit(x) && isOddInt(y) {
		return -result
	}
	return result
}

// powHuge returns x**y for |y| so large that it is an even integer and only |x| <=> 1 matters.
func powHuge(x float64, positive bool) float64 {
	switch {
	case x == -1:
		return 1
	case (Abs(x) < 1) == positive:
		return 0
	}
	return Inf(1)
}

func isOddInt(x float64) bool {
	if Abs(x) >= 1<<53 {
		return false // there are only even ones
	}
	xi, xf := Modf(x)
	return xf == 0 && int64(xi)&1 == 1
}

// Powers of ten: 10**n = pow10Large[n/32] * pow10Small[n%32], and so with negative exponents.
var pow10Small = [32]float64{
	1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
	1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31,
}

var pow10Large = [...]float64{1e00, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288}

var pow10Tiny = [...]float64{
	1e-00, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320,
}

// Pow10 returns 10**n: 0 for n < -323, +Inf for n > 308.
func Pow10(n int) float64 {
	switch {
	case n > 308:
		return Inf(1)
	case n >= 0:
		return pow10Large[uint(n)/32] * pow10Small[uint(n)%32]
	case n >= -323:
		return pow10Tiny[uint(-n)/32] / pow10Small[uint(-n)%32]
	}
	return 0
}
