// check_init.c - the order in which package variables are initialised.
//
// As the spec has it: again and again, the earliest variable in declaration order that depends on no
// uninitialised one is next.  A variable depends on the variables its initialiser mentions, and on
// those mentioned by the functions it mentions, transitively.
//
// 1. For each variable, the variables it depends on are collected by walking through functions,
//    which are thereby removed from the graph.  One without an initialiser takes its turn too, as in
//    Go: those that mention it come after those that are before it and mention nothing.
// 2. Variables are picked.  When none is ready, those left contain a cycle, which is reported with
//    the functions on its way.

#include "check.h"

typedef struct {
	Object *obj;
	Vec deps;              // Object*: variables
	bool done;
} Var;

typedef struct {
	Var *at;
	int n;
	Vec *order;
} Graph;

static int stamp;             // marks functions met in the current walk

static void collect_deps(Var *v, Object *from)
{
	VEC_EACH(Object, d, &decl_info(from)->deps) {
		if (d->kind == OBJ_VAR) {
			vec_push(&v->deps, d);
		} else if (d->kind == OBJ_FUNC && decl_info(d)->mark != stamp) {
			decl_info(d)->mark = stamp;
			collect_deps(v, d);
		}
	}
}

static Graph build_graph(Package *p)
{
	Graph g = { .at = arena_alloc(sizeof(Var) * (size_t)(p->globals.len + 1)),
	            .order = &p->init_order };
	VEC_EACH(Object, o, &p->globals) {
		if (!o->check)
			continue;       // a temporary
		Var *v = &g.at[g.n++];
		v->obj = o;
		o->in_progress = true;          // not initialised yet
		stamp++;
		collect_deps(v, o);
	}
	return g;
}

static bool ready(const Var *v)
{
	VEC_EACH(Object, d, &v->deps)
		if (d->in_progress)
			return false;
	return true;
}

// Every variable of `a, b = f()` is initialised by the one statement.
static void emit(Graph *g, Var *v)
{
	Node *init = v->obj->init_node;
	v->done = true;
	v->obj->in_progress = false;
	for (int i = 0; i < g->n; i++)
		if (init && g->at[i].obj->init_node == init && !g->at[i].done) {
			g->at[i].done = true;
			g->at[i].obj->in_progress = false;
		}
	if (init)
		vec_push(g->order, init);
}

static bool emit_next(Graph *g, int *first)
{
	while (*first < g->n && g->at[*first].done)
		(*first)++;
	for (int i = *first; i < g->n; i++)
		if (!g->at[i].done && ready(&g->at[i])) {
			emit(g, &g->at[i]);
			return true;
		}
	return false;
}

// ---- cycles ----

// A way from `from` to `to` along references; the objects on it, `to` excluded, go to path.
static bool find_way(Object *from, Object *to, Vec *path)
{
	vec_push(path, from);
	VEC_EACH(Object, d, &decl_info(from)->deps) {
		if (d == to)
			return true;
		bool open = d->kind == OBJ_FUNC || (d->kind == OBJ_VAR && d->in_progress);
		if (!open || decl_info(d)->mark == stamp)
			continue;
		decl_info(d)->mark = stamp;
		if (find_way(d, to, path))
			return true;
	}
	vec_pop(path);
	return false;
}

static void report(const Vec *path)
{
	Object *o = path->at[0];
	if (path->len == 1) {
		error_at(o->pos, "initialization cycle: %s refers to itself", o->sym);
		return;
	}
	error_at(o->pos, "initialization cycle for %s", o->sym);
	for (int i = 0; i < path->len; i++) {
		Object *next = path->at[(i + 1) % path->len];
		error_more("%s: %s refers to %s", pos_string(o->pos), o->sym, next->sym);
		o = next;
	}
}

static void report_cycle(const Graph *g)
{
	for (int i = 0; i < g->n; i++) {
		Vec path = { 0 };
		stamp++;
		if (!g->at[i].done && find_way(g->at[i].obj, g->at[i].obj, &path)) {
			report(&path);
			return;
		}
	}
}

void init_order(Package *p)
{
	Graph g = build_graph(p);
	int first = 0;
	while (emit_next(&g, &first))
		;
	while (first < g.n && g.at[first].done)
		first++;
	if (first < g.n)
		report_cycle(&g);
	for (int i = 0; i < g.n; i++)
		g.at[i].obj->in_progress = false;
}
