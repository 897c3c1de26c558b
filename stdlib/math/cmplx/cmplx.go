// Package cmplx has the elementary functions of complex numbers. Special cases are as in Annex G of the C99
// standard.
package cmplx

import "math"

// Abs returns the absolute value of x, its modulus.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the argument of x, in [-Pi, Pi].
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns the modulus and argument of x.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the number with modulus r and argument θ.
func Rect(r, θ float64) complex128 {
	sin, cos := math.Sincos(θ)
	return complex(r*cos, r*sin)
}

// Conj returns the conjugate of x.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Inf returns an infinity, both of whose parts are.
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// IsInf reports whether a part of x is an infinity.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// NaN returns a number both of whose parts are NaN.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

// IsNaN reports whether a part of x is NaN and none an infinity.
func IsNaN(x complex128) bool { return !IsInf(x) && x != x }

// finite tells of a number, not an infinity or NaN.
func finite(f float64) bool { return f-f == 0 }

// timesI returns i*x.
func timesI(x complex128) complex128 { return complex(-imag(x), real(x)) }

// byI returns x/i.
func byI(x complex128) complex128 { return complex(imag(x), -real(x)) }

// Exp returns e**x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 1) && im == 0:
		return x
	case math.IsInf(re, 1) && !finite(im):
		return complex(re, math.NaN())
	case math.IsInf(re, -1) && !finite(im):
		return complex(0, math.Copysign(0, im))
	case math.IsNaN(re) && im == 0:
		return complex(math.NaN(), im)
	}
	return Rect(math.Exp(re), im)
}

// Log returns the natural logarithm of x.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the decimal logarithm of x.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Pow returns x**y. 0**y is 1 for real(y) == 0, 0 for real(y) > 0, and an infinity for real(y) < 0, real if
// y is.
func Pow(x, y complex128) complex128 {
	if x == 0 {
		return powOfZero(y)
	}
	modulus, arg := Polar(x)
	if modulus == 0 {
		return 0
	}
	r := math.Pow(modulus, real(y))
	θ := real(y) * arg
	if imag(y) != 0 {
		r *= math.Exp(-imag(y) * arg)
		θ += imag(y) * math.Log(modulus)
	}
	return Rect(r, θ)
}

func powOfZero(y complex128) complex128 {
	switch {
	case IsNaN(y):
		return NaN()
	case real(y) == 0:
		return 1
	case real(y) > 0:
		return 0
	case imag(y) == 0:
		return complex(math.Inf(1), 0)
	}
	return Inf()
}

// Sqrt returns the root of x whose real part is not negative and whose imaginary part has the sign of x's.
func Sqrt(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && re == 0:
		return complex(0, im)
	case im == 0 && re < 0:
		return complex(0, math.Copysign(math.Sqrt(-re), im))
	case im == 0:
		return complex(math.Sqrt(re), im)
	case math.IsInf(im, 0):
		return complex(math.Inf(1), im)
	case re == 0 && im < 0:
		r := math.Sqrt(-0.5 * im)
		return complex(r, -r)
	case re == 0:
		r := math.Sqrt(0.5 * im)
		return complex(r, r)
	}
	return sqrtScaled(re, im)
}

// sqrtScaled brings the parts to where squares neither overflow nor underflow.
func sqrtScaled(re, im float64) complex128 {
	scale := 0x1p-27
	if math.Abs(re) > 4 || math.Abs(im) > 4 {
		re *= 0.25
		im *= 0.25
		scale = 2
	} else {
		re *= 0x1p54
		im *= 0x1p54
	}
	// With r the modulus, the larger part of the root is sqrt((r+|re|)/2), the other im/2 divided by it.
	r := math.Hypot(re, im)
	var a, b float64
	if re > 0 {
		large := math.Sqrt(0.5*r + 0.5*re)
		a, b = large*scale, scale*math.Abs((0.5*im)/large)
	} else {
		large := math.Sqrt(0.5*r - 0.5*re)
		a, b = scale*math.Abs((0.5*im)/large), large*scale
	}
	if im < 0 {
		b = -b
	}
	return complex(a, b)
}
