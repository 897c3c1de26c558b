// linevalues.c - what the lines of a package have allocated, out of a heap profile.
//
// The profile is one that Go or Vole has written (pprof's format).  A line's own values are those
// of samples whose innermost frame is at it; with calls, those of samples that have it anywhere in
// their stacks.  As JSON:
//
//	title           the profile's file
//	period          bytes from one sample to the next, on average
//	types           [type, unit] of each value
//	total           values of the whole profile
//	lines           [file, line, own values, values with calls], of the package's files
//
// A frame is in a source file if its path is the file's; or, as sources move, if its last element
// is and the function is of the package.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "profile.h"

enum { VALUES = 4 };

static const char *const wanted[VALUES] = {"alloc_space", "alloc_objects", "inuse_space",
					   "inuse_objects"};

static const char *file;
static const Profile *profile;
static int indices[VALUES]; // of wanted among the profile's values; -1: it has none

typedef struct {
	int file, line;
	int64_t own[VALUES], all[VALUES];
	const Sample *seen;
} Line;

typedef struct {
	int file; // -1: in another package
} Where;

typedef struct {
	const ProfiledPackage *p;
	Table files; // Function * -> Where *
	Table lines; // Line *
	Vec listed;  // Line *
} Measured;

// --- reading -------------------------------------------------------------------------------------

static bool refuse(const char *name, const char *why)
{
	fprintf(stderr, "vole: -profile %s: %s\n", name, why);
	return false;
}

static const char *type_names(const Profile *p)
{
	Buf b = {0};
	VEC_EACH(const ValueType, t, &p->types)
		buf_printf(&b, "%s%s", b.len ? ", " : "", t->type);
	return buf_str(&b);
}

static bool find_values(const Profile *p)
{
	for (int i = 0; i < VALUES; i++) {
		indices[i] = -1;
		for (int k = 0; k < p->types.len; k++) {
			const ValueType *t = p->types.at[k];
			if (strcmp(t->type, wanted[i]) == 0)
				indices[i] = k;
		}
	}
	return indices[0] >= 0 && indices[1] >= 0;
}

bool linevalues_load(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	size_t size;
	const char *data = fd >= 0 ? fetch_read(fd, &size) : NULL, *error = NULL;
	if (!data)
		return refuse(name, strerror(errno));
	close(fd);
	Profile *p = fetch_inflate(&data, &size, &error) ? profile_parse(data, size, &error) : NULL;
	if (p && !error)
		error = profile_check(p);
	if (!p || error)
		return refuse(name, error);
	if (!find_values(p))
		return refuse(name, arena_printf("a profile of %s, not of a heap", type_names(p)));
	profile = p;
	file = name;
	return true;
}

// --- which lines ---------------------------------------------------------------------------------

// Names of functions have %2e for a dot in the last element of their package's path.
static bool is_of_package(const char *path, const char *function)
{
	const char *last = tool_base_name(path);
	for (; *path; path++) {
		bool dot = *path == '.' && path > last;
		size_t n = dot && strncmp(function, "%2e", 3) == 0 ? 3 : 1;
		if (n == 1 && *function != *path)
			return false;
		function += n;
	}
	return *function == '.';
}

static int find_file(const ProfiledPackage *p, const Function *f)
{
	for (int i = 0; i < p->files.len; i++)
		if (strcmp(p->files.at[i], f->file) == 0)
			return i;
	for (int i = 0; i < p->files.len && is_of_package(p->path, f->name); i++)
		if (strcmp(tool_base_name(p->files.at[i]), tool_base_name(f->file)) == 0)
			return i;
	return -1;
}

static int file_of(Measured *m, const Function *f)
{
	Where *w = table_get(&m->files, TABLE_KEY(f));
	if (!w) {
		w = NEW(Where);
		w->file = find_file(m->p, f);
		table_put(&m->files, TABLE_KEY(f), w);
	}
	return w->file;
}

static Line *line_of(Measured *m, const Frame *f)
{
	if (!f->function || f->line < 1 || f->line > INT32_MAX)
		return NULL;
	int at = file_of(m, f->function);
	if (at < 0)
		return NULL;
	uint64_t key = (uint64_t)at << 32 | (uint64_t)f->line;
	Line *l = table_get(&m->lines, key);
	if (!l) {
		l = NEW(Line);
		*l = (Line){.file = at, .line = (int)f->line};
		table_put(&m->lines, key, l);
		vec_push(&m->listed, l);
	}
	return l;
}

static void add(int64_t *to, const Sample *s)
{
	for (int i = 0; i < VALUES; i++)
		if (indices[i] >= 0 && indices[i] < s->nvalues)
			to[i] += s->values[indices[i]];
}

static void add_sample(Measured *m, const Sample *s)
{
	for (int i = 0; i < s->depth; i++)
		for (int k = 0; k < s->stack[i]->nframes; k++) {
			Line *l = line_of(m, &s->stack[i]->frames[k]);
			if (l && i == 0 && k == 0)
				add(l->own, s);
			if (l && l->seen != s)
				add(l->all, s);
			if (l)
				l->seen = s;
		}
}

// --- JSON ----------------------------------------------------------------------------------------

static void put_values(Buf *b, const int64_t *values)
{
	buf_putc(b, '[');
	const char *comma = "";
	for (int i = 0; i < VALUES; i++)
		if (indices[i] >= 0) {
			buf_printf(b, "%s%lld", comma, (long long)values[i]);
			comma = ",";
		}
	buf_putc(b, ']');
}

static void put_head(Buf *b)
{
	int64_t total[VALUES] = {0};
	VEC_EACH(const Sample, s, &profile->samples)
		add(total, s);
	buf_puts(b, "{\"title\":");
	json_string(b, tool_base_name(file));
	buf_printf(b, ",\"period\":%lld,\"types\":[", (long long)profile->period);
	const char *comma = "";
	for (int i = 0; i < VALUES; i++)
		if (indices[i] >= 0) {
			const ValueType *t = profile->types.at[indices[i]];
			buf_printf(b, "%s[\"%s\",", comma, wanted[i]);
			json_string(b, t->unit);
			buf_putc(b, ']');
			comma = ",";
		}
	buf_puts(b, "],\"total\":");
	put_values(b, total);
}

static int by_place(const void *a, const void *b)
{
	const Line *x = *(Line *const *)a, *y = *(Line *const *)b;
	return x->file != y->file ? x->file - y->file : x->line - y->line;
}

// A sample of nothing is one that was all given back.
static bool is_empty(const Line *l)
{
	for (int i = 0; i < VALUES; i++)
		if (l->all[i] != 0)
			return false;
	return true;
}

void linevalues_json(const ProfiledPackage *p, Buf *b)
{
	Measured m = {.p = p};
	VEC_EACH(const Sample, s, &profile->samples)
		add_sample(&m, s);
	if (m.listed.len > 1)
		qsort(m.listed.at, (size_t)m.listed.len, sizeof(void *), by_place);
	put_head(b);
	buf_puts(b, ",\"lines\":[");
	const char *comma = "";
	VEC_EACH(const Line, l, &m.listed) {
		if (is_empty(l))
			continue;
		buf_printf(b, "%s[%d,%d,", comma, l->file, l->line);
		comma = ",\n";
		put_values(b, l->own);
		buf_putc(b, ',');
		put_values(b, l->all);
		buf_putc(b, ']');
	}
	buf_puts(b, "]}");
}
