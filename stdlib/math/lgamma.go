package math

// The logarithm of the Gamma function after FreeBSD. From 8 on, Stirling's series; from 2 to 8 the value in [2, 3)
// and the factors from there; below 2, approximations around 1, 2 and the minimum between them. For
// negative x, Gamma(x)*Gamma(-x) = -pi/(x*sin(pi*x)).

// For 2-x: even and odd powers.
var lgammaTwoEven = []float64{
	7.72156649015328655494e-02,
	6.73523010531292681824e-02,
	7.38555086081402883957e-03,
	1.19270763183362067845e-03,
	2.20862790713908385557e-04,
	2.52144565451257326939e-05,
}

var lgammaTwoOdd = []float64{
	3.22467033424113591611e-01,
	2.05808084325167332806e-02,
	2.89051383673415629091e-03,
	5.10069792153511336608e-04,
	1.08011567247583939954e-04,
	4.48640949618915160150e-05,
}

// For the distance from the minimum: the powers by their remainder modulo 3.
var lgammaMin0 = []float64{
	4.83836122723810047042e-01,
	-3.27885410759859649565e-02,
	6.10053870246291332635e-03,
	-1.40346469989232843813e-03,
	3.15632070903625950361e-04,
}

var lgammaMin1 = []float64{
	-1.47587722994593911752e-01,
	1.79706750811820387126e-02,
	-3.68452016781138256760e-03,
	8.81081882437654011382e-04,
	-3.12754168375120860518e-04,
}

var lgammaMin2 = []float64{
	6.46249402391333854778e-02,
	-1.03142241298341437450e-02,
	2.25964780900612472250e-03,
	-5.38595305356740546715e-04,
	3.35529192635519073543e-04,
}

// For x-1.
var lgammaOneP = []float64{
	-7.72156649015328655494e-02,
	6.32827064025093366517e-01,
	1.45492250137234768737e+00,
	9.77717527963372745603e-01,
	2.28963728064692451092e-01,
	1.33810918536787660377e-02,
}

var lgammaOneQ = []float64{
	1,
	2.45597793713041134822e+00,
	2.12848976379893395361e+00,
	7.69285150456672783825e-01,
	1.04222645593369134254e-01,
	3.21709242282423911810e-03,
}

// For x-2 in [0, 1).
var lgammaMidP = []float64{
	-7.72156649015328655494e-02,
	2.14982415960608852501e-01,
	3.25778796408930981787e-01,
	1.46350472652464452805e-01,
	2.66422703033638609560e-02,
	1.84028451407337715652e-03,
	3.19475326584100867617e-05,
}

var lgammaMidQ = []float64{
	1,
	1.39200533467621045958e+00,
	7.21935547567138069525e-01,
	1.71933865632803078993e-01,
	1.86459191715652901344e-02,
	7.77942496381893596434e-04,
	7.32668430744625636189e-06,
}

// Stirling's series, after the constant.
var lgammaStirling = []float64{
	8.33333333333329678849e-02,
	-2.77777777728775536470e-03,
	7.93650558643019558500e-04,
	-5.95187557450339963135e-04,
	8.36339918996282139126e-04,
	-1.63092934096575273989e-03,
}

const (
	lgammaPlace   = 1.46163214496836224576e+00 // of the minimum
	lgammaMin     = -1.21486290535849611461e-01
	lgammaMinTail = -3.63867699703950536541e-18 // what lgammaMin lacks
)

// Lgamma returns the logarithm of |Gamma(x)|, and the sign of Gamma(x): 1 or -1.
func Lgamma(x float64) (lgamma float64, sign int) {
	const tiny = 1.0 / (1 << 70)
	switch {
	case IsNaN(x):
		return x, 1
	case IsInf(x, 0):
		return x, 1
	case x == 0:
		return Inf(1), 1
	case -tiny < x && x < 0:
		return -Log(-x), -1
	case x < tiny && x > 0:
		return -Log(x), 1
	case x > 0:
		return lgammaPositive(x), 1
	}
	x = -x
	if x >= 1<<52 {
		return Inf(1), 1
	}
	t := minusSinPi(x)
	if t == 0 {
		return Inf(1), 1
	}
	sign = 1
	if t < 0 {
		sign = -1
	}
	reflected := Log(Pi / Abs(t*x))
	if x == 1 || x == 2 {
		return 0, sign
	}
	return reflected - lgammaPositive(x), sign
}

func lgammaPositive(x float64) float64 {
	switch {
	case x == 1 || x == 2:
		return 0
	case x <= 0.9:
		return -Log(x) + lgammaNearOne(x, 1)
	case x < 2:
		return lgammaNearOne(x, 0)
	case x < 8:
		return lgammaMid(x)
	case x < 1<<58:
		t := Log(x)
		z := 1 / x
		w := 4.18938533204672725052e-01 + z*polynomial(z*z, lgammaStirling)
		return (x-0.5)*(t-1) + w
	}
	return x * (Log(x) - 1)
}

// lgammaNearOne is lgamma(x+more) for 0 < x+more-1 < 1, where more is 0 or 1: 1 if x was less than 1.
func lgammaNearOne(x, more float64) float64 {
	const place = 1.461632144968362245
	switch {
	case x >= place-more+0.27:
		y := 2 - more - x
		z := y * y
		p := y*polynomial(z, lgammaTwoEven) + z*polynomial(z, lgammaTwoOdd)
		return p - 0.5*y
	case x >= place-more-0.27:
		y := x - (lgammaPlace - more)
		z := y * y
		w := z * y
		p := z*polynomial(w, lgammaMin0) - (lgammaMinTail - w*(polynomial(w, lgammaMin1)+y*polynomial(w, lgammaMin2)))
		return lgammaMin + p
	}
	y := x - (1 - more)
	return -0.5*y + y*polynomial(y, lgammaOneP)/polynomial(y, lgammaOneQ)
}

// lgammaMid is lgamma(x) for 2 <= x < 8.
func lgammaMid(x float64) float64 {
	whole := int(x)
	y := x - float64(whole)
	result := 0.5*y + y*polynomial(y, lgammaMidP)/polynomial(y, lgammaMidQ)
	if whole == 2 {
		return result
	}
	z := 1.0
	for i := whole - 1; i >= 2; i-- {
		z *= y + float64(i)
	}
	return result + Log(z)
}

// minusSinPi is -sin(pi*x) for x >= 0, exact where that is 0.
func minusSinPi(x float64) float64 {
	if x < 0.25 {
		return -Sin(Pi * x)
	}
	if Floor(x) == x {
		return 0
	}
	x = Mod(x, 2)
	switch int(x * 4) {
	case 0:
		x = Sin(Pi * x)
	case 1, 2:
		x = Cos(Pi * (0.5 - x))
	case 3, 4:
		x = Sin(Pi * (1 - x))
	case 5, 6:
		x = -Cos(Pi * (x - 1.5))
	default:
		x = Sin(Pi * (x - 2))
	}
	return -x
}
