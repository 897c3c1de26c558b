// sites.c - the places at which a function allocates
//
// When a batch has been solved, every expression and variable of it is on the stack or on the heap.
// A function's sites, in the order of its text, serve its promises (promise.c), the rows for
// `vole run -m=heap` (allocs.c) and the page of -m=html, which wants those in the frame as well.
//
// Allocating are: what escape analysis puts on the heap; what may outgrow the frame's buffer though
// it does not escape (strings, variable makes); append, which may grow; maps and channels made,
// stores into maps; go statements, and defers that may run more than once; calls of functions that
// nobody knows (through interfaces and function values; without a body) and of those that allocate.
// The stack is not the heap: to grow it counts for nothing.  Nor does an interface's method table,
// which is made once.
//
// What happens only on the way to a panic is marked: statements in a block that ends in panic and
// has no other way out, and panic's own argument.

#include "allocs.h"

#include <string.h>

#include "escape.h"
#include "mark.h"
#include "tree.h"

typedef struct {
	Sites sites;
	const Batch *b;
	Func *f;
	AllocSite **last;
	PtrMap skipped;      // Node * -> itself: only on the way to a panic
	PtrMap passing;      // OBYTES2STR that is only looked at: no copy is made
	const PtrMap *batch; // Func * -> itself
	int skipping;        // depth of those around
} Walk;

// --- sites ---------------------------------------------------------------------------------------

static AllocSite *add_site(Walk *w, SiteKind kind, Pos pos, const char *what)
{
	static AllocSite nobody; // asked for those in the frame
	if (kind == SITE_FRAME && !w->b->o->marks)
		return &nobody;
	AllocSite *s = NEW(AllocSite);
	*s = (AllocSite){.kind = kind, .pos = pos, .what = what, .panics = w->skipping > 0};
	*w->last = s;
	w->last = &s->next;
	return s;
}

static void allocates(Walk *w, SiteKind kind, const Node *n, const char *why)
{
	add_site(w, kind, tree_pos(n), arena_printf("%s %s", tree_string(n, w->f, w->b->pkg), why))
	    ->node = n;
}

static const char *name_of(const Walk *w, const Func *f)
{
	return func_string(f, w->b->pkg);
}

static void call_of(Walk *w, const Node *n, Func *callee)
{
	const EscapeFunc *ef = escape_of(callee);
	const FuncFacts *known = facts_of(callee);
	if (intrinsic_find(callee) >= 0 || callee->noalloc)
		return; // a promise: checked where it is made
	bool in_batch = ptrmap_get(w->batch, callee), here = !known && ef->state == ESCAPE_TAGGED;
	if (known ? known->allocs == 0 : here && !in_batch && !ef->alloc_chain)
		return;
	AllocSite *s =
	    add_site(w, SITE_CALL, tree_pos(n), arena_printf("calls %s", name_of(w, callee)));
	s->node = callee->has_body ? NULL : n;
	if (in_batch)
		s->callee = callee;
	else if (known)
		s->chain = facts_allocs(callee);
	else if (here)
		s->chain = ef->alloc_chain;
	else
		s->what = arena_printf("calls %s, of which nothing is known", name_of(w, callee));
}

static void call(Walk *w, const Node *n)
{
	Func *callee = tree_static_callee(n);
	if (callee)
		call_of(w, n, callee);
	else
		add_site(w, SITE_CALL, tree_pos(n),
			 n->op == OCALLINTER ? "calls a method of an interface"
					     : "calls a function value");
}

// --- expressions ---------------------------------------------------------------------------------

static bool is_constant(const Node *n)
{
	int64_t unused;
	return n->op == OLIT && const_to_int64(n->val, &unused);
}

static bool takes_memory(Type *t)
{
	return type_size(t) > 0;
}

static void escapes_or_not(Walk *w, const Node *n)
{
	if (n->esc == ESC_HEAP)
		allocates(w, SITE_HEAP, n, "escapes to heap");
	else if (n->esc == ESC_NONE)
		allocates(w, SITE_FRAME, n, "does not escape");
}

static void boxing(Walk *w, const Node *n)
{
	Type *t = n->x->type;
	if (n->esc == ESC_UNKNOWN || type_is_inter(t) || type_is_direct_iface(t) ||
	    !takes_memory(t) || n->x->op == OLIT || n->x->op == ONIL)
		return;
	bool heap = n->esc == ESC_HEAP;
	add_site(w, heap ? SITE_HEAP : SITE_FRAME, tree_pos(n->x),
		 arena_printf("%s %s", tree_string(n->x, w->f, w->b->pkg),
			      heap ? "escapes to heap" : "does not escape"))
	    ->node = n;
}

// Its bytes may not fit the frame's buffer.
static void copies_text(Walk *w, const Node *n)
{
	if (n->esc == ESC_UNKNOWN) // data (escape_static.c)
		return;
	if (n->noescape_copy || ptrmap_get(&w->passing, n))
		return;
	if (n->op == ORUNESTR && n->esc == ESC_NONE)
		escapes_or_not(w, n); // fits the buffer
	else if (n->esc == ESC_NONE)
		allocates(w, SITE_MAY, n, "may be larger than the frame's buffer");
	else
		allocates(w, SITE_HEAP, n, "escapes to heap");
}

static void make_slice(Walk *w, const Node *n)
{
	if (!takes_memory(n->type->under->elem))
		return;
	if (n->esc == ESC_HEAP || is_constant(n->y ? n->y : n->x))
		escapes_or_not(w, n);
	else
		allocates(w, SITE_MAY, n, "may be larger than the frame's buffer");
}

static bool is_map_element(const Node *n)
{
	return n && n->op == OINDEXMAP;
}

static void stores(Walk *w, const Node *n)
{
	bool one = n->op == OAS || n->op == OASOP; // else x is what is assigned
	if (one && is_map_element(n->x))
		allocates(w, SITE_MAY, n->x, "may grow the map");
	VEC_EACH(Node, target, &n->list)
		if (is_map_element(target))
			allocates(w, SITE_MAY, target, "may grow the map");
}

// Of an expression that escape analysis gives a place: does it need one?
static bool has_memory(const Node *n)
{
	if (n->op == OFUNCLIT)
		return n->func->captures.len > 0;
	if (n->op == OMETHVAL)
		return true;
	return (n->op != OSLICELIT || n->num > 0) && takes_memory(n->type->under->elem);
}

// s += t
static void adds_text(Walk *w, const Node *n)
{
	if (n->x->type->under->kind == T_STRING)
		allocates(w, SITE_MAY, n, "makes a new string");
}

static void visit_op(Walk *w, Node *n)
{
	switch (n->op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
		call(w, n);
		break;
	case OCONVIFACE:
		boxing(w, n);
		break;
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR:
	case ORUNESTR:
	case OADDSTR:
		copies_text(w, n);
		break;
	case OMAKESLICE:
		make_slice(w, n);
		break;
	case OAPPEND:
		allocates(w, SITE_MAY, n, "may grow the slice");
		break;
	case OMAKEMAP:
	case OMAPLIT:
	case OMAKECHAN:
		allocates(w, n->esc == ESC_NONE ? SITE_MAY : SITE_HEAP, n,
			  "makes a map or channel");
		break;
	case OFUNCLIT:
	case OSLICELIT:
	case ONEW:
	case OPTRLIT:
	case OMETHVAL:
		if (has_memory(n))
			escapes_or_not(w, n);
		break;
	case OGO:
		add_site(w, SITE_HEAP, tree_pos(n), "starts a goroutine")->node = n;
		break;
	case ODEFER:
		if (n->esc != ESC_NONE)
			add_site(w, SITE_MAY, tree_pos(n), "defers more than once")->node = n;
		break;
	case OASOP:
		adds_text(w, n);
		stores(w, n);
		break;
	case OAS:
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		stores(w, n);
		break;
	default:
		break;
	}
}

// --- the walk ------------------------------------------------------------------------------------

static bool is_panic(const Node *n)
{
	return n->op == OPANIC || (n->op == OEXPRSTMT && n->x->op == OPANIC);
}

static void note_way_out(Node *n, void *found)
{
	if (n->op == ORETURN || n->op == OBREAK || n->op == OCONTINUE || n->op == OGOTO)
		*(bool *)found = true;
}

static void skip_if_panics(Walk *w, const Vec *list)
{
	bool leaves = false;
	if (list->len == 0 || !list->at[list->len - 1] || !is_panic(list->at[list->len - 1]))
		return;
	tree_visit_list(list, note_way_out, &leaves);
	VEC_EACH(Node, n, list)
		if (!leaves)
			ptrmap_set(&w->skipped, n, n);
}

static void note_passing(Walk *w, const Node *n)
{
	if (n && n->op == OBYTES2STR)
		ptrmap_set(&w->passing, n, (void *)n);
}

// Where a string is only looked at it may be the bytes themselves (gen_passing_string).
static void note_passed(Walk *w, const Node *n)
{
	if (op_is_comparison(n->op))
		note_passing(w, n->x);
	if (op_is_comparison(n->op) || n->op == OINDEXMAP)
		note_passing(w, n->y);
}

static void visit(Node **child, void *walk)
{
	Walk *w = walk;
	Node *n = *child;
	if (!n)
		return;
	bool skip = is_panic(n) || ptrmap_get(&w->skipped, n);
	w->sites.panics += skip;
	w->skipping += skip;
	skip_if_panics(w, &n->init);
	skip_if_panics(w, &n->list);
	skip_if_panics(w, &n->list2);
	note_passed(w, n);
	visit_op(w, n);
	tree_children(n, visit, w);
	w->skipping -= skip;
}

static void variable(Walk *w, const Object *o)
{
	if (o->esc == ESC_HEAP && takes_memory(o->type))
		add_site(w, SITE_HEAP, o->pos, arena_printf("moved to heap: %s", o->sym))->obj = o;
	else if (o->addrtaken && !o->is_temp && o->sym[0] != '~' && takes_memory(o->type))
		add_site(w, SITE_FRAME, o->pos, o->sym)->obj = o;
}

static void variables(Walk *w, const Vec *list)
{
	VEC_EACH(Object, o, list)
		variable(w, o);
}

Sites sites_of(const Batch *b, Func *f, const PtrMap *batch)
{
	Walk w = {.b = b, .f = f, .batch = batch, .sites = {.b = b, .f = f}};
	w.last = &w.sites.first;
	if (f->recv)
		variable(&w, f->recv);
	variables(&w, &f->params);
	variables(&w, &f->results);
	variables(&w, &f->locals);
	skip_if_panics(&w, &f->body);
	for (int i = 0; i < f->body.len; i++)
		visit((Node **)&f->body.at[i], &w);
	return w.sites;
}

// --- marks ---------------------------------------------------------------------------------------

// The arguments of a go or defer statement.
static bool is_taken_along(const AllocSite *s)
{
	return s->node && s->node->op == OFUNCLIT && s->node->func->is_godefer_wrapper;
}

static const char *reason(const Batch *b, const AllocSite *s)
{
	if (s->kind == SITE_FRAME)
		return NULL;
	if (is_taken_along(s))
		return "it is needed when the statement's call runs, which this frame may not see";
	const char *why = b->o->escape == ESCAPE_OFF && s->kind == SITE_HEAP
			      ? "-escape=off puts everything on the heap"
			      : allocs_why(b, s);
	return s->panics ? arena_printf("%s; only on the way to a panic", why) : why;
}

static const char *text_of(const Sites *sites, const AllocSite *s)
{
	if (s->obj)
		return s->obj->sym;
	if (is_taken_along(s))
		return "what a go or defer statement takes along";
	return allocs_what(sites->b, sites->f, s);
}

void sites_mark(const Sites *sites)
{
	static const char *const verdicts[] = {
	    [SITE_HEAP] = "heap", [SITE_MAY] = "may", [SITE_FRAME] = "stack"};
	for (const AllocSite *s = sites->first; s; s = s->next) {
		if (s->kind == SITE_CALL)
			continue;
		Pos pos = s->node ? tree_pos(s->node) : s->pos; // where -m says it
		Mark *m = mark(sites->b->o, sites->f, pos, MARK_ALLOC, verdicts[s->kind]);
		if (!m)
			continue;
		m->text = text_of(sites, s);
		m->variable = s->obj;
		m->size = allocs_size(s);
		m->about = s->obj ? (const void *)s->obj : s->node;
		m->why = reason(sites->b, s);
	}
}
