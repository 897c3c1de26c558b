// alone.c - vole tool without the rest of the compiler, to be built with sanitizers (slow.sh).

#include <stdlib.h>

#include "tool.h"

void bug_at(const char *file, int line, const char *fmt, ...)
{
	fprintf(stderr, "ERROR: %s:%d: %s\n", file, line, fmt);
	abort();
}

int main(int argc, char **argv)
{
	return argc > 1 ? tool_main(argc - 2, argv + 2) : 2; // argv[1] is "tool", as it is for vole
}
