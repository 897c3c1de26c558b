package math

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 { return sinh(x) }

// sinh takes the exponential's word for it from 0.5 on; below, an approximation of Hart and Cheney.
func sinh(x float64) float64 {
	const (
		p0 = -0.6307673640497716991184787251e+6
		p1 = -0.8991272022039509355398013511e+5
		p2 = -0.2894211355989563807284660366e+4
		p3 = -0.2630563213397497062819489e+2
		q0 = -0.6307673640497716991212077277e+6
		q1 = 0.1521517378790019070696485176e+5
		q2 = -0.173678953558233699533450911e+3
	)
	abs := x // not Abs: the kernel keeps the sign of -0
	if x < 0 {
		abs = -x
	}
	var y float64
	switch {
	case abs > 21:
		y = Exp(abs) * 0.5
	case abs > 0.5:
		e := Exp(abs)
		y = (e - 1/e) * 0.5
	default:
		sq := abs * abs
		y = (((p3*sq+p2)*sq+p1)*sq + p0) * abs
		y /= ((sq+q2)*sq+q1)*sq + q0
	}
	if x < 0 {
		return -y
	}
	return y
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 { return cosh(x) }

func cosh(x float64) float64 {
	x = Abs(x)
	if x > 21 {
		return Exp(x) * 0.5
	}
	e := Exp(x)
	return (e + 1/e) * 0.5
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 { return tanh(x) }

func tanh(x float64) float64 {
	const maxLog = 8.8029691931113054295988e+01
	abs := Abs(x)
	switch {
	case abs > 0.5*maxLog:
		return Copysign(1, x)
	case abs >= 0.625:
		s := Exp(2 * abs)
		return Copysign(1-2/(s+1), x)
	case x == 0:
		return x
	}
	s := x * x
	p := (-9.64399179425052238628e-1*s+-9.92877231001918586564e1)*s + -1.61468768441708447952e3
	q := ((s+1.12811678491632931402e2)*s+2.23548839060100448583e3)*s + 4.84406305325125486048e3
	return x + x*s*p/q
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64 { return asinh(x) }

func asinh(x float64) float64 {
	const ln2 = 6.93147180559945286227e-01
	if IsNaN(x) || IsInf(x, 0) {
		return x
	}
	a := Abs(x)
	switch {
	case a > 1<<28:
		a = Log(a) + ln2
	case a > 2:
		a = Log(2*a + 1/(Sqrt(a*a+1)+a))
	case a >= 0x1p-28:
		a = Log1p(a + a*a/(1+Sqrt(1+a*a)))
	}
	return Copysign(a, x)
}

// Acosh returns the inverse hyperbolic cosine of x; NaN for x < 1.
func Acosh(x float64) float64 { return acosh(x) }

func acosh(x float64) float64 {
	switch {
	case x < 1 || IsNaN(x):
		return NaN()
	case x == 1:
		return 0
	case x >= 1<<28:
		return Log(x) + Ln2
	case x > 2:
		return Log(2*x - 1/(x+Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + Sqrt(2*t+t*t))
}

// Atanh returns the inverse hyperbolic tangent of x; NaN for |x| > 1.
func Atanh(x float64) float64 { return atanh(x) }

func atanh(x float64) float64 {
	a := Abs(x)
	switch {
	case a > 1 || IsNaN(x):
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a >= 0.5:
		a = 0.5 * Log1p((a+a)/(1-a))
	case a >= 0x1p-28:
		t := a + a
		a = 0.5 * Log1p(t+t*a/(1-a))
	}
	return Copysign(a, x)
}
