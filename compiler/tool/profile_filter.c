// profile_filter.c - leaving out samples and frames: -focus and its kin, the profile's own
// drop_frames, and the granularity of a report.

#include <string.h>

#include "profile.h"

static bool matches_function(const Regex *re, const Frame *f)
{
	return f->function &&
	       (regex_matches(re, f->function->name) || regex_matches(re, f->function->file));
}

static bool matches_mapping(const Regex *re, const Location *l)
{
	return l->mapping && regex_matches(re, l->mapping->file);
}

static bool matches_location(const Regex *re, const Location *l)
{
	for (int i = 0; i < l->nframes; i++)
		if (matches_function(re, &l->frames[i]))
			return true;
	return matches_mapping(re, l);
}

// --- focus, ignore, hide, show -------------------------------------------------------------------

// Leaves l the frames that match, or that do not.
static void keep_frames(Location *l, const Regex *re, bool matching)
{
	if (matches_mapping(re, l)) {
		if (!matching)
			l->nframes = 0;
		return;
	}
	int kept = 0;
	for (int i = 0; i < l->nframes; i++)
		if (!l->frames[i].function || matches_function(re, &l->frames[i]) == matching)
			l->frames[kept++] = l->frames[i];
	l->nframes = kept;
}

typedef struct {
	Table focused, ignored, hidden; // locations
} Verdicts;

static void judge(Location *l, const NameFilter *f, NameMatches *found, Verdicts *v)
{
	uint64_t key = TABLE_KEY(l);
	if (f->ignore && matches_location(f->ignore, l)) {
		found->ignore = true;
		table_put(&v->ignored, key, l);
	} else if (!f->focus || matches_location(f->focus, l)) {
		found->focus = true;
		table_put(&v->focused, key, l);
	}
	if (f->hide && matches_location(f->hide, l)) {
		found->hide = true;
		keep_frames(l, f->hide, false);
		if (l->nframes == 0)
			table_put(&v->hidden, key, l);
	}
	if (f->show) {
		keep_frames(l, f->show, true);
		if (l->nframes == 0)
			table_put(&v->hidden, key, l);
		else
			found->show = true;
	}
}

static bool keeps_sample(Sample *s, const Verdicts *v)
{
	bool focused = false;
	for (int i = 0; i < s->depth; i++) {
		if (table_get(&v->ignored, TABLE_KEY(s->stack[i])))
			return false;
		focused |= table_get(&v->focused, TABLE_KEY(s->stack[i])) != NULL;
	}
	if (!focused || v->hidden.len == 0)
		return focused;
	int kept = 0;
	for (int i = 0; i < s->depth; i++)
		if (!table_get(&v->hidden, TABLE_KEY(s->stack[i])))
			s->stack[kept++] = s->stack[i];
	s->depth = kept;
	return kept > 0;
}

NameMatches profile_filter(Profile *p, const NameFilter *f)
{
	NameMatches found = {0};
	if (!f->focus && !f->ignore && !f->hide && !f->show)
		return found;
	Verdicts v = {0};
	VEC_EACH(Location, l, &p->locations)
		judge(l, f, &found, &v);
	int kept = 0;
	for (int i = 0; i < p->samples.len; i++)
		if (keeps_sample(p->samples.at[i], &v))
			p->samples.at[kept++] = p->samples.at[i];
	p->samples.len = kept;
	return found;
}

bool profile_show_from(Profile *p, const Regex *re)
{
	Table from = {0};
	VEC_EACH(Location, l, &p->locations) {
		int last = matches_mapping(re, l) ? l->nframes : 0;
		for (int i = 0; i < l->nframes && last < l->nframes; i++)
			if (matches_function(re, &l->frames[i]))
				last = i + 1;
		if (last == 0 && !matches_mapping(re, l))
			continue;
		l->nframes = last;
		table_put(&from, TABLE_KEY(l), l);
	}
	int kept = 0;
	for (int i = 0; i < p->samples.len; i++) {
		Sample *s = p->samples.at[i];
		while (s->depth > 0 && !table_get(&from, TABLE_KEY(s->stack[s->depth - 1])))
			s->depth--;
		if (s->depth > 0)
			p->samples.at[kept++] = s;
	}
	p->samples.len = kept;
	return from.len > 0;
}

// --- pruning -------------------------------------------------------------------------------------

// A function's name without its arguments, for expressions that were written for C++.
static const char *without_arguments(const char *name)
{
	static const char *const reserved[] = {"(anonymous namespace)", "operator()"};
	name += *name == '.';
	for (const char *s = name; *s; s++) {
		bool skipped = false;
		for (int i = 0; i < 2 && !skipped; i++)
			if (strncmp(s, reserved[i], strlen(reserved[i])) == 0) {
				s += strlen(reserved[i]) - 1;
				skipped = true;
			}
		if (!skipped && *s == '(')
			return arena_strndup(name, (size_t)(s - name));
	}
	return name;
}

void profile_prune_from(Profile *p, const Regex *re)
{
	Table beneath = {0};
	VEC_EACH(Location, l, &p->locations)
		for (int i = 0; i < l->nframes; i++) {
			const Function *f = l->frames[i].function;
			if (!f || !*f->name || !regex_matches(re, without_arguments(f->name)))
				continue;
			table_put(&beneath, TABLE_KEY(l), l);
			l->frames += i;
			l->nframes -= i;
			break;
		}
	VEC_EACH(Sample, s, &p->samples)
		for (int i = 0; i < s->depth; i++)
			if (table_get(&beneath, TABLE_KEY(s->stack[i]))) {
				s->stack += i;
				s->depth -= i;
				break;
			}
}

// The outermost frame of l that is to be dropped, or -1.
static int dropped_frame(const Location *l, const Regex *drop, const Regex *keep)
{
	for (int i = l->nframes - 1; i >= 0; i--) {
		const Function *f = l->frames[i].function;
		if (!f || !*f->name)
			continue;
		const char *name = without_arguments(f->name);
		if (regex_matches(drop, name) && !(keep && regex_matches(keep, name)))
			return i;
	}
	return -1;
}

// Cuts the stack below the first frame that is dropped, but not before a frame that is not.
static void prune_sample(Sample *s, const Table *whole, const Table *part)
{
	bool found_user = false;
	for (int i = s->depth - 1; i >= 0; i--) {
		bool all = table_get(whole, TABLE_KEY(s->stack[i])) != NULL;
		if (!all && !table_get(part, TABLE_KEY(s->stack[i]))) {
			found_user = true;
		} else if (found_user) {
			int cut = all ? i + 1 : i;
			s->stack += cut;
			s->depth -= cut;
			return;
		}
	}
}

static Regex *whole_name(const char *expression, const char **error)
{
	const char *text = arena_printf("^(%s)$", expression);
	Regex *re = regex_compile(text, error);
	if (!re)
		*error = arena_printf("failed to compile regexp %s: %s", expression, *error);
	return re;
}

const char *profile_drop_uninteresting(Profile *p)
{
	const char *error = NULL;
	if (!*p->drop_frames)
		return NULL;
	const Regex *drop = whole_name(p->drop_frames, &error), *keep = NULL;
	if (drop && *p->keep_frames)
		keep = whole_name(p->keep_frames, &error);
	if (error)
		return error;
	Table whole = {0}, part = {0};
	VEC_EACH(Location, l, &p->locations) {
		int i = dropped_frame(l, drop, keep);
		if (i < 0)
			continue;
		table_put(&part, TABLE_KEY(l), l);
		if (i == l->nframes - 1) {
			table_put(&whole, TABLE_KEY(l), l);
		} else {
			l->frames += i + 1;
			l->nframes -= i + 1;
		}
	}
	VEC_EACH(Sample, s, &p->samples)
		prune_sample(s, &whole, &part);
	return NULL;
}

// --- names ---------------------------------------------------------------------------------------

// name without what stands between the two characters, nested.
static char *without_brackets(const char *name, char open, char close)
{
	Buf b = {0};
	int nesting = 0;
	for (const char *s = name; *s; s++) {
		nesting += *s == open;
		if (nesting == 0 && *s != close)
			buf_putc(&b, *s);
		if (*s == close && --nesting < 0)
			return (char *)name;
	}
	return nesting ? (char *)name : buf_str(&b);
}

// pprof takes a name with brackets for one of C++, unless it is Go's method of a generic type, and
// drops parameters.  Go's main.(*T).f.g[...] suffers from it, there as here.
void profile_simplify_names(Profile *p)
{
	VEC_EACH(Function, f, &p->functions) {
		const char *name = f->system_name;
		if (*f->name && f->name != name)
			continue;
		if (!strstr(name, ".<") && !strstr(name, "]).") &&
		    (strpbrk(name, "<>[]") || strstr(name, "::"))) {
			name = without_brackets(name, '(', ')');
			name = without_brackets(name, '<', '>');
		}
		f->name = intern(name);
	}
}

// --- granularity ---------------------------------------------------------------------------------

static void coarsen(Location *l, const Granularity *g)
{
	if (!g->inlines && l->nframes > 1) {
		l->frames += l->nframes - 1;
		l->nframes = 1;
	}
	for (int i = 0; i < l->nframes; i++) {
		if (!g->lines)
			l->frames[i].line = 0;
		if (!g->lines || !g->columns)
			l->frames[i].column = 0;
	}
	if (!g->addresses)
		l->address = 0;
}

void profile_aggregate(Profile *p, const Granularity *g)
{
	VEC_EACH(Function, f, &p->functions) {
		if (!g->functions)
			f->name = f->system_name = intern("");
		if (!g->files)
			f->file = intern("");
	}
	VEC_EACH(Location, l, &p->locations)
		coarsen(l, g);
}
