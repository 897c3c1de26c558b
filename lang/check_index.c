// check_index.c - x[i], x[i:j], and generic functions with explicit type arguments.

#include "check.h"

#include <string.h>

// An index or size: an integer, or an untyped constant representable as int.  A constant's value
// is returned in *value (else -1); it must be below length unless that is -1.
void check_index(Node **np, int64_t length, int64_t *value)
{
	*value = -1;
	expr(np);
	index_value(np, length, value, "index");
}

static bool negative(const Const *c)
{
	return const_sign(c) < 0;
}

static void index_fault(Node *n, const char *what, const char *fault)
{
	expr_error(n, "invalid argument: %s %s %s", what, operand_str(n), fault);
	bad(n);
}

// n has been checked; `what` names it in messages.
void index_value(Node **np, int64_t length, int64_t *value, const char *what)
{
	*value = -1;
	convert_untyped(np, types[T_INT]);
	Node *n = *np;
	if (n->op == OBAD)
		return;
	if (!all_types(n->type, type_is_integer)) {
		index_fault(n, what, "must be integer");
		return;
	}
	if (!is_const(n) || n->type->kind == T_TYPEPARAM)
		return;
	bool fits = const_to_int64(n->val, value);
	if (env.instance && (!fits || *value < 0 || (length >= 0 && *value >= length))) {
		*value = -1; // left to the running program, as in the generic body
	} else if (negative(n->val)) {
		index_fault(n, what, "must not be negative");
	} else if (!fits) {
		index_fault(n, what, "overflows int");
	} else if (length >= 0 && *value >= length) {
		expr_error(n, "invalid argument: %s %s out of bounds [0:%lld]", what,
			   const_text(n->val), (long long)length);
		bad(n);
	}
}

// --- x[i] ----------------------------------------------------------------------------------------

static bool one_index(Node *n)
{
	if (n->list.len == 1)
		return true;
	expr_error(n->list.len ? n->list.at[1] : n, "invalid operation: more than one index");
	return false;
}

static void finish_index(Node *n, int64_t length)
{
	int64_t value;
	n->y = n->list.at[0];
	n->list = (Vec){0};
	check_index(&n->y, length, &value);
	if (n->y->op == OBAD) {
		bad(n);
		return;
	}
	n->bounded = value >= 0 && length >= 0 && value < length;
}

static void const_string_index(Node *n)
{
	size_t len;
	const_string_val(n->x->val, &len);
	default_type(&n->x);
	n->op = OINDEX;
	n->type = type_byte;
	finish_index(n, (int64_t)len);
}

static void map_index(Node *n, Type *m)
{
	n->y = n->list.at[0];
	n->list = (Vec){0};
	expr(&n->y);
	assign(&n->y, m->key, "map index");
	if (n->y->op == OBAD) {
		bad(n);
		return;
	}
	n->op = OINDEXMAP;
	n->type = m->elem;
}

// The shortest array of a type set whose members are all arrays (or pointers to them), else -1.
static int64_t shortest_array(Type *t)
{
	int64_t min = -1;
	const TypeSet *s = typeset(t);
	for (int i = 0; i < s->n; i++) {
		Type *u = type_under(s->terms[i].type);
		if (u->kind == T_PTR)
			u = type_under(u->elem);
		if (u->kind == T_ARRAY && (min < 0 || u->len < min))
			min = u->len;
	}
	return min;
}

static Type *element_of(Type *u)
{
	if (u->kind == T_PTR && type_under(u->elem)->kind == T_ARRAY)
		u = type_under(u->elem);
	if (u->kind == T_STRING)
		return type_byte;
	return u->kind == T_SLICE || u->kind == T_ARRAY ? u->elem : NULL;
}

// Indexing a type parameter: all its types must agree on the element (or all be maps).
static bool tparam_index(Node *n)
{
	const TypeSet *s = typeset(n->x->type);
	Type *core = core_type(n->x->type), *elem = NULL;
	if (core && core->kind == T_MAP) {
		map_index(n, core);
		return true;
	}
	if (s->all || s->n == 0)
		return false;
	for (int i = 0; i < s->n; i++) {
		Type *e = element_of(type_under(s->terms[i].type));
		if (!e || (elem && e != elem))
			return false;
		elem = e;
	}
	n->op = OINDEX;
	n->type = elem;
	finish_index(n, shortest_array(n->x->type));
	return true;
}

static void use_indices(Node *n)
{
	for (int i = 0; i < n->list.len; i++)
		expr_or_type((Node **)&n->list.at[i]);
}

static void value_index(Node *n)
{
	Type *u = type_under(n->x->type);
	if (n->x->type->kind == T_TYPEPARAM) {
		if (!tparam_index(n)) {
			error_at(n->pos, "cannot index %s", operand_str(n->x));
			bad(n);
		}
		return;
	}
	if (u->kind == T_PTR && type_under(u->elem)->kind == T_ARRAY) {
		n->x = implicit_deref(n->x);
		u = type_under(n->x->type);
	}
	switch (u->kind) {
	case T_STRING:
	case T_SLICE:
		n->op = OINDEX;
		n->type = u->kind == T_SLICE ? u->elem : type_byte;
		finish_index(n, -1);
		return;
	case T_ARRAY:
		n->op = OINDEX;
		n->type = u->elem;
		finish_index(n, u->len);
		return;
	case T_MAP:
		map_index(n, u);
		return;
	default:
		if (u->kind != T_INVALID)
			error_at(n->pos, "cannot index %s", operand_str(n->x));
		use_indices(n);
		bad(n);
	}
}

// F[int]: the arguments given; the rest may come from a call or an assignment.
static void explicit_instance(Node *n, Object *generic)
{
	Vec targs = {0};
	bool ok = true;
	for (int i = 0; i < n->list.len; i++) {
		Type *t = type_expr((Node **)&n->list.at[i]);
		ok &= t->kind != T_INVALID;
		vec_push(&targs, t);
	}
	if (!ok) {
		bad(n);
		return;
	}
	if (targs.len > generic->tparams.len) {
		expr_error(n->list.at[generic->tparams.len], "got %d type arguments but want %d",
			   targs.len, generic->tparams.len);
		bad(n);
		return;
	}
	version_require(start_pos(n), 18, "function instantiation");
	Node *orig = NEW(Node);
	*orig = *n;
	orig->x = node_new(OIDENT, start_pos(n->x));
	orig->x->sym = expr_str(n->x);
	n->orig = orig;
	n->op = ONAME;
	n->obj = generic;
	n->type = generic->type;
	n->x = NULL;
	n->list = (Vec){0};
	if (targs.len == generic->tparams.len)
		instantiate_func(n, generic, &targs, orig->pos);
	else
		n->targs = targs;
}

void index_expr(Node **np)
{
	Node *n = *np;
	if (named_type(n->x)) {
		type_expr(np);
		return;
	}
	raw_expr(&n->x, NULL);
	Object *generic = generic_func(n->x);
	if (generic) {
		explicit_instance(n, generic);
		return;
	}
	expr(&n->x);
	if (n->x->op == OBAD || !one_index(n)) {
		use_indices(n);
		bad(n);
		return;
	}
	if (is_const(n->x) && type_is_string(n->x->type))
		const_string_index(n);
	else {
		default_type(&n->x);
		if (n->x->op == OBAD)
			bad(n);
		else
			value_index(n);
	}
}

// --- x[i:j:k] ------------------------------------------------------------------------------------

// Constant bounds must not decrease; a missing first one is 0, other missing ones the length.
static void check_bound_order(Node *n, const int64_t *value)
{
	Node *at[] = {n->y, n->z, n->w};
	for (int i = 0; i < 2; i++)
		for (int j = i + 1; j < 3; j++)
			if (value[i] > 0 && value[j] >= 0 && value[j] < value[i] && at[j]) {
				expr_error(at[j], "invalid slice indices: %lld < %lld",
					   (long long)value[j], (long long)value[i]);
				bad(n);
				return;
			}
}

static void slice_bounds(Node *n, int64_t length)
{
	Node **bounds[] = {&n->y, &n->z, &n->w};
	int64_t value[] = {0, length, length};
	bool ok = true;
	for (int i = 0; i < 3; i++) {
		if (!*bounds[i])
			continue;
		check_index(bounds[i], length >= 0 ? length + 1 : -1, &value[i]);
		ok &= (*bounds[i])->op != OBAD;
	}
	if (!ok)
		bad(n);
	else if (!env.instance)
		check_bound_order(n, value);
}

static void slice_string(Node *n)
{
	int64_t length = -1;
	if (is_const(n->x)) {
		size_t len;
		const_string_val(n->x->val, &len);
		length = (int64_t)len;
	}
	if (n->is3) {
		expr_error(n->w ? n->w : n, "invalid operation: 3-index slice of string");
		bad(n);
		return;
	}
	bool untyped = type_is_untyped(n->x->type);
	default_type(&n->x);
	n->type = untyped ? types[T_STRING] : n->x->type;
	if (n->type->kind == T_TYPEPARAM)
		n->type = n->x->type;
	n->op = OSLICESTR;
	slice_bounds(n, length);
}

static void slice_array(Node *n, Type *array)
{
	n->op = n->is3 ? OSLICE3ARR : OSLICEARR;
	n->type = type_slice(array->elem);
	slice_bounds(n, array->len);
}

static void slice_value(Node *n, Type *u)
{
	switch (u->kind) {
	case T_STRING:
	case T_UNTYPED_STRING:
		slice_string(n);
		return;
	case T_ARRAY:
		if (!addressable(n->x)) {
			expr_error(n->x, "cannot slice unaddressable value %s", operand_str(n->x));
			bad(n);
			return;
		}
		if (n->x->type->kind != T_TYPEPARAM)
			n->x = implicit_addr(n->x);
		slice_array(n, u);
		return;
	case T_PTR:
		if (type_under(u->elem)->kind == T_ARRAY) {
			slice_array(n, type_under(u->elem));
			return;
		}
		break;
	case T_SLICE:
		n->op = n->is3 ? OSLICE3 : OSLICE;
		n->type = n->x->type;
		slice_bounds(n, -1);
		return;
	default:
		break;
	}
	expr_error(n->x, "cannot slice %s", operand_str(n->x));
	bad(n);
}

void slice_expr(Node **np)
{
	Node *n = *np;
	expr(&n->x);
	if (n->x->op == OBAD) {
		int64_t ignored;
		Node **bounds[] = {&n->y, &n->z, &n->w};
		for (int i = 0; i < 3; i++)
			if (*bounds[i])
				check_index(bounds[i], -1, &ignored);
		bad(n);
		return;
	}
	if (!type_is_string(n->x->type))
		default_type(&n->x);
	if (n->x->op == OBAD) {
		bad(n);
		return;
	}
	Type *u = core_string(n->x->type);
	if (!u) {
		expr_error(n->x, "cannot slice %s: %s", operand_str(n->x), core_fault(n->x->type));
		bad(n);
		return;
	}
	slice_value(n, u);
}
