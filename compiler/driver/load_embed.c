// load_embed.c - which files the patterns of //go:embed lines match.
//
// A file that imports package embed is looked through for such lines, wherever they stand; the
// checker says which are misplaced.  A pattern is resolved in the package's directory, a path
// element at a time, by the rules of path.Match:
//
//   - a file stands for itself, whatever its name; so do links and the like, which are refused;
//   - a directory for all regular files below, except names that begin with . or _ (with `all:`
//     before the pattern, these too), and except directories that hold another module;
//   - neither may be, or lie in, what could not be part of a module: another module, a directory of
//     version control, a name that some system would not allow.
//
// Contents are read here: they are part of the package's key (build.c).

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "load.h"

typedef struct {
	Unit *unit;
	Vec files;   // EmbedFile*: read so far
	Vec matched; // const char*: names, of the pattern at hand
	bool all;    // it begins with all:
} Embedding;

typedef struct {
	const char *text;
	Pos pos;
} Pattern;

// --- patterns in the source ----------------------------------------------------------------------

static const char *skip_quoted(const char *s, const char *end)
{
	char quote = *s++;
	while (s < end && *s != quote && (quote == '`' || *s != '\n'))
		s += *s == '\\' && quote != '`' ? 2 : 1;
	return s < end ? s + 1 : end;
}

// What is wrong with a line the compiler proper says, which reads it again.
static void note_line(Vec *patterns, const char *comment, size_t n, Pos pos)
{
	static const char word[] = "//go:embed";
	const size_t len = sizeof word - 1;
	Vec words = {0};
	if (n <= len || strncmp(comment, word, len) != 0 || !strchr(" \t", comment[len]) ||
	    embed_words(comment, n, len, &words))
		return;
	VEC_EACH(const EmbedWord, w, &words) {
		Pattern *p = NEW(Pattern);
		*p = (Pattern){w->text, {pos.base, pos.line, pos.col + (uint32_t)w->offset}};
		vec_push(patterns, p);
	}
}

static void scan(Vec *patterns, const Source *source)
{
	const char *s = source->text, *end = s + source->size, *line = s;
	uint32_t lines = 1;
	while (s < end) {
		const char *from = s;
		if (*s == '"' || *s == '\'' || *s == '`') {
			s = skip_quoted(s, end);
		} else if (end - s > 1 && s[0] == '/' && s[1] == '/') {
			const char *eol = memchr(s, '\n', (size_t)(end - s));
			s = eol ? eol : end;
			note_line(patterns, from, (size_t)(s - from),
				  (Pos){source->base, lines, (uint32_t)(from - line) + 1});
		} else if (end - s > 1 && s[0] == '/' && s[1] == '*') {
			const char *close = memmem(s + 2, (size_t)(end - s - 2), "*/", 2);
			s = close ? close + 2 : end;
		} else {
			s++;
		}
		for (; from < s; from++)
			if (*from == '\n') {
				lines++;
				line = from + 1;
			}
	}
}

// --- path.Match, for one element -----------------------------------------------------------------

// One character of a class, perhaps escaped; false if there is none.
static bool class_char(const char **p, int32_t *r)
{
	const char *s = *p;
	if (*s == '\0' || *s == '-' || *s == ']')
		return false;
	s += *s == '\\';
	if (*s == '\0')
		return false;
	s += utf8_decode(s, strlen(s), r);
	*p = s;
	return *r != UTF8_BAD && *s != '\0';
}

// Is r in the class that *p stands in, behind `[`?  Moves *p behind its `]`; false in *ok if it is
// malformed.
static bool in_class(const char **p, int32_t r, bool *ok)
{
	bool negated = **p == '^', found = false;
	*p += negated;
	for (int n = 0; *ok && (**p != ']' || n == 0); n++) {
		int32_t low = 0, high;
		*ok = class_char(p, &low);
		high = low;
		if (*ok && **p == '-') {
			++*p;
			*ok = class_char(p, &high);
		}
		found |= low <= r && r <= high;
	}
	*p += *ok;
	return found != negated;
}

static bool well_formed(const char *p)
{
	bool ok = true;
	while (ok && *p) {
		char c = *p++;
		if (c == '\\')
			ok = *p++ != '\0';
		else if (c == '[')
			in_class(&p, 0, &ok);
	}
	return ok;
}

// Does the well-formed pattern p match all of s?
static bool matches(const char *p, const char *s)
{
	for (; *p;) {
		if (*p == '*') {
			while (*p == '*')
				p++;
			for (;; s++) {
				if (matches(p, s))
					return true;
				if (*s == '\0')
					return false;
			}
		}
		int32_t r;
		int n = utf8_decode(s, strlen(s), &r);
		bool ok = true;
		if (n == 0)
			return false;
		if (*p == '[') {
			p++;
			if (!in_class(&p, r, &ok))
				return false;
			s += n;
		} else if (*p == '?') {
			p++;
			s += n;
		} else {
			p += *p == '\\';
			if (*p++ != *s++)
				return false;
		}
	}
	return *s == '\0';
}

// As fs.ValidPath: elements without empty ones, `.` and `..`.
static bool is_clean(const char *path)
{
	int32_t r;
	for (const char *s = path; *s; s += utf8_decode(s, strlen(s), &r))
		if (utf8_decode(s, strlen(s), &r), r == UTF8_BAD)
			return false;
	for (const char *s = path;; s++) {
		size_t n = strcspn(s, "/");
		if (n == 0 || (n <= 2 && memcmp(s, "..", n) == 0))
			return false;
		s += n;
		if (!*s)
			return true;
	}
}

// --- names ---------------------------------------------------------------------------------------

static bool is_device_name(const char *name)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul"};
	size_t n = strcspn(name, ".");
	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		if (n == strlen(devices[i]) && strncasecmp(name, devices[i], n) == 0)
			return true;
	bool port = strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0;
	return port && n == 4 && name[3] >= '1' && name[3] <= '9';
}

static bool allowed_in_name(int32_t r)
{
	if (r >= 0x80)
		return unicode_letter(r);
	return r > 0 &&
	       (strchr("!#$%&()+,-.=@[]^_{}~ ", r) || (r >= '0' && r <= '9') || unicode_letter(r));
}

// Could no module hold a file of this name?
static bool is_bad_name(const char *name)
{
	static const char *const control[] = {".bzr", ".hg", ".git", ".svn"};
	for (size_t i = 0; i < sizeof control / sizeof *control; i++)
		if (strcmp(name, control[i]) == 0)
			return true;
	int32_t r;
	for (const char *s = name; *s; s += utf8_decode(s, strlen(s), &r))
		if (utf8_decode(s, strlen(s), &r), r == UTF8_BAD || !allowed_in_name(r))
			return true;
	return path_has_suffix(name, ".") || is_device_name(name);
}

static bool has_module(const char *dir)
{
	struct stat st;
	return stat(path_join(dir, "go.mod"), &st) == 0;
}

static const char *below(const Embedding *e, const char *name)
{
	return path_join(e->unit->dir, name);
}

// --- what a name stands for ----------------------------------------------------------------------

// Adds the files below directory `name`.  NULL, or what is wrong.
static const char *add_tree(Embedding *e, const char *name)
{
	Vec names = dir_list(below(e, name));
	VEC_EACH(const char, elem, &names) {
		const char *path = path_join(name, elem);
		struct stat st;
		if (lstat(below(e, path), &st) != 0)
			continue;
		bool hidden = *elem == '.' || *elem == '_', bad = is_bad_name(elem);
		if (bad || (hidden && !e->all)) {
			if (!S_ISDIR(st.st_mode) && !hidden)
				return arena_printf("cannot embed file %s: invalid name %s", path,
						    elem);
			continue;
		}
		const char *wrong = NULL;
		if (S_ISREG(st.st_mode))
			vec_push(&e->matched, (char *)path);
		else if (S_ISDIR(st.st_mode) && !has_module(below(e, path)))
			wrong = add_tree(e, path);
		if (wrong)
			return wrong;
	}
	return NULL;
}

// What keeps the directories on the way to name, and itself, from being embedded, or NULL.
static const char *way_fault(const Embedding *e, const char *name, const char *what)
{
	for (const char *dir = name; *dir && strcmp(dir, ".") != 0; dir = path_dir(dir)) {
		struct stat st;
		if (has_module(below(e, dir)))
			return arena_printf("cannot embed %s %s: in different module", what, name);
		if (dir != name && lstat(below(e, dir), &st) == 0 && !S_ISDIR(st.st_mode))
			return arena_printf("cannot embed %s %s: in non-directory %s", what, name,
					    dir);
		if (!is_bad_name(path_base(dir)))
			continue;
		return arena_printf("cannot embed %s %s: %s %s", what, name,
				    dir == name ? "invalid name" : "in invalid directory",
				    path_base(dir));
	}
	return NULL;
}

// A pattern matches name.
static const char *add_match(Embedding *e, const char *name)
{
	struct stat st;
	if (lstat(below(e, name), &st) != 0)
		return NULL;
	const char *wrong = way_fault(e, name, S_ISDIR(st.st_mode) ? "directory" : "file");
	int before = e->matched.len;
	if (wrong)
		return wrong;
	if (S_ISREG(st.st_mode))
		vec_push(&e->matched, (char *)name);
	else if (!S_ISDIR(st.st_mode))
		return arena_printf("cannot embed irregular file %s", name);
	else if ((wrong = add_tree(e, name)))
		return wrong;
	else if (e->matched.len == before)
		return arena_printf("cannot embed directory %s: contains no embeddable files",
				    name);
	return NULL;
}

// Adds what matches pattern below directory dir, "" for the package's own.
static const char *expand(Embedding *e, const char *dir, const char *pattern)
{
	size_t n = strcspn(pattern, "/");
	const char *elem = arena_strndup(pattern, n), *rest = pattern[n] ? pattern + n + 1 : NULL;
	Vec names = {0};
	if (strpbrk(elem, "*?[\\"))
		names = dir_list(below(e, dir));
	else
		vec_push(&names, (char *)elem);
	VEC_EACH(const char, name, &names) {
		if (name != elem && !matches(elem, name))
			continue;
		const char *path = *dir ? path_join(dir, name) : name;
		const char *wrong = rest ? expand(e, path, rest) : add_match(e, path);
		if (wrong)
			return wrong;
	}
	return NULL;
}

// --- a package -----------------------------------------------------------------------------------

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_pattern(const void *a, const void *b)
{
	const Pattern *x = *(Pattern *const *)a, *y = *(Pattern *const *)b;
	int c = strcmp(x->text, y->text);
	return c ? c : pos_cmp(x->pos, y->pos);
}

static EmbedFile *file_named(Embedding *e, const char *name)
{
	VEC_EACH(EmbedFile, have, &e->files)
		if (strcmp(have->name, name) == 0)
			return have;
	EmbedFile *f = NEW(EmbedFile);
	f->name = name;
	f->data = file_read(below(e, name), &f->size);
	if (!f->data)
		return NULL;
	vec_push(&e->files, f);
	return f;
}

// The files of a pattern, into m.  NULL, or what is wrong.
static const char *resolve(Embedding *e, const char *pattern, EmbedMatch *m)
{
	e->all = strncmp(pattern, "all:", 4) == 0;
	const char *glob = pattern + (e->all ? 4 : 0);
	if (!well_formed(glob) || !is_clean(glob))
		return "invalid pattern syntax";
	e->matched = (Vec){0};
	const char *wrong = expand(e, "", glob);
	if (!wrong && e->matched.len == 0)
		wrong = "no matching files found";
	if (wrong)
		return wrong;
	m->pattern = pattern;
	qsort(e->matched.at, (size_t)e->matched.len, sizeof *e->matched.at, by_text);
	VEC_EACH(const char, name, &e->matched) {
		EmbedFile *last = m->files.len ? m->files.at[m->files.len - 1] : NULL;
		if (last && strcmp(last->name, name) == 0)
			continue;
		EmbedFile *f = file_named(e, name);
		if (!f)
			return arena_printf("open %s: %s", below(e, name), strerror(errno));
		vec_push(&m->files, f);
	}
	return NULL;
}

bool embeds_find(Unit *u)
{
	Embedding e = {.unit = u};
	Vec patterns = {0};
	VEC_EACH(const Source, s, &u->sources)
		if (file_imports(s->head, "embed"))
			scan(&patterns, s);
	if (patterns.len == 0)
		return true;
	qsort(patterns.at, (size_t)patterns.len, sizeof *patterns.at, by_pattern);
	const char *last = NULL;
	VEC_EACH(const Pattern, p, &patterns) {
		if (last && strcmp(p->text, last) == 0)
			continue;
		last = p->text;
		EmbedMatch *m = NEW(EmbedMatch);
		const char *wrong = resolve(&e, p->text, m);
		if (wrong) {
			fprintf(stderr, "%s: pattern %s: %s\n", place_shown(p->pos), p->text,
				wrong);
			return false;
		}
		vec_push(&u->pkg->embeds, m);
	}
	return true;
}
