// semver.c - versions of modules: vMAJOR.MINOR.PATCH[-PRERELEASE][+BUILD] (semver.org).
//
// Numbers compare as numbers.  A prerelease comes before its release; its identifiers, separated by
// dots, compare from the left: numbers before words, numbers as numbers, words by their bytes, and
// the longer list last.  The build part does not count.  Pseudo-versions (v0.0.0-DATE-COMMIT) are
// prereleases by their form, so they need nothing of their own.

#include <ctype.h>
#include <string.h>

#include "modules.h"

// A number without leading zeros: its length, 0 if there is none.
static size_t number(const char *s)
{
	size_t n = strspn(s, "0123456789");
	return n > 1 && *s == '0' ? 0 : n;
}

static size_t identifier(const char *s)
{
	size_t n = 0;
	while (isalnum((unsigned char)s[n]) || s[n] == '-')
		n++;
	return n;
}

// A list of identifiers; strict: numbers among them have no leading zero.
static const char *identifiers(const char *s, bool strict)
{
	for (;; s++) {
		size_t n = identifier(s);
		if (n == 0)
			return NULL;
		if (strict && n > 1 && *s == '0' && strspn(s, "0123456789") == n)
			return NULL;
		s += n;
		if (*s != '.')
			return s;
	}
}

bool semver_valid(const char *v)
{
	if (*v++ != 'v')
		return false;
	for (int i = 0; i < 3; i++) {
		size_t n = number(v);
		if (n == 0 || (i < 2 && v[n] != '.'))
			return false;
		v += n + (i < 2);
	}
	if (*v == '-')
		v = identifiers(v + 1, true);
	if (v && *v == '+')
		v = identifiers(v + 1, false);
	return v && *v == '\0';
}

static int compare_numbers(const char *a, size_t an, const char *b, size_t bn)
{
	if (an != bn)
		return an < bn ? -1 : 1;
	return memcmp(a, b, an);
}

static int compare_identifiers(const char *a, size_t an, const char *b, size_t bn)
{
	bool a_number = strspn(a, "0123456789") >= an, b_number = strspn(b, "0123456789") >= bn;
	if (a_number != b_number)
		return a_number ? -1 : 1;
	if (a_number)
		return compare_numbers(a, an, b, bn);
	int order = memcmp(a, b, an < bn ? an : bn);
	return order ? order : (an > bn) - (an < bn);
}

// a and b are at the end of the three numbers.
static int compare_prereleases(const char *a, const char *b)
{
	if (*a != '-' || *b != '-')
		return (*b == '-') - (*a == '-');
	do {
		size_t an = identifier(++a), bn = identifier(++b);
		int order = compare_identifiers(a, an, b, bn);
		if (order)
			return order;
		a += an;
		b += bn;
	} while (*a == '.' && *b == '.');
	return (*a == '.') - (*b == '.');
}

int semver_compare(const char *a, const char *b)
{
	for (int i = 0; i < 3; i++) {
		size_t an = number(++a), bn = number(++b);
		int order = compare_numbers(a, an, b, bn);
		if (order)
			return order;
		a += an;
		b += bn;
	}
	return compare_prereleases(a, b);
}

// Paths of gopkg.in end in .vN always, others in /vN from 2 on.
const char *semver_major_of_path(const char *path)
{
	bool gopkg = strncmp(path, "gopkg.in/", 9) == 0;
	size_t end = strlen(path);
	if (gopkg && path_has_suffix(path, "-unstable"))
		end -= strlen("-unstable");
	size_t digits = end;
	while (digits > 0 && isdigit((unsigned char)path[digits - 1]))
		digits--;
	if (digits == end || digits < 2 || path[digits - 1] != 'v' ||
	    path[digits - 2] != (gopkg ? '.' : '/'))
		return "";
	const char *major = arena_strndup(path + digits - 1, end - digits + 1);
	return !gopkg && strcmp(major, "v1") == 0 ? "" : major;
}

const char *semver_misfit(const char *path, const char *v)
{
	if (!semver_valid(v))
		return "must be of the form v1.2.3";
	const char *wanted = semver_major_of_path(path);
	const char *major = arena_strndup(v, 1 + number(v + 1));
	bool incompatible = path_has_suffix(v, "+incompatible");
	bool low = strcmp(major, "v0") == 0 || strcmp(major, "v1") == 0;
	if (*wanted == '\0') {
		if (low || incompatible)
			return NULL;
		return arena_printf("should be v0 or v1, not %s", major);
	}
	// the first commits of gopkg.in's modules are v0 whatever the path says
	bool early = strcmp(wanted, "v1") == 0 && strncmp(v, "v0.0.0-", 7) == 0;
	if (strcmp(wanted, major) == 0 || early)
		return NULL;
	return arena_printf("should be %s, not %s", wanted, major);
}
