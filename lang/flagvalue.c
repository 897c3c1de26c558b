// flagvalue.c - values of flags (flagvalue.h).

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flagvalue.h"

bool flag_bool(const char *s, bool *out)
{
	static const char *const yes[] = {"1", "t", "T", "true", "TRUE", "True"};
	static const char *const no[] = {"0", "f", "F", "false", "FALSE", "False"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		bool on = strcmp(s, yes[i]) == 0;
		if (on || strcmp(s, no[i]) == 0) {
			*out = on;
			return true;
		}
	}
	return false;
}

// Nanoseconds in the unit of n bytes at s; 0: there is no such unit.
static double unit_size(const char *s, size_t n)
{
	static const struct {
		const char *name;
		double ns;
	} units[] = {
	    {"ns", 1},          {"us", 1e3}, {"\xc2\xb5s", 1e3}, // micro sign
	    {"\xce\xbcs", 1e3},                                  // Greek mu
	    {"ms", 1e6},        {"s", 1e9},  {"m", 60e9},        {"h", 3600e9},
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == n && memcmp(units[i].name, s, n) == 0)
			return units[i].ns;
	return 0;
}

// A number such as 1, 1.5, 1. or .5, unlike strtod's without sign, exponent and base.
static bool plain_number(const char **s, double *value)
{
	size_t n = strspn(*s, "0123456789"), whole = n;
	if ((*s)[n] == '.')
		n += 1 + strspn(*s + n + 1, "0123456789");
	if (n == 0 || (whole == 0 && n == 1))
		return false;
	char *digits = strndup(*s, n);
	*value = digits ? strtod(digits, NULL) : 0;
	free(digits);
	*s += n;
	return true;
}

bool flag_duration(const char *s, int64_t *ns)
{
	bool negative = *s == '-';
	s += negative || *s == '+';
	double sum = 0;
	if (strcmp(s, "0") != 0)
		do {
			double value, unit;
			if (!plain_number(&s, &value))
				return false;
			size_t n = strcspn(s, "0123456789.");
			if ((unit = unit_size(s, n)) == 0)
				return false;
			sum += value * unit;
			s += n;
		} while (*s);
	if (sum >= 0x1p63)
		return false;
	*ns = (int64_t)(negative ? -sum : sum);
	return true;
}
