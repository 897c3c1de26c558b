// decisions_data.c - what was decided in a package, as JSON: the data of the pages of -m=html.
//
//	package, name    import path and name
//	flags            {escape, optimise, inline}: how it was compiled
//	totals           how many marks there are of each of decision_totals
//	files            [{name, lines}]: the sources, as they are
//	functions        [name, file, first line, last line]
//	marks            in the order of the text:
//	  kind, verdict  see compiler/tree/mark.h
//	  at             [file, line, column]: of the outermost call, if it was inlined
//	  inside         [[file, line, column, function]]: from there inwards
//	  in             index of the function whose machine code it is in
//	  text, size, why; variable: text is the name of one
//	  flow           what forced it: {flow: "{heap} <- &x"} and, behind each, its steps:
//	                 {text, at, inside}
//
// A file is an index into files, or the name of another package's.  The page itself works out the
// rest: sums by function, what differs from an older build.

#include <stdlib.h>
#include <string.h>

#include "decisions.h"
#include "diagnose.h"
#include "mark.h"
#include "ptrmap.h"
#include "tool.h"

typedef struct {
	const Unit *u;
	Vec marks;     // Mark *, sorted
	Vec functions; // Func *
	PtrMap ids;    // Func * -> 1 + index in functions
	PtrMap flows;  // Node * or Object * -> Vec * of Diagnostic *
} Data;

// --- places --------------------------------------------------------------------------------------

static int file_index(const Unit *u, Pos p)
{
	const char *file = posbase(p.base)->source;
	for (int i = 0; i < u->sources.len; i++) {
		const Source *s = u->sources.at[i];
		if (strcmp(posbase(s->base)->source, file) == 0)
			return i;
	}
	return -1;
}

// The last two elements: what stays the same when the library is moved.
static const char *short_name(const char *file)
{
	const char *at = strrchr(file, '/');
	while (at && at > file && at[-1] != '/')
		at--;
	return at ? at : file;
}

static void put_place(const Data *d, Buf *b, Pos p)
{
	int file = file_index(d->u, p);
	if (file >= 0)
		buf_printf(b, "%d", file);
	else
		json_string(b, short_name(posbase(p.base)->source));
	buf_printf(b, ",%u,%u", p.line, p.col);
}

static void put_inside(const Data *d, Buf *b, Pos p)
{
	const PosBase *base = posbase(p.base);
	if (!pos_known(base->inlined_at))
		return;
	put_inside(d, b, base->inlined_at);
	buf_puts(b, b->s[b->len - 1] == '[' ? "[" : ",[");
	put_place(d, b, p);
	buf_putc(b, ',');
	json_string(b, func_string(base->inlined_func, d->u->pkg));
	buf_putc(b, ']');
}

// "at" and, where there is something to say, "inside".
static void put_where(const Data *d, Buf *b, Pos p)
{
	buf_puts(b, "\"at\":[");
	put_place(d, b, pos_outermost(p));
	buf_putc(b, ']');
	if (!pos_known(posbase(p.base)->inlined_at))
		return;
	buf_puts(b, ",\"inside\":[");
	put_inside(d, b, p);
	buf_putc(b, ']');
}

// --- flows ---------------------------------------------------------------------------------------

static void collect_flows(Data *d)
{
	VEC_EACH(Diagnostic, g, d->u->options.diagnostics) {
		if (!g->about || g->related.len == 0)
			continue;
		Vec *flows = ptrmap_get(&d->flows, g->about);
		if (!flows)
			ptrmap_set(&d->flows, g->about, flows = NEW(Vec));
		vec_push(flows, g);
	}
}

static const char *behind(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);
	return strncmp(text, prefix, n) == 0 ? text + n : NULL;
}

static const char *behind_first(const char *text, const char *what)
{
	const char *at = strstr(text, what);
	return at ? at + strlen(what) : NULL;
}

// The texts are those of escape_report.c.
static void put_step(const Data *d, Buf *b, const Related *r)
{
	const char *text = r->text + strlen("escflow:");
	text += strspn(text, " ");
	const char *flow = behind(text, "flow: "), *from = behind(text, "from ");
	buf_putc(b, '{');
	if (flow) {
		buf_puts(b, "\"flow\":");
		json_string(b, arena_strndup(flow, strlen(flow) - strlen(":")));
	} else {
		buf_puts(b, "\"text\":");
		json_string(b, from ? from : text);
		buf_putc(b, ',');
		put_where(d, b, r->pos);
	}
	buf_putc(b, '}');
}

static bool is_result(const Func *f, const char *name)
{
	VEC_EACH(const Object, r, &f->results)
		if (strcmp(r->sym, name) == 0)
			return true;
	return false;
}

// Does the diagnostic "parameter p leaks to R with derefs=N" tell of that mark?
static bool is_of_leak(const Mark *m, const Diagnostic *g)
{
	const char *to = behind_first(g->text, " leaks to ");
	const char *with = to ? strstr(to, " with derefs=") : NULL;
	if (strcmp(g->code, "leak") != 0 || !with)
		return false;
	const char *name = arena_strndup(to, (size_t)(with - to));
	const char *result = behind_first(m->text, " to result ");
	if (result)
		return strcmp(arena_strndup(result, strcspn(result, " ")), name) == 0;
	bool itself = strcmp(with, " with derefs=0") == 0;
	return itself == (strcmp(m->verdict, "leaks") == 0) && !is_result(m->func, name);
}

static bool is_of(const Mark *m, const Diagnostic *g)
{
	if (m->kind == MARK_PARAM)
		return is_of_leak(m, g);
	return m->kind == MARK_ALLOC && strcmp(m->verdict, "stack") != 0 &&
	       strcmp(g->code, "leak") != 0;
}

// Of several ways, which the solver found one after the other, the shortest explains best.
static const Diagnostic *flow_of(const Data *d, const Mark *m)
{
	static const Vec none;
	const Vec *flows = m->about ? ptrmap_get(&d->flows, m->about) : NULL;
	const Diagnostic *best = NULL;
	VEC_EACH(const Diagnostic, g, flows ? flows : &none)
		if (is_of(m, g) && (!best || g->related.len < best->related.len))
			best = g;
	return best;
}

static void put_flow(const Data *d, Buf *b, const Mark *m)
{
	const Diagnostic *g = flow_of(d, m);
	if (!g)
		return;
	buf_puts(b, ",\"flow\":[");
	for (int i = 0; i < g->related.len; i++) {
		buf_puts(b, i ? "," : "");
		put_step(d, b, g->related.at[i]);
	}
	buf_putc(b, ']');
}

// --- functions -----------------------------------------------------------------------------------

static int function_id(Data *d, const Func *f)
{
	intptr_t known = (intptr_t)ptrmap_get(&d->ids, f);
	if (known)
		return (int)known - 1;
	vec_push(&d->functions, (void *)f);
	ptrmap_set(&d->ids, f, (void *)(intptr_t)d->functions.len);
	return d->functions.len - 1;
}

static void collect_functions(Data *d)
{
	VEC_EACH(const Func, f, &d->u->pkg->func_order)
		if (pos_known(f->pos) && !f->quiet && !f->is_method_wrapper &&
		    file_index(d->u, pos_outermost(f->pos)) >= 0)
			function_id(d, f);
	VEC_EACH(const Mark, m, &d->marks)
		function_id(d, m->func);
}

static void put_function(const Data *d, Buf *b, const Func *f)
{
	Pos at = pos_known(f->pos) ? pos_outermost(f->pos) : f->pos,
	    end = pos_known(f->endpos) ? pos_outermost(f->endpos) : at;
	buf_putc(b, '[');
	json_string(b, func_string(f, d->u->pkg));
	buf_printf(b, ",%d,%u,%u]", pos_known(at) ? file_index(d->u, at) : -1, at.line, end.line);
}

// --- marks ---------------------------------------------------------------------------------------

// What was devirtualised and then inlined has two marks: the second tells of both.
static bool is_repeated(PtrMap *calls, const Mark *m)
{
	Mark *before = m->kind == MARK_CALL && m->about ? ptrmap_get(calls, m->about) : NULL;
	if (!before) {
		if (m->kind == MARK_CALL && m->about)
			ptrmap_set(calls, m->about, (void *)m);
		return false;
	}
	if (strcmp(before->verdict, "devirtualised") == 0)
		before->why = arena_printf("devirtualised: %s", before->why);
	before->verdict = m->verdict;
	return true;
}

typedef struct {
	const Mark *m;
	Pos at;
	int file, index;
} Placed;

static int by_place(const void *a, const void *b)
{
	const Placed *x = a, *y = b;
	if (x->file != y->file)
		return x->file - y->file;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	if (x->at.col != y->at.col)
		return x->at.col < y->at.col ? -1 : 1;
	if (x->m->kind != y->m->kind)
		return (int)x->m->kind - (int)y->m->kind;
	return x->index - y->index;
}

// Those that stand in the package's own text, sorted.
static void collect_marks(Data *d)
{
	const Vec *all = d->u->options.marks;
	Placed *placed = arena_alloc((size_t)(all->len + 1) * sizeof *placed);
	PtrMap calls = {0};
	int n = 0;
	for (int i = 0; i < all->len; i++) {
		const Mark *m = all->at[i];
		Pos at = pos_outermost(m->pos);
		int file = file_index(d->u, at);
		if (file >= 0 && !is_repeated(&calls, m))
			placed[n++] = (Placed){m, at, file, i};
	}
	qsort(placed, (size_t)n, sizeof *placed, by_place);
	for (int i = 0; i < n; i++)
		vec_push(&d->marks, (void *)placed[i].m);
}

static void put_mark(Data *d, Buf *b, const Mark *m)
{
	static const char *const kinds[MARK_KINDS] = {
	    [MARK_ALLOC] = "alloc", [MARK_CALL] = "call",       [MARK_PARAM] = "param",
	    [MARK_CHECK] = "check", [MARK_BARRIER] = "barrier",
	};
	buf_printf(b, "{\"kind\":\"%s\",\"verdict\":\"%s\",", kinds[m->kind], m->verdict);
	put_where(d, b, m->pos);
	buf_printf(b, ",\"in\":%d,\"text\":", function_id(d, m->func));
	json_string(b, m->text);
	if (m->variable)
		buf_puts(b, ",\"variable\":true");
	if (m->size)
		buf_printf(b, ",\"size\":%lld", (long long)m->size);
	if (m->why && *m->why) {
		buf_puts(b, ",\"why\":");
		json_string(b, m->why);
	}
	put_flow(d, b, m);
	buf_putc(b, '}');
}

// --- totals --------------------------------------------------------------------------------------

const DecisionTotal decision_totals[] = {
    {"heap", "allocations on the heap"},
    {"may", "allocations that may be on the heap, by size"},
    {"stack", "allocations in the frame"},
    {"inlined", "calls inlined"},
    {"devirtualised", "calls devirtualised"},
    {"called", "calls that are neither"},
    {"checks", "bounds checks that are made"},
    {"barriers", "write barriers that are made"},
    {NULL, NULL},
};

static bool counts(const Mark *m, const char *total)
{
	bool kept = strcmp(m->verdict, "kept") == 0 || strcmp(m->verdict, "unknown") == 0;
	if (strcmp(total, "checks") == 0)
		return m->kind == MARK_CHECK && kept;
	if (strcmp(total, "barriers") == 0)
		return m->kind == MARK_BARRIER && kept;
	if (strcmp(total, "called") == 0)
		return m->kind == MARK_CALL && strcmp(m->verdict, "inlined") != 0 &&
		       strcmp(m->verdict, "devirtualised") != 0;
	return (m->kind == MARK_ALLOC || m->kind == MARK_CALL) && strcmp(m->verdict, total) == 0;
}

static void put_totals(const Data *d, Buf *b)
{
	buf_puts(b, ",\n\"totals\":{");
	for (const DecisionTotal *t = decision_totals; t->name; t++) {
		int n = 0;
		VEC_EACH(const Mark, m, &d->marks)
			n += counts(m, t->name);
		buf_printf(b, "%s\"%s\":%d", t == decision_totals ? "" : ",", t->name, n);
	}
	buf_putc(b, '}');
}

// --- the package ---------------------------------------------------------------------------------

static void put_source(Buf *b, const Source *s)
{
	buf_puts(b, "{\"name\":");
	json_string(b, path_base(s->path));
	buf_puts(b, ",\"lines\":[");
	for (const char *line = s->text; *line;) {
		size_t n = strcspn(line, "\n");
		buf_puts(b, line == s->text ? "" : ",");
		json_string(b, arena_strndup(line, n > 0 && line[n - 1] == '\r' ? n - 1 : n));
		line += n + (line[n] == '\n');
	}
	buf_puts(b, "]}");
}

static void put_flags(const Unit *u, Buf *b)
{
	static const char *const modes[] = {
	    [ESCAPE_GO] = "go", [ESCAPE_OFF] = "off", [ESCAPE_CLOSED] = "closed"};
	const Options *o = &u->options;
	buf_printf(b, ",\n\"flags\":{\"escape\":\"%s\",\"optimise\":%d,\"inline\":%s}",
		   modes[o->escape], o->opt, o->no_inline ? "false" : "true");
}

void decisions_data(const Unit *u, Buf *b)
{
	Data d = {.u = u};
	collect_marks(&d);
	collect_flows(&d);
	collect_functions(&d);
	buf_puts(b, "{\"package\":");
	json_string(b, u->path);
	buf_puts(b, ",\"name\":");
	json_string(b, u->pkg->name);
	put_flags(u, b);
	put_totals(&d, b);
	buf_puts(b, ",\n\"files\":[");
	for (int i = 0; i < u->sources.len; i++) {
		buf_puts(b, i ? ",\n" : "");
		put_source(b, u->sources.at[i]);
	}
	buf_puts(b, "],\n\"marks\":[");
	for (int i = 0; i < d.marks.len; i++) {
		buf_puts(b, i ? ",\n" : "");
		put_mark(&d, b, d.marks.at[i]);
	}
	buf_puts(b, "],\n\"functions\":[");
	for (int i = 0; i < d.functions.len; i++) {
		buf_puts(b, i ? ",\n" : "");
		put_function(&d, b, d.functions.at[i]);
	}
	buf_puts(b, "]}");
}
