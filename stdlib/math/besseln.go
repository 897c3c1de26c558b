package math

// Bessel functions of any order, from those of orders 0 and 1 by
//
//	f(n+1, x) = 2*n/x*f(n, x) - f(n-1, x)
//
// Upwards, errors grow once n exceeds x. For the first kind, which gets small then, the recurrence is
// used downwards from any start, and the result scaled by what it makes of order 0.

// Jn returns the Bessel function of the first kind and order n.
func Jn(n int, x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case n == 0:
		return J0(x)
	case x == 0:
		return 0
	}
	if n < 0 {
		n, x = -n, -x
	}
	if n == 1 {
		return J1(x)
	}
	negative := x < 0 && n&1 == 1
	x = Abs(x)
	var j float64
	switch {
	case x >= 1<<302 && float64(n) <= x:
		j, _ = besselWave(n, x)
	case float64(n) <= x:
		j = J1(x)
		for i, before := 1, J0(x); i < n; i++ {
			before, j = j, j*(float64(i+i)/x)-before
		}
	case x < 1.0/(1<<29):
		j = besselPower(n, x)
	default:
		j = besselDown(n, x)
	}
	if negative {
		return -j
	}
	return j
}

// besselWave returns J and Y for an x so large that they are a cosine and a sine.
func besselWave(n int, x float64) (j, y float64) {
	s, c := Sincos(x)
	switch n & 3 {
	case 0:
		j, y = c+s, s-c
	case 1:
		j, y = -c+s, -s-c
	case 2:
		j, y = -c-s, -s+c
	case 3:
		j, y = c-s, s+c
	}
	return (1 / SqrtPi) * j / Sqrt(x), (1 / SqrtPi) * y / Sqrt(x)
}

// besselPower returns J for a small x: (x/2)**n / n!.
func besselPower(n int, x float64) float64 {
	if n > 33 {
		return 0
	}
	half := 0.5 * x
	power, factorial := half, 1.0
	for i := 2; i <= n; i++ {
		factorial *= float64(i)
		power *= half
	}
	return power / factorial
}

// besselDown returns J for n > x. The ratio of orders n and n-1 is a continued fraction; its denominators tell
// how far it must be followed.
func besselDown(n int, x float64) float64 {
	w := float64(n+n) / x
	h := 2 / x
	z := w + h
	k := 1
	for before, now := w, w*z-1; now < 1e9; k++ {
		z += h
		before, now = now, z*now-before
	}
	ratio := 0.0
	for i := 2 * (n + k); i >= n+n; i -= 2 {
		ratio = 1 / (float64(i)/x - ratio)
	}
	const logMax = 7.09782712893383973096e+02
	large := float64(n)*Log(Abs(h*float64(n))) >= logMax // then the numbers may overflow
	above, now := ratio, 1.0
	for i := n - 1; i > 0; i-- {
		above, now = now, now*float64(i+i)/x-above
		if large && now > 1e100 {
			above /= now
			ratio /= now
			now = 1
		}
	}
	return ratio * J0(x) / now
}

// Yn returns the Bessel function of the second kind and order n; NaN for x < 0.
func Yn(n int, x float64) float64 {
	negative := n < 0 && n&1 == 1
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return 0
	case n == 0:
		return Y0(x)
	case x == 0 && negative:
		return Inf(1)
	case x == 0:
		return Inf(-1)
	}
	if n < 0 {
		n = -n
	}
	var y float64
	if x >= 1<<302 && n > 1 {
		_, y = besselWave(n, x)
	} else {
		y = Y1(x)
		for i, before := 1, Y0(x); i < n && !IsInf(y, -1); i++ {
			before, y = y, (float64(i+i)/x)*y-before
		}
	}
	if negative {
		return -y
	}
	return y
}
