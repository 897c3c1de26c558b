// tool.c - which tool is it?

#include <string.h>

#include "tool.h"

static const struct {
	const char *name, *summary;
	int (*run)(int n, char **args);
} tools[] = {
    {"gcview", "a page about the garbage collector's cycles, from gctrace lines", gcview_main},
    {"heapview", "the allocator's tiers in a running program or a core", heapview_main},
    {"pprof", "reports on profiles", pprof_main},
};

int tool_main(int n, char **args)
{
	if (n == 0) {
		for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
			printf("%s\n", tools[i].name);
		return 0;
	}
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
		if (strcmp(tools[i].name, args[0]) == 0)
			return tools[i].run(n - 1, args + 1);
	if (args[0][0] == '-') {
		fprintf(stderr,
			"flag provided but not defined: %s\n"
			"usage: vole tool command [args...]\n"
			"Run 'vole help tool' for details.\n",
			args[0]);
		return 2;
	}
	fprintf(stderr, "vole tool: no such tool \"%s\"\n", args[0]);
	return 2;
}

const char *tool_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}
