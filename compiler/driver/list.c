// list.c - `vole list std`: the packages of the standard library and whose they are.

#include <stdlib.h>
#include <string.h>

#include "golib.h"

typedef struct {
	const char *path, *origin;
} Listed;

static int by_path(const void *a, const void *b)
{
	const Listed *x = *(Listed *const *)a, *y = *(Listed *const *)b;
	return strcmp(x->path, y->path);
}

static bool known(const Vec *list, const char *path)
{
	VEC_EACH(const Listed, have, list)
		if (strcmp(have->path, path) == 0)
			return true;
	return false;
}

static void add(Vec *list, const char *path, const char *origin)
{
	if (known(list, path))
		return;
	const char *why = golib_refusal(path);
	Listed *l = NEW(Listed);
	*l = (Listed){path, why ? arena_printf("not supported: %s", why) : origin};
	vec_push(list, l);
}

// Has dir a source that is no test, for this system?
static bool has_package(const char *dir)
{
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names) {
		size_t size;
		if (!path_has_suffix(name, ".go") || path_has_suffix(name, "_test.go") ||
		    name[0] == '_' || name[0] == '.' || !build_name_matches(name))
			continue;
		const char *text = file_read(path_join(dir, name), &size);
		if (text && build_tags_match(text, size, golib_holds(dir)))
			return true;
	}
	return false;
}

static void walk(Vec *list, const char *dir, const char *path, const char *origin)
{
	static const char *const left_out[] = {"testdata", "cmd", "vendor", "builtin", "overlay"};
	if (*path && has_package(dir))
		add(list, path, origin);
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names) {
		bool skip = name[0] == '_' || name[0] == '.' || !dir_exists(path_join(dir, name));
		for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
			skip |= strcmp(name, left_out[i]) == 0 && (i == 0 || !*path);
		if (!skip)
			walk(list, path_join(dir, name),
			     *path ? arena_printf("%s/%s", path, name) : name, origin);
	}
}

static void add_absent(Vec *list)
{
	for (const char *s = golib_packages(); *s;) {
		size_t n = strcspn(s, " ");
		add(list, arena_strndup(s, n), "Go's, which is not installed (make golib)");
		s += n + 1;
	}
}

int command_list(int n, char **args)
{
	if (n != 1 || strcmp(args[0], "std") != 0) {
		fprintf(stderr, "usage: vole list std\n");
		return 2;
	}
	Vec list = {0};
	walk(&list, install_stdlib(), "", "Vole's");
	if (golib_src()) {
		walk(&list, golib_src(), "", "Go's");
		// Packages of whose own files none is for Vole.
		walk(&list, path_join(install_stdlib(), "overlay"), "", "Go's");
	} else {
		add_absent(&list);
	}
	qsort(list.at, (size_t)list.len, sizeof *list.at, by_path);
	VEC_EACH(const Listed, l, &list)
		printf("%s\t%s\n", l->path, l->origin);
	return 0;
}
