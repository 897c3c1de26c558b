// escape_build_expr.c - from the typed tree to the graph: expressions
//
// flow_expr(e, k, n) records that n's value flows into the hole k.  Every part of n is visited even
// if its value is of no interest, since it may contain calls and allocations.

#include "escape.h"

#include <string.h>

void flow_discarded(Build *e, Node *n)
{
	if (n)
		flow_expr(e, flow_discard(e), n);
}

static void discard_list(Build *e, const Vec *list)
{
	VEC_EACH(Node, n, list)
		flow_discarded(e, n);
}

// -------------------------------------------------------------------------------------------------
// places
// -------------------------------------------------------------------------------------------------

static void mutate(Build *e, Node *n)
{
	flow_expr(e, flow_mutator(e), n);
}

Hole flow_place(Build *e, Node *n)
{
	if (!n || tree_is_blank(n))
		return flow_discard(e);
	switch (n->op) {
	case ONAME:
		return tree_is_local(n) ? hole_of(flow_location(n->obj)) : flow_heap(e);
	case ODOT:
		return flow_place(e, n->x);
	case OCONVNOP:
		return flow_place(e, n->x);
	case OINDEX:
		flow_discarded(e, n->y);
		if (n->x->type->under->kind == T_ARRAY)
			return flow_place(e, n->x);
		mutate(e, n->x);
		return flow_heap(e);
	case ODEREF:
	case ODOTPTR:
		mutate(e, n->x);
		return flow_heap(e);
	case OINDEXMAP:
		flow_discarded(e, n->x);
		flow_expr(e, flow_note(e, flow_heap(e), n, "key of map put"), n->y);
		return flow_heap(e);
	default:
		bug("store into %s", op_names[n->op]);
	}
}

// -------------------------------------------------------------------------------------------------
// composite literals, conversions, method values
// -------------------------------------------------------------------------------------------------

static void elements(Build *e, Hole k, Node *lit, const char *why)
{
	VEC_EACH(Node, elem, &lit->list)
		flow_expr(e, flow_note(e, k, lit, why), elem->x);
}

static void map_literal(Build *e, Hole k, Node *n)
{
	flow_spill(e, k, n);
	VEC_EACH(Node, kv, &n->list) {
		flow_expr(e, flow_note(e, flow_heap(e), n, "map literal key"), kv->x);
		flow_expr(e, flow_note(e, flow_heap(e), n, "map literal value"), kv->y);
	}
}

static bool is_boxed(Type *t)
{
	return t->under->kind != T_INTER && !type_is_direct_iface(t);
}

// What was boxed is reached through the interface's pointer.
static Hole unboxed(Build *e, Hole k, Type *t, Node *where, const char *why)
{
	if (is_boxed(t))
		k = hole_shift(k, 1);
	return flow_note(e, k, where, why);
}

static void to_interface(Build *e, Hole k, Node *n)
{
	if (is_boxed(n->x->type))
		k = flow_spill(e, k, n);
	flow_expr(e, flow_note(e, k, n, "interface-converted"), n->x);
}

// The receiver goes into the record and, whenever the value is called, to the method; what the
// method returns then is out of sight.
static void method_value(Build *e, Hole k, Node *n)
{
	Hole record = flow_spill(e, k, n);
	Hole lost[LEAK_MAX_RESULTS];
	for (int i = 0; i < LEAK_MAX_RESULTS; i++)
		lost[i] = flow_heap(e);
	Callee method = {.func = n->obj ? n->obj->func : NULL};
	Hole ks[] = {flow_argument(e, lost, &method, 0), record};
	flow_expr(e, flow_tee(e, ks, 2), n->x);
}

// Arithmetic on a uintptr: pointers turned into numbers on the way count as flowing on.
void flow_number(Build *e, Hole k, Node *n)
{
	flow_stmts(e, &n->init);
	switch (n->op) {
	case ODOTPTR:
		if (tree_is_header_data(n))
			flow_expr(e, flow_deref(e, k, n, "reflect.Header.Data"), n->x);
		else
			flow_discarded(e, n->x);
		break;
	case OCONV:
	case OCONVNOP:
		if (n->x->type->under->kind == T_UNSAFEPTR)
			flow_expr(e, k, n->x);
		else
			flow_discarded(e, n->x);
		break;
	case OPLUS:
	case ONEG:
	case OBITNOT:
		flow_number(e, k, n->x);
		break;
	case OADD:
	case OSUB:
	case OOR:
	case OXOR:
	case OMUL:
	case ODIV:
	case OMOD:
	case OAND:
	case OANDNOT:
		flow_number(e, k, n->x);
		flow_number(e, k, n->y);
		break;
	case OLSH:
	case ORSH:
		flow_number(e, k, n->x);
		flow_discarded(e, n->y);
		break;
	default: {
		Vec init = n->init;
		n->init = (Vec){0}; // visited above
		flow_discarded(e, n);
		n->init = init;
	}
	}
}

static void index_expr(Build *e, Hole k, Node *n)
{
	if (n->x->type->under->kind == T_ARRAY)
		flow_expr(e, flow_note(e, k, n, "fixed-array-index-of"), n->x);
	else
		flow_expr(e, flow_deref(e, k, n, "dot of pointer"), n->x);
	flow_discarded(e, n->y);
}

static void slice_expr(Build *e, Hole k, Node *n)
{
	flow_expr(e, flow_note(e, k, n, "slice"), n->x);
	flow_discarded(e, n->y);
	flow_discarded(e, n->z);
	flow_discarded(e, n->w);
}

// -------------------------------------------------------------------------------------------------
// expressions
// -------------------------------------------------------------------------------------------------

// A variable or a part of one.  False if n is none.
static bool selection(Build *e, Hole k, Node *n)
{
	switch (n->op) {
	case ONAME:
		if (tree_is_local(n))
			graph_flow(&e->b->graph, k, flow_location(n->obj));
		return true;
	case OADDR:
		flow_expr(e, flow_addr(e, k, n, "address-of"), n->x);
		return true;
	case ODEREF:
		flow_expr(e, flow_deref(e, k, n, "indirection"), n->x);
		return true;
	case ODOT:
	case ODOTMETH:
	case ODOTINTER:
		flow_expr(e, flow_note(e, k, n, "dot"), n->x);
		return true;
	case ODOTPTR:
		flow_expr(e, flow_deref(e, k, n, "dot of pointer"), n->x);
		return true;
	case ODOTTYPE:
		flow_expr(e, unboxed(e, k, n->type, n, "dot"), n->x);
		return true;
	case OINDEX:
		index_expr(e, k, n);
		return true;
	case OSLICE:
	case OSLICEARR:
	case OSLICESTR:
	case OSLICE3:
	case OSLICE3ARR:
		slice_expr(e, k, n);
		return true;
	default:
		return false;
	}
}

// What is made anew from its parts, in the frame or in the heap.  False if n is no such thing.
static bool creation(Build *e, Hole k, Node *n)
{
	switch (n->op) {
	case ONEW:
		k = flow_spill(e, k, n);
		if (n->x)
			flow_expr(e, k, n->x);
		return true;
	case OMAKESLICE:
	case OMAKEMAP:
		flow_spill(e, k, n);
		flow_discarded(e, n->x);
		flow_discarded(e, n->y);
		return true;
	case OMAKECHAN:
		n->esc = ESC_HEAP;
		flow_discarded(e, n->x);
		return true;
	case OMETHVAL:
		method_value(e, k, n);
		return true;
	case OPTRLIT:
		flow_expr(e, flow_spill(e, k, n), n->x);
		return true;
	case OARRAYLIT:
		elements(e, k, n, "array literal element");
		return true;
	case OSLICELIT:
		elements(e, flow_spill(e, k, n), n, "slice-literal-element");
		return true;
	case OSTRUCTLIT:
		elements(e, k, n, "struct literal element");
		return true;
	case OMAPLIT:
		map_literal(e, k, n);
		return true;
	case OFUNCLIT:
		flow_literal(e, k, n);
		return true;
	case OADDSTR:
		flow_spill(e, k, n);
		discard_list(e, &n->list);
		return true;
	default:
		return false;
	}
}

static void conversion(Build *e, Hole k, Node *n)
{
	switch (n->op) {
	case OCONVIFACE:
		to_interface(e, k, n);
		break;
	case OSLICE2ARR:
		flow_expr(e, flow_deref(e, k, n, "slice-to-array"), n->x);
		break;
	case OSLICE2ARRPTR:
		flow_expr(e, k, n->x);
		break;
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR:
	case ORUNESTR:
		flow_spill(e, k, n);
		flow_discarded(e, n->x);
		break;
	default: // OCONV, OCONVNOP
		if (n->type->under->kind == T_UNSAFEPTR && n->x->type->under->kind == T_UINTPTR)
			flow_number(e, k, n->x);
		else
			flow_expr(e, k, n->x);
	}
}

static void operation(Build *e, Hole k, Node *n)
{
	if (selection(e, k, n) || creation(e, k, n))
		return;
	switch (n->op) {
	case OLIT:
	case ONIL:
	case OTYPE:
	case OMETHEXPR:
	case ODEFERLOOP:
		break;
	case OINDEXMAP:
	case ORECV:
	case ONOT:
	case OPLUS:
	case ONEG:
	case OBITNOT:
		flow_discarded(e, n->x);
		flow_discarded(e, n->y);
		break;
	default:
		if (op_is_conversion(n->op)) {
			conversion(e, k, n);
		} else if (op_is_binary(n->op)) {
			flow_discarded(e, n->x);
			flow_discarded(e, n->y);
		} else {
			flow_call(e, &k, n);
		}
	}
}

void flow_expr(Build *e, Hole k, Node *n)
{
	flow_stmts(e, &n->init);
	// A value without pointers carries nothing away.
	if (k.derefs >= 0 && n->type && n->type->kind != T_TUPLE && !type_has_pointers(n->type))
		k = (Hole){.dst = &e->b->graph.blank, .derefs = k.derefs, .addrtaken = k.addrtaken};
	operation(e, k, n);
}
