// escape.c - escape analysis: which variables and allocations may live on the stack
//
// An allocation may be on the stack if (1) no pointer to it is ever stored on the heap, and (2) no
// pointer to it is used after its frame, or its turn of the loop, is gone.  Whether this holds is
// found out statically, function by function, without running anything and without regard to the
// order of statements: if p may at any time hold &x and p may at any time be returned, x escapes.
//
// Locations and edges.  Each variable and each allocating expression (new, make, &T{}, a slice or
// map literal, a closure, a value boxed in an interface, a string concatenation ...) is a location.
// An assignment is an edge between two of them, with a weight: the number of dereferences minus the
// number of address operators on the way.
//
//	p = &x    p <- x, -1       the address of x flows to p
//	p = q     p <- q,  0
//	p = *q    p <- q,  1
//	p = **q   p <- q,  2
//
// Fields and elements are not told apart from their whole: `s.f = q` is `s = q`, and a[i] is a if a
// is an array, *a if it is a slice.  Everything else is reduced to this: `x := T{&y}` is `x = &y`;
// an append is an assignment of the old slice, plus one of the new elements to the heap; a return
// assigns to the result variables; a closure is a location into which its captured variables flow,
// themselves if they are captured by value, else their addresses.
//
// Holes.  Expressions are walked from outside in.  A hole is the place that waits for the value of
// the expression at hand: a destination and a weight.  In `p = *f(&x)` the hole (p, 0) becomes (p,
// 1) at the dereference; if f returns its argument, that is also the hole of `&x`, which makes it
// (p, 0) for x.  There are four special destinations: the heap (globals, channels, what pointers
// point to, arguments of unknown functions), blank (nobody wants the value), and two that only
// serve to know whether memory is written through a pointer (mutator) and whether a function is
// called from somewhere (callee).
//
// The solution.  A path from x to y with sum -1 means that x's address may be held by y.  If then y
// outlives x, x must be on the heap, and so must whatever x itself may point to, since (1) forbids
// pointers from the heap to the stack.  y outlives x if y is on the heap or a result; if y is
// declared in fewer loops than x (a new x in each turn, the same y); or if x belongs to a closure
// within y's function.  escape_solve.c finds all such pairs.
//
// Summaries.  Functions are analysed bottom up; those that may call each other, and closures with
// the function around them, make one batch and one graph.  What a caller needs to know of an
// analysed function is where its parameters go: to the heap, to which results, after how many
// dereferences.  This is its summary (escape_leaks.c), and it serves callers in other packages too.
// For a function without a body, or one not known until run time, the arguments go to the heap,
// unless //go:noescape promises otherwise.
//
// Promises.  What a function or a parameter is declared to do with the heap (//vole:noalloc,
// //vole:noescape) is checked when its batch is solved (promise.c).
//
// The files: escape_build*.c make the graph from the tree, escape_solve.c solves it, escape_size.c
// knows what is too large for a frame, escape_report.c prints.  The method is that of Go's compiler
// since version 1.13 (M. Dempsky 2019, golang.org/issue/23109), and the verdicts are meant to be
// the same.

#include "allocs.h"
#include "escape.h"
#include "promise.h"
#include "remark.h"

// -------------------------------------------------------------------------------------------------
// summaries
// -------------------------------------------------------------------------------------------------

static Leaks bodyless_leaks(const Func *f, const Object *param)
{
	if (!type_has_pointers(param->type))
		return leaks_to_heap();
	if (!f->noescape)
		return leaks_to_heap();
	Leaks l = leaks_nowhere();
	leaks_add(&l, LEAK_MUTATOR, 0);
	leaks_add(&l, LEAK_CALLEE, 0);
	return l;
}

static bool is_uintptr(const Type *t)
{
	return t->under->kind == T_UINTPTR;
}

static bool is_variadic(const Func *f, const Object *param)
{
	return f->type->variadic && param != f->recv && param->index == f->params.len - 1;
}

static Leaks summarise_bodyless(const Batch *b, const Func *f, const Object *param)
{
	Leaks l = bodyless_leaks(f, param);
	if (is_uintptr(param->type))
		report_number(b, "assuming", param, "is unsafe uintptr");
	else if (type_has_pointers(param->type))
		report_parameter(b, f, param, &l);
	return l;
}

static Leaks summarise_parameter(const Batch *b, const Func *f, Object *param)
{
	if (!f->has_body)
		return summarise_bodyless(b, f, param);
	if (f->uintptrescapes && is_uintptr(param->type)) {
		report_number(b, "marking", param, "as escaping uintptr");
		return leaks_to_heap();
	}
	if (f->uintptrescapes && is_variadic(f, param) && is_uintptr(param->type->elem)) {
		report_number(b, "marking", param, "as escaping ...uintptr");
		return leaks_to_heap();
	}
	if (!type_has_pointers(param->type))
		return leaks_to_heap();
	Location *loc = flow_location(param);
	leaks_optimise(&loc->leaks);
	if (!(loc->attrs & ATTR_ESCAPES))
		report_parameter(b, f, param, &loc->leaks);
	return loc->leaks;
}

static SlotLeak *slots_of(const Func *f, const Object *param)
{
	return f->has_body && type_has_pointers(param->type)
		   ? flow_location((Object *)param)->slot_leaks
		   : NULL;
}

static void summarise(const Batch *b, Func *f)
{
	EscapeFunc *ef = escape_of(f);
	Vec params = {0};
	if (f->recv)
		vec_push(&params, f->recv);
	vec_append(&params, &f->params);
	ef->nparams = params.len;
	Leaks *leaks = arena_alloc((size_t)(params.len + 1) * sizeof *leaks);
	SlotLeak **slots = arena_alloc((size_t)(params.len + 1) * sizeof *slots);
	for (int i = 0; i < params.len; i++) {
		leaks[i] = summarise_parameter(b, f, params.at[i]);
		slots[i] = slots_of(f, params.at[i]);
	}
	ef->params = leaks;
	ef->slots = b->slots.len > 0 ? slots : NULL;
	ef->state = ESCAPE_TAGGED;
}

// -------------------------------------------------------------------------------------------------
// a batch
// -------------------------------------------------------------------------------------------------

static void record_verdict(Location *l)
{
	Esc esc = l->attrs & ATTR_ESCAPES ? ESC_HEAP : ESC_NONE;
	if (l->obj) {
		l->obj->esc = esc;
		l->obj->loop_depth = l->loop_depth;
		l->obj->escloc = NULL;
	} else if (l->node) {
		l->node->esc = esc;
		l->node->noescape_copy = l->node->op == OSTR2BYTES && !(l->attrs & ATTR_MUTATES);
	}
}

static void flow_graph(Batch *b, const Vec *funcs)
{
	VEC_EACH(Func, f, funcs)
		flow_declare(b, f);
	VEC_EACH(Func, f, funcs)
		if (!callgraph_is_closure(f))
			flow_function(b, f);
	flow_captures(b);
}

// Sizes are looked at before the graph is solved: what is too large escapes from the start.
static void force_large(Batch *b)
{
	Build e = {.b = b};
	VEC_EACH(Location, l, &b->graph.locations) {
		escape_fold_constants(l);
		const char *why = escape_heap_reason(l);
		if (!why)
			continue;
		Node *where = l->node ? l->node : tree_name(l->obj, l->obj->pos);
		graph_flow(&b->graph, flow_addr(&e, flow_heap(&e), where, why), l);
	}
}

static void build_graph(Batch *b, const Vec *funcs)
{
	flow_graph(b, funcs);
	force_large(b);
}

typedef struct {
	Package *p;
	const Options *o;
} Analysis;

static void leak_found(void *batch, const Location *root, Location *l, int derefs)
{
	const Batch *b = batch;
	if (report_wanted(b))
		report_leak(batch, root, l, derefs);
	promise_leak(b, root, l, derefs);
}

static void escape_found(void *batch, const Location *root, Location *l)
{
	Batch *b = batch;
	allocs_escape(b, root, l);
	if (report_wanted(b))
		report_escape(batch, root, l);
	promise_leak(b, root, l, 0);
}

static void forced_found(void *batch, Location *dst, Location *src, int derefs, const Note *notes)
{
	allocs_forced(batch, dst, src, notes);
	report_forced(batch, dst, src, derefs, notes);
}

static void analyse_batch(Vec *funcs, bool recursive, void *arg)
{
	(void)recursive;
	const Analysis *a = arg;
	Batch b = {.o = remark_options(funcs->at[0], a->o), .pkg = a->p};
	b.explains = report_wanted(&b) || b.o->allocs || promise_wants_paths(funcs);
	if (b.o->m > 0 && b.o->world)
		b.open_calls = compare_open(&b, funcs, build_graph);
	graph_init(&b.graph);
	b.graph.forced = forced_found;
	b.graph.arg = &b;
	build_graph(&b, funcs);
	SolveHooks hooks = {escape_found, leak_found, &b};
	graph_solve(&b.graph, b.explains ? &hooks : NULL);
	VEC_EACH(Func, f, funcs)
		summarise(&b, f);
	VEC_EACH(Location, l, &b.graph.locations) {
		report_location(&b, l);
		record_verdict(l);
	}
	promise_batch(&b, funcs);
}

// -------------------------------------------------------------------------------------------------
// -escape=off
// -------------------------------------------------------------------------------------------------

static void everything_escapes(Node *n, void *arg);

static void locals_escape(Func *f)
{
	const Vec *lists[] = {&f->params, &f->results, &f->locals};
	for (int i = 0; i < 3; i++)
		VEC_EACH(Object, o, lists[i])
			o->esc = o->addrtaken ? ESC_HEAP : ESC_NONE;
	if (f->recv)
		f->recv->esc = f->recv->addrtaken ? ESC_HEAP : ESC_NONE;
}

static void everything_escapes(Node *n, void *arg)
{
	n->esc = ESC_HEAP;
	if (n->op != OFUNCLIT)
		return;
	VEC_EACH(Object, o, &n->func->captures) {
		o->capture_byval = false;
		o->addrtaken = true;
	}
	tree_visit_list(&n->func->body, everything_escapes, arg);
}

// The oracle for tests: nothing that a pointer could reach is on the stack.
static void allocate_all(const Vec *funcs)
{
	VEC_EACH(Func, f, funcs)
		tree_visit_list(&f->body, everything_escapes, NULL);
	VEC_EACH(Func, f, funcs)
		locals_escape(f);
}

static void note_data(Node *n, void *data)
{
	if (n->esc == ESC_UNKNOWN)
		ptrmap_set(data, n, n);
}

static void add_with_closures(Vec *funcs, Func *f)
{
	vec_push(funcs, f);
	VEC_EACH(Func, c, &f->closures)
		add_with_closures(funcs, c);
}

// What of the initial values of package variables is data is so in this mode too.  Their analysis,
// of which nobody is told, leaves it out.
static void find_data(const Analysis *a, PtrMap *data)
{
	Options silent = *a->o;
	silent.m = 0;
	silent.diagnostics = silent.marks = NULL;
	silent.allocs = NULL;
	Analysis quiet = {a->p, &silent};
	Vec funcs = {0};
	add_with_closures(&funcs, a->p->var_init);
	callgraph_bottom_up(&funcs, analyse_batch, &quiet);
	tree_visit_list(&a->p->var_init->body, note_data, data);
}

static void drop_data(Sites *sites, const PtrMap *data)
{
	for (AllocSite **s = &sites->first; *s;)
		if ((*s)->kind == SITE_HEAP && ptrmap_get(data, (*s)->node))
			*s = (*s)->next;
		else
			s = &(*s)->next;
}

static void mark_all(const Analysis *a, const PtrMap *data)
{
	Batch b = {.o = a->o, .pkg = a->p};
	PtrMap none = {0};
	VEC_EACH(Func, f, &a->p->func_order) {
		Sites sites = sites_of(&b, f, &none);
		if (f == a->p->var_init)
			drop_data(&sites, data);
		sites_mark(&sites);
	}
}

static void escape_off(const Analysis *a)
{
	PtrMap data = {0};
	if (a->o->marks && a->p->var_init)
		find_data(a, &data);
	allocate_all(&a->p->func_order);
	if (a->o->marks)
		mark_all(a, &data);
}

// -------------------------------------------------------------------------------------------------
// the package
// -------------------------------------------------------------------------------------------------

void escape_package(Package *p, const Options *o)
{
	Analysis a = {p, o};
	if (o->escape == ESCAPE_OFF) {
		escape_off(&a);
		return;
	}
	callgraph_bottom_up(&p->func_order, analyse_batch, &a);
	bounds_package(p, o);
}
