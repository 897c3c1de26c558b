// closed_compare.c - which decisions -escape=closed has changed, for -m
//
// A batch is analysed once more as if nothing were known of the program: a call with a key has any
// callee, and functions' summaries are what they told before they had answers, with every slot
// leading to the heap.  What escapes then and does not with the world at hand is marked; the reason
// named is the last call on the way to the heap, since it is there that the two differ.

#include <string.h>

#include "closed.h"
#include "escape.h"
#include "remark.h"

static const FuncFacts *told(const Func *f)
{
	const Facts *asked = f->home ? f->home->asked : NULL;
	return asked ? facts_find(asked, f) : NULL;
}

bool compare_open_leaks(const Func *f, int param, Leaks *out)
{
	const FuncFacts *row = told(f);
	if (!row || param >= row->nparams)
		return false;
	const Facts *asked = f->home->asked;
	*out = ((const Leaks *)asked->leaks)[row->first + (uint32_t)param];
	SlotLeak **slots = closed_slots(asked, row);
	for (const SlotLeak *s = slots ? slots[param] : NULL; s; s = s->next)
		leaks_add(out, LEAK_HEAP, s->plus1[0] ? s->plus1[0] - 1 : s->plus1[1] - 1);
	return true;
}

static const void *id_of(const Location *l)
{
	return l->obj ? (const void *)l->obj : (const void *)l->node;
}

static Node *last_call(const Note *n)
{
	Node *call = NULL;
	for (; n; n = n->next)
		if (strcmp(n->why, "call parameter") == 0)
			call = n->where;
	return call;
}

static void note_escape(Batch *b, const Location *l, Node *call)
{
	if (id_of(l) && call && !ptrmap_get(&b->open_calls, id_of(l)))
		ptrmap_set(&b->open_calls, id_of(l), call);
}

static void open_escape(void *batch, const Location *root, Location *l)
{
	Node *call = NULL;
	PtrMap seen = {0};
	for (const Location *at = l; at != root && !ptrmap_get(&seen, at); at = at->towards) {
		ptrmap_set(&seen, at, (void *)at);
		Node *here = last_call(at->towards->edges[at->towards_edge].notes);
		call = here ? here : call;
	}
	note_escape(batch, l, call);
}

static void open_forced(void *batch, Location *dst, Location *src, int derefs, const Note *notes)
{
	(void)dst, (void)derefs;
	note_escape(batch, src, last_call(notes));
}

// Takes the graph's marks from the tree, which is analysed again.
static void forget(const Batch *b)
{
	VEC_EACH(Location, l, &b->graph.locations)
		if (l->obj)
			l->obj->escloc = NULL;
}

PtrMap compare_open(const Batch *closed, const Vec *funcs,
		    void (*build)(Batch *b, const Vec *funcs))
{
	Options quiet = *closed->o;
	quiet.m = 0;
	quiet.diagnostics = NULL;
	Batch b = {.o = &quiet, .pkg = closed->pkg, .explains = true, .open = true};
	graph_init(&b.graph);
	b.graph.forced = open_forced;
	b.graph.arg = &b;
	build(&b, funcs);
	SolveHooks hooks = {open_escape, NULL, &b};
	graph_solve(&b.graph, &hooks);
	forget(&b);
	return b.open_calls;
}

const char *compare_mark(const Batch *b, const Location *l)
{
	Node *call = id_of(l) ? ptrmap_get(&b->open_calls, id_of(l)) : NULL;
	if (!call || (l->attrs & ATTR_ESCAPES))
		return NULL;
	const Func *f = l->frame ? l->frame->f : NULL;
	return arena_printf(" (closed: %s keeps none of it)", tree_string(call, f, b->pkg));
}
