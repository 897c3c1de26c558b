// check_recursive.c - types that contain themselves: by value, by embedding, through anonymous
// interfaces.
//
// A type's memory is walked: the elements of arrays, the fields of structs, what interfaces embed.
// `nest` holds the defined types whose memory the walk is in; one met again has no finite size.  A
// type parameter is replaced by the argument of the innermost type of the nest.  That argument was
// written outside of this type, hence its memory is judged in the nest without it:
//
//     type A[P any] struct { b B[P] }        A[A[int]] is fine though the walk meets
//     type B[P any] struct { p P }           A, B, A, B: the second A comes from outside
//
// `path` keeps all types of the way, to report it.

#include "check.h"

#include <stdlib.h>

static bool valid(Type *t, Vec *nest, Vec *path);

static bool parts_valid(Type *t, Vec *nest, Vec *path)
{
	bool ok = true;
	for (int i = 0; ok && i < t->nfields; i++)
		ok = valid(t->fields[i].type, nest, path);
	return ok;
}

static bool embeds_valid(Type *t, Vec *nest, Vec *path)
{
	VEC_EACH(Type, e, &t->embeds)
		if (!valid(e, nest, path))
			return false;
	return true;
}

static bool argument_valid(Type *param, Vec *nest, Vec *path)
{
	Type *inst = nest->len ? nest->at[nest->len - 1] : NULL;
	const Vec *tparams = inst ? &inst->obj->tparams : NULL;
	if (!inst || param->index >= tparams->len || tparams->at[param->index] != param ||
	    param->index >= inst->type_args.len)
		return true;
	int depth = --nest->len;
	bool ok = valid(inst->type_args.at[param->index], nest, path);
	nest->len = depth;
	vec_push(nest, inst);
	return ok;
}

static int place_of(const Vec *v, const Type *t)
{
	for (int i = 0; i < v->len; i++)
		if (v->at[i] == t)
			return i;
	return -1;
}

// Whatever is an instance of a faulty generic type is at fault as well.
static void invalidate(Type *t)
{
	Type *o = t->origin ? t->origin : t;
	o->rhs = o->under = types[T_INVALID];
	VEC_EACH(Type, inst, &o->obj->insts)
		inst->under = types[T_INVALID];
}

// An instance is named where it was asked for.
static Object *name_at(Type *t)
{
	Object *o = t->obj;
	if (t->origin && pos_known(t->met)) {
		o = NEW(Object);
		*o = *t->obj;
		o->pos = t->met;
	}
	return o;
}

static void report(Type *t, const Vec *path)
{
	Vec objects = {0};
	for (int i = place_of(path, t); i < path->len; i++)
		vec_push(&objects, name_at(path->at[i]));
	invalidate(t);
	type_cycle((Object **)objects.at, objects.len, 0);
}

enum { MAX_WALK = 200 }; // an instantiation that does not end is reported as such

static bool named_valid(Type *t, Vec *nest, Vec *path)
{
	Type *o = t->origin ? t->origin : t;
	if (o->obj->pkg != env.pkg && !o->obj->tparams.len)
		return true;
	type_under(o);
	Type *rhs = o->rhs ? o->rhs : o->under;
	if (t->finite || !rhs || rhs->kind == T_INVALID || path->len > MAX_WALK)
		return true;
	if (place_of(nest, t) >= 0) {
		report(t, path);
		return false;
	}
	vec_push(nest, t);
	vec_push(path, t);
	bool ok = valid(rhs, nest, path);
	vec_pop(nest);
	vec_pop(path);
	t->finite = ok && o->obj->tparams.len == 0;
	return ok;
}

static bool valid(Type *t, Vec *nest, Vec *path)
{
	switch (t->kind) {
	case T_ARRAY:
		return valid(t->elem, nest, path);
	case T_STRUCT:
	case T_UNION:
		return parts_valid(t, nest, path);
	case T_INTER:
		return embeds_valid(t, nest, path);
	case T_TYPEPARAM:
		return argument_valid(t, nest, path);
	case T_NAMED:
		return named_valid(t, nest, path);
	default:
		return true;
	}
}

void check_recursive_type(Type *t)
{
	Vec nest = {0}, path = {0};
	if (t)
		valid(t, &nest, &path);
}

static void check_recursive_object(Object *o, void *arg)
{
	(void)arg;
	if (o->kind == OBJ_TYPE && o->type)
		check_recursive_type(o->type);
}

void check_recursive_types(Package *p)
{
	scope_each(p->scope, check_recursive_object, NULL);
}

// --- interfaces without a name -------------------------------------------------------------------
//
// One that its own methods mention, through literal types only, would have a descriptor without
// end.

typedef struct {
	Vec open, done;
} Walk; // Type*: interfaces the walk is in, and those it left

static bool cyclic(Type *t, Walk *w);

static bool any_cyclic(Type **at, int n, Walk *w)
{
	for (int i = 0; i < n; i++)
		if (cyclic(at[i], w))
			return true;
	return false;
}

static bool methods_cyclic(Type *t, Walk *w)
{
	for (int i = 0; i < t->nimethods; i++)
		if (cyclic(t->imethods[i].type, w))
			return true;
	return false;
}

static bool interface_cyclic(Type *t, Walk *w)
{
	complete_inter(t);
	if (t->nimethods == 0 || place_of(&w->done, t) >= 0)
		return false;
	if (place_of(&w->open, t) >= 0)
		return true;
	vec_push(&w->open, t);
	if (methods_cyclic(t, w))
		return true;
	vec_push(&w->done, vec_pop(&w->open));
	return false;
}

static bool cyclic(Type *t, Walk *w)
{
	switch (t->kind) {
	case T_PTR:
	case T_ARRAY:
	case T_SLICE:
	case T_CHAN:
		return cyclic(t->elem, w);
	case T_MAP:
		return cyclic(t->key, w) || cyclic(t->elem, w);
	case T_STRUCT:
		for (int i = 0; i < t->nfields; i++)
			if (cyclic(t->fields[i].type, w))
				return true;
		return false;
	case T_FUNC:
		return any_cyclic(t->params, t->nparams, w) ||
		       any_cyclic(t->results, t->nresults, w);
	case T_INTER:
		return interface_cyclic(t, w);
	default:
		return false;
	}
}

static int by_position(const void *a, const void *b)
{
	return pos_cmp((*(Node *const *)a)->pos, (*(Node *const *)b)->pos);
}

void check_anonymous_cycles(const Vec *interfaces)
{
	Walk w = {0};
	if (interfaces->len)
		qsort(interfaces->at, (size_t)interfaces->len, sizeof *interfaces->at, by_position);
	VEC_EACH(Node, n, interfaces) {
		complete_inter(n->type);
		if (!methods_cyclic(n->type, &w))
			continue;
		error_at(n->pos, "invalid recursive type: anonymous interface refers to itself "
				 "(see https://go.dev/issue/56103)");
		vec_append(&w.done, &w.open);
		w.open.len = 0;
	}
}
