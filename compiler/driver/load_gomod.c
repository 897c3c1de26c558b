// load_gomod.c - the file go.mod: a module's path, its Go version, what it requires and replaces.
//
// A line is a verb and its arguments, or an argument list alone between `verb (` and `)`.  Only the
// main module's file may replace and exclude; in others these lines do not count, and what is newer
// than this reader is read past there.  `retract`, `toolchain`, `tool` and `ignore` say
// nothing that a build by Vole depends on.
//
// One line is Vole's own, and a comment for others: `//vole:tags MODULE TAG...` gives build tags
// that hold in the packages of one module, as $VOLE_TAGS does (modules.c).

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "modules.h"

// Splits a line into words; a quoted word loses its quotes, a comment ends the line.
Vec gomod_words(const char *s, size_t n)
{
	Vec words = {0};
	const char *end = s + n;
	for (;;) {
		while (s < end && (*s == ' ' || *s == '\t' || *s == '\r'))
			s++;
		if (s == end || (end - s > 1 && s[0] == '/' && s[1] == '/'))
			return words;
		const char *word = s;
		if (*s == '"' || *s == '`') {
			const char *close = memchr(s + 1, *s, (size_t)(end - s - 1));
			s = close ? close + 1 : end;
			vec_push(&words, arena_strndup(word + 1,
						       (size_t)((close ? close : end) - word - 1)));
			continue;
		}
		while (s < end && *s != ' ' && *s != '\t' && *s != '\r')
			s++;
		vec_push(&words, arena_strndup(word, (size_t)(s - word)));
	}
}

static bool wrong(const GoMod *g, int line, const char *what)
{
	const char *file = path_shown(g->file);
	fprintf(stderr, "go: errors parsing %s:\n%s:%d: %s\n", file, file, line, what);
	return false;
}

// --- directives ----------------------------------------------------------------------------------

typedef struct {
	GoMod *g;
	const Vec *words;
	int from, line; // the arguments are words[from..]
	bool main;
} Line;

static const char *argument(const Line *l, int i)
{
	return l->from + i < l->words->len ? l->words->at[l->from + i] : NULL;
}

static bool module_line(Line *l)
{
	if (!argument(l, 0))
		return wrong(l->g, l->line, "usage: module module/path");
	if (l->g->path)
		return wrong(l->g, l->line, "repeated module statement");
	l->g->path = intern(argument(l, 0));
	return true;
}

static bool go_line(Line *l)
{
	const char *v = argument(l, 0);
	if (l->g->goversion)
		return wrong(l->g, l->line, "repeated go statement");
	if (!v || strncmp(v, "1.", 2) != 0)
		return wrong(
		    l->g, l->line,
		    v ? arena_printf("invalid go version '%s': must match format 1.23.0", v)
		      : "usage: go 1.23");
	l->g->goversion = v;
	l->g->minor = atoi(v + 2);
	return true;
}

// `verb`: for messages.  A version that stands beside a path.
static bool version(Line *l, const char *verb, const char *path, const char *v, ModVersion *out)
{
	*out = (ModVersion){intern(path), intern(v)};
	const char *misfit = semver_misfit(path, v);
	if (!misfit)
		return true;
	return wrong(l->g, l->line,
		     arena_printf("%s %s: version \"%s\" invalid: %s", verb, path, v, misfit));
}

static bool require_line(Line *l)
{
	ModVersion m;
	if (l->words->len - l->from != 2)
		return wrong(l->g, l->line, "usage: require module/path v1.2.3");
	if (!version(l, "require", argument(l, 0), argument(l, 1), &m))
		return false;
	ModVersion *copy = NEW(ModVersion);
	*copy = m;
	vec_push(&l->g->requires, copy);
	return true;
}

static bool exclude_line(Line *l)
{
	ModVersion *m = NEW(ModVersion);
	if (!l->main)
		return true;
	if (l->words->len - l->from != 2)
		return wrong(l->g, l->line, "usage: exclude module/path v1.2.3");
	vec_push(&l->g->excludes, m);
	return version(l, "exclude", argument(l, 0), argument(l, 1), m);
}

static bool is_directory(const char *target)
{
	return target[0] == '/' || strcmp(target, ".") == 0 || strcmp(target, "..") == 0 ||
	       strncmp(target, "./", 2) == 0 || strncmp(target, "../", 3) == 0;
}

// replace PATH [VERSION] => PATH VERSION, or => DIRECTORY
static bool replace_line(Line *l)
{
	static const char usage[] = "usage: replace module/path [v1.2.3] => other/module v1.4\n\t "
				    "or replace module/path [v1.2.3] => ../local/directory";
	int n = l->words->len - l->from, arrow = 0;
	while (arrow < n && strcmp(argument(l, arrow), "=>") != 0)
		arrow++;
	int after = n - arrow - 1;
	if (!l->main)
		return true;
	if (arrow < 1 || arrow > 2 || after < 1 || after > 2)
		return wrong(l->g, l->line, usage);
	Replace *r = NEW(Replace);
	r->from = (ModVersion){intern(argument(l, 0)), intern("")};
	if (arrow == 2 && !version(l, "replace", argument(l, 0), argument(l, 1), &r->from))
		return false;
	const char *target = argument(l, arrow + 1);
	r->to = (ModVersion){intern(target), intern("")};
	vec_push(&l->g->replaces, r);
	if (after == 2)
		return version(l, "replace", target, argument(l, arrow + 2), &r->to);
	return is_directory(target) ||
	       wrong(l->g, l->line,
		     "replacement module without version must be directory path "
		     "(rooted or starting with . or ..)");
}

static bool godebug_line(Line *l)
{
	const char *arg = argument(l, 0);
	if (l->main && (!arg || !strchr(arg, '=')))
		return wrong(l->g, l->line, "usage: godebug key=value");
	vec_push(&l->g->godebug, (char *)arg);
	return true;
}

static bool ignored_line(Line *l)
{
	(void)l;
	return true;
}

static const struct {
	const char *verb;
	bool (*take)(Line *l);
} verbs[] = {
    {"module", module_line},     {"go", go_line},           {"require", require_line},
    {"exclude", exclude_line},   {"replace", replace_line}, {"retract", ignored_line},
    {"toolchain", ignored_line}, {"tool", ignored_line},    {"godebug", godebug_line},
    {"ignore", ignored_line},
};

static int find_verb(const char *word)
{
	int i = (int)(sizeof verbs / sizeof *verbs) - 1;
	while (i >= 0 && strcmp(verbs[i].verb, word) != 0)
		i--;
	return i;
}

// --- the file ------------------------------------------------------------------------------------

// //vole:tags MODULE TAG...
static void note_tags(GoMod *g, const char *s)
{
	static const char word[] = "//vole:tags ";
	s += strspn(s, " \t");
	if (strncmp(s, word, sizeof word - 1) != 0)
		return;
	const char *path = s + sizeof word - 1;
	path += strspn(path, " \t");
	size_t len = strcspn(path, " \t\r\n"), all = strcspn(path, "\r\n");
	ModTags *t = NEW(ModTags);
	*t = (ModTags){intern_n(path, len), arena_strndup(path + len, all - len)};
	vec_push(&g->tags, t);
}

// Finds the verb of a line and takes it.  *block: the verb whose parentheses are open, or -1.
static bool take_line(Line *l, int *block)
{
	const char *first = l->words->at[0];
	if (*block >= 0 && strcmp(first, ")") == 0) {
		*block = -1;
		return true;
	}
	if (*block >= 0)
		return verbs[*block].take(l);
	int verb = find_verb(first);
	if (verb < 0)
		return !l->main ||
		       wrong(l->g, l->line, arena_printf("unknown directive: %s", first));
	if (l->words->len == 2 && strcmp(l->words->at[1], "(") == 0) {
		*block = verb;
		return true;
	}
	l->from = 1;
	return verbs[verb].take(l);
}

bool gomod_parse(GoMod *g, const char *file, const char *text, bool main)
{
	*g = (GoMod){.file = file, .minor = MINOR_UNSAID};
	int block = -1, line = 1;
	for (const char *s = text; *s; line++) {
		size_t n = strcspn(s, "\n");
		Vec words = gomod_words(s, n);
		Line l = {g, &words, 0, line, main};
		if (words.len > 0 && !take_line(&l, &block))
			return false;
		if (main && words.len == 0)
			note_tags(g, s);
		s += n + (s[n] == '\n');
	}
	return true;
}

const Replace *gomod_replacement(const GoMod *main, ModVersion m)
{
	const Replace *any = NULL;
	VEC_EACH(const Replace, r, &main->replaces) {
		if (r->from.path != m.path)
			continue;
		if (r->from.version == m.version)
			return r;
		if (r->from.version[0] == '\0')
			any = r;
	}
	return any;
}

// --- the main module -----------------------------------------------------------------------------

static bool main_module(Module *m, const char *file, const char *text)
{
	GoMod *g = NEW(GoMod);
	m->gomod = g;
	if (!gomod_parse(g, file, text, true))
		return false;
	m->path = g->path;
	m->godebug = g->godebug;
	if (!g->path)
		fprintf(stderr, "go: error reading go.mod: missing module declaration\n");
	else if (g->minor > GO_VERSION_MINOR)
		fprintf(stderr, "go: go.mod requires go >= %s (vole compiles go 1.%d)\n",
			g->goversion, GO_VERSION_MINOR);
	if (g->goversion)
		m->goversion = arena_printf("1.%d", g->minor);
	return g->path && g->minor <= GO_VERSION_MINOR;
}

bool module_find(Module *m, const char *dir)
{
	for (;; dir = path_dir(dir)) {
		const char *file = path_join(dir, "go.mod");
		if (file_exists(file)) {
			size_t size;
			const char *text = file_read(file, &size);
			m->root = dir;
			if (text)
				return main_module(m, file, text);
			fprintf(stderr, "go: reading %s: %s\n", path_shown(file), strerror(errno));
			return false;
		}
		if (strcmp(dir, "/") == 0)
			return true;
	}
}
