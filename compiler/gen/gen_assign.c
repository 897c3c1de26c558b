// gen_assign.c - assignments.
//
// Two phases, as the language wants: the operands on the left and the values on the right are
// evaluated (calls first and in order, see gen_order.c), then the assignments are made from left to
// right.  For a single assignment the value comes before the place: in `a[i] = b[j]` b's index is
// checked first.

#include <string.h>

#include "gen_body.h"

// Does statement n declare target?  Temporaries are never assigned twice.
static bool is_new(const Node *n, const Node *target)
{
	return target->def || (n->def && target->op == ONAME && target->obj->is_temp);
}

static void declare_new(Fn *f, const Node *n, Node *target)
{
	if (is_new(n, target) && !tree_is_blank(target))
		gen_declare(f, target->obj, false);
}

// --- x = y ---------------------------------------------------------------------------------------

static bool is_aggregate_literal(const Node *n)
{
	return n->op == OSTRUCTLIT || n->op == OARRAYLIT;
}

// A literal of memory type for a new variable in the frame is built right there.
static bool declare_in_place(Fn *f, Node *n)
{
	Val v;
	if (!is_new(n, n->x) || tree_is_blank(n->x) || !is_aggregate_literal(n->y) ||
	    !gen_in_memory(f->g, n->y->type) || gen_hoisted(f, n->y, &v))
		return false;
	if (n->x->obj->esc == ESC_HEAP)
		return false;
	Addr to = gen_var(f, n->x->obj);
	if (gen_is_static(n->y)) {
		gen_store(f, to, gen_expr(f, n->y));
		return true;
	}
	gen_literal_into(f, n->y, to);
	return true;
}

static void assign_zero(Fn *f, const Node *n, Node *target)
{
	if (tree_is_blank(target))
		return;
	if (is_new(n, target))
		gen_declare(f, target->obj, true);
	else
		gen_store_zero(f, gen_addr(f, target));
}

static bool is_nil_or_empty(const Node *y)
{
	return y->op == ONIL || (is_aggregate_literal(y) && y->list.len == 0);
}

// The runtime has planned its samples ahead and must be told of a new rate.
static bool is_profile_rate(const Node *x)
{
	return x->op == ONAME && x->obj->kind == OBJ_VAR && x->obj->vclass == VAR_GLOBAL &&
	       !strcmp(x->obj->sym, "MemProfileRate") && !strcmp(x->obj->pkg->path, "runtime");
}

static void assign_one(Fn *f, Node *n)
{
	if (n->x->op != OINDEXMAP && is_nil_or_empty(n->y)) {
		gen_order(f, n->x, true);
		assign_zero(f, n, n->x);
		return;
	}
	bool to_name = n->x->op == ONAME;
	gen_order(f, n->x, true);
	gen_order(f, n->y, to_name);
	gen_position(f, n->pos);
	if (declare_in_place(f, n))
		return;
	if (tree_is_blank(n->x)) {
		gen_effects(f, n->y);
		return;
	}
	Val v = gen_expr(f, n->y);
	declare_new(f, n, n->x);
	Place p = gen_place(f, n->x);
	gen_position(f, n->pos);
	gen_place_store(f, &p, v);
	if (is_profile_rate(n->x))
		gen_rt_call(f, "profile_new_rate", NULL, 0);
}

// --- x op= y -------------------------------------------------------------------------------------

static Val operate(Fn *f, Node *n, Val old)
{
	Val y = gen_expr(f, n->y);
	gen_position(f, n->pos);
	if (n->asop == OLSH || n->asop == ORSH)
		return gen_shift(f, n->asop, old, y, false);
	return gen_arith(f, n->asop, n->x->type, old, y);
}

static bool may_panic(Op op)
{
	return op == ODIV || op == OMOD || op == OLSH || op == ORSH;
}

// The right side comes before the insertion, and so does an operation that may panic: a division by
// zero inserts nothing.  Any other works on the element in place.
static void assign_op_map(Fn *f, Node *n)
{
	Node *m = n->x->x, *key = n->x->y;
	gen_hoist(f, m, gen_expr(f, m));
	gen_hoist(f, key, gen_expr(f, key));
	if (may_panic(n->asop)) {
		Val v = operate(f, n, gen_map_index(f, n->x));
		gen_store(f, gen_map_assign(f, m->type, gen_expr(f, m).v[0], gen_expr(f, key)), v);
		return;
	}
	gen_hoist(f, n->y, gen_expr(f, n->y));
	Addr to = gen_map_assign(f, m->type, gen_expr(f, m).v[0], gen_expr(f, key));
	gen_store(f, to, operate(f, n, gen_load(f, to)));
}

static void assign_op(Fn *f, Node *n)
{
	gen_order(f, n->x, true);
	gen_order(f, n->y, false);
	gen_position(f, n->pos);
	if (n->x->op == OINDEXMAP) {
		assign_op_map(f, n);
		return;
	}
	Addr to = gen_addr(f, n->x);
	gen_store(f, to, operate(f, n, gen_load(f, to)));
}

// --- a, b = ... ----------------------------------------------------------------------------------

// Values that will stay as they are while the assignments are made.
static Val *evaluate_all(Fn *f, Vec *list)
{
	Val *v = arena_alloc((size_t)(list->len + 1) * sizeof *v);
	for (int i = 0; i < list->len; i++)
		v[i] = gen_stable(f, gen_expr(f, list->at[i]));
	return v;
}

static void store_all(Fn *f, Node *n, const Val *v)
{
	Vec *targets = &n->list;
	Place *p = arena_alloc((size_t)(targets->len + 1) * sizeof *p);
	for (int i = 0; i < targets->len; i++) {
		declare_new(f, n, targets->at[i]);
		p[i] = gen_place(f, targets->at[i]);
	}
	for (int i = 0; i < targets->len; i++)
		gen_place_store(f, &p[i], v[i]);
}

// The places are prepared before the values, except those of variables declared here, whose old
// incarnation the values may still mean.
static void assign_parallel(Fn *f, Node *n)
{
	gen_order_lists(f, &n->list, &n->list2);
	gen_position(f, n->pos);
	Place *p = arena_alloc((size_t)(n->list.len + 1) * sizeof *p);
	for (int i = 0; i < n->list.len; i++)
		if (!is_new(n, n->list.at[i]))
			p[i] = gen_place(f, n->list.at[i]);
	Val *v = evaluate_all(f, &n->list2);
	for (int i = 0; i < n->list.len; i++) {
		Node *target = n->list.at[i];
		declare_new(f, n, target);
		if (is_new(n, target))
			p[i] = gen_place(f, target);
		gen_place_store(f, &p[i], v[i]);
	}
}

static void assign_call(Fn *f, Node *n)
{
	gen_order_lists(f, &n->list, &(Vec){0});
	gen_order(f, n->x, true);
	gen_position(f, n->x->pos);
	Val *v = gen_call(f, n->x);
	for (int i = 0; i < n->list.len; i++)
		v[i] = gen_stable(f, v[i]);
	store_all(f, n, v);
}

static Val comma_ok(Fn *f, Node *x, LLVMValueRef *ok)
{
	gen_init_list(f, x);
	gen_position(f, x->pos);
	switch (x->op) {
	case ORECV:
		return gen_receive(f, x, ok);
	case OINDEXMAP:
		return gen_map_index2(f, x, ok);
	case ODOTTYPE:
		return gen_type_assert2(f, x, ok);
	default:
		bug("comma-ok form of %s", op_names[x->op]);
	}
}

static void assign_comma_ok(Fn *f, Node *n)
{
	gen_order_lists(f, &n->list, &(Vec){0});
	gen_order(f, n->x, true);
	LLVMValueRef ok;
	Val v = comma_ok(f, n->x, &ok);
	gen_assign_ok(f, n, v, ok);
}

void gen_assign_ok(Fn *f, Node *n, Val v, LLVMValueRef ok)
{
	Val both[] = {gen_stable(f, v),
		      gen_val1(types[T_BOOL], LLVMBuildZExt(f->b, ok, f->g->i8, ""))};
	store_all(f, n, both);
}

void gen_assign(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	switch (n->op) {
	case OAS:
		assign_one(f, n);
		break;
	case OASOP:
		assign_op(f, n);
		break;
	case OAS2:
		assign_parallel(f, n);
		break;
	case OAS2FUNC:
		assign_call(f, n);
		break;
	default:
		assign_comma_ok(f, n);
	}
	gen_order_end(f, mark);
}

void gen_assign_pair(Fn *f, const Node *n, const Val *first, const Val *second)
{
	Node *targets[] = {first ? n->y : NULL, second ? n->z : NULL};
	const Val *values[] = {first, second};
	Place p[2];
	for (int i = 0; i < 2; i++) {
		if (!targets[i])
			continue;
		gen_order(f, targets[i], true);
		declare_new(f, n, targets[i]);
		p[i] = gen_place(f, targets[i]);
	}
	for (int i = 0; i < 2; i++)
		if (targets[i])
			gen_place_store(f, &p[i], *values[i]);
}
