// check_unify.c - makes two types equal by choosing what type parameters stand for.
//
// Each parameter to find belongs to a group with one binding; unifying two unbound parameters joins
// their groups.  Three degrees of strictness:
//
//	UNIFY_EXACT    the types must become identical
//	UNIFY_ASSIGN   the types meet in an assignment: at the top, a defined type matches a
//	               literal by its underlying type, channel directions may differ, and an
//	               interface matches what has its methods; components exactly
//	UNIFY_LOOSE    the same leniency for components too, as constraints need it
//
// A parameter bound twice keeps the defined type, or the channel type with a direction, so that the
// result does not depend on the order of arguments.

#include "check.h"

enum { MAX_DEPTH = 100 };

static bool nify(Unifier *u, Type *x, Type *y, UnifyMode mode);

void unifier_init(Unifier *u, const Vec *tparams)
{
	size_t n = (size_t)tparams->len + 1;
	*u = (Unifier){.tparams = tparams};
	u->group = arena_alloc(n * sizeof *u->group);
	u->bound = arena_alloc(n * sizeof *u->bound);
	for (int i = 0; i < tparams->len; i++)
		u->group[i] = i;
}

// The index of t among the parameters to find, or -1.
int unifier_index(const Unifier *u, Type *t)
{
	if (t->kind == T_TYPEPARAM)
		for (int i = 0; i < u->tparams->len; i++)
			if (u->tparams->at[i] == t)
				return i;
	return -1;
}

Type *unifier_at(const Unifier *u, int i)
{
	return u->bound[u->group[i]];
}

void unifier_set(Unifier *u, int i, Type *t)
{
	u->bound[u->group[i]] = t;
}

int unifier_unknowns(const Unifier *u)
{
	int n = 0;
	for (int i = 0; i < u->tparams->len; i++)
		n += unifier_at(u, i) == NULL;
	return n;
}

// Puts two parameters, at most one of them bound, into one group.
static void join(Unifier *u, int i, int j)
{
	int from = u->group[i], to = u->group[j];
	if (u->bound[from]) {
		from = u->group[j];
		to = u->group[i];
	}
	for (int k = 0; k < u->tparams->len; k++)
		if (u->group[k] == from)
			u->group[k] = to;
}

// --- parts ---------------------------------------------------------------------------------------

static bool nify_lists(Unifier *u, Type **a, Type **b, int n, UnifyMode mode)
{
	for (int i = 0; i < n; i++)
		if (!nify(u, a[i], b[i], mode))
			return false;
	return true;
}

static bool nify_structs(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	if (x->nfields != y->nfields)
		return false;
	for (int i = 0; i < x->nfields; i++) {
		Field *f = &x->fields[i], *g = &y->fields[i];
		if (f->name != g->name || f->embedded != g->embedded || f->pkg != g->pkg ||
		    !nify(u, f->type, g->type, mode))
			return false;
	}
	return true;
}

static bool nify_funcs(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	return x->nparams == y->nparams && x->nresults == y->nresults &&
	       x->variadic == y->variadic &&
	       nify_lists(u, x->params, y->params, x->nparams, mode) &&
	       nify_lists(u, x->results, y->results, x->nresults, mode);
}

static bool same_terms(Type *x, Type *y)
{
	const TypeSet *a = typeset(x), *b = typeset(y);
	if (a->comparable != b->comparable || a->all != b->all || a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++)
		if (a->terms[i].type != b->terms[i].type || a->terms[i].tilde != b->terms[i].tilde)
			return false;
	return true;
}

static Type *method_of(Type *inter, const IMethod *m)
{
	for (int i = 0; i < inter->nimethods; i++)
		if (inter->imethods[i].name == m->name && inter->imethods[i].pkg == m->pkg)
			return inter->imethods[i].type;
	return NULL;
}

// Two interfaces: the smaller one's methods must all be in the other; exactly, as many.
static bool nify_interfaces(Unifier *u, Type *x, Type *y, bool exact)
{
	complete_inter(x);
	complete_inter(y);
	if (!same_terms(x, y) || (exact && x->nimethods != y->nimethods))
		return false;
	if (x->nimethods > y->nimethods) {
		Type *t = x;
		x = y;
		y = t;
	}
	for (int i = 0; i < x->nimethods; i++) {
		Type *sig = method_of(y, &x->imethods[i]);
		if (!sig || !nify(u, x->imethods[i].type, sig, UNIFY_EXACT))
			return false;
	}
	return true;
}

static bool nify_implementation(Unifier *u, Type *inter, Type *t)
{
	complete_inter(inter);
	for (int i = 0; i < inter->nimethods; i++) {
		Lookup l;
		const IMethod *m = &inter->imethods[i];
		if (!type_lookup(t, m->name, m->pkg, &l) || l.field)
			return false;
		Type *sig = l.method ? method_signature(l.method) : l.imethod->type;
		if (!nify(u, m->type, sig, UNIFY_EXACT))
			return false;
	}
	return true;
}

// --- parameters ----------------------------------------------------------------------------------

static Type *as_interface(Type *t)
{
	Type *u = t->kind == T_TYPEPARAM ? t : type_under(t);
	return u->kind == T_INTER ? u : NULL;
}

// old, what the parameter is bound to, matched y: may both stand, and which one stays?
static bool choose(Unifier *u, int i, Type *old, Type *y, UnifyMode mode)
{
	Type *a = as_interface(old), *b = as_interface(y);
	bool named_old = old->kind == T_NAMED, named_y = y->kind == T_NAMED;
	if (a && b) {
		if (named_old && named_y)
			return old == y;
		if (a->nimethods != b->nimethods)
			return false;
	} else if (a || b) {
		return false;
	}
	if (mode == UNIFY_EXACT || named_old)
		return true;
	Type *under = type_under(y);
	if (named_y || (under->kind == T_CHAN && under->dir != CHAN_BOTH))
		unifier_set(u, i, y);
	return true;
}

static bool nify_param(Unifier *u, int i, Type *y, UnifyMode mode)
{
	int j = unifier_index(u, y);
	Type *old = unifier_at(u, i);
	if (j >= 0) {
		Type *other = unifier_at(u, j);
		if (old && other)
			return u->group[i] == u->group[j] || nify(u, old, other, mode);
		join(u, i, j);
		return true;
	}
	if (!old) {
		unifier_set(u, i, y);
		return true;
	}
	return nify(u, old, y, mode) && (old == y || choose(u, i, old, y, mode));
}

// --- the whole -----------------------------------------------------------------------------------

static bool is_literal(Type *t)
{
	return t->kind != T_NAMED && t->kind != T_TYPEPARAM;
}

static bool nify_structure(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	UnifyMode inner = mode == UNIFY_ASSIGN ? UNIFY_EXACT : mode;
	if (x->kind != y->kind)
		return false;
	switch (x->kind) {
	case T_PTR:
	case T_SLICE:
		return nify(u, x->elem, y->elem, inner);
	case T_ARRAY:
		return x->len == y->len && nify(u, x->elem, y->elem, inner);
	case T_MAP:
		return nify(u, x->key, y->key, inner) && nify(u, x->elem, y->elem, inner);
	case T_CHAN:
		return (mode != UNIFY_EXACT || x->dir == y->dir) &&
		       nify(u, x->elem, y->elem, inner);
	case T_FUNC:
		return nify_funcs(u, x, y, inner);
	case T_STRUCT:
		return nify_structs(u, x, y, inner);
	case T_INTER:
		return nify_interfaces(u, x, y, true);
	case T_NAMED:
		return x->origin && x->origin == y->origin &&
		       x->type_args.len == y->type_args.len &&
		       nify_lists(u, (Type **)x->type_args.at, (Type **)y->type_args.at,
				  x->type_args.len, mode);
	default:
		return false;
	}
}

static bool nify_types(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	if (x->kind == T_NAMED || unifier_index(u, y) >= 0) {
		Type *t = x;
		x = y;
		y = t;
	}
	// Now a defined type, if there is one, is in y; a parameter to find, in x.
	if (mode != UNIFY_EXACT && y->kind == T_NAMED && is_literal(x) && x->kind != T_INTER)
		y = type_under(y);
	if (x == y)
		return true;
	int i = unifier_index(u, x);
	if (i >= 0)
		return nify_param(u, i, y, mode);
	if (mode != UNIFY_EXACT) {
		Type *a = as_interface(x), *b = as_interface(y);
		if (a && b)
			return nify_interfaces(u, a, b, false);
		if (a || b)
			return nify_implementation(u, a ? a : b, a ? y : x);
	}
	if (x->kind != T_TYPEPARAM && y->kind != T_TYPEPARAM)
		return nify_structure(u, x, y, mode);
	// A type parameter of the code around stands for the types of its constraint.
	Type *param = x->kind == T_TYPEPARAM ? x : y, *other = x->kind == T_TYPEPARAM ? y : x;
	Type *core = core_type(param);
	return core && nify(u, core, other, UNIFY_ASSIGN);
}

static bool nify(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	if (x == y)
		return true;
	if (u->depth > MAX_DEPTH)
		return false;
	u->depth++;
	bool ok = nify_types(u, x, y, mode);
	u->depth--;
	return ok;
}

bool unify(Unifier *u, Type *x, Type *y, UnifyMode mode)
{
	return nify(u, x, y, mode);
}
