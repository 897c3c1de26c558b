// go_math.c - package math's machine instructions, for when the compiler does not put them in line,
// and the random numbers of internal/random.

#include <math.h>
#include "internal.h"

double math_sqrt(double x) GO_SYMBOL("math.sqrt");
double math_fma(double x, double y, double z) GO_SYMBOL("math.fma");
uint64_t random_next(void) GO_SYMBOL("internal.random.next");

double math_sqrt(double x)
{
	return sqrt(x);
}
double math_fma(double x, double y, double z)
{
	return fma(x, y, z);
}

uint64_t random_next(void)
{
	return rt_rand();
}
