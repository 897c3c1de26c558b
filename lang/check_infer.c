// check_infer.c - type arguments from values.
//
//  1. Typed arguments are unified with their parameters' types.
//  2. Parameters still open whose argument is an untyped constant take its default type, the
//     largest kind if several constants meet one parameter.
//  3. Core types of constraints are unified with what is known, until nothing new comes.
//
// Unification is inexact at the top: a defined type matches a type literal by its underlying type,
// and channel directions may differ, as in assignments.

#include "check.h"

typedef struct {
	const Vec *tparams;
	Type **bound;          // what each parameter is known to be
	bool inexact;
} Unifier;

static int param_index(const Unifier *u, Type *t)
{
	if (t->kind == T_TYPEPARAM)
		for (int i = 0; i < u->tparams->len; i++)
			if (u->tparams->at[i] == t)
				return i;
	return -1;
}

static bool unify(Unifier *u, Type *x, Type *y, bool exact);

static bool unify_lists(Unifier *u, Type **a, Type **b, int n)
{
	for (int i = 0; i < n; i++)
		if (!unify(u, a[i], b[i], true))
			return false;
	return true;
}

static bool unify_structs(Unifier *u, Type *x, Type *y)
{
	if (x->nfields != y->nfields)
		return false;
	for (int i = 0; i < x->nfields; i++) {
		Field *f = &x->fields[i], *g = &y->fields[i];
		if (f->name != g->name || f->embedded != g->embedded || !unify(u, f->type, g->type, true))
			return false;
	}
	return true;
}

static bool unify_methods(Unifier *u, Type *x, Type *y)
{
	complete_inter(x);
	complete_inter(y);
	if (x->nimethods != y->nimethods)
		return false;
	for (int i = 0; i < x->nimethods; i++)
		if (x->imethods[i].name != y->imethods[i].name ||
		    !unify(u, x->imethods[i].type, y->imethods[i].type, true))
			return false;
	return true;
}

static bool has_name(Type *t)
{
	return t->kind == T_NAMED || t->kind < T_ARRAY;
}

// Binds parameter i to y, or unifies y with what it is bound to.
static bool unify_param(Unifier *u, int i, Type *y, bool exact)
{
	Type *old = u->bound[i];
	if (!old) {
		u->bound[i] = y;
		return true;
	}
	if (old == y)
		return true;
	if (!unify(u, old, y, exact))
		return false;
	// Of a defined type and a type literal the defined one stays; of channels, the directed one.
	if (!exact && !has_name(old) && has_name(y) && y->kind == T_NAMED)
		u->bound[i] = y;
	else if (!exact && old->kind == T_CHAN && old->dir == CHAN_BOTH && y->kind == T_CHAN)
		u->bound[i] = y;
	return true;
}

static bool unify_inexact_inter(Unifier *u, Type *x, Type *y)
{
	Type *xi = type_under(x), *yi = type_under(y);
	if (xi->kind != T_INTER || x->kind == T_TYPEPARAM || yi->kind == T_INTER)
		return false;
	for (int i = 0; i < xi->nimethods; i++) {
		Lookup l;
		if (!type_lookup(y, xi->imethods[i].name, xi->imethods[i].pkg, &l) || !l.method ||
		    !unify(u, xi->imethods[i].type, method_signature(l.method), true))
			return false;
	}
	return true;
}

static bool unify_composite(Unifier *u, Type *x, Type *y, bool exact)
{
	if (x->kind != y->kind)
		return false;
	switch (x->kind) {
	case T_PTR: case T_SLICE:
		return unify(u, x->elem, y->elem, true);
	case T_ARRAY:
		return x->len == y->len && unify(u, x->elem, y->elem, true);
	case T_MAP:
		return unify(u, x->key, y->key, true) && unify(u, x->elem, y->elem, true);
	case T_CHAN:
		return (!exact || x->dir == y->dir) && unify(u, x->elem, y->elem, true);
	case T_FUNC:
		return x->nparams == y->nparams && x->nresults == y->nresults && x->variadic == y->variadic &&
		       unify_lists(u, x->params, y->params, x->nparams) &&
		       unify_lists(u, x->results, y->results, x->nresults);
	case T_STRUCT:
		return unify_structs(u, x, y);
	case T_INTER:
		return unify_methods(u, x, y);
	case T_NAMED:
		if (!x->origin || x->origin != y->origin)
			return false;
		return unify_lists(u, (Type **)x->type_args.at, (Type **)y->type_args.at, x->type_args.len);
	default:
		return false;
	}
}

static bool unify(Unifier *u, Type *x, Type *y, bool exact)
{
	if (x == y)
		return true;
	int i = param_index(u, x), j = param_index(u, y);
	if (i >= 0 && j >= 0 && !u->bound[i] && u->bound[j])
		return unify_param(u, i, u->bound[j], exact);
	if (i >= 0)
		return unify_param(u, i, y, exact);
	if (j >= 0)
		return unify_param(u, j, x, exact);
	if (!exact && x->kind != y->kind) {
		if (x->kind == T_NAMED && !has_name(y) && type_under(x)->kind != T_INTER)
			x = type_under(x);
		else if (y->kind == T_NAMED && !has_name(x) && type_under(y)->kind != T_INTER)
			y = type_under(y);
	}
	if (!exact && x->kind == T_TYPEPARAM && y->kind != T_TYPEPARAM && core_type(x))
		x = core_type(x);
	else if (!exact && y->kind == T_TYPEPARAM && x->kind != T_TYPEPARAM && core_type(y))
		y = core_type(y);
	if (x == y)
		return true;
	if (!exact && (unify_inexact_inter(u, x, y) || unify_inexact_inter(u, y, x)))
		return true;
	return unify_composite(u, x, y, exact);
}

// ---- constraints ----

static bool only_tilde(const TypeSet *s)
{
	for (int i = 0; i < s->n; i++)
		if (s->terms[i].tilde)
			return true;
	return false;
}

// Unifies what is known about parameter i with its constraint's core type and methods.
static bool use_constraint(Unifier *u, int i, bool *progress)
{
	Type *p = u->tparams->at[i], *c = type_under(p), *core;
	const TypeSet *s = typeset(c);
	Type *before = u->bound[i];
	if (!s->all && (core = core_type(p))) {
		bool tilde = only_tilde(s);
		if (u->bound[i]) {
			Type *known = u->bound[i];
			if (tilde && known->kind == T_NAMED)
				known = type_under(known);
			if (known->kind == T_TYPEPARAM)
				known = core_type(known);
			if (known && !unify(u, core, known, !tilde))
				return false;
		} else if (!tilde && s->n == 1) {
			u->bound[i] = s->terms[0].type;
		} else if (tilde && s->n == 1) {
			u->bound[i] = core;
		}
	}
	if (u->bound[i] && c->nimethods)
		for (int m = 0; m < c->nimethods; m++) {
			Lookup l;
			if (type_lookup(u->bound[i], c->imethods[m].name, c->imethods[m].pkg, &l) && !l.field)
				unify(u, c->imethods[m].type, l.method ? method_signature(l.method) : l.imethod->type, true);
		}
	*progress |= before != u->bound[i];
	return true;
}

static int bound_count(const Unifier *u)
{
	int n = 0;
	for (int i = 0; i < u->tparams->len; i++)
		n += u->bound[i] != NULL;
	return n;
}

static Vec bound_vec(const Unifier *u)
{
	Vec v = { 0 };
	for (int i = 0; i < u->tparams->len; i++)
		vec_push(&v, u->bound[i]);
	return v;
}

// Arguments may mention each other: []E with E known becomes []int.
static void simplify(Unifier *u)
{
	for (int round = 0; round < u->tparams->len; round++) {
		Vec known = bound_vec(u);
		for (int i = 0; i < u->tparams->len; i++)
			if (u->bound[i] && u->bound[i]->has_tparam)
				u->bound[i] = subst(u->bound[i], u->tparams, &known);
	}
}

static bool use_constraints(Unifier *u, int *failed)
{
	for (bool progress = true; progress;) {
		int before = bound_count(u);
		progress = false;
		for (int i = 0; i < u->tparams->len; i++)
			if (!use_constraint(u, i, &progress)) {
				*failed = i;
				return false;
			}
		progress |= bound_count(u) != before;
	}
	simplify(u);
	return true;
}

// ---- generic signatures against each other ----
//
// While a generic function is checked it may call itself: its own type parameters then are both the
// ones to find and part of the arguments.  The ones to find are renamed first.

static Vec rename_params(Object *generic, Type **sig)
{
	Vec fresh = { 0 };
	VEC_EACH(Type, p, &generic->tparams) {
		Type *t = NEW(Type);
		type_under(p);
		*t = *p;
		t->ptr_to = NULL;
		vec_push(&fresh, t);
	}
	VEC_EACH(Type, t, &fresh) {
		t->constraint = subst(t->constraint, &generic->tparams, &fresh);
		t->under = type_under(t->constraint);
	}
	*sig = subst(generic->type, &generic->tparams, &fresh);
	return fresh;
}

static void seed(Unifier *u, const Vec *targs)
{
	u->bound = arena_alloc(sizeof *u->bound * (size_t)(u->tparams->len + 1));
	for (int i = 0; i < targs->len; i++)
		u->bound[i] = targs->at[i];
}

static const char *param_names(const Vec *tparams)
{
	Buf b = { 0 };
	for (int i = 0; i < tparams->len; i++) {
		const char *sep = i == 0 ? "" : i == tparams->len - 1 ? (tparams->len == 2 ? " and " : ", and ") : ", ";
		buf_printf(&b, "%s%s", sep, ((Type *)tparams->at[i])->obj->sym);
	}
	return buf_str(&b);
}

static void report_mismatch(const Unifier *u, Node *call, Node *arg, Type *param)
{
	Vec known = bound_vec(u);
	Type *shown = subst(param, u->tparams, &known);
	if (shown != param && !shown->has_tparam)
		expr_error(arg, "in call to %s, type %s of %s does not match inferred type %s for %s",
		           expr_str(call->x), tstr(arg->type), expr_str(arg), tstr(shown), tstr(param));
	else
		expr_error(arg, "in call to %s, type %s of %s does not match %s (cannot infer %s)",
		           expr_str(call->x), tstr(arg->type), expr_str(arg), tstr(param), param_names(u->tparams));
}

// Step 1.
static bool from_typed_args(Unifier *u, Node *call, Type *sig, Vec *args)
{
	for (int i = 0; i < args->len; i++) {
		Node *a = args->at[i];
		Type *p = param_type(sig, i, call->ddd);
		if (!p->has_tparam || type_is_untyped(a->type) || generic_func(a))
			continue;
		if (!unify(u, p, a->type, false)) {
			report_mismatch(u, call, a, p);
			return false;
		}
	}
	return true;
}

// Step 2.
static bool from_untyped_args(Unifier *u, Node *call, Type *sig, Vec *args)
{
	Type *largest[u->tparams->len + 1];
	for (int i = 0; i < u->tparams->len; i++)
		largest[i] = NULL;
	for (int i = 0; i < args->len; i++) {
		Node *a = args->at[i];
		Type *p = param_type(sig, i, call->ddd);
		int k = param_index(u, p);
		if (k < 0 || u->bound[k] || !type_is_untyped(a->type) || a->type->kind == T_UNTYPED_NIL)
			continue;
		if (!largest[k])
			largest[k] = a->type;
		else if (largest[k] != a->type && !(type_is_numeric(largest[k]) && type_is_numeric(a->type))) {
			expr_error(a, "mismatched types %s and %s (cannot infer %s)", tstr(largest[k]), tstr(a->type),
			           param_names(u->tparams));
			return false;
		} else if (a->type->kind > largest[k]->kind)
			largest[k] = a->type;
	}
	for (int i = 0; i < u->tparams->len; i++)
		if (largest[i])
			u->bound[i] = type_default(largest[i]);
	return true;
}

static bool complete_args(Unifier *u, Vec *targs)
{
	targs->len = 0;
	Vec out = { 0 };
	for (int i = 0; i < u->tparams->len; i++) {
		if (!u->bound[i])
			return false;
		vec_push(&out, u->bound[i]);
	}
	*targs = out;
	return true;
}

static bool mentions_fresh(const Unifier *u, Type *t)
{
	if (!t->has_tparam)
		return false;
	Vec any = { 0 };
	for (int i = 0; i < u->tparams->len; i++)
		vec_push(&any, types[T_INT]);
	return subst(t, u->tparams, &any) != t;
}

static bool report_open(Unifier *u, Object *generic, const char *callee, Pos pos)
{
	for (int i = 0; i < u->tparams->len; i++)
		if (!u->bound[i] || mentions_fresh(u, u->bound[i])) {
			error_at(pos, "in call to %s, cannot infer %s (declared at %s)", callee,
			         ((Type *)generic->tparams.at[i])->obj->sym,
			         pos_string(((Type *)generic->tparams.at[i])->obj->pos));
			return true;
		}
	return false;
}

// Completes targs for the call of a generic function.  Reports failure.
bool infer(Node *call, Object *generic, Vec *targs, Type *sig, Vec *args, Pos pos)
{
	int failed;
	if (targs->len == generic->tparams.len)
		return true;
	Vec fresh = rename_params(generic, &sig);
	Unifier u = { .tparams = &fresh };
	seed(&u, targs);
	if (!from_typed_args(&u, call, sig, args))
		return false;
	if (!use_constraints(&u, &failed)) {
		Type *p = generic->tparams.at[failed];
		error_at(pos, "in call to %s, %s (type %s) does not satisfy %s", expr_str(call->x), p->obj->sym,
		         tstr(u.bound[failed]), tstr(p->constraint));
		return false;
	}
	if (!from_untyped_args(&u, call, sig, args))
		return false;
	if (!use_constraints(&u, &failed) || report_open(&u, generic, expr_str(call->x), pos))
		return false;
	return complete_args(&u, targs);
}

// Explicit type arguments may determine the others by constraints alone: F[[]int] of F[S ~[]E, E any].
bool infer_rest(Node *n, Object *generic, Vec *targs)
{
	Type *sig;
	int failed;
	Vec fresh = rename_params(generic, &sig);
	Unifier u = { .tparams = &fresh };
	(void)n;
	seed(&u, targs);
	return use_constraints(&u, &failed) && complete_args(&u, targs);
}

// The type arguments that make generic assignable to the function type target.
bool infer_from_target(Node *n, Object *generic, Vec *targs, Type *target)
{
	Type *sig;
	int failed;
	Vec fresh = rename_params(generic, &sig);
	Unifier u = { .tparams = &fresh };
	seed(&u, targs);
	if (!unify(&u, sig, target, false)) {
		expr_error(n, "type %s of %s does not match %s (cannot infer %s)", tstr(generic->type), expr_str(n),
		           tstr(target), param_names(&generic->tparams));
		bad(n);
		return false;
	}
	if (!use_constraints(&u, &failed) || bound_count(&u) < fresh.len) {
		expr_error(n, "cannot use generic function %s without instantiation", expr_str(n));
		bad(n);
		return false;
	}
	return complete_args(&u, targs);
}
