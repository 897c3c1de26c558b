// promise.c - what functions promise: //vole:noalloc, and //vole:noescape p
//
// When a batch has been solved, every expression and variable of it is on the stack or on the heap.
// So it can be told of each function whether it may allocate on the heap, itself or through what it
// calls.  A function that does has a list of sites, in the order of its text; what is written into
// the summary for importers is the first of them with all that leads there, as text:
//
//	x.go:7:10: make([]int, n) escapes to heap
//	x.go:8:12: calls strconv.Itoa
//		strconv/itoa.go:30:9: string(a[i:]) escapes to heap
//
// Allocating are: what escape analysis puts on the heap; what may outgrow the frame's buffer though
// it does not escape (strings, variable makes); append, which may grow; maps and channels made,
// stores into maps; go statements, and defers that may run more than once; calls of functions that
// nobody knows (through interfaces and function values; without a body) and of those that allocate.
// The stack is not the heap: to grow it counts for nothing.  Nor does an interface's method table,
// which is made once.
//
// What happens only on the way to a panic breaks no promise: statements in a block that ends in
// panic and has no other way out, and panic's own argument.  Their sites are marked, for the rows
// about a function's allocations (allocs.c), made of the same list, have them too.
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
#include "tree.h"

enum { MAX_CHAIN = 8, MAX_SITES = 10 };

typedef struct {
	const Batch *b;
	Func *f;
	AllocSite *first, **last;
	PtrMap skipped;      // Node * -> itself: only on the way to a panic
	PtrMap passing;      // OBYTES2STR that is only looked at: no copy is made
	const PtrMap *batch; // Func * -> itself
	int panics;          // statements that were skipped
	int skipping;        // depth of those around
} Walk;

// --- sites ---------------------------------------------------------------------------------------

static AllocSite *add_site(Walk *w, Pos pos, const char *what)
{
	AllocSite *s = NEW(AllocSite);
	*s = (AllocSite){.pos = pos, .what = what, .panics = w->skipping > 0};
	*w->last = s;
	w->last = &s->next;
	return s;
}

static void allocates(Walk *w, const Node *n, const char *why)
{
	add_site(w, tree_pos(n), arena_printf("%s %s", tree_string(n, w->f, w->b->pkg), why))
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
	AllocSite *s = add_site(w, tree_pos(n), arena_printf("calls %s", name_of(w, callee)));
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
		add_site(w, tree_pos(n),
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

static void boxing(Walk *w, const Node *n)
{
	Type *t = n->x->type;
	if (n->esc == ESC_HEAP && !type_is_inter(t) && !type_is_direct_iface(t) &&
	    takes_memory(t) && n->x->op != OLIT && n->x->op != ONIL)
		add_site(w, tree_pos(n->x),
			 arena_printf("%s escapes to heap", tree_string(n->x, w->f, w->b->pkg)))
		    ->node = n;
}

// Its bytes may not fit the frame's buffer.
static void copies_text(Walk *w, const Node *n)
{
	if (n->noescape_copy || ptrmap_get(&w->passing, n))
		return;
	if (n->op == ORUNESTR && n->esc == ESC_NONE)
		return; // fits the buffer
	allocates(w, n,
		  n->esc == ESC_NONE ? "may be larger than the frame's buffer" : "escapes to heap");
}

static void make_slice(Walk *w, const Node *n)
{
	if (!takes_memory(n->type->under->elem))
		return;
	if (n->esc == ESC_HEAP)
		allocates(w, n, "escapes to heap");
	else if (!is_constant(n->y ? n->y : n->x))
		allocates(w, n, "may be larger than the frame's buffer");
}

static bool is_map_element(const Node *n)
{
	return n && n->op == OINDEXMAP;
}

static void stores(Walk *w, const Node *n)
{
	bool one = n->op == OAS || n->op == OASOP; // else x is what is assigned
	if (one && is_map_element(n->x))
		allocates(w, n->x, "may grow the map");
	VEC_EACH(Node, target, &n->list)
		if (is_map_element(target))
			allocates(w, target, "may grow the map");
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
		allocates(w, n, "makes a new string");
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
		allocates(w, n, "may grow the slice");
		break;
	case OMAKEMAP:
	case OMAPLIT:
	case OMAKECHAN:
		allocates(w, n, "makes a map or channel");
		break;
	case OFUNCLIT:
	case OSLICELIT:
	case ONEW:
	case OPTRLIT:
	case OMETHVAL:
		if (n->esc == ESC_HEAP && has_memory(n))
			allocates(w, n, "escapes to heap");
		break;
	case OGO:
		add_site(w, tree_pos(n), "starts a goroutine")->node = n;
		break;
	case ODEFER:
		if (n->esc != ESC_NONE)
			add_site(w, tree_pos(n), "defers more than once")->node = n;
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
	w->panics += skip;
	w->skipping += skip;
	skip_if_panics(w, &n->init);
	skip_if_panics(w, &n->list);
	skip_if_panics(w, &n->list2);
	note_passed(w, n);
	visit_op(w, n);
	tree_children(n, visit, w);
	w->skipping -= skip;
}

static void variables(Walk *w, const Vec *list)
{
	VEC_EACH(Object, o, list)
		if (o->esc == ESC_HEAP && takes_memory(o->type))
			add_site(w, o->pos, arena_printf("moved to heap: %s", o->sym))->obj = o;
}

static Walk walk_function(const Batch *b, Func *f, const PtrMap *batch)
{
	Walk w = {.b = b, .f = f, .batch = batch};
	w.last = &w.first;
	Vec recv = {0};
	if (f->recv)
		vec_push(&recv, f->recv);
	variables(&w, &recv);
	variables(&w, &f->params);
	variables(&w, &f->results);
	variables(&w, &f->locals);
	skip_if_panics(&w, &f->body);
	for (int i = 0; i < f->body.len; i++)
		visit((Node **)&f->body.at[i], &w);
	return w;
}

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
	if (s->panics)
		return false;
	if (s->callee && !s->chain)
		s->chain = escape_of(s->callee)->alloc_chain;
	return !s->callee || s->chain;
}

static bool settle(const Walk *w)
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

static void check_noalloc(const Walk *w)
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
		error_at(f->pos, "%s is marked //vole:noalloc but may allocate:%s", name_of(w, f),
			 buf_str(&b));
	else
		remark(w->b->o, 1, f->pos, "%s does not allocate%s", name_of(w, f),
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
	Walk *walks = arena_alloc((size_t)(funcs->len + 1) * sizeof *walks);
	PtrMap batch = {0};
	int n = 0;
	VEC_EACH(Func, f, funcs)
		if (f->has_body)
			ptrmap_set(&batch, f, f);
	VEC_EACH(Func, f, funcs) {
		if (f->has_body)
			walks[n++] = walk_function(b, f, &batch);
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
		check_noescape(b, walks[i].f);
	}
}
