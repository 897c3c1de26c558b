// debugopt.c - what -d asks of the phases

#include <stdlib.h>
#include <string.h>

#include "options.h"

int options_debug(const Options *o, const char *name, int otherwise)
{
	size_t n = strlen(name);
	int value = otherwise;
	VEC_EACH(const char, d, &o->debug)
		if (strncmp(d, name, n) == 0 && (d[n] == '=' || d[n] == '\0'))
			value = d[n] == '=' ? atoi(d + n + 1) : 1;
	return value;
}
