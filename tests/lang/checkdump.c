// checkdump.c - parses and checks one package and prints its errors, or its typed tree with -dump.
//
//	checkdump [-e] [-dump] [-verify] [-bodyless] [-std DIR] [-list FILE] [-p PATH] file.go ...
//
// Imports are looked for in FILE (lines `path file ...`, as `go list` can give them) or under DIR,
// and checked from source, recursively.  Exit status 1: errors.

#include "lang.h"
#include "treecheck.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *std_dir = "stdlib";
static const char *list_text;
static bool dump, verify;
static int broken;            // rules of the tree not kept
static Vec packages;          // Package*, by path

static char *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return NULL;
	Buf b = { 0 };
	char part[65536];
	for (size_t got; (got = fread(part, 1, sizeof part, f)) > 0;)
		buf_write(&b, part, got);
	fclose(f);
	*n = b.len;
	return buf_str(&b);
}

static bool add_file(Package *p, const char *path, const char *shown)
{
	size_t n;
	char *text = read_file(path, &n);
	if (!text) {
		error_plain("cannot read %s", path);
		return false;
	}
	File *f = parse_file(shown, posbase_new(path, shown, p), text, n);
	f->pkg = p;
	vec_push(&p->files, f);
	p->name = f->pkgname ? f->pkgname : intern("p");
	return true;
}

static bool ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), m = strlen(tail);
	return n >= m && strcmp(s + n - m, tail) == 0;
}

static int is_source(const struct dirent *d)
{
	return ends_with(d->d_name, ".go") && !ends_with(d->d_name, "_test.go");
}

static Package *load(const char *path, Pos pos);

static Package *find(void *arg, const char *path, Pos pos)
{
	(void)arg;
	return load(path, pos);
}

static Package *new_package(const char *path)
{
	Package *p = NEW(Package);
	p->path = intern(path);
	p->is_std = p->allow_bodyless = true;
	vec_push(&packages, p);
	return p;
}

// The files FILE names for path.
static Package *from_list(const char *path)
{
	size_t len = strlen(path);
	for (const char *line = list_text; line && *line;) {
		const char *end = strchrnul(line, '\n');
		if (strncmp(line, path, len) != 0 || line[len] != ' ') {
			line = *end ? end + 1 : end;
			continue;
		}
		Package *p = new_package(path);
		for (const char *at = line + len + 1; at < end;) {
			const char *stop = at + strcspn(at, " \n");
			char *file = arena_strndup(at, (size_t)(stop - at));
			add_file(p, file, file);
			at = stop + (*stop == ' ');
		}
		return p;
	}
	return NULL;
}

static Package *from_dir(const char *path)
{
	struct dirent **list;
	char *dir = arena_printf("%s/%s", std_dir, path);
	int n = scandir(dir, &list, is_source, alphasort);
	if (n <= 0)
		return NULL;
	Package *p = new_package(path);
	p->dir = dir;
	for (int i = 0; i < n; i++) {
		char *file = arena_printf("%s/%s", dir, list[i]->d_name);
		add_file(p, file, file);
		free(list[i]);
	}
	free(list);
	return p;
}

static Package *loaded(const char *path)
{
	VEC_EACH(Package, p, &packages)
		if (strcmp(p->path, path) == 0)
			return p;
	return NULL;
}

// An import may mean a package of the same name under one of the vendor folders.
static Package *load(const char *path, Pos pos)
{
	static const char *const prefixes[] = { "", "vendor/", "cmd/vendor/" };
	Package *p = NULL;
	for (int i = 0; i < 3 && !p; i++)
		p = loaded(arena_printf("%s%s", prefixes[i], path));
	if (p)
		return p;
	for (int i = 0; i < 3 && !p; i++) {
		const char *name = arena_printf("%s%s", prefixes[i], path);
		p = list_text ? from_list(name) : from_dir(name);
	}
	if (!p) {
		error_at(pos, "package %s is not in std", path);
		return NULL;
	}
	check_package(p, find, NULL);
	if (verify && error_count() == 0)
		broken += treecheck(p);
	return p;
}

static void dump_list(const Vec *list)
{
	VEC_EACH(Node, n, list)
		node_dump(stdout, n, 1);
}

static void dump_func(Func *f)
{
	printf("func %s\n", f->name);
	dump_list(&f->body);
	VEC_EACH(Func, c, &f->closures)
		dump_func(c);
}

static void dump_package(Package *p)
{
	printf("package %s\n", p->path);
	dump_list(&p->init_order);
	VEC_EACH(Func, f, &p->funcs)
		dump_func(f);
}

int main(int argc, char **argv)
{
	Package *p = NEW(Package);
	p->path = "main";
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-e") == 0)
			diag_all = true;
		else if (strcmp(argv[i], "-dump") == 0)
			dump = true;
		else if (strcmp(argv[i], "-bodyless") == 0)
			p->allow_bodyless = true;
		else if (strcmp(argv[i], "-verify") == 0)
			verify = true;
		else if (strcmp(argv[i], "-std") == 0 && i + 1 < argc)
			std_dir = argv[++i];
		else if (strcmp(argv[i], "-list") == 0 && i + 1 < argc)
			list_text = read_file(argv[++i], &(size_t){ 0 });
		else if (strcmp(argv[i], "-p") == 0 && i + 1 < argc)
			p->path = intern(argv[++i]);
		else
			add_file(p, argv[i], argv[i]);
	}
	if (p->files.len == 0) {
		fprintf(stderr, "usage: checkdump [-e] [-dump] [-std DIR] [-p PATH] file.go ...\n");
		return 2;
	}
	if (syntax_error_count() == 0)
		check_package(p, find, NULL);
	bool failed = error_count() > 0;
	diag_flush();
	if (verify && !failed)
		broken += treecheck(p);
	if (dump && !failed)
		dump_package(p);
	return failed || broken;
}
