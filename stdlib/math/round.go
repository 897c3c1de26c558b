package math

// Floor returns the greatest integer value <= x.
func Floor(x float64) float64 { return floor(x) }

func floor(x float64) float64 {
	t := Trunc(x)
	if t > x {
		t--
	}
	return t
}

// Ceil returns the least integer value >= x.
func Ceil(x float64) float64 { return ceil(x) }

func ceil(x float64) float64 {
	return -Floor(-x)
}

// Trunc returns the integer value of x, rounded towards zero.
func Trunc(x float64) float64 { return trunc(x) }

func trunc(x float64) float64 {
	b := Float64bits(x)
	e := uint(b>>expShift) & expMask
	if e < expBias {
		return Float64frombits(b & signBit)
	}
	if e < expBias+expShift {
		b &^= fracMask >> (e - expBias)
	}
	return Float64frombits(b)
}

// Round returns the nearest integer value, halves away from zero.
func Round(x float64) float64 {
	b := Float64bits(x)
	e := uint(b>>expShift) & expMask
	switch {
	case e < expBias-1: // |x| < 1/2
		b &= signBit
	case e == expBias-1: // 1/2 <= |x| < 1
		b = b&signBit | expBias<<expShift
	case e < expBias+expShift:
		// Adding a half to the fraction may carry into the exponent, which is right.
		e -= expBias
		b += 1 << (expShift - 1) >> e
		b &^= fracMask >> e
	}
	return Float64frombits(b)
}

// RoundToEven returns the nearest integer value, halves to the even one.
func RoundToEven(x float64) float64 {
	b := Float64bits(x)
	e := uint(b>>expShift) & expMask
	switch {
	case e < expBias-1, b&^signBit == (expBias-1)<<expShift: // |x| <= 1/2
		b &= signBit
	case e == expBias-1:
		b = b&signBit | expBias<<expShift
	case e < expBias+expShift:
		// Just less than a half, plus one unit if the integer part is odd.
		e -= expBias
		odd := b >> (expShift - e) & 1
		b += (1<<(expShift-1) - 1 + odd) >> e
		b &^= fracMask >> e
	}
	return Float64frombits(b)
}

// Dim returns x-y, or 0 if that is negative.
func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

// Max returns the larger of x and y: +Inf before NaN, +0 before -0.
func Max(x, y float64) float64 { return larger(x, y) }

func larger(x, y float64) float64 {
	switch {
	case IsInf(x, 1) || IsInf(y, 1):
		return Inf(1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x > y, x == y && !Signbit(x):
		return x
	}
	return y
}

// Min returns the smaller of x and y: -Inf before NaN, -0 before +0.
func Min(x, y float64) float64 { return smaller(x, y) }

func smaller(x, y float64) float64 {
	switch {
	case IsInf(x, -1) || IsInf(y, -1):
		return Inf(-1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x < y, x == y && Signbit(x):
		return x
	}
	return y
}

// Mod returns the remainder of x/y with the sign of x: |result| < |y|.
func Mod(x, y float64) float64 { return mod(x, y) }

// mod subtracts y, scaled by powers of two, from the top down: every step is exact.
func mod(x, y float64) float64 {
	if y == 0 || IsInf(x, 0) || IsNaN(x) || IsNaN(y) {
		return NaN()
	}
	y = Abs(y)
	yFrac, yExp := Frexp(y)
	r := Abs(x)
	for r >= y {
		rFrac, rExp := Frexp(r)
		if rFrac < yFrac {
			rExp--
		}
		r -= Ldexp(y, rExp-yExp)
	}
	return Copysign(r, x)
}

// Remainder returns x - n*y for the integer n nearest to x/y, halves to even: the IEEE 754 remainder.
func Remainder(x, y float64) float64 { return remainder(x, y) }

func remainder(x, y float64) float64 {
	const tiny = 0x1p-1021 // y/2 is exact from here on
	switch {
	case IsNaN(x) || IsNaN(y) || IsInf(x, 0) || y == 0:
		return NaN()
	case IsInf(y, 0):
		return x
	}
	sign := x
	x, y = Abs(x), Abs(y)
	if x == y {
		return Copysign(0, sign)
	}
	if y <= MaxFloat64/2 {
		x = Mod(x, y+y)
	}
	if y < tiny {
		if x+x > y {
			x -= y
			if x+x >= y {
				x -= y
			}
		}
	} else if half := 0.5 * y; x > half {
		x -= y
		if x >= half {
			x -= y
		}
	}
	if Signbit(sign) {
		return -x
	}
	return x
}
