// escape_build_call.c - from the typed tree to the graph: calls and builtins

#include "closed.h"
#include "escape.h"

// -------------------------------------------------------------------------------------------------
// arguments
// -------------------------------------------------------------------------------------------------

static Object *parameter(const Func *f, int i)
{
	if (f->recv)
		return i == 0 ? f->recv : f->params.at[i - 1];
	return f->params.at[i];
}

static int summary_holes(Build *e, const Hole *ks, const Leaks *leaks, Hole *tees)
{
	int n = 0, derefs;
	if ((derefs = leaks_get(leaks, LEAK_HEAP)) >= 0)
		tees[n++] = hole_shift(flow_heap(e), derefs);
	if ((derefs = leaks_get(leaks, LEAK_MUTATOR)) >= 0)
		tees[n++] = hole_shift(flow_mutator(e), derefs);
	if ((derefs = leaks_get(leaks, LEAK_CALLEE)) >= 0)
		tees[n++] = hole_shift(flow_callee(e), derefs);
	for (int i = 0; ks && i < LEAK_MAX_RESULTS; i++)
		if ((derefs = leaks_get(leaks, LEAK_RESULT0 + i)) >= 0)
			tees[n++] = hole_shift(ks[i], derefs);
	return n;
}

static Hole summary_hole(Build *e, const Hole *ks, const Leaks *leaks, const SlotLeak *slots)
{
	int n = LEAK_KINDS;
	for (const SlotLeak *s = slots; s; s = s->next)
		n += 2;
	Hole *tees = arena_alloc((size_t)n * sizeof *tees);
	n = summary_holes(e, ks, leaks, tees);
	for (const SlotLeak *s = slots; s; s = s->next)
		for (int level = 0; level < 2; level++)
			if (s->plus1[level])
				tees[n++] =
				    hole_shift(flow_slot(e, s->slot->key, s->slot->param, level),
					       s->plus1[level] - 1);
	return flow_tee(e, tees, n);
}

// The argument of a call whose callees are those that share a key.  While the whole program is not
// known, any of its results may be it.
static Hole key_argument(Build *e, const Hole *ks, const Callee *callee, int param)
{
	const World *w = e->b->o->world;
	if (e->b->open)
		return flow_heap(e);
	if (w)
		return summary_hole(e, ks, world_answer(w, callee->key, param), NULL);
	const Type *sig = callee->sig;
	Hole *tees = arena_alloc((size_t)(sig->nresults + 1) * sizeof *tees);
	int n = 0;
	tees[n++] = flow_slot(e, callee->key, param, 0);
	for (int i = 0; ks && i < sig->nresults; i++)
		if (type_has_pointers(sig->results[i]))
			tees[n++] = ks[i];
	return flow_tee(e, tees, n);
}

// Where the argument for a parameter (the receiver counts) of callee goes.
Hole flow_argument(Build *e, const Hole *ks, const Callee *callee, int param)
{
	if (!callee->func)
		return callee->key ? key_argument(e, ks, callee, param) : flow_heap(e);
	EscapeFunc *ef = escape_of(callee->func);
	if (ef->state == ESCAPE_PLANNED)
		return hole_of(flow_location(parameter(callee->func, param)));
	Leaks open;
	if (e->b->open && compare_open_leaks(callee->func, param, &open))
		return summary_hole(e, ks, &open, NULL);
	if (ef->state == ESCAPE_TAGGED && param < ef->nparams)
		return summary_hole(e, ks, &ef->params[param], ef->slots ? ef->slots[param] : NULL);
	return flow_heap(e);
}

static void escape_number(Build *e, Node *arg)
{
	if (tree_is_pointer_number(arg))
		flow_expr(e, flow_note(e, flow_heap(e), arg, "//go:uintptrescapes"), arg->x);
}

// The argument of a function marked //go:uintptrescapes: a pointer in the guise of a number goes to
// the heap, one within the slice of a variadic call too.  Pointers are evaluated before the slice
// is made.
static void escaping_argument(Build *e, Hole k, Node *arg)
{
	escape_number(e, arg);
	if (arg->op == OSLICELIT) {
		VEC_EACH(Node, elem, &arg->list)
			escape_number(e, elem->x);
		k = flow_spill(e, k, arg);
		VEC_EACH(Node, elem, &arg->list)
			if (!tree_is_pointer_number(elem->x))
				flow_expr(e, k, elem->x);
	} else if (!tree_is_pointer_number(arg)) {
		flow_expr(e, k, arg);
	}
}

static void argument(Build *e, const Hole *ks, Node *call, const Callee *callee, int param,
		     Node *arg)
{
	Hole k;
	const Func *f = callee->func;
	if (f && f->uintptrescapes) {
		k = flow_note(e, flow_argument(e, ks, callee, param), call, "call parameter");
		escaping_argument(e, k, arg);
		return;
	}
	if (f && tree_is_pointer_number(arg) && !f->has_body) {
		k = flow_mutator(e);
		arg = arg->x;
	} else {
		k = flow_argument(e, ks, callee, param);
	}
	flow_expr(e, flow_note(e, k, call, "call parameter"), arg);
}

// -------------------------------------------------------------------------------------------------
// calls
// -------------------------------------------------------------------------------------------------

static bool results_are_used(Build *e, const Hole *ks, int n)
{
	for (int i = 0; ks && i < n; i++)
		if (ks[i].dst != &e->b->graph.blank)
			return true;
	return false;
}

// The function expression itself.  Results of an unknown function are lost track of; should a
// closure flow there, what it returns may go anywhere.
static void evaluate_callee(Build *e, const Hole *ks, Node *call, const Func *callee)
{
	if (call->op != OCALL)
		return;
	Hole k = flow_discard(e);
	if (!callee && results_are_used(e, ks, tree_callee_type(call)->nresults))
		k = flow_note(e, flow_callee(e), call, "callee operand");
	flow_expr(e, k, call->x);
}

// A callee of this batch has no summary yet: its results flow as they are.
static void connect_results(Build *e, const Hole *ks, Func *callee)
{
	if (!ks || !callee || escape_of(callee)->state != ESCAPE_PLANNED)
		return;
	for (int i = 0; i < callee->results.len; i++) {
		Object *r = callee->results.at[i];
		flow_expr(e, ks[i], tree_name(r, r->pos));
	}
}

static void function_call(Build *e, const Hole *ks, Node *call)
{
	Callee callee = {.func = tree_static_callee(call), .sig = tree_callee_type(call)};
	if (!callee.func && e->b->o->escape == ESCAPE_CLOSED)
		callee.key = closed_key_of_call(call);
	connect_results(e, ks, callee.func);
	evaluate_callee(e, ks, call, callee.func);
	int param = 0;
	if (call->op != OCALL)
		argument(e, ks, call, &callee, param++, call->x->x);
	VEC_EACH(Node, arg, &call->list)
		argument(e, ks, call, &callee, param++, arg);
}

static void inlined_call(Build *e, const Hole *ks, Node *n)
{
	flow_stmts(e, &n->list);
	for (int i = 0; i < n->list2.len; i++)
		flow_expr(e, ks ? ks[i] : flow_discard(e), n->list2.at[i]);
}

// -------------------------------------------------------------------------------------------------
// builtins
// -------------------------------------------------------------------------------------------------

static void operand(Build *e, Hole k, Node *call, Node *n)
{
	flow_expr(e, flow_note(e, k, call, "call parameter"), n);
}

static bool has_pointer_elems(const Type *slice)
{
	return slice->under->kind == T_SLICE && type_has_pointers(slice->under->elem);
}

// The slice may be the result, or its elements move to a new array on the heap, where new elements
// go in any case.  The new array itself is the append's own location.
static void append(Build *e, Hole k, Node *n)
{
	Node *slice = n->list.at[0];
	Hole ks[2] = {k, flow_mutator(e)};
	Hole old = flow_tee(e, ks, 2);
	if (has_pointer_elems(slice->type)) {
		Hole both[2] = {old, flow_deref(e, flow_heap(e), n, "appendee slice")};
		old = flow_tee(e, both, 2);
	}
	operand(e, old, n, slice);
	if (n->ddd) {
		Node *tail = n->list.at[1];
		Hole to = has_pointer_elems(tail->type)
			      ? flow_deref(e, flow_heap(e), n, "appended slice...")
			      : flow_discard(e);
		operand(e, to, n, tail);
	} else {
		for (int i = 1; i < n->list.len; i++)
			operand(e, flow_heap(e), n, n->list.at[i]);
	}
	// It is allocated at most once however often the append runs: as if outside all loops.
	flow_spill(e, k, n).dst->loop_depth = 0;
}

static void copy(Build *e, Node *n)
{
	operand(e, flow_mutator(e), n, n->x);
	Hole to = has_pointer_elems(n->y->type) ? flow_deref(e, flow_heap(e), n, "copied slice")
						: flow_discard(e);
	operand(e, to, n, n->y);
}

void flow_call(Build *e, const Hole *ks, Node *n)
{
	Hole k = ks ? ks[0] : flow_discard(e);
	switch (n->op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
		function_call(e, ks, n);
		break;
	case OINLCALL:
		inlined_call(e, ks, n);
		break;
	case OAPPEND:
		append(e, k, n);
		break;
	case OCOPY:
		copy(e, n);
		break;
	case OPANIC:
		operand(e, flow_heap(e), n, n->x);
		break;
	case OCLEAR:
		operand(e, flow_mutator(e), n, n->x);
		break;
	case OMIN:
	case OMAX:
		VEC_EACH(Node, arg, &n->list)
			operand(e, k, n, arg);
		break;
	case OUNSAFESTRINGDATA:
	case OUNSAFESLICEDATA:
	case OUNSAFEADD:
	case OUNSAFESLICE:
	case OUNSAFESTRING:
		operand(e, k, n, n->x);
		flow_discarded(e, n->y);
		break;
	case OLEN:
	case OCAP:
	case OREAL:
	case OIMAG:
	case OCLOSE:
	case OCOMPLEX:
	case ODELETE:
	case OPRINT:
	case OPRINTLN:
	case ORECOVER:
	case ORANGEPANIC:
		flow_discarded(e, n->x);
		flow_discarded(e, n->y);
		VEC_EACH(Node, arg, &n->list)
			flow_discarded(e, arg);
		break;
	default:
		bug("escape of %s", op_names[n->op]);
	}
}
