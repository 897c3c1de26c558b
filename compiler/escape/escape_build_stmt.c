// escape_build_stmt.c - from the typed tree to the graph: statements

#include "escape.h"

#include "remark.h"

static void flow_stmt(Build *e, Node *n);

void flow_stmts(Build *e, const Vec *list)
{
	VEC_EACH(Node, n, list)
		flow_stmt(e, n);
}

void flow_block(Build *e, const Vec *list)
{
	int depth = e->loop_depth;
	flow_stmts(e, list);
	e->loop_depth = depth;
}

static Location *declare(Build *e, Object *o)
{
	Location *l = flow_location(o);
	l->loop_depth = e->loop_depth;
	return l;
}

// -------------------------------------------------------------------------------------------------
// assignments that change nothing
// -------------------------------------------------------------------------------------------------

static bool may_affect_memory(const Node *n)
{
	switch (n->op) {
	case ONAME:
	case OLIT:
	case ONIL:
		return false;
	case OADD:
	case OSUB:
	case OOR:
	case OXOR:
	case OMUL:
	case OLSH:
	case ORSH:
	case OAND:
	case OANDNOT:
	case ODIV:
	case OMOD:
	case OINDEX:
		return may_affect_memory(n->x) || may_affect_memory(n->y);
	case OCONVNOP:
	case OCONV:
	case OLEN:
	case OCAP:
	case ONOT:
	case OBITNOT:
	case OPLUS:
	case ONEG:
	case ODOT:
	case ODOTPTR:
	case ODEREF:
		return may_affect_memory(n->x);
	default:
		return true;
	}
}

// Do a and b certainly mean the same place, without side effects?
static bool same_safe(const Node *a, const Node *b)
{
	if (a->op != b->op)
		return false;
	switch (a->op) {
	case ONAME:
		return a->obj == b->obj;
	case ODOT:
	case ODOTPTR:
		return a->num == b->num && same_safe(a->x, b->x);
	case ODEREF:
	case OCONVNOP:
	case ONOT:
	case OBITNOT:
	case OPLUS:
	case ONEG:
		return same_safe(a->x, b->x);
	case OCONV:
		return a->type == b->type && same_safe(a->x, b->x);
	case OINDEX:
	case OINDEXMAP:
	case OADD:
	case OSUB:
	case OOR:
	case OXOR:
	case OMUL:
	case OLSH:
	case ORSH:
	case OAND:
	case OANDNOT:
	case ODIV:
	case OMOD:
		return same_safe(a->x, b->x) && same_safe(a->y, b->y);
	case OLIT:
		return a->type == b->type && const_kind(a->val) == const_kind(b->val) &&
		       const_compare(OEQ, a->val, b->val);
	default:
		return false;
	}
}

// The variable n dereferences: p of *p and p.f.
static const Object *dereferenced(const Node *n)
{
	bool deref = n->op == ODEREF || n->op == ODOTPTR;
	return deref && n->x->op == ONAME ? n->x->obj : NULL;
}

// p.f = p.f[i:j] (or *p = ...) stores no pointer that is not already there.  A slice of an array
// within *p would: a pointer to *p itself.
static bool is_slice_of_itself(const Node *dst, const Node *src)
{
	const Object *o = dereferenced(dst);
	if (!o)
		return false;
	switch (src->op) {
	case OSLICE:
	case OSLICE3:
	case OSLICESTR:
		break;
	case OSLICEARR:
	case OSLICE3ARR:
		if (src->x->op == OADDR)
			return false;
		break;
	default:
		return false;
	}
	return dereferenced(src->x) == o;
}

// val.x = val.y, val.x[i] = val.y[j]: nothing lives longer than it did.
static bool is_self_assignment(const Node *dst, const Node *src)
{
	if (is_slice_of_itself(dst, src))
		return true;
	if (dst->op != src->op)
		return false;
	if (dst->op == ODOT || dst->op == ODOTPTR)
		return same_safe(dst->x, src->x);
	if (dst->op != OINDEX || may_affect_memory(dst->y) || may_affect_memory(src->y))
		return false;
	return same_safe(dst->x, src->x);
}

// -------------------------------------------------------------------------------------------------
// assignments
// -------------------------------------------------------------------------------------------------

static void declare_names(Build *e, const Node *n, const Vec *names)
{
	VEC_EACH(Node, x, names)
		if (tree_declares(n, x))
			declare(e, x->obj);
}

static void mark_reassigned(const Hole *k, const Node *where)
{
	const Location *l = k->dst;
	if (l->obj && l->obj->defn == where && where->op != ORANGE)
		return;
	k->dst->reassigned = true;
}

static void assign(Build *e, Hole k, Node *dst, Node *src, Node *where, const char *why)
{
	if (!src)
		return;
	if (dst && is_self_assignment(dst, src)) {
		remark(e->b->o, 1, where->pos, "%s ignoring self-assignment in %s",
		       func_string(e->f, e->b->pkg), tree_string(where, e->f, e->b->pkg));
		k = flow_discard(e);
	}
	if (dst && tree_is_header_data(dst))
		flow_number(e, flow_note(e, flow_heap(e), where, why), src);
	else
		flow_expr(e, flow_note(e, k, where, why), src);
}

// dsts = srcs; a single src may stand for all.
static void assign_list(Build *e, const Vec *dsts, const Vec *srcs, Node *where, const char *why)
{
	Hole *ks = arena_alloc((size_t)dsts->len * sizeof *ks);
	for (int i = 0; i < dsts->len; i++)
		ks[i] = flow_place(e, dsts->at[i]);
	for (int i = 0; i < dsts->len; i++)
		assign(e, ks[i], dsts->at[i], i < srcs->len ? srcs->at[i] : NULL, where, why);
	for (int i = 0; i < dsts->len; i++)
		mark_reassigned(&ks[i], where);
}

static void assign_one(Build *e, Node *n)
{
	Vec dst = {0}, src = {0};
	vec_push(&dst, n->x);
	vec_push(&src, n->y);
	if (tree_declares(n, n->x))
		declare(e, n->x->obj);
	assign_list(e, &dst, &src, n, "assign");
}

static void assign_comma_ok(Build *e, Node *n, const char *why)
{
	Vec src = {0};
	vec_push(&src, n->x);
	declare_names(e, n, &n->list);
	assign_list(e, &n->list, &src, n, why);
}

static void assign_call(Build *e, Node *n)
{
	declare_names(e, n, &n->list);
	flow_stmts(e, &n->x->init);
	Hole *ks = arena_alloc((size_t)n->list.len * sizeof *ks);
	for (int i = 0; i < n->list.len; i++)
		ks[i] = flow_place(e, n->list.at[i]);
	flow_call(e, ks, n->x);
	for (int i = 0; i < n->list.len; i++)
		mark_reassigned(&ks[i], n);
}

static void return_values(Build *e, Node *n)
{
	Vec dsts = {0};
	VEC_EACH(Object, r, &e->f->results)
		vec_push(&dsts, tree_name(r, n->pos));
	if (n->list.len > 0)
		assign_list(e, &dsts, &n->list, n, "return");
}

// -------------------------------------------------------------------------------------------------
// loops
// -------------------------------------------------------------------------------------------------
//
// A loop's own variables are new in every turn.  As long as no closure captures them and nobody
// takes their address this cannot be told from one variable for the whole loop, and Go treats them
// as that: declared outside.  A return inside the loop ends it, so what only happens in one does
// not count.

typedef struct {
	const Object *o;
	bool shared; // captured or addressed
} LoopVar;

static void find_sharing(Node *n, LoopVar *v, bool in_return);

typedef struct {
	LoopVar *v;
	bool in_return;
} Sharing;

static void find_sharing_child(Node **child, void *arg)
{
	Sharing *s = arg;
	find_sharing(*child, s->v, s->in_return);
}

static bool captures(const Func *f, const Object *o)
{
	VEC_EACH(Object, c, &f->captures)
		if (c == o)
			return true;
	return false;
}

static void find_sharing(Node *n, LoopVar *v, bool in_return)
{
	if (n->op == OFUNCLIT && !in_return && captures(n->func, v->o))
		v->shared = true;
	if (n->op == OADDR && !in_return) {
		Node *x = tree_outer_value(n->x);
		if (x->op == ONAME && x->obj == v->o)
			v->shared = true;
	}
	if (n->op == OFOR || n->op == ORANGE)
		in_return = false;
	Sharing s = {v, in_return || n->op == ORETURN};
	tree_children(n, find_sharing_child, &s);
}

static bool is_shared(Node *loop, const Node *name)
{
	if (!name || name->op != ONAME || name->obj->is_blank)
		return false;
	LoopVar v = {name->obj, false};
	Sharing s = {&v, false};
	tree_children(loop, find_sharing_child, &s);
	return v.shared;
}

static Vec loop_variables(const Node *loop)
{
	Vec names = {0};
	VEC_EACH(Node, init, &loop->init) {
		if (init->op == OAS && init->def)
			vec_push(&names, init->x);
		else if (init->op == OAS2 && init->def)
			vec_append(&names, &init->list);
	}
	return names;
}

// A shared variable's value is carried from one turn to the next by a variable of the whole loop.
static bool carry_shared(Build *e, Node *loop, const Vec *names)
{
	bool any = false;
	VEC_EACH(Node, name, names) {
		if (!is_shared(loop, name))
			continue;
		any = true;
		Location *l = declare(e, name->obj);
		Location *carrier = graph_location(&e->b->graph, e->frame, 1, true);
		graph_flow(&e->b->graph, hole_of(carrier), l);
		graph_flow(&e->b->graph, hole_of(l), carrier);
	}
	return any;
}

// With shared variables a turn begins with their copies, then comes the post statement of the turn
// before; otherwise the condition is first.
static void for_loop(Build *e, Node *n)
{
	flow_stmts(e, &n->init);
	e->loop_depth++;
	Vec names = {0};
	if (n->def)
		names = loop_variables(n);
	bool shared = carry_shared(e, n, &names);
	if (shared && n->y)
		flow_stmt(e, n->y);
	flow_discarded(e, n->x);
	if (!shared && n->y)
		flow_stmt(e, n->y);
	flow_block(e, &n->list);
	e->loop_depth--;
}

static void declare_range_name(Build *e, const Node *name)
{
	if (name && name->op == ONAME && !name->obj->is_blank)
		declare(e, name->obj);
}

// Within the loop: a fresh copy, so assigned.
static void declare_if_shared(Build *e, Node *loop, const Node *name)
{
	if (is_shared(loop, name))
		declare(e, name->obj)->reassigned = true;
}

static void range_loop(Build *e, Node *n)
{
	Location *ranged = graph_location(&e->b->graph, e->frame, e->loop_depth, true);
	if (n->def) {
		declare_range_name(e, n->y);
		declare_range_name(e, n->z);
	}
	flow_expr(e, hole_of(ranged), n->x);

	e->loop_depth++;
	if (n->def) {
		declare_if_shared(e, n, n->y);
		declare_if_shared(e, n, n->z);
	}
	Hole key = flow_place(e, n->y), value = flow_place(e, n->z);
	if (n->x->type->under->kind == T_ARRAY)
		graph_flow(&e->b->graph, flow_note(e, value, n, "range"), ranged);
	else
		graph_flow(&e->b->graph, flow_deref(e, value, n, "range-deref"), ranged);
	mark_reassigned(&key, n);
	mark_reassigned(&value, n);
	flow_block(e, &n->list);
	e->loop_depth--;
}

// -------------------------------------------------------------------------------------------------
// other statements
// -------------------------------------------------------------------------------------------------

static void type_switch(Build *e, Node *n)
{
	Hole *ks = arena_alloc((size_t)(n->list.len + 1) * sizeof *ks);
	int nks = 0;
	VEC_EACH(Node, clause, &n->list) {
		if (!clause->obj)
			continue;
		Type *t = clause->obj->type;
		Hole k = hole_of(declare(e, clause->obj));
		if (!type_has_pointers(t))
			continue;
		if (t->under->kind != T_INTER && !type_is_direct_iface(t))
			k = hole_shift(k, 1);
		ks[nks++] = flow_note(e, k, clause, "switch case");
	}
	flow_expr(e, flow_tee(e, ks, nks), n->x);
	VEC_EACH(Node, clause, &n->list)
		flow_block(e, &clause->list2);
}

static void expr_switch(Build *e, Node *n)
{
	flow_discarded(e, n->x);
	VEC_EACH(Node, clause, &n->list) {
		VEC_EACH(Node, value, &clause->list)
			flow_discarded(e, value);
		flow_block(e, &clause->list2);
	}
}

static void select_stmt(Build *e, Node *n)
{
	VEC_EACH(Node, clause, &n->list) {
		if (clause->x)
			flow_stmt(e, clause->x);
		flow_block(e, &clause->list2);
	}
}

// A call that starts in another goroutine takes its closure along; one deferred outside loops, by
// the function itself, runs before the frame is gone.
static void go_or_defer(Build *e, Node *n)
{
	Hole k = flow_heap(e);
	n->esc = ESC_HEAP;
	if (n->op == ODEFER && e->loop_depth == 1 && !n->y) {
		k = hole_of(graph_location(&e->b->graph, e->frame, e->loop_depth, true));
		n->esc = ESC_NONE;
	}
	flow_stmts(e, &n->x->init);
	flow_expr(e, k, n->x->x);
}

static void expression_stmt(Build *e, Node *n)
{
	if (n->op == ORECV || n->op == ONAME || n->op == OCONVNOP) {
		flow_discarded(e, n);
		return;
	}
	flow_stmts(e, &n->init);
	flow_call(e, NULL, n);
}

static void assignment(Build *e, Node *n)
{
	switch (n->op) {
	case OAS2:
		declare_names(e, n, &n->list);
		assign_list(e, &n->list, &n->list2, n, "assign-pair");
		break;
	case OAS2DOTTYPE:
		assign_comma_ok(e, n, "assign-pair-dot-type");
		break;
	case OAS2MAPR:
		assign_comma_ok(e, n, "assign-pair-mapr");
		break;
	case OAS2RECV:
		assign_comma_ok(e, n, "assign-pair-receive");
		break;
	case OAS2FUNC:
		assign_call(e, n);
		break;
	default: // OAS, OASOP
		assign_one(e, n);
	}
}

// clang-format off: cases share lines
static void flow_stmt(Build *e, Node *n)
{
	if (n->op != OFOR)
		flow_stmts(e, &n->init);
	switch (n->op) {
	case OEMPTY: case OFALL: case OBREAK: case OCONTINUE: case OGOTO:
		break;
	case OBLOCK:
		flow_stmts(e, &n->list);
		break;
	case OVARDECL:
		VEC_EACH (Node, name, &n->list)
			if (!tree_is_blank(name))
				declare(e, name->obj);
		break;
	case OLABEL:
		e->loop_depth += ptrmap_get(&e->labels, n) != NULL;
		break;
	case OIF:
		flow_discarded(e, n->x);
		flow_block(e, &n->list);
		flow_block(e, &n->list2);
		break;
	case OFOR:
		for_loop(e, n);
		break;
	case ORANGE:
		range_loop(e, n);
		break;
	case OSWITCH:
		expr_switch(e, n);
		break;
	case OTYPESW:
		type_switch(e, n);
		break;
	case OSELECT:
		select_stmt(e, n);
		break;
	case OSEND:
		flow_discarded(e, n->x);
		flow_expr(e, flow_note(e, flow_heap(e), n, "send"), n->y);
		break;
	case OAS: case OASOP: case OAS2: case OAS2FUNC: case OAS2RECV: case OAS2MAPR:
	case OAS2DOTTYPE:
		assignment(e, n);
		break;
	case ORETURN:
		return_values(e, n);
		break;
	case OGO:
	case ODEFER:
		go_or_defer(e, n);
		break;
	case OEXPRSTMT:
		expression_stmt(e, n->x);
		break;
	default:
		expression_stmt(e, n);
	}
}
// clang-format on
