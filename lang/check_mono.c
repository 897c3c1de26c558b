// check_mono.c - does instantiation end?
//
// A generic function that instantiates itself with a bigger type, f[[]T], would need instances
// without end.  The graph has a node for each type parameter and an edge q -> p wherever p's
// argument mentions q: of weight 0 if the argument is q itself, else 1.  A cycle with an edge of
// weight 1 grows types forever.  A type declared inside a generic function counts as mentioning all
// of the function's parameters.

#include "check.h"

typedef struct {
	Type *from, *to; // T_TYPEPARAM
	Type *arg;       // what `to` was instantiated as
	Pos pos;
	bool grows;
} Edge;

static void add_edge(Type *from, Type *to, Type *arg, Pos pos)
{
	VEC_EACH(Edge, e, &env.ck->edges)
		if (e->from == from && e->to == to && e->grows == (arg != from))
			return;
	Edge *e = NEW(Edge);
	*e = (Edge){.from = from, .to = to, .arg = arg, .pos = pos, .grows = arg != from};
	vec_push(&env.ck->edges, e);
}

static const Vec *tparams_of(const Func *f)
{
	while (f->outer)
		f = f->outer;
	Object *o = f->obj;
	return o->tparams.len || !o->recv_named ? &o->tparams : &o->recv_named->obj->tparams;
}

// An edge from each type parameter that t mentions.
static void add_mentions(Type *t, Type *to, Type *arg, Pos pos)
{
	if (t->kind == T_TYPEPARAM) {
		add_edge(t, to, arg, pos);
		return;
	}
	if (t->kind == T_NAMED && t->obj->func)
		VEC_EACH(Type, p, tparams_of(t->obj->func))
			add_edge(p, to, arg, pos);
	VEC_EACH(Type, a, &t->type_args)
		add_mentions(a, to, arg, pos);
	if (t->elem)
		add_mentions(t->elem, to, arg, pos);
	if (t->key)
		add_mentions(t->key, to, arg, pos);
	for (int i = 0; i < t->nparams; i++)
		add_mentions(t->params[i], to, arg, pos);
	for (int i = 0; i < t->nresults; i++)
		add_mentions(t->results[i], to, arg, pos);
	for (int i = 0; t->kind == T_STRUCT && i < t->nfields; i++)
		add_mentions(t->fields[i].type, to, arg, pos);
}

void mono_note(const Vec *tparams, const Vec *targs, Pos pos)
{
	if (!env.generic)
		return;
	for (int i = 0; i < tparams->len && i < targs->len; i++)
		add_mentions(targs->at[i], tparams->at[i], targs->at[i], pos);
}

// A way from one parameter to another; its edges go to path, last first.
static bool find_way(Type *from, Type *to, Vec *seen, Vec *path)
{
	if (from == to)
		return true;
	VEC_EACH(Type, s, seen)
		if (s == from)
			return false;
	vec_push(seen, from);
	VEC_EACH(Edge, e, &env.ck->edges)
		if (e->from == from && find_way(e->to, to, seen, path)) {
			vec_push(path, e);
			return true;
		}
	return false;
}

static void report(const Edge *first, const Vec *path)
{
	error_at(first->from->obj->pos, "instantiation cycle:");
	error_more("%s: %s instantiated as %s", pos_string(first->pos), first->to->obj->sym,
		   tstr(first->arg));
	for (int i = path->len - 1; i >= 0; i--) {
		const Edge *e = path->at[i];
		error_more("%s: %s instantiated as %s", pos_string(e->pos), e->to->obj->sym,
			   tstr(e->arg));
	}
}

// True if instantiation ends; reports the first cycle otherwise.
bool mono_check(void)
{
	VEC_EACH(Edge, e, &env.ck->edges) {
		Vec seen = {0}, path = {0};
		if (e->grows && find_way(e->to, e->from, &seen, &path)) {
			report(e, &path);
			return false;
		}
	}
	return true;
}
