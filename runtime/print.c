// print.c - print and println, and panic's printing of values: straight to standard error.
//
// One statement's operands come between print_lock and print_unlock, so lines of different
// goroutines do not mix.  Output is collected in a small buffer per lock holder and written when it
// is released.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fatal.h"
#include "os.h"

intptr_t print_format_float(double f, intptr_t bits, char text[32])
    GO_SYMBOL("runtime.formatFloat");

static Lock print_mutex = {.rank = RANK_PRINT};
static G *holder; // under print_mutex
static int depth; // holder's nesting: printing from a panic inside print
static char buffer[512];
static size_t used;

static void flush(void)
{
	if (used)
		os_write(2, buffer, used);
	used = 0;
}

static void put(const void *s, size_t n)
{
	if (holder != getg()) { // outside of a statement: panics, throw
		fatal_write(s, n);
		return;
	}
	if (n > sizeof buffer - used)
		flush();
	if (n > sizeof buffer) {
		os_write(2, s, n);
		return;
	}
	memcpy(buffer + used, s, n);
	used += n;
}

void print_lock(void)
{
	if (holder == getg()) {
		depth++;
		return;
	}
	lock_acquire(&print_mutex);
	holder = getg();
	depth = 1;
}

void print_unlock(void)
{
	if (--depth > 0)
		return;
	flush();
	holder = NULL;
	lock_release(&print_mutex);
}

void print_string(void *s, intptr_t n)
{
	put(s, (size_t)n);
}
void print_space(void)
{
	put(" ", 1);
}
void print_newline(void)
{
	put("\n", 1);
}

void print_bool(intptr_t b)
{
	if (b & 1)
		put("true", 4);
	else
		put("false", 5);
}

static void put_uint(uint64_t u, unsigned base, const char *prefix)
{
	char digits[24], *p = digits + sizeof digits;

	do
		*--p = "0123456789abcdef"[u % base];
	while (u /= base);
	put(prefix, strlen(prefix));
	put(p, (size_t)(digits + sizeof digits - p));
}

void print_uint(intptr_t u)
{
	put_uint((uint64_t)u, 10, "");
}
void print_pointer(void *p)
{
	put_uint((uintptr_t)p, 16, "0x");
}

void print_int(intptr_t i)
{
	if (i < 0)
		put_uint(-(uint64_t)i, 10, "-");
	else
		put_uint((uint64_t)i, 10, "");
}

// The fewest significant digits that read back as f, found by trial: correct, and fast enough for a
// trace.  Returns their number; digits and decimal exponent of d.ddd come back through the
// pointers.
static int shortest(double f, int bits, char digits[18], int *exponent)
{
	char text[32];
	int precision = 0, n = 0;

	for (; precision < 17; precision++) {
		snprintf(text, sizeof text, "%.*e", precision, f);
		if (bits == 32 ? strtof(text, NULL) == (float)f : strtod(text, NULL) == f)
			break;
	}
	for (const char *p = text; *p != 'e'; p++)
		if (*p != '.')
			digits[n++] = *p;
	*exponent = atoi(strchr(text, 'e') + 1);
	return n;
}

static char *scientific(char *p, const char *digits, int n, int exponent)
{
	*p++ = digits[0];
	if (n > 1)
		*p++ = '.';
	memcpy(p, digits + 1, (size_t)n - 1);
	return p + n - 1 + sprintf(p + n - 1, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

static char *positional(char *p, const char *digits, int n, int exponent)
{
	if (exponent < 0) {
		*p++ = '0';
		*p++ = '.';
	}
	for (int i = exponent + 1; i < 0; i++)
		*p++ = '0';
	for (int i = 0; i < n || i <= exponent; i++) {
		*p++ = i < n ? digits[i] : '0';
		if (i == exponent && i + 1 < n)
			*p++ = '.';
	}
	return p;
}

// As Go 1.26: strconv's 'g' with the shortest precision; d.ddde+dd below 1e-4 and from 1e6 on.
intptr_t print_format_float(double f, intptr_t bits, char text[32])
{
	char digits[18] = "", *p = text;
	int exponent, n;

	if (f != f || f - f != 0)
		return stpcpy(text, f != f ? "NaN" : f > 0 ? "+Inf" : "-Inf") - text;
	if (signbit(f))
		*p++ = '-';
	n = shortest(fabs(f), (int)bits, digits, &exponent);
	if (exponent < -4 || exponent >= 6)
		p = scientific(p, digits, n, exponent);
	else
		p = positional(p, digits, n, exponent);
	return p - text;
}

void print_float(double f, intptr_t bits)
{
	char text[32];

	put(text, (size_t)print_format_float(f, bits, text));
}

static void put_imaginary(double f, int bits)
{
	if (f != f || (!signbit(f) && f - f == 0))
		put("+", 1); // an infinity and a negative number bring their own sign
	print_float(f, bits);
}

void print_complex(double re, double im, intptr_t bits)
{
	put("(", 1);
	print_float(re, bits);
	put_imaginary(im, (int)bits);
	put("i)", 2);
}

void print_slice(void *p, intptr_t n, intptr_t cap)
{
	put("[", 1);
	print_int(n);
	put("/", 1);
	print_int(cap);
	put("]", 1);
	print_pointer(p);
}

void print_iface(void *type, void *data)
{
	put("(", 1);
	print_pointer(type);
	put(",", 1);
	print_pointer(data);
	put(")", 1);
}
