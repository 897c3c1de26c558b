// check_const.c - constant operands and the fate of untyped ones.
//
// A constant expression becomes OLIT at once; its type stays untyped until its use gives it one.
// Non-constant expressions may be untyped too: comparisons (bool) and shifts of untyped constants
// by variable counts, with arithmetic built on them.  set_untyped() then walks down to the leaves,
// giving each its final type.

#include "check.h"

bool is_const(const Node *n)
{
	return n->op == OLIT;
}

static Node *shallow_copy(const Node *n)
{
	Node *c = NEW(Node);
	*c = *n;
	return c;
}

void set_const(Node *n, const Const *val, Type *t)
{
	if (n->op != OLIT && n->op != OBASICLIT && !n->orig)
		n->orig = shallow_copy(n);
	if (n->op != OLIT && n->op != OBASICLIT)
		n->sym = NULL;
	n->op = OLIT;
	n->val = val;
	n->type = t;
	n->x = n->y = n->z = NULL;
	n->list = (Vec){0};
	n->init = (Vec){0};
}

// --- representability ----------------------------------------------------------------------------

static Rep fit_integer(const Const **val, Type *from, Type *to)
{
	const Const *c = const_to_kind(*val, C_INT);
	if (!c)
		return type_is_numeric(from) ? REP_TRUNCATED : REP_BAD;
	if (!type_is_untyped(to) && !const_fits(c, (int)type_size(to) * 8, !type_is_unsigned(to)))
		return type_is_integer(from) ? REP_OVERFLOWS : REP_TRUNCATED;
	*val = to->kind == T_UNTYPED_RUNE ? const_to_kind(c, C_RUNE) : c;
	return REP_OK;
}

static Rep fit_float(const Const **val, Type *from, Type *to, ConstKind kind)
{
	const Const *c = const_to_kind(*val, kind);
	if (!c)
		return type_is_numeric(from) ? REP_OVERFLOWS : REP_BAD;
	if (!type_is_untyped(to)) {
		int bits = (int)type_size(to) * 8;
		c = const_round(c, kind == C_COMPLEX ? bits / 2 : bits);
	}
	if (!c)
		return REP_OVERFLOWS;
	*val = c;
	return REP_OK;
}

Rep representable(const Const **val, Type *from, Type *to)
{
	to = type_under(to);
	if (type_is_integer(to))
		return fit_integer(val, from, to);
	if (type_is_float(to))
		return fit_float(val, from, to, C_FLOAT);
	if (type_is_complex(to))
		return fit_float(val, from, to, C_COMPLEX);
	ConstKind k = const_kind(*val);
	if ((type_is_string(to) && k == C_STRING) || (type_is_boolean(to) && k == C_BOOL))
		return REP_OK;
	return REP_BAD;
}

// The result of a constant operation must fit its type; an untyped integer, 512 bits.
bool check_overflow(Node *n, const Const *val, Type *t, const Const **out)
{
	static const char *const names[OP_COUNT] = {
	    [OADD] = "addition ",       [OSUB] = "subtraction ", [OXOR] = "bitwise XOR ",
	    [OMUL] = "multiplication ", [OLSH] = "shift ",       [OBITNOT] = "bitwise complement ",
	};
	*out = val;
	if (!val && (n->op == ODIV || n->op == OMOD)) {
		expr_error(n->y, "invalid operation: division by zero");
		return false;
	}
	if (!val) {
		error_at(n->pos, "constant %soverflow", names[n->op] ? names[n->op] : "");
		return false;
	}
	if (type_is_untyped(t)) {
		bool whole = const_kind(val) == C_INT || const_kind(val) == C_RUNE;
		if (!whole || const_bitlen(val) <= 512)
			return true;
		error_at(n->pos, "constant %soverflow", names[n->op] ? names[n->op] : "");
		return false;
	}
	Rep r = representable(out, t, t);
	if (r == REP_OK)
		return true;
	if (env.instance)
		return false;
	const char *what = arena_printf("%s (constant %s of %s)", expr_str(n), const_text(val),
					arena_printf("type %s", tstr(t)));
	expr_error(n,
		   r == REP_TRUNCATED   ? "%s truncated to %s"
		   : r == REP_OVERFLOWS ? "%s overflows %s"
					: "cannot convert %s to type %s",
		   what, tstr(type_under(t)));
	return false;
}

// --- generic code: what is constant only once the type arguments are known -----------------------
//
// len of an array of type parameter type, unsafe.Sizeof, T(1) ... are not constant in a generic
// body, but would be in an instance.  Folding them there could turn accepted code into errors, so
// the generic check notes their places and instances leave them alone.

void mark_nonconst(Pos p)
{
	if (!env.generic || !env.decl)
		return;
	Pos *copy = NEW(Pos);
	*copy = p;
	vec_push(&env.decl->nonconst, copy);
}

bool is_nonconst(Pos p)
{
	if (!env.instance || !env.decl)
		return false;
	VEC_EACH(Pos, q, &env.decl->nonconst)
		if (q->base == p.base && q->line == p.line && q->col == p.col)
			return true;
	return false;
}

// --- implicit conversion of untyped operands -----------------------------------------------------

static bool has_nil(Type *t)
{
	switch (type_under(t)->kind) {
	case T_PTR:
	case T_SLICE:
	case T_MAP:
	case T_CHAN:
	case T_FUNC:
	case T_UNSAFEPTR:
	case T_UNTYPED_NIL:
		return true;
	case T_INTER:
		return t->kind != T_TYPEPARAM || all_types(t, has_nil);
	default:
		return false;
	}
}

static Rep untyped_to_untyped(Node *n, Type *target, Type **result)
{
	if (n->type == target) {
		*result = target;
		return REP_OK;
	}
	if (!type_is_numeric(n->type) || !type_is_numeric(target))
		return REP_BAD;
	*result = n->type->kind > target->kind ? n->type : target;
	return REP_OK;
}

static bool kind_matches(Node *n, Type *target)
{
	if (n->type->kind == T_UNTYPED_BOOL)
		return type_is_boolean(target);
	if (n->type->kind == T_UNTYPED_STRING)
		return type_is_string(target);
	return type_is_numeric(target);
}

static Rep untyped_to_tparam(Node *n, Type *target, Type **result)
{
	const TypeSet *set = typeset(target);
	if (set->all || set->n == 0)
		return REP_BAD;
	for (int i = 0; i < set->n; i++) {
		Type *ignored;
		if (implicit_type(n, type_under(set->terms[i].type), &ignored) != REP_OK)
			return REP_BAD;
	}
	*result = target;
	return REP_OK;
}

Rep implicit_type(Node *n, Type *target, Type **result)
{
	*result = n->type;
	if (!type_is_untyped(n->type) || target->kind == T_INVALID)
		return REP_OK;
	if (type_is_untyped(target))
		return untyped_to_untyped(n, target, result);
	*result = target;
	if (n->type->kind == T_UNTYPED_NIL)
		return has_nil(target) ? REP_OK : REP_BAD;
	if (target->kind == T_TYPEPARAM)
		return untyped_to_tparam(n, target, result);
	Type *u = type_under(target);
	if (u->kind == T_INTER) {
		if (u->incomplete)
			complete_inter(u);
		*result = type_default(n->type);
		return u->nimethods ? REP_BAD : REP_OK;
	}
	if (u->kind > T_STRING)
		return REP_BAD;
	if (is_const(n)) {
		const Const *v = n->val;
		return representable(&v, n->type, u);
	}
	return kind_matches(n, target) ? REP_OK : REP_BAD;
}

static void shift_type_error(Node *n, Type *t)
{
	expr_error(n, "invalid operation: shifted operand %s (type %s) must be integer",
		   expr_str(n), tstr(t));
}

static void set_const_type(Node **np, Type *t)
{
	Node *n = *np;
	if (t->kind != T_TYPEPARAM) {
		const Const *v = n->val;
		Rep r = representable(&v, n->type, t);
		if (r != REP_OK) {
			expr_error(n,
				   r == REP_TRUNCATED   ? "%s truncated to %s"
				   : r == REP_OVERFLOWS ? "%s overflows %s"
							: "cannot convert %s to type %s",
				   operand_str(n), tstr(t));
			bad(n);
			return;
		}
		n->val = v;
	}
	n->type = t;
}

void set_untyped(Node **np, Type *t)
{
	Node *n = *np;
	if (n->op == OBAD || !n->type || !type_is_untyped(n->type))
		return;
	if (!type_is_untyped(t) && t->kind != T_TYPEPARAM && type_under(t)->kind == T_INTER &&
	    n->type->kind != T_UNTYPED_NIL)
		t = type_default(n->type);
	if (is_const(n)) {
		set_const_type(np, t);
		return;
	}
	switch (n->op) {
	case OLSH:
	case ORSH:
		if (!type_is_untyped(t) && is_const(n->x) && !all_types(t, type_is_integer)) {
			shift_type_error(n->x, t);
			n->type = t; // what it is used for has its own faults
			return;
		}
		set_untyped(&n->x, t);
		break;
	case ONOT:
	case OPLUS:
	case ONEG:
	case OBITNOT:
		set_untyped(&n->x, t);
		break;
	default:
		if (n->y && !op_is_comparison(n->op)) {
			set_untyped(&n->x, t);
			set_untyped(&n->y, t);
		}
	}
	n->type = t;
}

static void conversion_error(Node *n, Rep r, Type *target)
{
	Type *t = target->kind == T_TYPEPARAM ? target : type_under(target);
	expr_error(n,
		   r == REP_TRUNCATED   ? "%s truncated to %s"
		   : r == REP_OVERFLOWS ? "%s overflows %s"
					: "cannot convert %s to type %s",
		   operand_str(n), tstr(t));
}

void convert_untyped(Node **np, Type *target)
{
	Node *n = *np;
	Type *t;
	if (n->op == OBAD || !type_is_untyped(n->type) || target->kind == T_INVALID)
		return;
	Rep r = implicit_type(n, target, &t);
	if (r != REP_OK) {
		conversion_error(n, r, target);
		bad(n);
		return;
	}
	set_untyped(np, t);
}

void default_type(Node **np)
{
	Node *n = *np;
	if (n->op != OBAD && n->type)
		convert_untyped(np, type_default(n->type));
}
