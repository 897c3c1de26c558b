// check_version.c - what a file may use that an older Go did not have.
//
// A file's version is that of its module's go.mod (or -lang); a //go:build line that names one
// raises it, or lowers it as far as go1.21.  Positions carry it: code of a generic function that is
// instantiated elsewhere keeps the version it was written for.

#include <stdarg.h>
#include <string.h>

#include "check.h"

bool version_allows(Pos p, int minor)
{
	int have = pos_known(p) ? posbase(p.base)->goversion : 0;
	return have == 0 || have >= minor;
}

bool version_require(Pos p, int minor, const char *fmt, ...)
{
	if (version_allows(p, minor))
		return true;
	va_list args;
	va_start(args, fmt);
	const char *what = arena_vprintf(fmt, args);
	va_end(args);
	const PosBase *b = posbase(p.base);
	if (b->version_in_file)
		error_at(p, "%s requires go1.%d or later (file declares //go:build go1.%d)", what,
			 minor, b->version_in_file);
	else
		error_at(p, "%s requires go1.%d or later (-lang was set to go1.%d; check go.mod)",
			 what, minor, b->goversion);
	return false;
}

typedef struct {
	int minor;
	const char *names[8];
} Since;

// Predeclared names and those of package unsafe.
static const Since builtins[] = {
    {17, {"Add", "Slice"}},
    {18, {"any", "comparable"}},
    {20, {"SliceData", "String", "StringData"}},
    {21, {"clear", "max", "min"}},
};

bool version_require_name(Pos p, const char *prefix, const char *name)
{
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
		for (int j = 0; builtins[i].names[j]; j++)
			if (strcmp(builtins[i].names[j], name) == 0)
				return version_require(p, builtins[i].minor, "%s%s", prefix, name);
	return true;
}
