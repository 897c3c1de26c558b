// check_init.c - the order in which package variables are initialised.
//
// As the spec has it: again and again, the earliest variable in declaration order that depends on
// no uninitialised one is next.  A variable depends on the variables its initialiser mentions, and
// on those mentioned by the functions it mentions, transitively.
//
// 1. For each variable, the variables it depends on are collected by walking through functions,
//    which are thereby removed from the graph.  One without an initialiser takes its turn too, as
//    in Go: those that mention it come after those that are before it and mention nothing.
// 2. Variables are picked.  When none is ready, the one that waits for the fewest is next: if it is
//    on a cycle, that is reported with the functions on its way, and broken.

#include "check.h"

#include <stdlib.h>

typedef struct {
	Object *obj;
	Vec deps; // Object*: variables
	bool done;
} Var;

typedef struct {
	Var *at;
	int n;
	Vec *order;
} Graph;

static int stamp; // marks functions met in the current walk

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
	Graph g = {.at = arena_alloc(sizeof(Var) * (size_t)(p->globals.len + 1)),
		   .order = &p->init_order};
	VEC_EACH(Object, o, &p->globals) {
		if (!o->check)
			continue; // a temporary
		Var *v = &g.at[g.n++];
		v->obj = o;
		o->in_progress = true; // not initialised yet
		stamp++;
		collect_deps(v, o);
	}
	return g;
}

// How many variables v still waits for.
static int waits_for(const Var *v)
{
	int n = 0;
	stamp++;
	VEC_EACH(Object, d, &v->deps)
		if (d->in_progress && decl_info(d)->mark != stamp) {
			decl_info(d)->mark = stamp;
			n++;
		}
	return n;
}

// Of the variables of `a, b = f()` the first brings the statement that initialises all.
static bool emitted(const Graph *g, const Node *init)
{
	for (int i = 0; init->op != OAS && i < g->n; i++)
		if (g->at[i].done && g->at[i].obj->init_node == init)
			return true;
	return false;
}

static void emit(Graph *g, Var *v)
{
	Node *init = v->obj->init_node;
	if (init && !emitted(g, init))
		vec_push(g->order, init);
	v->done = true;
	v->obj->in_progress = false;
}

// --- cycles --------------------------------------------------------------------------------------

static int by_position(const void *a, const void *b)
{
	return pos_cmp((*(Object *const *)a)->pos, (*(Object *const *)b)->pos);
}

static Vec sorted_deps(Object *o)
{
	Vec deps = {0};
	vec_append(&deps, &decl_info(o)->deps);
	if (deps.len)
		qsort(deps.at, (size_t)deps.len, sizeof *deps.at, by_position);
	return deps;
}

// A way from `from` to `to` along references; the objects on it, `to` excluded, go to path.
static bool find_way(Object *from, Object *to, Vec *path)
{
	Vec deps = sorted_deps(from);
	vec_push(path, from);
	VEC_EACH(Object, d, &deps) {
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

// v waits for itself, or for others that do: their turn to be reported comes.
static void report_cycle(Var *v)
{
	Vec path = {0};
	stamp++;
	if (find_way(v->obj, v->obj, &path))
		report(&path);
}

// --- the order -----------------------------------------------------------------------------------

// The variable whose turn it is: the earliest of those that wait for the fewest; NULL when all are
// done.
static Var *next(Graph *g, int *first, int *waiting)
{
	Var *best = NULL;
	while (*first < g->n && g->at[*first].done)
		(*first)++;
	for (int i = *first; i < g->n; i++) {
		int n = g->at[i].done ? 0 : waits_for(&g->at[i]);
		if (g->at[i].done || (best && n >= *waiting))
			continue;
		best = &g->at[i];
		*waiting = n;
		if (n == 0)
			break;
	}
	return best;
}

void init_order(Package *p)
{
	Graph g = build_graph(p);
	int first = 0, waiting = 0;
	for (Var *v; (v = next(&g, &first, &waiting)); emit(&g, v))
		if (waiting > 0)
			report_cycle(v);
}
