// load_gomod.c - go.mod: the module's path, its Go version, and replacements by local directories.
//
// Other modules are not fetched; `require` and the rest are read past.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

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

static bool wrong(const Module *m, int line, const char *what)
{
	const char *file = path_shown(path_join(m->root, "go.mod"));
	fprintf(stderr, "go: errors parsing %s:\n%s:%d: %s\n", file, file, line, what);
	return false;
}

// replace OLD [v] => DIR
static void replace(Module *m, const Vec *w, int from)
{
	int arrow = from;
	while (arrow < w->len && strcmp(w->at[arrow], "=>") != 0)
		arrow++;
	if (arrow == from || arrow + 1 >= w->len)
		return;
	const char *target = w->at[arrow + 1];
	if (target[0] != '.' && target[0] != '/')
		return; // another module's version: not available here anyway
	vec_push(&m->replaced, w->at[from]);
	vec_push(&m->replaced,
		 (char *)path_absolute(target[0] == '/' ? target : path_join(m->root, target)));
}

static const char *bad_version(const char *version)
{
	return arena_printf("invalid go version '%s': must match format 1.23.0", version);
}

// One directive, its verb already known (from this line or from the block around it).
static bool directive(Module *m, const char *verb, const Vec *w, int from, int line)
{
	const char *arg = from < w->len ? w->at[from] : NULL;
	if (strcmp(verb, "module") == 0) {
		if (!arg)
			return wrong(m, line, "usage: module module/path");
		if (m->path)
			return wrong(m, line, "repeated module statement");
		m->path = intern(arg);
	} else if (strcmp(verb, "go") == 0) {
		if (!arg || strncmp(arg, "1.", 2) != 0)
			return wrong(m, line, arg ? bad_version(arg) : "usage: go 1.23");
		int minor = atoi(arg + 2);
		if (minor > GO_VERSION_MINOR) {
			fprintf(stderr, "go: go.mod requires go >= %s (vole compiles go 1.%d)\n",
				arg, GO_VERSION_MINOR);
			return false;
		}
		m->goversion = arena_printf("1.%d", minor);
	} else if (strcmp(verb, "replace") == 0) {
		replace(m, w, from);
	} else if (strcmp(verb, "godebug") == 0) {
		if (!arg || !strchr(arg, '='))
			return wrong(m, line, "usage: godebug key=value");
		vec_push(&m->godebug, (char *)arg);
	}
	return true;
}

static bool parse(Module *m, const char *text)
{
	static const char *const verbs[] = {"module",  "go",      "toolchain", "require", "replace",
					    "exclude", "retract", "tool",      "godebug", "ignore"};
	const char *block = NULL;
	int line = 1;
	for (const char *s = text; *s; line++) {
		size_t n = strcspn(s, "\n");
		Vec w = gomod_words(s, n);
		s += n + (s[n] == '\n');
		if (w.len == 0)
			continue;
		const char *verb = w.at[0];
		if (block) {
			if (strcmp(verb, ")") == 0)
				block = NULL;
			else if (!directive(m, block, &w, 0, line))
				return false;
			continue;
		}
		bool known = false;
		for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
			known |= strcmp(verb, verbs[i]) == 0;
		if (!known)
			return wrong(m, line, arena_printf("unknown directive: %s", verb));
		if (w.len == 2 && strcmp(w.at[1], "(") == 0)
			block = verb;
		else if (!directive(m, verb, &w, 1, line))
			return false;
	}
	if (!m->path)
		fprintf(stderr, "go: error reading go.mod: missing module declaration\n");
	return m->path != NULL;
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
				return parse(m, text);
			fprintf(stderr, "go: reading %s: %s\n", path_shown(file), strerror(errno));
			return false;
		}
		if (strcmp(dir, "/") == 0)
			return true;
	}
}
