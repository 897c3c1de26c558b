// rt_printf.c - formatted trace output to standard error, in one write per call.

#include <stdio.h>
#include "fatal.h"

size_t rt_vformat(char *text, size_t cap, const char *fmt, va_list ap)
{
	int n = vsnprintf(text, cap, fmt, ap);
	return n < (int)cap ? (size_t)n : cap - 1;
}

void rt_printf(const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	size_t n = rt_vformat(text, sizeof text, fmt, ap);
	va_end(ap);
	fatal_write(text, n);
}
