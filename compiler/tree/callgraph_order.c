// callgraph_order.c - the functions of a package in the order Go's compiler has them
//
// The order shows in -m, where functions that do not refer to each other follow it.  First comes
// the initialisation of package variables with its closures, then the declared functions.  Then Go
// reads their bodies, the last one first, and a body being read brings closures, and instances of
// generic functions and types that were not seen before.  Those are read next, again the last one
// first.

#include "callgraph.h"

typedef struct {
	Package *p;
	PtrMap instances; // Func * -> itself: instances in p->funcs
	PtrMap met;       // types and instances
	PtrMap wrapped;   // instances whose wrappers are on the way
	bool in_instance; // the body being read is generic code
	Vec todo;         // Func *: bodies to read, the last one first
	Vec late;         // Func *: methods of types met in the body being read
	Vec all;
} Order;

static void meet_type(Order *o, Type *t);

static void add_closures(Vec *out, const Func *f)
{
	VEC_EACH(Func, c, &f->closures) {
		vec_push(out, c);
		add_closures(out, c);
	}
}

static void meet_signature(Order *o, const Type *t)
{
	for (int i = 0; i < t->nparams; i++)
		meet_type(o, t->params[i]);
	for (int i = 0; i < t->nresults; i++)
		meet_type(o, t->results[i]);
}

static void push_wrapper(Order *o, Func *f)
{
	if (!f->wrapper || ptrmap_get(&o->wrapped, f))
		return;
	ptrmap_set(&o->wrapped, f, f);
	vec_push(&o->todo, f->wrapper);
}

// Generic code calls the shaped form of a function itself, with a dictionary out of its own.
static void push_wrapper_of_called(Order *o, Func *f)
{
	if (f->recv || !o->in_instance)
		push_wrapper(o, f);
}

static void flush_late(Order *o)
{
	vec_append(&o->todo, &o->late);
	o->late = (Vec){0};
}

// A function or method is called: its shaped form is wanted now, with the types in its signature.
static void meet_instance(Order *o, Func *f)
{
	if (!ptrmap_get(&o->instances, f))
		return;
	if (ptrmap_get(&o->met, f)) {
		push_wrapper_of_called(o, f);
		flush_late(o);
		return;
	}
	ptrmap_set(&o->met, f, f);
	meet_signature(o, f->type);
	push_wrapper_of_called(o, f);
	flush_late(o);
	vec_push(&o->todo, f);
}

static void sort_by_place(Vec *methods)
{
	for (int i = 1; i < methods->len; i++)
		for (int j = i; j > 0; j--) {
			Object *a = methods->at[j - 1], *b = methods->at[j];
			if (pos_cmp(a->pos, b->pos) <= 0)
				break;
			methods->at[j - 1] = b;
			methods->at[j] = a;
		}
}

static void meet_methods(Order *o, const Type *t)
{
	Vec methods = {0};
	vec_append(&methods, &t->methods);
	sort_by_place(&methods);
	VEC_EACH(Object, m, &methods) {
		Func *f = m->func;
		if (!f || !ptrmap_get(&o->instances, f) || ptrmap_get(&o->met, f))
			continue;
		ptrmap_set(&o->met, f, f);
		meet_signature(o, f->type);
		push_wrapper(o, f);
		vec_push(&o->late, f);
	}
}

static void meet_type(Order *o, Type *t)
{
	if (!t || ptrmap_get(&o->met, t))
		return;
	ptrmap_set(&o->met, t, t);
	if (t->kind == T_NAMED) {
		meet_type(o, t->under);
		if (t->type_args.len > 0)
			meet_methods(o, t);
		return;
	}
	meet_type(o, t->key);
	meet_type(o, t->elem);
	for (int i = 0; i < t->nfields; i++)
		meet_type(o, t->fields[i].type);
	if (t->kind == T_FUNC)
		meet_signature(o, t);
}

static void meet_node(Node *n, void *arg)
{
	Order *o = arg;
	if (n->type)
		meet_type(o, n->type);
	if (n->obj && n->obj->kind == OBJ_FUNC && n->obj->func)
		meet_instance(o, n->obj->func);
	if (n->op == OFUNCLIT)
		tree_visit_list(&n->func->body, meet_node, o);
}

static void read_body(Order *o, Func *f)
{
	o->in_instance = f->instance;
	tree_visit_list(&f->body, meet_node, o);
	add_closures(&o->all, f);
	flush_late(o);
}

static void add_declared(Order *o)
{
	VEC_EACH(Func, f, &o->p->funcs) {
		if (f->instance) {
			ptrmap_set(&o->instances, f, f);
		} else if (!f->obj->is_blank) { // nobody can call a function named _
			vec_push(&o->all, f);
			vec_push(&o->todo, f);
		}
	}
}

static void read_all(Order *o)
{
	while (o->todo.len > 0) {
		Func *f = vec_pop(&o->todo);
		if (!f->is_method_wrapper)
			read_body(o, f);
		if (f->instance || f->is_method_wrapper)
			vec_push(&o->all, f);
	}
}

Vec callgraph_functions(Package *p)
{
	Order o = {.p = p};
	if (p->var_init) {
		vec_push(&o.all, p->var_init);
		read_body(&o, p->var_init);
	}
	add_declared(&o);
	read_all(&o);
	VEC_EACH(Func, f, &p->funcs) // what only types unseen in bodies have
		if (f->instance && !ptrmap_get(&o.met, f)) {
			push_wrapper(&o, f);
			vec_push(&o.todo, f);
		}
	read_all(&o);
	return o.all;
}

// Closures that inlining made come last.
void callgraph_add_closures(Vec *all)
{
	PtrMap known = {0};
	Vec now = {0};
	VEC_EACH(Func, f, all)
		ptrmap_set(&known, f, f);
	VEC_EACH(Func, f, all)
		add_closures(&now, f);
	VEC_EACH(Func, c, &now) {
		if (ptrmap_get(&known, c))
			continue;
		ptrmap_set(&known, c, c);
		vec_push(all, c);
	}
}
