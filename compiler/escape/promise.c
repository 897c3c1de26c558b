// promise.c - what functions promise: //vole:noalloc, and //vole:noescape p
//
// When a batch has been solved, it can be told of each function whether it may allocate on the
// heap, itself or through what it calls: its sites (sites.c) say where.  What is written into the
// summary for importers is the first of them with all that leads there, as text:
//
//	x.go:7:10: make([]int, n) escapes to heap
//	x.go:8:12: calls strconv.Itoa
//		strconv/itoa.go:30:9: string(a[i:]) escapes to heap
//
// What happens only on the way to a panic breaks no promise.
//
// Functions of a batch may call each other.  A call within the batch is a site if the callee turns
// out to allocate; that is found by going round until nothing changes, so a chain always ends at
// something that allocates.
//
// A promise about a parameter is kept if no path leads from it to the heap without a dereference:
// what it points to may be on the caller's stack.  The solver's hook sees the path.

#include "promise.h"

#include <string.h>

#include "allocs.h"
#include "escape.h"
#include "remark.h"

enum { MAX_CHAIN = 8, MAX_SITES = 10 };

// --- chains --------------------------------------------------------------------------------------

static const char *indented(const char *chain)
{
	Buf b = {0};
	for (; *chain; chain++) {
		buf_putc(&b, *chain);
		if (*chain == '\n')
			buf_putc(&b, '\t');
	}
	return buf_str(&b);
}

static int lines(const char *s)
{
	int n = 1;
	for (; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	return n;
}

static const char *site_text(const AllocSite *s)
{
	const char *text = arena_printf("%s: %s", remark_pos(s->pos), s->what);
	if (!s->chain)
		return text;
	if (lines(s->chain) >= MAX_CHAIN)
		return arena_printf("%s\n\t...", text);
	return arena_printf("%s\n\t%s", text, indented(s->chain));
}

// Is it certain that something is allocated there?
static bool is_settled(AllocSite *s)
{
	if (s->panics || s->kind == SITE_FRAME)
		return false;
	if (s->callee && !s->chain)
		s->chain = escape_of(s->callee)->alloc_chain;
	return !s->callee || s->chain;
}

static bool settle(const Sites *w)
{
	EscapeFunc *ef = escape_of(w->f);
	if (ef->alloc_chain)
		return false;
	for (AllocSite *s = w->first; s; s = s->next)
		if (is_settled(s)) {
			ef->alloc_chain = site_text(s);
			return true;
		}
	return false;
}

// --- promises ------------------------------------------------------------------------------------

static void check_noalloc(const Sites *w)
{
	const Func *f = w->f;
	Buf b = {0};
	int n = 0;
	for (AllocSite *s = w->first; s; s = s->next)
		if (is_settled(s) && n++ < MAX_SITES)
			buf_printf(&b, "\n\t%s", indented(site_text(s)));
	if (n > MAX_SITES)
		buf_printf(&b, "\n\tand %d more", n - MAX_SITES);
	if (n > 0)
		error_at(f->pos, "%s is marked //vole:noalloc but may allocate:%s",
			 func_string(f, w->b->pkg), buf_str(&b));
	else
		remark(w->b->o, 1, f->pos, "%s does not allocate%s", func_string(f, w->b->pkg),
		       w->panics ? ", but perhaps on the way to a panic" : "");
}

static const Object *parameter(const Func *f, const char *name)
{
	if (f->recv && strcmp(f->recv->sym, name) == 0)
		return f->recv;
	VEC_EACH(Object, o, &f->params)
		if (strcmp(o->sym, name) == 0)
			return o;
	return NULL;
}

static void check_noescape(const Batch *b, Func *f)
{
	VEC_EACH(PromisedName, p, &f->noescape_names) {
		const Object *o = parameter(f, p->name);
		if (!o)
			error_at(p->pos, "//vole:noescape: %s has no parameter %s",
				 func_string(f, b->pkg), p->name);
		else if (p->flow)
			error_at(p->pos, "%s is marked //vole:noescape but escapes:%s", p->name,
				 p->flow);
	}
}

bool promise_wants_paths(const Vec *funcs)
{
	VEC_EACH(Func, f, funcs)
		if (f->noescape_names.len > 0)
			return true;
	return false;
}

// The way of a parameter's value to the heap.
void promise_leak(const Batch *b, const Location *root, Location *l, int derefs)
{
	if (root != &b->graph.heap || derefs > 0 || !l->obj || !l->frame)
		return;
	VEC_EACH(PromisedName, p, &l->frame->f->noescape_names)
		if (strcmp(p->name, l->obj->sym) == 0 && !p->flow)
			p->flow = report_leak_path(b, root, l);
}

void promise_batch(const Batch *b, const Vec *funcs)
{
	Sites *walks = arena_alloc((size_t)(funcs->len + 1) * sizeof *walks);
	PtrMap batch = {0};
	int n = 0;
	VEC_EACH(Func, f, funcs)
		if (f->has_body)
			ptrmap_set(&batch, f, f);
	VEC_EACH(Func, f, funcs) {
		if (f->has_body)
			walks[n++] = sites_of(b, f, &batch);
		else if (!f->noalloc)
			escape_of(f)->alloc_chain =
			    arena_printf("%s: %s has no body here", remark_pos(f->pos), f->name);
	}
	for (bool changed = true; changed;) {
		changed = false;
		for (int i = 0; i < n; i++)
			changed |= settle(&walks[i]);
	}
	for (int i = 0; i < n; i++) {
		if (walks[i].f->noalloc)
			check_noalloc(&walks[i]);
		allocs_write(b, walks[i].f, walks[i].first);
		sites_mark(&walks[i]);
		check_noescape(b, walks[i].f);
	}
}
