// load_build.c - build constraints: does a file belong to a program for linux/amd64?
//
// A name ending in _GOOS, _GOARCH or _GOOS_GOARCH binds the file to that system; a `//go:build`
// line before the package clause holds an expression of tags with !, &&, || and parentheses.
// Without one, the older `// +build` lines count: each must hold, its terms are alternatives.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

static const char *const systems[] = {
    "aix",   "android", "darwin", "dragonfly", "freebsd", "hurd",    "illumos", "ios",     "js",
    "linux", "nacl",    "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows", "zos",
};
static const char *const machines[] = {
    "386",     "amd64",  "amd64p32", "arm",       "arm64",       "arm64be", "armbe",   "loong64",
    "mips",    "mips64", "mips64le", "mips64p32", "mips64p32le", "mipsle",  "ppc",     "ppc64",
    "ppc64le", "riscv",  "riscv64",  "s390",      "s390x",       "sparc",   "sparc64", "wasm",
};
static const char *const true_tags[] = {"linux", "amd64", "unix", "vole"};
#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

// These choose sources without assembly and C.  They hold in Go's own library alone: modules may
// give them other meanings.
static const char *const library_tags[] = {"purego", "math_big_pure_go", "netgo", "osusergo"};

static bool in_library; // whose files are looked at
static Vec extra_tags;  // const char*: -tags
static Vec module_tags; // const char*: of the module whose files are looked at

static Vec tags_in(const char *list)
{
	Vec tags = {0};
	for (const char *s = list; *s;) {
		size_t n = strcspn(s, ", \t");
		if (n > 0)
			vec_push(&tags, arena_strndup(s, n));
		s += n + (s[n] != '\0');
	}
	return tags;
}

void build_set_tags(const char *list)
{
	extra_tags = tags_in(list);
}

void build_set_module_tags(const char *list)
{
	module_tags = tags_in(list);
}

static bool among(const char *s, size_t n, const char *const *list, int count)
{
	for (int i = 0; i < count; i++)
		if (strlen(list[i]) == n && memcmp(list[i], s, n) == 0)
			return true;
	return false;
}

static bool is_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

bool build_name_matches(const char *name)
{
	size_t n = strcspn(name, ".");
	const char *first = memchr(name, '_', n);
	if (!first)
		return true;
	// words after the first underscore; only the last two count
	const char *last = NULL, *before = NULL, *s = first + 1;
	size_t last_n = 0, before_n = 0;
	for (const char *end = name + n; s <= end; s += last_n + 1) {
		before = last;
		before_n = last_n;
		last = s;
		last_n = strcspn(s, "_.");
	}
	if (last_n == 4 && memcmp(last, "test", 4) == 0 && before) {
		last = before;
		last_n = before_n;
		before = NULL;
	}
	if (among(last, last_n, machines, COUNT(machines))) {
		if (!is_word(last, last_n, "amd64"))
			return false;
		return !before || !among(before, before_n, systems, COUNT(systems)) ||
		       is_word(before, before_n, "linux");
	}
	return !among(last, last_n, systems, COUNT(systems)) || is_word(last, last_n, "linux");
}

// --- the expression of a //go:build line ---------------------------------------------------------

typedef struct {
	const char *s, *end;
	bool bad;
	int depth;
} Expr;

static bool tag_is_true(const char *s, size_t n)
{
	if (n > 4 && memcmp(s, "go1.", 4) == 0) {
		char *end;
		long minor = strtol(s + 4, &end, 10);
		return end == s + n && minor <= GO_VERSION_MINOR;
	}
	VEC_EACH(const char, tag, &extra_tags)
		if (is_word(s, n, tag))
			return true;
	VEC_EACH(const char, tag, &module_tags)
		if (is_word(s, n, tag))
			return true;
	return among(s, n, true_tags, COUNT(true_tags)) ||
	       (in_library && among(s, n, library_tags, COUNT(library_tags)));
}

static void skip_space(Expr *e)
{
	while (e->s < e->end && (*e->s == ' ' || *e->s == '\t' || *e->s == '\r'))
		e->s++;
}

static bool accept(Expr *e, const char *token)
{
	size_t n = strlen(token);
	skip_space(e);
	if ((size_t)(e->end - e->s) < n || memcmp(e->s, token, n) != 0)
		return false;
	e->s += n;
	return true;
}

static bool any_of(Expr *e);

static bool operand(Expr *e)
{
	enum { DEEPEST = 100 };
	if (++e->depth > DEEPEST)
		e->bad = true;
	bool value = false;
	if (e->bad) {
	} else if (accept(e, "!")) {
		value = !operand(e);
	} else if (accept(e, "(")) {
		value = any_of(e);
		e->bad |= !accept(e, ")");
	} else {
		skip_space(e);
		const char *tag = e->s;
		while (e->s < e->end && (isalnum((unsigned char)*e->s) || *e->s == '_' ||
					 *e->s == '.' || *e->s & 0x80))
			e->s++;
		e->bad |= e->s == tag;
		value = tag_is_true(tag, (size_t)(e->s - tag));
	}
	e->depth--;
	return value;
}

static bool all_of(Expr *e)
{
	bool value = operand(e);
	while (!e->bad && accept(e, "&&"))
		value &= operand(e);
	return value;
}

static bool any_of(Expr *e)
{
	bool value = all_of(e);
	while (!e->bad && accept(e, "||"))
		value |= all_of(e);
	return value;
}

// A malformed expression excludes the file, as an unknown tag would.
static bool expr_matches(const char *s, const char *end)
{
	Expr e = {.s = s, .end = end};
	bool value = any_of(&e);
	skip_space(&e);
	return value && !e.bad && e.s == end;
}

// --- the older +build lines ----------------------------------------------------------------------

// One term of a line: tags separated by commas, all of which must hold; ! before one negates it.
static bool plus_term(const char *s, const char *end)
{
	for (const char *next; s < end; s = next + 1) {
		next = memchr(s, ',', (size_t)(end - s));
		next = next ? next : end;
		bool negated = *s == '!';
		const char *tag = s + negated;
		if (tag >= next || *tag == '!' || tag_is_true(tag, (size_t)(next - tag)) == negated)
			return false;
	}
	return true;
}

// Does any term hold?  `s` is what follows "+build".
static bool plus_line(const char *s, const char *end)
{
	while (s < end) {
		const char *term = s;
		while (s < end && !isspace((unsigned char)*s))
			s++;
		if (s > term && plus_term(term, s))
			return true;
		while (s < end && isspace((unsigned char)*s))
			s++;
	}
	return false;
}

// What follows "+build" in a comment [s, end), or NULL if it says something else.
static const char *plus_build(const char *s, const char *end)
{
	static const char word[] = "+build";
	const size_t n = sizeof word - 1;
	for (s += 2; s < end && isspace((unsigned char)*s); s++)
		;
	if ((size_t)(end - s) < n || memcmp(s, word, n) != 0)
		return NULL;
	s += n;
	return s == end || isspace((unsigned char)*s) ? s : NULL;
}

// All +build lines of [s, end) must hold.  end is after the last blank line of the head: one that
// touches the package clause is its documentation.
static bool plus_lines_match(const char *s, const char *end)
{
	while (s < end) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));
		eol = eol ? eol : end;
		while (s < eol && isspace((unsigned char)*s))
			s++;
		bool comment = eol - s >= 2 && s[0] == '/' && s[1] == '/';
		const char *terms = comment ? plus_build(s, eol) : NULL;
		if (terms && !plus_line(terms, eol))
			return false;
		s = eol + 1;
	}
	return true;
}

// --- a file's head -------------------------------------------------------------------------------

// Is there nothing in the line that ends at s?
static bool is_blank_line(const char *text, const char *s)
{
	while (s > text && (s[-1] == ' ' || s[-1] == '\t' || s[-1] == '\r'))
		s--;
	return s == text || s[-1] == '\n';
}

bool build_tags_match(const char *text, size_t size, bool golib)
{
	in_library = golib;
	static const char directive[] = "//go:build";
	const size_t len = sizeof directive - 1;
	const char *s = text, *end = text + size;
	const char *blank = text; // after the last blank line among line comments
	bool only_lines = true;
	while (s < end) {
		if (*s == '\n' && only_lines && is_blank_line(text, s)) {
			blank = ++s;
		} else if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n') {
			s++;
		} else if (end - s > 2 && s[0] == '/' && s[1] == '*') {
			const char *close = memmem(s + 2, (size_t)(end - s - 2), "*/", 2);
			s = close ? close + 2 : end;
			only_lines = false;
		} else if (end - s > 1 && s[0] == '/' && s[1] == '/') {
			const char *eol = memchr(s, '\n', (size_t)(end - s));
			eol = eol ? eol : end;
			if ((size_t)(eol - s) > len && memcmp(s, directive, len) == 0 &&
			    (s[len] == ' ' || s[len] == '\t'))
				return expr_matches(s + len, eol);
			s = eol;
		} else {
			break;
		}
	}
	return plus_lines_match(text, blank);
}
