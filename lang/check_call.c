// check_call.c - calls and conversions written as calls.
//
// f(g()) with a multi-value g becomes an OAS2FUNC into temporaries in the call's init list and the
// temporaries as arguments.  The extra arguments of a variadic call become one OSLICELIT (dddlit),
// or a nil slice if there are none, so that the list matches the parameters one to one.

#include "check.h"

#include <string.h>

// --- arguments -----------------------------------------------------------------------------------

// Replaces a multi-value call by temporaries: evaluated by a statement in init, used in list.
void spread_call(Node *n, Vec *list)
{
	Node *call = list->at[0];
	Type *tuple = call->type;
	Node *as = node_new(OAS2FUNC, call->pos);
	as->def = true;
	as->x = call;
	list->len = 0;
	for (int i = 0; i < tuple->nfields; i++) {
		Node *t = new_temp(tuple->fields[i].type, call->pos), *use = use_temp(t);
		vec_push(&as->list, t);
		use->orig = call;
		vec_push(list, use);
	}
	vec_push(&n->init, as);
}

static bool any_bad(Vec *list)
{
	VEC_EACH(Node, a, list)
		if (a->op == OBAD)
			return true;
	return false;
}

// Before Go 1.21 an argument's missing type arguments had to follow from those it was given.
static void argument(Node **np)
{
	expr_generic(np);
	if ((*np)->targs.len && generic_func(*np) && !version_allows((*np)->pos, 21))
		not_generic(*np);
}

void expr_list(Node *n, Vec *list)
{
	if (list->len != 1) {
		for (int i = 0; i < list->len; i++)
			argument((Node **)&list->at[i]);
		return;
	}
	Node **only = (Node **)&list->at[0];
	raw_expr(only, NULL);
	Node *a = *only;
	if (a->op != OBAD && a->type && a->type->kind == T_TUPLE) {
		spread_call(n, list);
		return;
	}
	argument(only);
}

static void use_args(Node *n)
{
	for (int i = 0; i < n->list.len; i++) {
		Node **a = (Node **)&n->list.at[i];
		raw_expr(a, NULL);
	}
}

// --- T(x) ----------------------------------------------------------------------------------------

static void conversion_call(Node **np)
{
	Node *n = *np;
	Type *t = n->x->type;
	if (n->list.len == 0) {
		error_at(start_pos(n), "missing argument in conversion to %s", tstr(t));
		bad(n);
		return;
	}
	if (n->list.len > 1) {
		use_args(n);
		expr_error(n->list.at[n->list.len - 1], "too many arguments in conversion to %s",
			   tstr(t));
		bad(n);
		return;
	}
	Node **arg = (Node **)&n->list.at[0];
	expr(arg);
	if ((*arg)->op == OBAD) {
		bad(n);
	} else if (t->kind != T_TYPEPARAM && type_under(t)->kind == T_INTER &&
		   is_constraint_only(t)) {
		expr_error(n,
			   "cannot use interface %s in conversion (contains specific type "
			   "constraints or is comparable)",
			   tstr(t));
		bad(n);
	} else if (n->ddd) {
		expr_error(*arg, "invalid use of ... in conversion to %s", tstr(t));
		bad(n);
	} else {
		conversion(np, t);
	}
}

// --- matching arguments with parameters ----------------------------------------------------------

static void count_error(Node *n, Type *sig, int want)
{
	int have = n->list.len;
	const char *qualifier = have > want ? "too many" : "not enough";
	Type *args[have + 1];
	for (int i = 0; i < have; i++)
		args[i] = ((Node *)n->list.at[i])->type;
	Pos at = have > want ? start_pos(n->list.at[want])
		 : have > 0  ? start_pos(n->list.at[have - 1])
			     : start_pos(n);
	error_at(at, "%s arguments in call to %s", qualifier, expr_str(n->x));
	error_more("have %s", types_summary(args, have, false, n->ddd));
	error_more("want %s", types_summary(sig->params, sig->nparams, sig->variadic, false));
}

static bool count_ok(Node *n, Type *sig)
{
	int have = n->list.len, want = sig->nparams;
	if (n->ddd && !sig->variadic) {
		expr_error(n, "cannot use ... in call to non-variadic %s", expr_str(n->x));
		return false;
	}
	if (n->ddd && n->init.len) {
		expr_error(n, "cannot use ... with %d-valued %s", have, expr_str(n->list.at[0]));
		return false;
	}
	if (sig->variadic && !n->ddd) {
		if (have >= want - 1)
			return true;
		count_error(n, sig, want - 1);
		return false;
	}
	if (have == want)
		return true;
	count_error(n, sig, want);
	return false;
}

Type *param_type(Type *sig, int i, bool ddd)
{
	if (!sig->variadic || ddd || i < sig->nparams - 1)
		return sig->params[i];
	return sig->params[sig->nparams - 1]->elem;
}

static bool assign_args(Node *n, Type *sig)
{
	if (!any_bad(&n->list) && !infer_args(n, sig, &n->list))
		return false;
	for (int i = 0; i < n->list.len; i++) {
		Node **a = (Node **)&n->list.at[i];
		Type *want = param_type(sig, i, n->ddd);
		assign_arg(a, want, n->x);
	}
	return !any_bad(&n->list);
}

static void pack_variadic(Node *n, Type *sig)
{
	if (!sig->variadic || n->ddd)
		return;
	int fixed = sig->nparams - 1;
	Type *slice = sig->params[fixed];
	if (n->list.len == fixed) {
		Node *nil = node_new(ONIL, n->pos);
		nil->type = slice;
		nil->implicit = true;
		vec_push(&n->list, nil);
		return;
	}
	Node *lit = node_new(OSLICELIT, n->pos);
	lit->type = slice;
	lit->dddlit = lit->implicit = true;
	lit->num = n->list.len - fixed;
	for (int i = fixed; i < n->list.len; i++) {
		Node *value = n->list.at[i], *e = node_new(OELEM, value->pos);
		e->x = value;
		e->num = i - fixed;
		e->type = value->type;
		vec_push(&lit->list, e);
	}
	n->list.len = fixed;
	vec_push(&n->list, lit);
}

// --- the call ------------------------------------------------------------------------------------

static Type *result_type(Type *sig)
{
	if (sig->nresults == 0)
		return NULL;
	return sig->nresults == 1 ? sig->results[0] : type_tuple(sig->results, sig->nresults);
}

static void call_form(Node *n)
{
	n->op = OCALL;
	if (n->x->op != OMETHVAL || n->x->orig)
		return;
	n->op = n->x->obj ? OCALLMETH : OCALLINTER;
	n->x->op = n->x->obj ? ODOTMETH : ODOTINTER;
}

// t itself or the first of its type set that is no function.
static Type *not_callable(Type *t)
{
	if (t->kind != T_TYPEPARAM)
		return t;
	const TypeSet *s = typeset(t);
	for (int i = 0; i < s->n; i++)
		if (type_under(s->terms[i].type)->kind != T_FUNC)
			return s->terms[i].type;
	return NULL;
}

static Type *callee_signature(Node *n)
{
	Node *f = n->x;
	Type *core = core_type(f->type);
	if (core && core->kind == T_FUNC)
		return core;
	Type *culprit = not_callable(f->type);
	if (culprit)
		expr_error(f, "invalid operation: cannot call %s: %s is not a function",
			   operand_str(f), tstr(culprit));
	else
		expr_error(f, "invalid operation: cannot call %s: %s", operand_str(f),
			   core_fault(f->type));
	return NULL;
}

static bool generic_callee(Node *n, Type **sig)
{
	Object *g = generic_func(n->x);
	if (!g)
		return true;
	Vec targs = n->x->targs;
	if (targs.len == 0)
		version_require(start_pos(n), 18, "implicit function instantiation");
	if (!infer(n, g, &targs, &n->list))
		return false;
	instantiate_func(n->x, g, &targs, n->pos);
	*sig = n->x->type;
	return n->x->op != OBAD;
}

static void function_call(Node *n)
{
	exclude(n->x, false);
	single_value(&n->x);
	Type *sig = n->x->op == OBAD ? NULL : callee_signature(n);
	if (!sig) {
		use_args(n);
		bad(n);
		return;
	}
	expr_list(n, &n->list);
	env.call_or_recv = true;
	bool ok = count_ok(n, sig);
	if (ok && !any_bad(&n->list))
		ok = generic_callee(n, &sig);
	if (generic_func(n->x) || n->x->op == OBAD) {
		bad(n);
		return;
	}
	if (ok && assign_args(n, sig))
		pack_variadic(n, sig);
	n->type = result_type(sig); // even of a faulty call
	call_form(n);
}

void call_expr(Node **np)
{
	Node *n = *np;
	raw_expr(&n->x, NULL);
	switch (mode_of(n->x)) {
	case MODE_BAD:
		use_args(n);
		bad(n);
		break;
	case MODE_TYPE:
		not_generic(n->x);
		if (n->x->op == OBAD)
			bad(n);
		else
			conversion_call(np);
		break;
	case MODE_BUILTIN:
		call_builtin(np, n->x->obj);
		if ((*np)->op != OBAD && !is_const(*np))
			env.call_or_recv = true;
		break;
	default:
		function_call(n);
	}
}
