// modvendor.c - vendor/: copies of other modules' packages, and vendor/modules.txt, which says
// whose they are.
//
// `go mod vendor` makes both.  A main module of Go 1.14 or later that has the directory is built
// from it alone, without the module cache and go.sum.  Since then modules.txt repeats what go.mod
// requires and replaces, and the two must agree:
//
//     # PATH VERSION            followed by its packages; also with => PATH [VERSION]
//     ## explicit; go 1.21      of the module before: go.mod requires it; its language
//     # PATH [VERSION] => ...   at the end: a replacement of a module that provides nothing

#include <stdlib.h>
#include <string.h>

#include "modules.h"

// --- reading -------------------------------------------------------------------------------------

static Vec split(const char *s, size_t n)
{
	Vec words = {0};
	for (size_t i = 0; i < n;) {
		size_t blank = strspn(s + i, " \t\r;"), len;
		i += blank;
		len = strcspn(s + i, " \t\r;\n");
		if (i >= n || len == 0)
			break;
		vec_push(&words, arena_strndup(s + i, len));
		i += len;
	}
	return words;
}

static ModVersion at(const Vec *w, int from, int end)
{
	bool valid = from + 1 < end && semver_valid(w->at[from + 1]);
	return (ModVersion){intern(w->at[from]), intern(valid ? w->at[from + 1] : "")};
}

static Vendored *module_line(Modules *s, const Vec *w)
{
	int arrow = 1;
	while (arrow < w->len && strcmp(w->at[arrow], "=>") != 0)
		arrow++;
	if (arrow < 2)
		return NULL;
	Vendored *v = NEW(Vendored);
	*v = (Vendored){.mod = at(w, 1, arrow), .minor = MINOR_UNSAID};
	v->listed = v->mod.version[0] != '\0';
	if (arrow + 1 < w->len)
		v->instead = (Replace){v->mod, at(w, arrow + 1, w->len)};
	vec_push(&s->vendored, v);
	return v;
}

static void mark_line(Vendored *v, const Vec *w)
{
	for (int i = 1; v && i < w->len; i++) {
		const char *word = w->at[i], *next = i + 1 < w->len ? w->at[i + 1] : "";
		if (strcmp(word, "explicit") == 0)
			v->explicit = true;
		else if (strcmp(word, "go") == 0 && strncmp(next, "1.", 2) == 0)
			v->minor = atoi(next + 2);
	}
}

static void read_list(Modules *s, const char *text)
{
	Vendored *now = NULL;
	for (const char *line = text; *line;) {
		size_t n = strcspn(line, "\n");
		Vec w = split(line, n);
		line += n + (line[n] == '\n');
		const char *first = w.len > 0 ? w.at[0] : "";
		if (strcmp(first, "#") == 0)
			now = module_line(s, &w);
		else if (strcmp(first, "##") == 0)
			mark_line(now, &w);
		else if (*first && now)
			vec_push(&now->packages, (char *)intern(first));
	}
}

// --- does it agree with go.mod? ------------------------------------------------------------------

static const char *name_of(ModVersion m)
{
	return *m.version ? arena_printf("%s@%s", m.path, m.version) : m.path;
}

static bool same(ModVersion a, ModVersion b)
{
	return a.path == b.path && a.version == b.version;
}

static const Vendored *find(const Modules *s, ModVersion m)
{
	VEC_EACH(const Vendored, v, &s->vendored)
		if (same(v->mod, m))
			return v;
	return NULL;
}

static void disagree(Buf *b, ModVersion m, const char *what)
{
	buf_printf(b, "\n\t%s: %s", name_of(m), what);
}

static void check_requires(const Modules *s, Buf *b)
{
	VEC_EACH(const ModVersion, m, &s->main->requires) {
		const Vendored *v = find(s, *m);
		if (!v || !v->explicit)
			disagree(b, *m,
				 "is explicitly required in go.mod, but not marked as explicit in "
				 "vendor/modules.txt");
	}
}

static void check_replaces(const Modules *s, Buf *b)
{
	VEC_EACH(const Replace, r, &s->main->replaces) {
		const Vendored *v = find(s, r->from);
		if (!v || !v->instead.to.path)
			disagree(b, r->from,
				 "is replaced in go.mod, but not marked as replaced in "
				 "vendor/modules.txt");
		else if (!same(v->instead.to, r->to))
			disagree(b, r->from,
				 arena_printf("is replaced by %s in go.mod, but marked as replaced "
					      "by %s in vendor/modules.txt",
					      name_of(r->to), name_of(v->instead.to)));
	}
}

static bool
	requires(const Modules *s, ModVersion m)
{
	VEC_EACH(const ModVersion, have, &s->main->requires)
		if (same(*have, m))
			return true;
	return false;
}

static void check_marks(const Modules *s, Buf *b)
{
	VEC_EACH(const Vendored, v, &s->vendored)
		if (v->explicit && !requires(s, v->mod))
			disagree(b, v->mod,
				 "is marked as explicit in vendor/modules.txt, but not explicitly "
				 "required in go.mod");
	VEC_EACH(const Vendored, v, &s->vendored)
		if (v->instead.to.path && !gomod_replacement(s->main, v->mod))
			disagree(b, v->mod,
				 "is marked as replaced in vendor/modules.txt, but not replaced in "
				 "go.mod");
}

// modules.txt repeats a replacement for each version it lists; one for all versions has a line of
// its own only if it was written so.
void modvendor_open(Modules *s)
{
	size_t size;
	char *text = file_read(path_join(s->root, "vendor/modules.txt"), &size);
	if (text)
		read_list(s, text);
	Buf b = {0};
	check_requires(s, &b);
	check_replaces(s, &b);
	check_marks(s, &b);
	if (b.len > 0)
		modules_fatal("inconsistent vendoring in %s:%s\n\n"
			      "\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n"
			      "\tTo sync the vendor directory, run:\n"
			      "\t\tgo mod vendor",
			      s->root, buf_str(&b));
}

// --- packages ------------------------------------------------------------------------------------

static bool is_listed(const Modules *s, const char *path)
{
	path = intern(path);
	VEC_EACH(const Vendored, v, &s->vendored)
		VEC_EACH(const char, have, &v->packages)
			if (have == path)
				return true;
	return false;
}

const char *modvendor_find(const Modules *s, const char *path, const char **why)
{
	const char *dir = path_join(path_join(s->root, "vendor"), path);
	bool there = false;
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names)
		there |= path_has_suffix(name, ".go");
	if (there && (s->main->minor < MINOR_LISTED || is_listed(s, path)))
		return dir;
	if (there)
		fprintf(stderr,
			"go: ignoring package %s which exists in the vendor directory but is "
			"missing from vendor/modules.txt. To sync the vendor directory run go mod "
			"vendor.\n",
			path);
	*why = modules_lookup_disabled(s, path);
	return NULL;
}
