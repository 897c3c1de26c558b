// check_infer.c - type arguments that need not be written.
//
//  1. Parameters' types are unified with those of typed arguments (check_unify.c).  An argument
//     that is a generic function itself brings its own type parameters along, to be found as well.
//  2. Type parameters are unified with the core types and methods of their constraints, as long as
//     that finds something new.
//  3. A parameter still open that only untyped constants were passed for takes their default type,
//     of the largest kind among them.
//  4. What was found may mention other parameters: these are substituted.
//
// A generic function may call itself: its parameters then are to be found and part of the arguments
// at once.  So the ones to find are always fresh copies.

#include "check.h"

typedef struct {
	Node *call; // NULL: no call, a function value
	Pos pos;
	Vec tparams; // Type*, fresh: the function's own, then those of generic arguments
	Vec shown;   // Type*, the same as declared
	Unifier u;
	Type *sig; // the function's type in fresh parameters
} Inference;

typedef struct {
	Object *generic;
	int first; // its first parameter among Inference.tparams
	Type *sig;
} GenericArg;

// --- setting up ----------------------------------------------------------------------------------

// Appends fresh copies of a generic function's parameters; returns its type in them.
static Type *add_params(Inference *inf, Object *generic)
{
	Vec fresh = {0};
	VEC_EACH(Type, p, &generic->tparams) {
		Type *t = NEW(Type);
		type_under(p);
		*t = *p;
		t->ptr_to = NULL;
		vec_push(&fresh, t);
		vec_push(&inf->shown, p);
	}
	VEC_EACH(Type, t, &fresh) {
		t->constraint = subst(t->constraint, &generic->tparams, &fresh);
		t->under = type_under(t->constraint);
		vec_push(&inf->tparams, t);
	}
	return subst(generic->type, &generic->tparams, &fresh);
}

static void give(Inference *inf, int first, const Vec *targs)
{
	for (int i = 0; i < targs->len; i++)
		unifier_set(&inf->u, first + i, targs->at[i]);
}

static Vec found(const Inference *inf)
{
	Vec v = {0};
	for (int i = 0; i < inf->tparams.len; i++)
		vec_push(&v, unifier_at(&inf->u, i));
	return v;
}

// Back to the declared names, for messages.
static Type *shown(const Inference *inf, Type *t)
{
	return t ? subst(t, &inf->tparams, &inf->shown) : NULL;
}

static bool mentions_open(const Inference *inf, Type *t)
{
	if (!t->has_tparam)
		return false;
	return shown(inf, t) != t;
}

// --- messages ------------------------------------------------------------------------------------

static const char *in_call(const Inference *inf)
{
	return inf->call ? arena_printf("in call to %s, ", expr_str(inf->call->x)) : "";
}

static const char *param_names(const Vec *tparams)
{
	Buf b = {0};
	for (int i = 0; i < tparams->len; i++) {
		const char *sep = i == 0                 ? ""
				  : i < tparams->len - 1 ? ", "
				  : tparams->len == 2    ? " and "
							 : ", and ";
		buf_printf(&b, "%s%s", sep, ((Type *)tparams->at[i])->obj->sym);
	}
	return buf_str(&b);
}

static void report_mismatch(const Inference *inf, Node *arg, Type *type, Type *param)
{
	Vec known = found(inf);
	Type *inferred = subst(param, &inf->tparams, &known);
	bool none = unifier_unknowns(&inf->u) == inf->tparams.len;
	const char *as = none ? arena_printf("%s (cannot infer %s)", tstr(shown(inf, param)),
					     param_names(&inf->shown))
			 : inferred == param
			     ? tstr(shown(inf, param))
			     : arena_printf("inferred type %s for %s", tstr(shown(inf, inferred)),
					    tstr(shown(inf, param)));
	expr_error(arg, "%stype %s of %s does not match %s", in_call(inf), tstr(shown(inf, type)),
		   expr_str(arg), as);
}

static void report_unsatisfied(const Inference *inf, int i, const char *cause)
{
	Type *p = inf->shown.at[i];
	error_at(inf->pos, "%s%s (type %s) does not satisfy %s%s%s", in_call(inf), p->obj->sym,
		 tstr(shown(inf, unifier_at(&inf->u, i))), tstr(p->constraint), cause ? " " : "",
		 cause ? cause : "");
}

// --- 1. typed arguments --------------------------------------------------------------------------

static bool from_args(Inference *inf, Vec *args, GenericArg *generic, bool ddd)
{
	for (int i = 0; i < args->len; i++) {
		Node *a = args->at[i];
		Type *p = param_type(inf->sig, i, ddd),
		     *t = generic[i].generic ? generic[i].sig : a->type;
		if ((!mentions_open(inf, p) && !generic[i].generic) || type_is_untyped(t))
			continue;
		if (!unify(&inf->u, p, t, UNIFY_ASSIGN)) {
			report_mismatch(inf, a, t, p);
			return false;
		}
	}
	return true;
}

// --- 2. constraints ------------------------------------------------------------------------------

// The core type of p's constraint; tilde unless it is one type given without.
static Type *core_term(Type *p, bool *single, bool *tilde)
{
	const TypeSet *s = typeset(p);
	*single = !s->all && s->n == 1;
	*tilde = !*single || s->terms[0].tilde;
	if (*single)
		return s->terms[0].type;
	return s->all ? NULL : core_type(p);
}

static bool use_core(Inference *inf, int i)
{
	Type *p = inf->tparams.at[i], *known = unifier_at(&inf->u, i);
	bool single, tilde;
	Type *core = core_term(p, &single, &tilde);
	if (!core)
		return true;
	if (known) {
		if (unify(&inf->u, known, core, UNIFY_LOOSE))
			return true;
		report_unsatisfied(inf, i, NULL);
		return false;
	}
	if (single && !tilde)
		unifier_set(&inf->u, i, core);
	return true;
}

static bool use_methods(Inference *inf, int i)
{
	Type *known = unifier_at(&inf->u, i), *c = type_under(inf->tparams.at[i]);
	if (!known || mentions_open(inf, known))
		return true;
	for (int m = 0; m < c->nimethods; m++) {
		Lookup l;
		const IMethod *want = &c->imethods[m];
		bool ok = type_lookup(known, want->name, want->pkg, &l) && !l.field;
		if (ok)
			ok = unify(&inf->u, want->type,
				   l.method ? method_signature(l.method) : l.imethod->type,
				   UNIFY_EXACT);
		if (!ok) {
			report_unsatisfied(inf, i, missing_method(known, shown(inf, c)));
			return false;
		}
	}
	return true;
}

static bool use_constraints(Inference *inf)
{
	for (int before = -1; before != unifier_unknowns(&inf->u);) {
		before = unifier_unknowns(&inf->u);
		for (int i = 0; i < inf->tparams.len; i++)
			if (!use_core(inf, i) || !use_methods(inf, i))
				return false;
	}
	return true;
}

// --- 3. untyped constants ------------------------------------------------------------------------

static Type *larger(Type *a, Type *b)
{
	if (a == b)
		return a;
	if (!type_is_numeric(a) || !type_is_numeric(b))
		return NULL;
	return a->kind > b->kind ? a : b;
}

static bool from_constants(Inference *inf, Vec *args, bool ddd)
{
	Type *largest[inf->tparams.len + 1];
	for (int i = 0; i < inf->tparams.len; i++)
		largest[i] = NULL;
	for (int i = 0; i < args->len; i++) {
		Node *a = args->at[i];
		int k = unifier_index(&inf->u, param_type(inf->sig, i, ddd));
		if (k < 0 || unifier_at(&inf->u, k) || !type_is_untyped(a->type) ||
		    mode_of(a) == MODE_NIL)
			continue;
		Type *max = largest[k] ? larger(largest[k], a->type) : a->type;
		if (!max) {
			expr_error(a, "%smismatched types %s and %s (cannot infer %s)",
				   in_call(inf), tstr(largest[k]), tstr(a->type),
				   ((Type *)inf->shown.at[k])->obj->sym);
			return false;
		}
		largest[k] = max;
	}
	for (int i = 0; i < inf->tparams.len; i++)
		if (largest[i] && !unifier_at(&inf->u, i))
			unifier_set(&inf->u, i, type_default(largest[i]));
	return true;
}

// --- 4. the result -------------------------------------------------------------------------------

// P bound to []P, perhaps through others, has no solution: such bindings are dropped.
static bool reaches(const Inference *inf, Type *t, int target, int depth)
{
	if (!t || depth > inf->tparams.len + 1)
		return false;
	for (int i = 0; i < inf->tparams.len; i++) {
		Vec one = {0}, with = {0};
		vec_push(&one, inf->tparams.at[i]);
		vec_push(&with, types[T_INT]);
		if (subst(t, &one, &with) == t)
			continue;
		if (i == target || reaches(inf, unifier_at(&inf->u, i), target, depth + 1))
			return true;
	}
	return false;
}

static Vec resolve(Inference *inf)
{
	Vec result = found(inf);
	for (int i = 0; i < result.len; i++)
		if (reaches(inf, result.at[i], i, 0))
			result.at[i] = NULL;
	for (int round = 0; round < result.len; round++)
		for (int i = 0; i < result.len; i++)
			if (result.at[i])
				result.at[i] = subst(result.at[i], &inf->tparams, &result);
	return result;
}

static bool all_found(const Inference *inf, const Vec *result)
{
	for (int i = 0; i < result->len; i++) {
		Type *t = result->at[i], *p = inf->shown.at[i];
		if (t && !mentions_open(inf, t))
			continue;
		error_at(inf->pos, "%scannot infer %s (declared at %s)", in_call(inf), p->obj->sym,
			 pos_string(p->obj->pos));
		return false;
	}
	return true;
}

static Vec slice_of(const Vec *v, int first, int n)
{
	Vec out = {0};
	for (int i = 0; i < n; i++)
		vec_push(&out, v->at[first + i]);
	return out;
}

// --- calls ---------------------------------------------------------------------------------------

static GenericArg *generic_args(Inference *inf, Vec *args)
{
	GenericArg *out = arena_alloc(sizeof *out * (size_t)(args->len + 1));
	for (int i = 0; i < args->len; i++) {
		Object *g = generic_func(args->at[i]);
		if (g)
			out[i] = (GenericArg){
			    .generic = g, .first = inf->tparams.len, .sig = add_params(inf, g)};
	}
	return out;
}

static void start(Inference *inf, const GenericArg *generic, Vec *args, const Vec *targs)
{
	unifier_init(&inf->u, &inf->tparams);
	give(inf, 0, targs);
	for (int i = 0; args && i < args->len; i++)
		if (generic[i].generic)
			give(inf, generic[i].first, &((Node *)args->at[i])->targs);
}

// Given type arguments replace their parameters at once: arguments for them only need to be
// assignable.
static void apply_given(Inference *inf, const Vec *targs)
{
	if (targs->len == 0)
		return;
	Vec given = slice_of(&inf->tparams, 0, targs->len);
	inf->sig = subst(inf->sig, &given, targs);
}

static void settle_args(const Inference *inf, const Vec *result, const GenericArg *generic,
			Vec *args)
{
	for (int i = 0; i < args->len; i++)
		if (generic[i].generic) {
			Node *a = args->at[i];
			version_require(start_pos(a), 21,
					"implicitly instantiated function as argument");
			Vec targs =
			    slice_of(result, generic[i].first, generic[i].generic->tparams.len);
			instantiate_func(a, generic[i].generic, &targs, inf->pos);
		}
}

// Completes targs for a call of a generic function; settles generic arguments.  Reports failure.
bool infer(Node *call, Object *generic, Vec *targs, Vec *args)
{
	Inference inf = {.call = call, .pos = call->pos};
	inf.sig = add_params(&inf, generic);
	GenericArg *ga = generic_args(&inf, args);
	start(&inf, ga, args, targs);
	apply_given(&inf, targs);
	if (!from_args(&inf, args, ga, call->ddd) || !use_constraints(&inf) ||
	    !from_constants(&inf, args, call->ddd))
		return false;
	Vec result = resolve(&inf);
	if (!all_found(&inf, &result))
		return false;
	*targs = slice_of(&result, 0, generic->tparams.len);
	settle_args(&inf, &result, ga, args);
	return true;
}

// Settles the generic functions among the arguments of a call of one that is not, whose type is
// sig.  Reports failure.
bool infer_args(Node *call, Type *sig, Vec *args)
{
	Inference inf = {.call = call, .pos = call->pos, .sig = sig};
	GenericArg *ga = generic_args(&inf, args);
	if (inf.tparams.len == 0)
		return true;
	start(&inf, ga, args, &(Vec){0});
	if (!from_args(&inf, args, ga, call->ddd) || !use_constraints(&inf))
		return false;
	Vec result = resolve(&inf);
	if (!all_found(&inf, &result))
		return false;
	settle_args(&inf, &result, ga, args);
	return true;
}

// --- function values -----------------------------------------------------------------------------

// Explicit type arguments may determine the others by constraints alone: F[[]int] of F[S ~[]E, E
// any].
bool infer_rest(Node *n, Object *generic, Vec *targs)
{
	Inference inf = {.pos = n->pos};
	inf.sig = add_params(&inf, generic);
	start(&inf, NULL, NULL, targs);
	if (!use_constraints(&inf))
		return false;
	Vec result = resolve(&inf);
	if (!all_found(&inf, &result))
		return false;
	*targs = result;
	return true;
}

// what: the destination, of type target.
static void report_target(const Inference *inf, Object *generic, Node *n, Type *target,
			  const char *what)
{
	const char **names = names_in(generic->func->syntax);
	Vec known = found(inf);
	Type *inferred = subst(inf->sig, &inf->tparams, &known);
	if (unifier_unknowns(&inf->u) == inf->tparams.len || inferred == inf->sig)
		expr_error(n, "type %s of %s does not match %s (cannot infer %s)", tstr(target),
			   what, tstr(shown(inf, inf->sig)), param_names(&inf->shown));
	else
		expr_error(n, "inferred type %s for %s does not match type %s of %s",
			   type_string_named(shown(inf, inferred), env.pkg, names),
			   tstr(shown(inf, inf->sig)), tstr(target), what);
}

// The type arguments that make the generic function n assignable to the function type target, which
// `what` names in messages.
bool infer_from_target(Node *n, Object *generic, Vec *targs, Type *target, const char *what)
{
	Inference inf = {.pos = start_pos(n)};
	inf.sig = add_params(&inf, generic);
	start(&inf, NULL, NULL, targs);
	apply_given(&inf, targs);
	if (!unify(&inf.u, inf.sig, target, UNIFY_ASSIGN)) {
		report_target(&inf, generic, n, target, what);
		bad(n);
		return false;
	}
	Vec result = {0};
	if (use_constraints(&inf))
		result = resolve(&inf);
	if (result.len == 0 || !all_found(&inf, &result)) {
		bad(n);
		return false;
	}
	*targs = result;
	return true;
}
