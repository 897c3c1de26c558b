package math

import "unsafe"

// The parts of a float64: sign, 11 bits of biased exponent, 52 bits of fraction.
const (
	signBit   = 1 << 63
	expMask   = 0x7FF
	expShift  = 52
	expBias   = 1023
	fracMask  = 1<<expShift - 1
	minNormal = 0x1p-1022
)

// Float32bits returns the IEEE 754 representation of f.
func Float32bits(f float32) uint32 { return *(*uint32)(unsafe.Pointer(&f)) }

// Float32frombits returns the number that the IEEE 754 representation b stands for.
func Float32frombits(b uint32) float32 { return *(*float32)(unsafe.Pointer(&b)) }

// Float64bits returns the IEEE 754 representation of f.
func Float64bits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

// Float64frombits returns the number that the IEEE 754 representation b stands for.
func Float64frombits(b uint64) float64 { return *(*float64)(unsafe.Pointer(&b)) }

// Inf returns positive infinity if sign >= 0, else negative infinity.
func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(expMask << expShift)
	}
	return Float64frombits(signBit | expMask<<expShift)
}

// NaN returns a "not a number".
func NaN() float64 { return Float64frombits(0x7FF8000000000001) }

// IsNaN reports whether f is a "not a number".
func IsNaN(f float64) (is bool) {
	return f != f
}

// IsInf reports whether f is infinite: of the sign of sign, of any sign if sign is 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool { return Float64bits(x)&signBit != 0 }

// Copysign returns f with the sign of sign.
func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

// Abs returns the absolute value of x.
func Abs(x float64) float64 { return Float64frombits(Float64bits(x) &^ signBit) }

// Sqrt returns the square root of x, correctly rounded; NaN for x < 0.
func Sqrt(x float64) float64 { return sqrt(x) }

// FMA returns x*y + z with a single rounding.
func FMA(x, y, z float64) float64 { return fma(x, y, z) }

// normalize scales a subnormal x so that it is normal: x = y * 2**exp.
func normalize(x float64) (y float64, exp int) {
	if Abs(x) < minNormal {
		return x * (1 << 52), -52
	}
	return x, 0
}

// Frexp splits f into a fraction with 0.5 <= |frac| < 1 and a power of two: f = frac * 2**exp. For
// zeros, infinities and NaN it returns f, 0.
func Frexp(f float64) (frac float64, exp int) { return frexp(f) }

func frexp(f float64) (frac float64, exp int) {
	if f == 0 || IsInf(f, 0) || IsNaN(f) {
		return f, 0
	}
	f, exp = normalize(f)
	b := Float64bits(f)
	exp += int(b>>expShift)&expMask - (expBias - 1)
	return Float64frombits(b&^(expMask<<expShift) | (expBias-1)<<expShift), exp
}

// Ldexp returns frac * 2**exp.
func Ldexp(frac float64, exp int) float64 { return ldexp(frac, exp) }

func ldexp(frac float64, exp int) float64 {
	if frac == 0 || IsInf(frac, 0) || IsNaN(frac) {
		return frac
	}
	frac, e := normalize(frac)
	b := Float64bits(frac)
	exp += e + int(b>>expShift)&expMask - expBias
	switch {
	case exp < -1075:
		return Copysign(0, frac)
	case exp > 1023:
		return Copysign(Inf(1), frac)
	}
	scale := 1.0
	if exp < -1022 { // the result is subnormal: let a multiplication round it
		exp += 53
		scale = 0x1p-53
	}
	return scale * Float64frombits(b&^(expMask<<expShift)|uint64(exp+expBias)<<expShift)
}

// Modf splits f into its integer part and the rest, both with the sign of f.
func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	fractional = Copysign(f-integer, f)
	return
}

// Logb returns the binary exponent of x: |x| is in [2**r, 2**(r+1)).
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case IsNaN(x):
		return x
	}
	return float64(ilogb(x))
}

// Ilogb is Logb as an integer: MinInt32 for 0, MaxInt32 for infinities and NaN.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case IsNaN(x) || IsInf(x, 0):
		return MaxInt32
	}
	return ilogb(x)
}

func ilogb(x float64) int {
	_, exp := Frexp(x)
	return exp - 1
}

// Nextafter32 returns the float32 next to x in the direction of y; x if x == y.
func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(float64(Float32frombits(1)), float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}

// Nextafter returns the float64 next to x in the direction of y; x if x == y.
func Nextafter(x, y float64) (r float64) {
	switch {
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(Float64frombits(1), y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}

// polynomial evaluates c[0] + c[1]*x + c[2]*x*x ... from the highest power down (Horner's rule).
func polynomial(x float64, c []float64) float64 {
	v := c[len(c)-1]
	for i := len(c) - 2; i >= 0; i-- {
		v = v*x + c[i]
	}
	return v
}
