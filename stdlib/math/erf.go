package math

// The error function after FreeBSD: near 0 and near 1 a rational approximation each; from 1.25 on, where
// erfc(x) is nearly exp(-x*x)/x, one of the logarithm of what makes up the difference, for 1/x**2.

// Of erf(x)/x - 1 for x*x, x < 0.84375.
var erfSmallP = []float64{
	1.28379167095512558561e-01,
	-3.25042107247001499370e-01,
	-2.84817495755985104766e-02,
	-5.77027029648944159157e-03,
	-2.37630166566501626084e-05,
}

var erfSmallQ = []float64{
	1,
	3.97917223959155352819e-01,
	6.50222499887672944485e-02,
	5.08130628187576562776e-03,
	1.32494738004321644526e-04,
	-3.96022827877536812320e-06,
}

// Of erf(x) - erfAtOne for x-1, x < 1.25.
var erfMidP = []float64{
	-2.36211856075265944077e-03,
	4.14856118683748331666e-01,
	-3.72207876035701323847e-01,
	3.18346619901161753674e-01,
	-1.10894694282396677476e-01,
	3.54783043256182359371e-02,
	-2.16637559486879084300e-03,
}

var erfMidQ = []float64{
	1,
	1.06420880400844228286e-01,
	5.40397917702171048937e-01,
	7.18286544141962662868e-02,
	1.26171219808761642112e-01,
	1.36370839120290507362e-02,
	1.19844998467991074170e-02,
}

// Of log(x*erfc(x)) + x*x + 0.5625 for 1/x**2, x < 1/0.35.
var erfcNearP = []float64{
	-9.86494403484714822705e-03,
	-6.93858572707181764372e-01,
	-1.05586262253232909814e+01,
	-6.23753324503260060396e+01,
	-1.62396669462573470355e+02,
	-1.84605092906711035994e+02,
	-8.12874355063065934246e+01,
	-9.81432934416914548592e+00,
}

var erfcNearQ = []float64{
	1,
	1.96512716674392571292e+01,
	1.37657754143519042600e+02,
	4.34565877475229228821e+02,
	6.45387271733267880336e+02,
	4.29008140027567833386e+02,
	1.08635005541779435134e+02,
	6.57024977031928170135e+00,
	-6.04244152148580987438e-02,
}

// The same for larger x.
var erfcFarP = []float64{
	-9.86494292470009928597e-03,
	-7.99283237680523006574e-01,
	-1.77579549177547519889e+01,
	-1.60636384855821916062e+02,
	-6.37566443368389627722e+02,
	-1.02509513161107724954e+03,
	-4.83519191608651397019e+02,
}

var erfcFarQ = []float64{
	1,
	3.03380607434824582924e+01,
	3.25792512996573918826e+02,
	1.53672958608443695994e+03,
	3.19985821950859553908e+03,
	2.55305040643316442583e+03,
	4.74528541206955367215e+02,
	-2.24409524465858183362e+01,
}

const erfAtOne = 8.45062911510467529297e-01 // in few bits

// Erf returns the error function of x.
func Erf(x float64) float64 {
	const (
		small = 1.0 / (1 << 28)
		tiny  = 2.848094538889218e-306
		slope = 1.28379167095512586316e-01 // at 0, less 1
	)
	abs := Abs(x)
	y := 1.0
	switch {
	case IsNaN(x):
		return x
	case abs < tiny:
		y = 0.125 * (8*abs + 8*slope*abs) // not subnormal in between
	case abs < small:
		y = abs + slope*abs
	case abs < 0.84375:
		y = abs + abs*erfSmall(abs)
	case abs < 1.25:
		y = erfAtOne + erfMid(abs)
	case abs < 6:
		y = 1 - erfcTail(abs)
	}
	if x < 0 {
		return -y
	}
	if x == 0 {
		return x
	}
	return y
}

// Erfc returns 1 - Erf(x), with all its digits also where that is small.
func Erfc(x float64) float64 {
	const tiny = 1.0 / (1 << 56)
	abs := Abs(x)
	switch {
	case IsNaN(x):
		return x
	case abs < 0.84375:
		return erfcSmall(x, abs, tiny)
	case abs < 1.25 && x < 0:
		return 1 + erfAtOne + erfMid(abs)
	case abs < 1.25:
		return 1 - erfAtOne - erfMid(abs)
	case x <= -6:
		return 2
	case x < 0:
		return 2 - erfcTail(abs)
	case x < 28:
		return erfcTail(x)
	}
	return 0
}

func erfcSmall(x, abs, tiny float64) float64 {
	y := abs // erf(abs)
	switch {
	case abs < tiny:
	case abs < 0.25:
		y = abs + abs*erfSmall(abs)
	default:
		y = 0.5 + (abs*erfSmall(abs) + (abs - 0.5))
	}
	if x < 0 {
		return 1 + y
	}
	return 1 - y
}

func erfSmall(x float64) float64 {
	z := x * x
	return polynomial(z, erfSmallP) / polynomial(z, erfSmallQ)
}

func erfMid(x float64) float64 {
	s := x - 1
	return polynomial(s, erfMidP) / polynomial(s, erfMidQ)
}

// erfcTail is erfc(x) for x >= 1.25. The square is split so that its larger part is exact.
func erfcTail(x float64) float64 {
	p, q := erfcFarP, erfcFarQ
	if x < 1/0.35 {
		p, q = erfcNearP, erfcNearQ
	}
	s := 1 / (x * x)
	z := Float64frombits(Float64bits(x) & 0xffffffff00000000)
	return Exp(-z*z-0.5625) * Exp((z-x)*(z+x)+polynomial(s, p)/polynomial(s, q)) / x
}

// The inverse after M. J. Wichura, The percentage points of the normal distribution (AS 241), 1988.

// For |x| <= 0.85.
var erfinvMidP = []float64{
	1.1975323115670912564578e0,
	4.7072688112383978012285e1,
	6.9706266534389598238465e2,
	4.8548868893843886794648e3,
	1.6235862515167575384252e4,
	2.3782041382114385731252e4,
	1.1819493347062294404278e4,
	8.8709406962545514830200e2,
}

var erfinvMidQ = []float64{
	1.0000000000000000000e0,
	4.2313330701600911252e1,
	6.8718700749205790830e2,
	5.3941960214247511077e3,
	2.1213794301586595867e4,
	3.9307895800092710610e4,
	2.8729085735721942674e4,
	5.2264952788528545610e3,
}

// For larger x, in terms of sqrt(log 2 - log(1-x)), up to 5 and from 5 on.
var erfinvNearP = []float64{
	1.42343711074968357734e0,
	4.63033784615654529590e0,
	5.76949722146069140550e0,
	3.64784832476320460504e0,
	1.27045825245236838258e0,
	2.41780725177450611770e-1,
	2.27238449892691845833e-2,
	7.74545014278341407640e-4,
}

var erfinvNearQ = []float64{
	1.4142135623730950488016887e0,
	2.9036514445419946173133295e0,
	2.3707661626024532365971225e0,
	9.7547832001787427186894837e-1,
	2.0945065210512749128288442e-1,
	2.1494160384252876777097297e-2,
	7.7441459065157709165577218e-4,
	1.4859850019840355905497876e-9,
}

var erfinvFarP = []float64{
	6.65790464350110377720e0,
	5.46378491116411436990e0,
	1.78482653991729133580e0,
	2.96560571828504891230e-1,
	2.65321895265761230930e-2,
	1.24266094738807843860e-3,
	2.71155556874348757815e-5,
	2.01033439929228813265e-7,
}

var erfinvFarQ = []float64{
	1.414213562373095048801689e0,
	8.482908416595164588112026e-1,
	1.936480946950659106176712e-1,
	2.103693768272068968719679e-2,
	1.112800997078859844711555e-3,
	2.611088405080593625138020e-5,
	2.010321207683943062279931e-7,
	2.891024605872965461538222e-15,
}

// Erfinv returns the x for which Erf(x) is the argument; NaN for what is not in [-1, 1].
func Erfinv(x float64) float64 {
	abs := Abs(x)
	var y float64
	switch {
	case x == 0:
		return x
	case abs == 1:
		return Inf(int(x))
	case !(abs < 1):
		return NaN()
	case abs <= 0.85:
		r := 0.180625 - 0.25*abs*abs
		y = abs * polynomial(r, erfinvMidP) / polynomial(r, erfinvMidQ)
	default:
		y = erfinvTail(Sqrt(Ln2 - Log(1-abs)))
	}
	if x < 0 {
		return -y
	}
	return y
}

func erfinvTail(r float64) float64 {
	if r <= 5 {
		r -= 1.6
		return polynomial(r, erfinvNearP) / polynomial(r, erfinvNearQ)
	}
	r -= 5
	return polynomial(r, erfinvFarP) / polynomial(r, erfinvFarQ)
}

// Erfcinv returns the x for which Erfc(x) is the argument; NaN for what is not in [0, 2].
func Erfcinv(x float64) float64 { return Erfinv(1 - x) }
