// intrinsic.c - which calls become instructions

#include <string.h>

#include "tree.h"

static const struct {
	const char *pkg, *name, *suffixes;
} table[] = {
#define INTRINSIC(pkg, name, suffixes, emit, arg) {pkg, name, suffixes},
#include "intrinsic.def"
#undef INTRINSIC
};

// Is suffix one of the blank-separated words of list?  A leading blank stands for the empty word.
static bool has_suffix(const char *list, const char *suffix)
{
	size_t n = strlen(suffix);
	if (n == 0)
		return *list == '\0' || *list == ' ';
	for (const char *p = list; (p = strstr(p, suffix)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

int intrinsic_find(const Func *callee)
{
	if (!callee || !callee->pkg || !callee->pkg->is_std || callee->recv || callee->lit)
		return -1;
	const char *path = callee->pkg->path, *name = callee->obj->sym;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t n = strlen(table[i].name);
		if (strcmp(path, table[i].pkg) == 0 && strncmp(name, table[i].name, n) == 0 &&
		    has_suffix(table[i].suffixes, name + n))
			return (int)i;
	}
	return -1;
}
