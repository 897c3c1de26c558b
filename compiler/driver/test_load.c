// test_load.c - a package with its tests.
//
// The tests of package p make up to three packages: p itself with the _test.go files of the same
// package, in place of p for all that import it; p_test, from the files that say so; and a main
// package, whose text test_main.c writes.  All go through one Loader of their own, so what imports
// p is loaded with p's tests too and, as its key says (build.c), compiled for them.

#include <string.h>

#include "golib.h"
#include "test.h"

static Unit *tests_unit(Loader *l, const TestPackage *t, const char *path, int tests)
{
	Unit *u = unit_new(l, path, t->dir);
	u->tests = tests;
	u->options = l->command->named;
	u->named = true;
	u->from_files = names_files(l->command);
	return u;
}

static bool is_external(const Source *s)
{
	return s->head->pkgname && path_has_suffix(s->head->pkgname, "_test");
}

// The named files, each in the package its clause says.
static void divide_files(Loader *l, Unit *internal, Unit *external)
{
	VEC_EACH(const char, file, &l->command->args) {
		const char *path = path_absolute(file);
		if (!add_source(l, internal, path, shown_in_package(path)))
			continue;
		Source *s = internal->sources.at[internal->sources.len - 1];
		s->head = parse_imports(s->path, s->base, s->text, s->size);
		diag_forget();
		if (is_test_name(path) && is_external(s)) {
			internal->sources.len--;
			add_source(l, external, path, shown_in_package(path));
		}
	}
}

static int count_tests(const Unit *u)
{
	int n = 0;
	VEC_EACH(Source, s, &u->sources)
		n += is_test_name(s->path);
	return n;
}

// Loads u, unless it has no files; it is then forgotten.
static Unit *load_tests(Loader *l, Unit *u)
{
	if (u->sources.len == 0) {
		for (int i = 0; i < l->known.len; i++)
			if (l->known.at[i] == u)
				l->known.at[i] = l->known.at[--l->known.len];
		return NULL;
	}
	load_unit(l, u);
	vec_push(&l->program->targets, u);
	return u;
}

static Unit *load_main(Loader *l, TestPackage *t)
{
	size_t size;
	char *text = test_main_text(l->command, t, &size);
	if (!text)
		return NULL;
	Unit *u = unit_new(l, arena_printf("%s.test", t->path), t->dir);
	u->generated = u->from_files = true;
	add_text(u, "_testmain.go", text, size);
	load_unit(l, u);
	l->program->runtime = load_package(l, "runtime", NULL, (Pos){0});
	return u;
}

// --- coverage ------------------------------------------------------------------------------------

bool test_covers(const Command *c)
{
	const char *cover = test_flag(c, "cover");
	return (cover && strcmp(cover, "true") == 0) || test_flag(c, "covermode") ||
	       test_flag(c, "coverpkg") || test_flag(c, "coverprofile");
}

const char *test_cover_mode(const Command *c)
{
	const char *mode = test_flag(c, "covermode");
	return mode ? mode : "set";
}

bool test_counts(const Command *c)
{
	return test_covers(c) || test_flag(c, "fuzz");
}

static bool wanted(const Loader *l, const Unit *u)
{
	const char *list = test_flag(l->command, "coverpkg");
	if (!list)
		return u->tests == TESTS_INTERNAL;
	for (const char *s = list; *s;) {
		size_t n = strcspn(s, ",");
		if (arg_means(arena_strndup(s, n), u))
			return true;
		s += n + (s[n] == ',');
	}
	return false;
}

static unsigned hash_of(const char *s)
{
	unsigned h = 2166136261u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

static void import_atomic(Unit *u)
{
	const char *path = intern("sync/atomic");
	VEC_EACH(Import, import, &u->imports)
		if (import->path == path)
			return;
	Import *import = NEW(Import);
	import->path = path;
	vec_push(&u->imports, import);
}

static void cover_unit(Loader *l, Unit *u)
{
	if (u->tests == TESTS_EXTERNAL || u->generated || !wanted(l, u))
		return;
	// The fuzzer looks at how often, too.
	const char *word = test_covers(l->command) ? test_cover_mode(l->command) : "count";
	CoverMode mode = strcmp(word, "set") == 0     ? COVER_SET
			 : strcmp(word, "count") == 0 ? COVER_COUNT
						      : COVER_ATOMIC_COUNT;
	int index = 0;
	VEC_EACH(Source, s, &u->sources) {
		if (is_test_name(s->path))
			continue;
		Cover *cover = NEW(Cover);
		cover->mode = mode;
		cover->counter = intern(arena_printf("GoCover_%d_%08x", index++, hash_of(u->path)));
		s->cover = cover;
	}
	if (index > 0)
		vec_push(&l->covered, u);
	if (index > 0 && mode == COVER_ATOMIC_COUNT)
		import_atomic(u);
}

static bool is_covered(const Loader *l, const char *dir)
{
	VEC_EACH(Unit, u, &l->covered)
		if (strcmp(u->dir, dir) == 0)
			return true;
	return false;
}

// With -coverpkg a package that is tested beside this one counts here as well, though the program
// does not link it: as one of which nothing has run.  What is wrong with it, its own test tells.
static Vec unlinked_units(Loader *l, const TestPackage *t)
{
	Vec linked = l->covered, unlinked;
	bool failed = l->failed;
	if (!test_flag(l->command, "coverpkg"))
		return (Vec){0};
	l->covered = (Vec){0};
	VEC_EACH(TestPackage, other, &t->others) {
		Loader was = {.covered = linked};
		if (is_covered(&was, other->dir))
			continue;
		Unit *u = unit_new(l, other->path, other->dir);
		find_sources(l, u);
		cover_unit(l, u);
	}
	unlinked = l->covered;
	l->covered = linked;
	l->failed = failed;
	return unlinked;
}

// --- all -----------------------------------------------------------------------------------------

static void load_both(Loader *l, TestPackage *t)
{
	Unit *internal = tests_unit(l, t, t->path, TESTS_INTERNAL);
	Unit *external = tests_unit(l, t, arena_printf("%s_test", t->path), TESTS_EXTERNAL);
	if (names_files(l->command)) {
		divide_files(l, internal, external);
	} else {
		find_sources(l, internal);
		find_sources(l, external);
	}
	int tests = count_tests(internal) + count_tests(external);
	if (count_tests(internal) > 0)
		internal->title = arena_printf("%s [%s.test]", t->path, t->path);
	external->title = arena_printf("%s_test [%s.test]", t->path, t->path);
	if (internal->sources.len + external->sources.len == 0 && !l->failed) {
		l->known.len = 0;
		load_directory(l, t->path, t->dir, (Pos){0}); // says that there are none
	}
	t->internal = load_tests(l, internal);
	t->external = load_tests(l, external);
	t->covered = l->covered;
	t->unlinked = unlinked_units(l, t);
	if (!l->failed && tests > 0) {
		t->main = load_main(l, t);
		l->failed |= !t->main;
	}
}

bool test_load(Program *p, const Command *c, TestPackage *t)
{
	Loader l;
	bool go_system = false;
	do {
		*p = (Program){0};
		if (!loader_start(&l, p, c))
			return false;
		l.go_system = go_system;
		t->root = golib_holds(t->dir)          ? golib_src()
			  : path_within(t->dir, l.std) ? l.std
						       : l.module.root;
		if (test_counts(c))
			l.cover = cover_unit;
		load_both(&l, t);
	} while (loader_restarts(&l, &go_system));
	return !l.failed;
}
