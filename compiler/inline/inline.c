// inline.c - devirtualisation and inlining of one package
//
// A call of a small function is replaced by the function's body.  It is done here, on the typed
// tree and before escape analysis, and not left to LLVM, because it decides what escapes: the
// argument of an inlined call is seen to go no further, a closure passed down is seen to be called
// and forgotten.  The decisions are Go's (see inline_cost.c), so that -m reads the same.
//
//  1. Each function is prepared: dead code dropped, go and defer made plain (inline_prepare.c).
//  2. Bottom up over the call graph it is found out which functions can be inlined and at what
//     cost.  An inlinable function's body is copied now, as a template: what is inlined into it
//     later must not be part of it, since costs and positions are those of the source.
//  3. All call sites are listed, innermost first, and interface calls with a known receiver made
//     direct.  A closure called from a single place may be large; hence calls are counted first.
//  4. Bottom up again, the sites of each function are inlined.  A body brings new sites with it,
//     which join the list; the function they came from cannot be inlined there again, so this ends.
//     It ends at a certain depth, too: of a chain or ring of n small functions each would otherwise
//     contain all others.
//  5. Assignments to variables left without readers are dropped (inline_dead.c).
//
// Afterwards, for escape analysis and code generation: a go or defer statement starts a call
// without arguments and results; an inlined call is an OINLCALL; new variables are in Func.locals
// and new closures in Func.closures of the function that now contains them; Object.defn, reassigned
// and addrtaken are right for every local variable.

#include "inline.h"

#include <string.h>

#include "mark.h"
#include "remark.h"

typedef struct {
	Func *f;
	bool big;
	Vec sites;   // Node *: calls, in the order they are tried
	Vec targets; // Func *: what each certainly calls, or NULL; parallel to sites
	PtrMap seen; // Node * in sites
	int done;    // sites before this one were tried
} Caller;

typedef struct {
	const Options *o;
	Package *p;
	PtrMap callers; // Func * -> Caller *
	PtrMap uses;    // Func * -> number of call sites (an integer)
	Devirt devirt;
} Pass;

// -------------------------------------------------------------------------------------------------
// call sites
// -------------------------------------------------------------------------------------------------

static void collect_site(Node **child, void *arg);

// The call a go or defer statement starts is neither inlined nor made direct: it happens later.
static void collect_started(Caller *c, Node *call)
{
	tree_children(call, collect_site, c);
}

// Operands before the call that takes them.
static void collect_site(Node **child, void *arg)
{
	Caller *c = arg;
	Node *n = *child;
	if (ptrmap_get(&c->seen, n))
		return;
	if (n->op == OGO || n->op == ODEFER) {
		collect_started(c, n->x);
		return;
	}
	tree_children(n, collect_site, c);
	if (!op_is_call(n->op))
		return;
	ptrmap_set(&c->seen, n, n);
	vec_push(&c->sites, n);
	vec_push(&c->targets, NULL);
}

static void collect_sites(Caller *c)
{
	for (int i = 0; i < c->f->body.len; i++)
		collect_site((Node **)&c->f->body.at[i], c);
}

static intptr_t count_use(Pass *pass, const Func *callee, int add)
{
	intptr_t n = (intptr_t)ptrmap_get(&pass->uses, callee) + add;
	ptrmap_set(&pass->uses, callee, (void *)n);
	return n;
}

// Finds out what site i calls, if that is certain, and counts it.
static void resolve(Pass *pass, Caller *c, int i)
{
	Node *call = c->sites.at[i];
	if (c->targets.at[i] || call->op == OINLCALL)
		return;
	inline_devirtualise(&pass->devirt, c->f, call, remark_options(c->f, pass->o));
	if (pass->o->no_inline)
		return;
	Func *callee = inline_callee(c->f, call, false, pass->o);
	if (!callee)
		return;
	c->targets.at[i] = callee;
	count_use(pass, callee, 1);
}

// -------------------------------------------------------------------------------------------------
// inlining
// -------------------------------------------------------------------------------------------------

static void report_inlined(const Options *o, const Func *f, const Node *call, const char *name)
{
	remark(o, 1, call->pos, "inlining call to %s", name);
	Mark *m = mark(o, f, call->pos, MARK_CALL, "inlined");
	if (m)
		m->text = name, m->about = call;
}

static bool try_inline(Pass *pass, Caller *c, int i)
{
	Node *call = c->sites.at[i];
	if (call->op == OINLCALL)
		return false;
	resolve(pass, c, i);
	Func *target = c->targets.at[i];
	if (!target)
		return false;
	const Options *o = remark_options(c->f, pass->o);
	Func *callee = inline_callee(c->f, call, true, o);
	if (!callee || !inline_of(callee)->inlinable)
		return false;
	bool only_call = target->lit && count_use(pass, target, 0) == 1;
	if (!inline_cost_ok(callee, c->big, only_call))
		return false;
	char *name = func_string(callee, pass->p);
	if (pos_is_deep(call->pos)) {
		remark(o, 2, call->pos, "cannot inline %s into %s: nested too deep", name,
		       func_string(c->f, pass->p));
		return false;
	}
	if (inline_is_cycle(call, callee)) {
		remark(o, 2, call->pos, "cannot inline %s into %s: repeated recursive cycle", name,
		       func_string(c->f, pass->p));
		return false;
	}
	if (!inline_is_intrinsic(callee))
		report_inlined(o, c->f, call, name);
	if (intrinsic_find(callee) >= 0)
		return false;
	inline_call(c->f, call, callee);
	return true;
}

static bool inline_sites(Pass *pass, Caller *c, int from, int to)
{
	bool any = false;
	for (int i = from; i < to; i++) {
		if (!try_inline(pass, c, i))
			continue;
		any = true;
		Node *inlined = c->sites.at[i];
		tree_children(inlined, collect_site, c);
		inline_devirt_inlined(&pass->devirt, c->f, inlined);
	}
	return any;
}

// Sites that inlining discovers are resolved together before any of them is tried: a closure that
// is called twice must not look as if it were called once.
static bool inline_into(Pass *pass, Caller *c)
{
	bool any = false;
	int from = 0, to = c->sites.len;
	for (;;) {
		any |= inline_sites(pass, c, from, to);
		from = to;
		to = c->sites.len;
		if (from == to)
			return any;
		for (int i = from; i < to; i++)
			resolve(pass, c, i);
	}
}

static void inline_batch(Vec *batch, bool recursive, void *arg)
{
	(void)recursive;
	Pass *pass = arg;
	for (bool again = true; again;) {
		again = false;
		VEC_EACH(Func, f, batch) {
			Caller *c = ptrmap_get(&pass->callers, f);
			if (c)
				again |= inline_into(pass, c);
		}
	}
}

static void check_batch(Vec *batch, bool recursive, void *arg)
{
	(void)recursive;
	Pass *pass = arg;
	VEC_EACH(Func, f, batch)
		if (f != pass->p->var_init)
			inline_check(f, pass->o);
}

static void prepare_sites(Pass *pass, const Vec *funcs)
{
	VEC_EACH(Func, f, funcs) {
		Caller *c = NEW(Caller);
		c->f = f;
		c->big = !pass->o->no_inline && inline_is_big(f);
		if (c->big)
			remark(pass->o, 2, tree_func_pos(f),
			       "function %s considered 'big'; reducing max cost of inlinees",
			       func_string(f, pass->p));
		ptrmap_set(&pass->callers, f, c);
		collect_sites(c);
		for (int i = 0; i < c->sites.len; i++)
			resolve(pass, c, i);
	}
}

// -------------------------------------------------------------------------------------------------
// the package
// -------------------------------------------------------------------------------------------------

// Initialisers of package variables, as a function.
static Func *make_var_init(Package *p)
{
	if (p->init_order.len == 0)
		return NULL;
	Func *f = NEW(Func);
	f->name = intern(arena_printf("%s.init", p->path));
	f->pkg = p;
	f->type = type_func(NULL, 0, NULL, 0, false);
	f->obj = object_new(OBJ_FUNC, intern("init"), f->pos, p);
	f->obj->func = f;
	f->obj->type = f->type;
	f->has_body = true;
	f->body = p->init_order;
	return f;
}

// Puts prefix for the first old bytes of f's name and of those of the closures in it.  All begin
// with the name of the function that none is in: a closure in a range body is not named after the
// body.
static void rename_prefix(Func *f, size_t old, const char *prefix)
{
	VEC_EACH(Func, c, &f->closures)
		rename_prefix(c, old, prefix);
	f->name = intern(arena_printf("%s%s", prefix, f->name + old));
}

// Renames f and what is named after it.
static void rename_function(Func *f, const char *name)
{
	rename_prefix(f, strlen(f->name), name);
}

// A package may have several functions init; closures of package variables belong to none.
static void name_inits(Package *p)
{
	for (int i = 0; i < p->inits.len; i++)
		rename_function(p->inits.at[i], intern(arena_printf("%s.init.%d", p->path, i)));
	if (!p->var_init)
		return;
	for (int i = 0; i < p->var_init->closures.len; i++)
		rename_function(p->var_init->closures.at[i],
				intern(arena_printf("%s.init.func%d", p->path, i + 1)));
	p->var_init->closure_count = p->var_init->closures.len;
}

static void prepare(Package *p)
{
	p->var_init = make_var_init(p);
	if (p->var_init)
		inline_prepare(p->var_init);
	VEC_EACH(Func, f, &p->funcs)
		inline_prepare(f);
	name_inits(p);
}

// Wrappers come one by one, when all else is done.
static void inline_in_wrappers(Pass *pass)
{
	Vec wrappers = inline_wrappers(pass->p);
	vec_append(&pass->p->func_order, &wrappers);
	VEC_EACH(Func, f, &wrappers) {
		Vec one = {0};
		vec_push(&one, f);
		prepare_sites(pass, &one);
		while (inline_into(pass, ptrmap_get(&pass->callers, f)))
			;
	}
}

static void set_quiet(Func *f)
{
	f->quiet = true;
	VEC_EACH(Func, c, &f->closures)
		set_quiet(c);
}

// To Go, instances with type arguments of the same shapes are one function, which many call.
static void describe_instances(Package *p)
{
	PtrMap shapes = {0};
	VEC_EACH(Func, f, &p->funcs) {
		if (!f->instance)
			continue;
		f->wrapper = inline_instance_wrapper(p, f);
		const char *shaped = intern(func_string(f, NULL));
		if (ptrmap_get(&shapes, shaped))
			set_quiet(f);
		ptrmap_set(&shapes, shaped, f);
	}
}

void inline_package(Package *p, const Options *o)
{
	Pass pass = {.o = o, .p = p};
	prepare(p);
	bool tells = o->m > 0 || o->diagnostics;
	if (tells)
		describe_instances(p);
	p->func_order = callgraph_functions(p);
	if (!o->no_inline)
		callgraph_bottom_up(&p->func_order, check_batch, &pass);
	prepare_sites(&pass, &p->func_order);
	callgraph_bottom_up(&p->func_order, inline_batch, &pass);
	if (tells)
		inline_in_wrappers(&pass);
	// A closure that captures is visited with the function around it.
	VEC_EACH(Func, f, &p->func_order)
		if (!callgraph_is_closure(f))
			inline_drop_dead_locals(f);
	callgraph_add_closures(&p->func_order);
	inline_mark_calls(p, o);
}
