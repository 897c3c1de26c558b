// rt_printf.c - formatted trace output to standard error, in one write per call.

#include <stdarg.h>
#include <stdio.h>
#include "internal.h"
#include "os.h"

void rt_printf(const char *fmt, ...)
{
	char text[2048];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (n > (int)sizeof text - 1)
		n = sizeof text - 1;
	os_write(2, text, (size_t)n);
}
