package math

import "math/bits"

// Sine, cosine and tangent after Moshier's Cephes. The argument is reduced to z in [-pi/4, pi/4] and
// the number j of the eighth of the circle it came from (even: odd eighths are mapped to z < 0);
// there a polynomial or a rational function approximates.

// Pi/4 in three parts, the first two short enough to make products with j exact.
const (
	pi4A = 7.85398125648498535156e-1
	pi4B = 3.77489470793079817668e-8
	pi4C = 2.69515142907905952645e-15
)

// From here on three parts of pi/4 are not enough.
const reduceThreshold = 1 << 29

// octant reduces x >= 0.
func octant(x float64) (j uint64, z float64) {
	if x >= reduceThreshold {
		return octantLarge(x)
	}
	j = uint64(x * (4 / Pi))
	y := float64(j)
	if j&1 == 1 {
		j++
		y++
	}
	return j & 7, ((x - y*pi4A) - y*pi4B) - y*pi4C
}

// fourOverPi is the binary expansion of 4/pi, 64 bits a word, the first word being the integer part.
var fourOverPi = [...]uint64{
	0x0000000000000001,
	0x45f306dc9c882a53,
	0xf84eafa3ea69bb81,
	0xb6c52b3278872083,
	0xfca2c757bd778ac3,
	0x6e48dc74849ba5c0,
	0x0c925dd413a32439,
	0xfc3bd63962534e7d,
	0xd1046bea5d768909,
	0xd338e04d68befc82,
	0x7323ac7306a673e9,
	0x3908bf177bf25076,
	0x3ff12fffbc0b301f,
	0xde5e2316b414da3e,
	0xda6cfd9e4f96136e,
	0x9e8c7ecd3cbfd45a,
	0xea4f758fd7cbe2f6,
	0x7a0e73ef14a525d4,
	0xd7f6bf623f1aba10,
	0xac06608df8f6d757,
}

// octantLarge is the method of Payne and Hanek: of the product x * 4/pi only the bits around the binary
// point matter, those above are whole turns, so three words of 4/pi, chosen by x's exponent, suffice.
func octantLarge(x float64) (j uint64, z float64) {
	b := Float64bits(x)
	exp := int(b>>expShift&expMask) - expBias - expShift
	mant := b&fracMask | 1<<expShift
	word, shift := uint(exp+61)/64, uint(exp+61)%64
	w0 := fourOverPi[word]<<shift | fourOverPi[word+1]>>(64-shift)
	w1 := fourOverPi[word+1]<<shift | fourOverPi[word+2]>>(64-shift)
	w2 := fourOverPi[word+2]<<shift | fourOverPi[word+3]>>(64-shift)
	p2, _ := bits.Mul64(w2, mant)
	p1, p1lo := bits.Mul64(w1, mant)
	lo, carry := bits.Add64(p1lo, p2, 0)
	hi, _ := bits.Add64(w0*mant, p1, carry)
	// The upper three bits count eighths, the rest is the fraction of one.
	j = hi >> 61
	hi = hi<<3 | lo>>61
	lead := uint(bits.LeadingZeros64(hi))
	e := uint64(expBias - (lead + 1))
	hi = hi<<(lead+1) | lo>>(64-(lead+1))
	z = Float64frombits(hi>>(64-expShift) | e<<expShift)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

// sinKernel is sin(z), cosKernel is cos(z), for |z| <= pi/4.
func sinKernel(z float64) float64 {
	zz := z * z
	return z + z*zz*((((((1.58962301576546568060e-10*zz)+-2.50507477628578072866e-8)*zz+2.75573136213857245213e-6)*zz+
		-1.98412698295895385996e-4)*zz+8.33333333332211858878e-3)*zz+-1.66666666666666307295e-1)
}

func cosKernel(z float64) float64 {
	zz := z * z
	return 1.0 - 0.5*zz + zz*zz*((((((-1.13585365213876817300e-11*zz)+2.08757008419747316778e-9)*zz+
		-2.75573141792967388112e-7)*zz+2.48015872888517045348e-5)*zz+-1.38888888888730564116e-3)*zz+4.16666666666665929218e-2)
}

// Cos returns the cosine of x radians.
func Cos(x float64) float64 { return cos(x) }

func cos(x float64) float64 {
	if IsNaN(x) || IsInf(x, 0) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var y float64
	if j&3 == 2 {
		y = sinKernel(z)
	} else {
		y = cosKernel(z)
	}
	if j == 2 || j == 4 {
		return -y
	}
	return y
}

// Sin returns the sine of x radians.
func Sin(x float64) float64 { return sin(x) }

func sin(x float64) float64 {
	switch {
	case x == 0 || IsNaN(x):
		return x
	case IsInf(x, 0):
		return NaN()
	}
	j, z := octant(Abs(x))
	var y float64
	if j&3 == 2 {
		y = cosKernel(z)
	} else {
		y = sinKernel(z)
	}
	if (j > 3) != (x < 0) {
		return -y
	}
	return y
}

// Sincos returns Sin(x), Cos(x).
func Sincos(x float64) (sin, cos float64) {
	switch {
	case x == 0:
		return x, 1
	case IsNaN(x) || IsInf(x, 0):
		return NaN(), NaN()
	}
	j, z := octant(Abs(x))
	sin, cos = sinKernel(z), cosKernel(z)
	if j&3 == 2 {
		sin, cos = cos, sin
	}
	if (j > 3) != (x < 0) {
		sin = -sin
	}
	if j == 2 || j == 4 {
		cos = -cos
	}
	return
}

// Tan returns the tangent of x radians.
func Tan(x float64) float64 { return tan(x) }

func tan(x float64) float64 {
	switch {
	case x == 0 || IsNaN(x):
		return x
	case IsInf(x, 0):
		return NaN()
	}
	j, z := octant(Abs(x))
	y := z
	if zz := z * z; zz > 1e-14 {
		p := ((-1.30936939181383777646e4*zz)+1.15351664838587416140e6)*zz + -1.79565251976484877988e7
		q := (((zz+1.36812963470692954678e4)*zz+-1.32089234440210967447e6)*zz+2.50083801823357915839e7)*zz +
			-5.38695755929454629881e7
		y = z + z*(zz*p/q)
	}
	if j&2 == 2 {
		y = -1 / y
	}
	if x < 0 {
		return -y
	}
	return y
}

// Atan returns the arctangent of x in radians.
func Atan(x float64) float64 { return atan(x) }

func atan(x float64) float64 {
	switch {
	case x == 0:
		return x
	case x > 0:
		return atanPositive(x)
	}
	return -atanPositive(-x)
}

// atanPositive maps x > 0 into [0, 0.66] by the tangent's addition formula.
func atanPositive(x float64) float64 {
	const (
		moreBits = 6.123233995736765886130e-17 // pi/2 less its float64
		tan3Pi8  = 2.41421356237309504880
	)
	if x <= 0.66 {
		return atanKernel(x)
	}
	if x > tan3Pi8 {
		return Pi/2 - atanKernel(1/x) + moreBits
	}
	return Pi/4 + atanKernel((x-1)/(x+1)) + 0.5*moreBits
}

func atanKernel(x float64) float64 {
	z := x * x
	p := (((-8.750608600031904122785e-01*z+-1.615753718733365076637e+01)*z+-7.500855792314704667340e+01)*z+
		-1.228866684490136173410e+02)*z + -6.485021904942025371773e+01
	q := ((((z+2.485846490142306297962e+01)*z+1.650270098316988542046e+02)*z+4.328810604912902668951e+02)*z+
		4.853903996359136964868e+02)*z + 1.945506571482613964425e+02
	z = z * p / q
	return x*z + x
}

// Asin returns the arcsine of x in radians; NaN if |x| > 1.
func Asin(x float64) float64 { return asin(x) }

func asin(x float64) float64 {
	abs := Abs(x)
	if x == 0 {
		return x
	}
	if abs > 1 {
		return NaN()
	}
	y := Sqrt(1 - abs*abs)
	if abs > 0.7 {
		y = Pi/2 - atanPositive(y/abs)
	} else {
		y = atanPositive(abs / y)
	}
	if x < 0 {
		return -y
	}
	return y
}

// Acos returns the arccosine of x in radians; NaN if |x| > 1.
func Acos(x float64) float64 { return acos(x) }

func acos(x float64) float64 {
	return Pi/2 - Asin(x)
}

// Atan2 returns the angle of the point (x, y) in radians, from -Pi to Pi.
func Atan2(y, x float64) float64 { return atan2(y, x) }

func atan2(y, x float64) float64 {
	switch {
	case IsNaN(y) || IsNaN(x):
		return NaN()
	case y == 0 && !Signbit(x), IsInf(x, 1) && !IsInf(y, 0):
		return Copysign(0, y)
	case y == 0, IsInf(x, -1) && !IsInf(y, 0):
		return Copysign(Pi, y)
	case x == 0, IsInf(y, 0) && !IsInf(x, 0):
		return Copysign(Pi/2, y)
	case IsInf(x, 1):
		return Copysign(Pi/4, y)
	case IsInf(x, -1):
		return Copysign(3*Pi/4, y)
	}
	q := Atan(y / x)
	switch {
	case x >= 0:
		return q
	case q <= 0:
		return q + Pi
	}
	return q - Pi
}
