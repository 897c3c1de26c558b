// report_html.c - a profile as a page: -html.
//
// The page gets the samples, not the sums: its script makes tables, flame graph and lines of any of
// the values.  As JSON:
//
//	title, labels   what -top's header says
//	types           [type, unit] of each value; index: the one to begin with
//	functions       [name, file, first line or 0]
//	frames          [function, line, 1 if it is inlined in the next one of its stack]
//	samples         [values, frames], the leaf first
//	sources         file: {first line: [lines]}

#include <string.h>

#include "profile.h"

typedef struct {
	const Report *r;
	Buf functions, frames, samples;
	Table function_ids, frame_ids; // ids are stored as id + 1
	Vec listed;                    // Function*, by id
	Table ranges;                  // by Function: its Lines
} PageData;

typedef struct {
	int64_t first, last;
} Lines;

enum { PAGE_MARGIN = 5 }; // lines around those with samples

static void *boxed(int id)
{
	return (void *)(uintptr_t)(id + 1);
}

static int unboxed(const void *box)
{
	return (int)(uintptr_t)box - 1;
}

static int function_id(PageData *d, Function *f)
{
	void *box = table_get(&d->function_ids, TABLE_KEY(f));
	if (box)
		return unboxed(box);
	int id = d->listed.len;
	vec_push(&d->listed, f);
	table_put(&d->function_ids, TABLE_KEY(f), boxed(id));
	buf_puts(&d->functions, id ? ",\n[" : "[");
	json_string(&d->functions, f->name);
	buf_putc(&d->functions, ',');
	json_string(&d->functions, report_path(d->r, f->file));
	buf_printf(&d->functions, ",%ld]", (long)f->start_line);
	return id;
}

static void note_line(PageData *d, const Function *f, int64_t line)
{
	Lines *l = table_get(&d->ranges, TABLE_KEY(f));
	if (!l) {
		l = NEW(Lines);
		*l = (Lines){f->start_line ? f->start_line : line - PAGE_MARGIN, line};
		table_put(&d->ranges, TABLE_KEY(f), l);
	}
	if (line - (f->start_line ? 0 : PAGE_MARGIN) < l->first)
		l->first = line - PAGE_MARGIN;
	if (line + PAGE_MARGIN > l->last)
		l->last = line + PAGE_MARGIN;
}

// A location without frames is a function called by its address.
static Function *unknown_function(const Location *l)
{
	static Table made;
	Function *f = table_get(&made, TABLE_KEY(l));
	if (f)
		return f;
	f = NEW(Function);
	f->name = graph_frame_name(l, 0);
	f->file = "";
	table_put(&made, TABLE_KEY(l), f);
	return f;
}

static int frame_id(PageData *d, const Location *l, int i)
{
	Function *f = l->nframes ? l->frames[i].function : unknown_function(l);
	int64_t line = l->nframes ? l->frames[i].line : 0;
	int function = function_id(d, f), inlined = i < l->nframes - 1;
	const char *key = intern(arena_printf("%d,%ld,%d", function, (long)line, inlined));
	void *box = table_get(&d->frame_ids, TABLE_KEY(key));
	if (box)
		return unboxed(box);
	int id = (int)d->frame_ids.len;
	table_put(&d->frame_ids, TABLE_KEY(key), boxed(id));
	buf_printf(&d->frames, "%s[%s]", id ? "," : "", key);
	note_line(d, f, line);
	return id;
}

static void add_sample(PageData *d, const Sample *s)
{
	buf_puts(&d->samples, d->samples.len ? ",\n[[" : "[[");
	for (int i = 0; i < s->nvalues; i++)
		buf_printf(&d->samples, "%s%ld", i ? "," : "", (long)s->values[i]);
	buf_puts(&d->samples, "],[");
	const char *comma = "";
	for (int i = 0; i < s->depth; i++) {
		int frames = s->stack[i]->nframes;
		for (int k = 0; k < (frames ? frames : 1); k++) {
			buf_printf(&d->samples, "%s%d", comma, frame_id(d, s->stack[i], k));
			comma = ",";
		}
	}
	buf_puts(&d->samples, "]]");
}

// The lines of one file that functions listed have, piece by piece.
static void add_file(PageData *d, Buf *out, const char *file, const SourceFile *source)
{
	json_string(out, report_path(d->r, file));
	buf_puts(out, ":{");
	const char *comma = "";
	Table done = {0};
	VEC_EACH(Function, f, &d->listed) {
		const Lines *l = f->file == file ? table_get(&d->ranges, TABLE_KEY(f)) : NULL;
		int64_t first = l && l->first > 1 ? l->first : 1;
		if (!l || first > source->lines.len || table_get(&done, (uint64_t)first + 1))
			continue;
		table_put(&done, (uint64_t)first + 1, (void *)l);
		buf_printf(out, "%s\"%ld\":[", comma, (long)first);
		comma = ",\n";
		for (int64_t n = first; n <= l->last && n <= source->lines.len; n++) {
			buf_puts(out, n > first ? "," : "");
			json_string(out, source->lines.at[n - 1]);
		}
		buf_putc(out, ']');
	}
	buf_putc(out, '}');
}

static void add_sources(PageData *d, Buf *out)
{
	Table done = {0};
	const char *comma = "";
	VEC_EACH(Function, f, &d->listed) {
		if (!*f->file || table_get(&done, TABLE_KEY(f->file)))
			continue;
		table_put(&done, TABLE_KEY(f->file), f);
		const SourceFile *source = source_open(d->r, f->file);
		if (source->error)
			continue;
		buf_puts(out, comma);
		comma = ",\n";
		add_file(d, out, f->file, source);
	}
}

static void add_header(const Report *r, const char *title, Buf *out)
{
	buf_puts(out, "{\"title\":");
	json_string(out, title);
	buf_puts(out, ",\"labels\":[");
	Vec labels = report_labels(r);
	for (int i = 0; i < labels.len; i++) {
		buf_puts(out, i ? "," : "");
		json_string(out, labels.at[i]);
	}
	buf_printf(out, "],\"index\":%d,\"types\":[", r->value);
	for (int i = 0; i < r->profile->types.len; i++) {
		const ValueType *t = r->profile->types.at[i];
		buf_puts(out, i ? ",[" : "[");
		json_string(out, t->type);
		buf_putc(out, ',');
		json_string(out, t->unit);
		buf_putc(out, ']');
	}
	buf_puts(out, "]");
}

const char *report_html(Report *r, Buf *out)
{
	PageData d = {.r = r};
	VEC_EACH(Sample, s, &r->profile->samples)
		add_sample(&d, s);
	const Mapping *m = r->profile->mappings.at[0];
	const char *slash = strrchr(m->file, '/');
	const char *title = *m->file ? slash ? slash + 1 : m->file : "profile";
	Buf json = {0};
	add_header(r, title, &json);
	buf_printf(&json, ",\"functions\":[%s],\"frames\":[%s],\"samples\":[%s],\"sources\":{",
		   d.functions.s ? buf_str(&d.functions) : "", d.frames.s ? buf_str(&d.frames) : "",
		   d.samples.s ? buf_str(&d.samples) : "");
	add_sources(&d, &json);
	buf_puts(&json, "}}");
	size_t size;
	const char *page =
	    page_compose(PAGE_PPROF, arena_printf("%s: %s", title, r->type), buf_str(&json), &size);
	buf_write(out, page, size);
	return NULL;
}
