// measure.c - values with units, as pprof writes them.
//
// A unit belongs to a family (bytes, seconds, GCU).  Within a family values are converted;
// "minimum" and "auto" choose the largest unit in which the value is at least 1.  A unit of no
// family is left as it is.

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

typedef struct {
	const char *name;
	const char *aliases[3]; // in small letters, without a plural's s
	double factor;          // of the family's base unit
} UnitRow;

typedef struct {
	UnitRow units[9];
	const char *fallback; // for values below 1 in all of them
	double fallback_factor;
} Family;

static const Family families[] = {
    {{{"B", {"b", "byte"}, 1},
      {"kB", {"kb", "kbyte", "kilobyte"}, 0x1p10},
      {"MB", {"mb", "mbyte", "megabyte"}, 0x1p20},
      {"GB", {"gb", "gbyte", "gigabyte"}, 0x1p30},
      {"TB", {"tb", "tbyte", "terabyte"}, 0x1p40},
      {"PB", {"pb", "pbyte", "petabyte"}, 0x1p50}},
     "B",
     1},
    {{{"ns", {"ns", "nanosecond"}, 1},
      {"us", {"\u03bcs", "us", "microsecond"}, 1e3},
      {"ms", {"ms", "millisecond"}, 1e6},
      {"s", {"s", "sec", "second"}, 1e9},
      {"hrs", {"hour", "hr"}, 3600e9}},
     "s",
     1e9},
    {{{"n*GCU", {"nanogcu"}, 1e-9},
      {"u*GCU", {"microgcu"}, 1e-6},
      {"m*GCU", {"milligcu"}, 1e-3},
      {"GCU", {"gcu"}, 1},
      {"k*GCU", {"kilogcu"}, 1e3},
      {"M*GCU", {"megagcu"}, 1e6},
      {"G*GCU", {"gigagcu"}, 1e9},
      {"T*GCU", {"teragcu"}, 1e12},
      {"P*GCU", {"petagcu"}, 1e15}},
     "GCU",
     1},
};
enum { UNITS = 9 };

static const UnitRow *find_unit(const Family *f, const char *name)
{
	size_t n = strlen(name);
	char *small = arena_strndup(name, n);
	for (char *s = small; *s; s++)
		*s = (char)tolower((unsigned char)*s);
	if (n > 2 && small[n - 1] == 's')
		small[n - 1] = '\0';
	for (int i = 0; i < UNITS && f->units[i].name; i++)
		for (int k = 0; k < 3 && f->units[i].aliases[k]; k++)
			if (strcmp(f->units[i].aliases[k], small) == 0)
				return &f->units[i];
	return NULL;
}

// base, in the family's base unit, in the unit that suits it best.
static double best_scale(const Family *f, double base, const char **unit)
{
	const UnitRow *best = NULL;
	for (int i = 0; i < UNITS && f->units[i].name; i++)
		if (base / f->units[i].factor >= 1)
			best = &f->units[i];
	*unit = best ? best->name : f->fallback;
	return base / (best ? best->factor : f->fallback_factor);
}

static bool is_automatic(const char *unit)
{
	return strcmp(unit, "minimum") == 0 || strcmp(unit, "auto") == 0;
}

double measure_scale(int64_t value, const char *from, const char *to, const char **unit)
{
	if (value < 0 && value != INT64_MIN)
		return -measure_scale(-value, from, to, unit);
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		const Family *f = &families[i];
		const UnitRow *u = find_unit(f, from);
		if (!u)
			continue;
		double base = (double)value * u->factor;
		if (is_automatic(to))
			return best_scale(f, base, unit);
		const UnitRow *wanted = find_unit(f, to);
		*unit = wanted ? wanted->name : f->fallback;
		return base / (wanted ? wanted->factor : f->fallback_factor);
	}
	static const char *const silent[] = {"count", "sample", "unit", "minimum", "auto"};
	*unit = to;
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (strcmp(to, silent[i]) == 0)
			*unit = "";
	return (double)value;
}

const char *measure_label(int64_t value, const char *from, const char *to)
{
	const char *unit;
	double scaled = measure_scale(value, from, to, &unit);
	char *text = arena_printf("%.2f", scaled);
	size_t n = strlen(text);
	if (n > 3 && strcmp(text + n - 3, ".00") == 0)
		text[n - 3] = '\0';
	if (strcmp(text, "0") == 0 || strcmp(text, "-0") == 0)
		return "0";
	return arena_printf("%s%s", text, unit);
}

const char *measure_percent(int64_t value, int64_t total)
{
	double ratio = total ? fabs((double)value / (double)total) * 100 : 0;
	if (ratio >= 99.95 && ratio <= 100.05)
		return "  100%";
	return ratio >= 1 ? arena_printf("%5.2f%%", ratio) : arena_printf("%5.2g%%", ratio);
}

int64_t measure_abs(int64_t value)
{
	return value < 0 ? (int64_t)(0 - (uint64_t)value) : value;
}
