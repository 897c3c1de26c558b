// complex.c - division of complex numbers.
//
// Smith's method (CACM 5(8), 1962) scales by the larger part of the divisor, so that intermediate
// results overflow only if the quotient does.  Where both parts come out NaN although the operands
// determine an infinite or zero quotient, C99 Annex G says which.  One NaN part alone stays, in Go.

#include <math.h>
#include "runtime.h"

// An infinity counts as one, anything else as zero; signs are kept.
static double infinite_to_one(double x)
{
	return copysign(isinf(x) ? 1.0 : 0.0, x);
}

static void special_case(double *out, double a, double b, double c, double d)
{
	if (c == 0 && d == 0 && (!isnan(a) || !isnan(b))) {
		out[0] = copysign(INFINITY, c) * a;
		out[1] = copysign(INFINITY, c) * b;
	} else if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
		a = infinite_to_one(a);
		b = infinite_to_one(b);
		out[0] = INFINITY * (a * c + b * d);
		out[1] = INFINITY * (b * c - a * d);
	} else if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
		c = infinite_to_one(c);
		d = infinite_to_one(d);
		out[0] = 0 * (a * c + b * d);
		out[1] = 0 * (b * c - a * d);
	}
}

void complex_divide(void *result, double a, double b, double c, double d)
{
	double *out = result;
	if (fabs(c) >= fabs(d)) {
		double ratio = d / c, scale = c + ratio * d;
		out[0] = (a + b * ratio) / scale;
		out[1] = (b - a * ratio) / scale;
	} else {
		double ratio = c / d, scale = d + ratio * c;
		out[0] = (a * ratio + b) / scale;
		out[1] = (b * ratio - a) / scale;
	}
	if (isnan(out[0]) && isnan(out[1]))
		special_case(out, a, b, c, d);
}
