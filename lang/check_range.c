// check_range.c - for ... range over integers, slices, arrays, strings, maps, channels and
// functions.

#include "check.h"

typedef struct {
	Type *key, *value; // NULL: no such variable
	const char *cause; // why x cannot be ranged over ("": no special reason)
	bool ok;
} RangeTypes;

static RangeTypes fault(const char *cause)
{
	return (RangeTypes){.cause = cause};
}

static RangeTypes over_func(Type *f)
{
	if (f->nparams != 1)
		return fault("func must be func(yield func(...) bool): wrong argument count");
	if (f->nresults != 0)
		return fault("func must be func(yield func(...) bool): unexpected results");
	Type *yield = core_type(f->params[0]);
	if (!yield || yield->kind != T_FUNC)
		return fault("func must be func(yield func(...) bool): argument is not func");
	if (yield->nparams > 2)
		return fault(
		    "func must be func(yield func(...) bool): yield func has too many parameters");
	if (yield->nresults == 1 && yield->results[0] != types[T_BOOL] &&
	    type_is_boolean(yield->results[0]))
		return fault("func must be func(yield func(...) bool): yield func returns "
			     "user-defined boolean, not bool");
	if (yield->nresults != 1 || yield->results[0] != types[T_BOOL])
		return fault(
		    "func must be func(yield func(...) bool): yield func does not return bool");
	return (RangeTypes){.ok = true,
			    .key = yield->nparams > 0 ? yield->params[0] : NULL,
			    .value = yield->nparams > 1 ? yield->params[1] : NULL};
}

static RangeTypes range_types(Type *t)
{
	Type *u = core_type(t);
	Type *i = types[T_INT];
	if (!u)
		return fault(core_fault(t));
	if (u->kind == T_PTR && type_under(u->elem)->kind == T_ARRAY)
		u = type_under(u->elem);
	if (type_is_string(u))
		return (RangeTypes){i, type_rune, NULL, true};
	if (type_is_integer(u))
		return (RangeTypes){t, NULL, NULL, true};
	switch (u->kind) {
	case T_ARRAY:
	case T_SLICE:
		return (RangeTypes){i, u->elem, NULL, true};
	case T_MAP:
		return (RangeTypes){u->key, u->elem, NULL, true};
	case T_CHAN:
		if (u->dir == CHAN_SEND)
			return fault(arena_printf("receive from send-only channel %s", tstr(t)));
		return (RangeTypes){u->elem, NULL, NULL, true};
	case T_FUNC:
		return over_func(u);
	default:
		return fault("");
	}
}

static bool since_version(Node *x)
{
	Type *u = core_type(x->type);
	bool func = u && u->kind == T_FUNC;
	if (!func && !(u && type_is_integer(u)))
		return true;
	return version_require(start_pos(x), func ? 23 : 22,
			       "cannot range over %s:", operand_str(x));
}

static bool check_ranged(Node *n, RangeTypes *rt)
{
	Node *x = n->x;
	if (x->op == OBAD)
		return false;
	*rt = range_types(x->type);
	if (!rt->ok && rt->cause[0])
		expr_error(x, "cannot range over %s: %s", operand_str(x), rt->cause);
	else if (!rt->ok)
		expr_error(x, "cannot range over %s", operand_str(x));
	else if (!rt->key && n->y)
		expr_error(n->y, "range over %s permits no iteration variables", operand_str(x));
	else if (!rt->value && n->z)
		expr_error(n->z, "range over %s permits only one iteration variable",
			   operand_str(x));
	else if (n->w)
		expr_error(n->w, "range clause permits at most two iteration variables");
	else
		return true;
	return false;
}

// --- iteration variables -------------------------------------------------------------------------

static Object *new_variable(Node **np, Type *t)
{
	Node *n = *np;
	if (n->op != OIDENT) {
		expr_error(n, "non-name %s on left side of :=", expr_str(n));
		return NULL;
	}
	if (is_blank_ident(n)) {
		*np = NULL;
		return NULL;
	}
	Object *o = new_local(n->sym, n->pos, t);
	o->is_loopvar = version_allows(n->pos, 22);
	*np = name_node(o, n->pos);
	(*np)->def = true;
	return o;
}

// Before Go 1.22 a loop had one set of variables: they are declared before it and assigned to.
static void declare_before(Node *n)
{
	Node *decl = node_new(OVARDECL, n->pos);
	Node *names[] = {n->y, n->z};
	for (int i = 0; i < 2; i++)
		if (names[i] && names[i]->op == ONAME) {
			vec_push(&decl->list, name_node(names[i]->obj, names[i]->pos));
			names[i]->def = false;
		}
	if (decl->list.len)
		vec_push(&n->init, decl);
	n->def = false;
}

static void define_variables(Node *n, const RangeTypes *rt, bool ok)
{
	Node **names[] = {&n->y, &n->z};
	Type *ts[] = {rt->key, rt->value};
	Object *made[2] = {NULL, NULL};
	bool given = n->y || n->z;
	for (int i = 0; i < 2; i++)
		if (*names[i]) {
			made[i] = new_variable(names[i], ts[i] ? ts[i] : types[T_INVALID]);
			if (made[i] && !ts[i])
				made[i]->used = true;
		}
	if (given && !made[0] && !made[1] && ok)
		error_at(n->sympos, "no new variables on left side of :=");
	for (int i = 0; i < 2; i++)
		if (made[i])
			declare(env.scope, made[i]);
	if (!version_allows(n->pos, 22))
		declare_before(n);
}

// x = range: a destination of another type gets the value through a temporary, first thing in the
// body.
static void assign_variable(Node **np, Type *t, Vec *prologue)
{
	Node *lhs = *np, *value = node_new(OCALL, start_pos(lhs)), *given = value;
	Type *want = lhs_var(np);
	lhs = *np;
	if (!want) {
		*np = NULL;
		return;
	}
	if (want->kind == T_INVALID || !t)
		return;
	value->type = t;
	value->orig = lhs->orig ? lhs->orig : lhs;
	assign(&value, want, "assignment");
	if (value == given || value->op == OBAD)
		return;
	Node *as = node_new(OAS, lhs->pos);
	Node *tmp = new_temp(t, lhs->pos);
	as->x = lhs;
	as->y = use_temp(tmp);
	convert_to(&as->y, want);
	vec_push(prologue, as);
	*np = tmp;
}

// An untyped count takes the type of the variable it is assigned to.
static void settle_count(Node *n)
{
	if (!type_is_untyped(n->x->type))
		return;
	Type *t = NULL;
	if (!n->def && n->y && !is_blank_ident(unparen(n->y))) {
		Node *copy = node_new(OIDENT, n->y->pos);
		*copy = *n->y;
		t = lhs_type(copy);
	}
	if (t && t->kind != T_INVALID && !type_is_integer(t)) {
		assign(&n->x, t, "range clause");
		if (n->x->op != OBAD)
			expr_error(n->y, "cannot use iteration variable of type %s", tstr(t));
		bad(n->x);
		return;
	}
	assign(&n->x, t && t->kind != T_INVALID ? t : NULL, "range clause");
}

// The type of a plain variable, without looking at it as a destination yet.
Type *lhs_type(Node *n)
{
	Object *o = n->op == OIDENT ? scope_find(env.scope, n->sym) : NULL;
	return o && o->kind == OBJ_VAR ? o->type : NULL;
}

void range_stmt(Node *n, Vec *out)
{
	RangeTypes rt = {0};
	Vec prologue = {0};
	expr(&n->x);
	if (n->x->op != OBAD && !since_version(n->x))
		bad(n->x);
	if (n->x->op != OBAD && type_is_string(n->x->type))
		default_type(&n->x);
	else if (n->x->op != OBAD && type_is_integer(n->x->type) && !n->z)
		settle_count(n);
	bool ok = check_ranged(n, &rt);
	if (!ok && rt.key && type_is_untyped(rt.key))
		rt.key = type_default(rt.key);
	if (ok && core_type(n->x->type)->kind == T_FUNC && !env.generic) {
		range_func(n, out);
		return;
	}
	open_scope();
	if (n->def) {
		define_variables(n, &rt, ok);
	} else {
		if (n->y)
			assign_variable(&n->y, ok ? rt.key : NULL, &prologue);
		if (n->z)
			assign_variable(&n->z, ok ? rt.value : NULL, &prologue);
	}
	block(&n->list);
	for (int i = prologue.len - 1; i >= 0; i--)
		vec_insert(&n->list, 0, prologue.at[i]);
	if (prologue.len)
		n->def = false;
	close_scope();
	vec_push(out, n);
}
