// inline_loop.c - the bodies of loops on testing.B.Loop
//
// What a benchmark computes is mostly thrown away, and an optimiser would not compute it.  So in
//
//	for b.Loop() {
//		...
//	}
//
// with just this condition, everything stays that is written between the braces: what is passed to
// functions, what they return, and what is assigned to variables.  Such a value goes through an
// OCONVNOP with flag keep, which becomes an instruction of which the optimiser knows nothing but
// that it must run, each time anew (gen_keep.c):
//
//  1. Each argument of a call is kept, unless it is better known to be what it is (an address, a
//     function, a value that is boxed): the call can neither be computed beforehand nor once for
//     all iterations.  So are the results of a call that nobody uses.
//  2. After an assignment to a local variable, the variable is kept.
//  3. In a loop within the body, that happens behind the loop, for variables from outside: an inner
//     loop runs as fast as it would elsewhere.
//  4. Numbers that the body only reads are kept at its start, by gen: on the tree that would be an
//     assignment, which changes what escapes.
//
// Functions that are called are inlined and optimised as ever, and closures are left alone.

#include <string.h>

#include "inline.h"

static void keep_stmts(Func *f, Vec *list, bool inner);

static bool is_loop(const Node *n)
{
	if (n->op != OFOR || !n->x || n->x->op != OCALLMETH)
		return false;
	const Func *m = n->x->x->obj->func;
	return m && m->pkg && strcmp(m->pkg->path, "testing") == 0 &&
	       strcmp(m->name, "testing.(*B).Loop") == 0;
}

static Node *keep(Node *x)
{
	Node *n = node_new(OCONVNOP, x->pos);
	n->x = x;
	n->type = x->type;
	n->implicit = n->keep = true;
	return n;
}

static Node *keep_stmt(Object *o, Pos pos)
{
	Node *n = node_new(OEXPRSTMT, pos);
	n->x = keep(tree_name(o, pos));
	return n;
}

// -------------------------------------------------------------------------------------------------
// calls
// -------------------------------------------------------------------------------------------------

static void keep_arg(Node **slot)
{
	Node *n = *slot;
	switch (n->op) {
	case OSLICELIT:
		if (n->dddlit)
			VEC_EACH(Node, elem, &n->list)
				keep_arg(&elem->x);
		return;
	case ONIL:
	case OFUNCLIT:
	case OTYPE:
	case OMETHEXPR:
	case OMETHVAL:
	case OCONVIFACE:
	case OADDR:
	case OPTRLIT:
	case OCONV:
	case OCONVNOP:
	case OSTRUCTLIT:
	case OARRAYLIT:
	case OMAPLIT:
		return;
	case ONAME:
		if (n->obj->kind == OBJ_FUNC)
			return;
		break;
	default:
		break;
	}
	*slot = keep(n);
}

static void keep_args(Node *n, void *arg)
{
	(void)arg;
	if (n->op == OCALL || n->op == OCALLMETH || n->op == OCALLINTER)
		for (int i = 0; i < n->list.len; i++)
			keep_arg((Node **)&n->list.at[i]);
}

// f(), whose results nobody wants, as temps := f(); the temps are kept.
static Node *keep_results(Func *f, Node *call, Vec *out)
{
	Type *t = call->type;
	Node *as = node_new(OAS2FUNC, call->pos);
	as->def = true;
	as->x = call;
	for (int i = 0; i < t->nfields; i++) {
		Object *o = object_new(OBJ_VAR, intern(".kept"), call->pos, f->pkg);
		o->type = t->fields[i].type;
		o->func = f;
		o->vclass = VAR_LOCAL;
		o->is_temp = o->used = true;
		vec_push(&f->locals, o);
		vec_push(&as->list, tree_declared(o, call->pos));
		vec_push(out, keep_stmt(o, call->pos));
	}
	return as;
}

static bool is_call(const Node *n)
{
	return n->op == OCALL || n->op == OCALLMETH || n->op == OCALLINTER;
}

static void keep_unused(Func *f, Node **stmt, Vec *out)
{
	Node *call = (*stmt)->x;
	if (!is_call(call) || !call->type)
		return;
	if (call->type->kind != T_TUPLE)
		(*stmt)->x = keep(call);
	else if (call->type->nfields > 0)
		*stmt = keep_results(f, call, out);
}

// -------------------------------------------------------------------------------------------------
// assigned variables
// -------------------------------------------------------------------------------------------------

typedef struct {
	PtrMap declared; // Object *: inside
	Vec assigned;    // Object *, each once
} Targets;

static void add_target(Targets *t, Node *x)
{
	if (!x || tree_is_blank(x))
		return;
	Node *outer = tree_outer_value(x);
	if (!tree_is_local(outer))
		return;
	if (x->op == ONAME && x->def)
		ptrmap_set(&t->declared, x->obj, x);
	VEC_EACH(Object, o, &t->assigned)
		if (o == outer->obj)
			return;
	vec_push(&t->assigned, outer->obj);
}

static void add_targets(Node *n, void *arg)
{
	Targets *t = arg;
	switch (n->op) {
	case OAS:
	case OASOP:
		add_target(t, n->x);
		break;
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		VEC_EACH(Node, x, &n->list)
			add_target(t, x);
		break;
	case ORANGE:
		add_target(t, n->y);
		add_target(t, n->z);
		break;
	case OVARDECL:
		VEC_EACH(Node, x, &n->list)
			ptrmap_set(&t->declared, x->obj, x);
		break;
	default:
		break;
	}
}

static void keep_targets(const Targets *t, Pos pos, bool outside_only, Vec *out)
{
	VEC_EACH(Object, o, &t->assigned)
		if (!outside_only || !ptrmap_get(&t->declared, o))
			vec_push(out, keep_stmt(o, pos));
}

// -------------------------------------------------------------------------------------------------
// statements
// -------------------------------------------------------------------------------------------------

// What is between the braces of n.  inner: a loop is around n, within the body.
static void keep_parts(Func *f, Node *n, bool inner)
{
	switch (n->op) {
	case OBLOCK:
		keep_stmts(f, &n->list, inner);
		break;
	case OCASE:
		keep_stmts(f, &n->list2, inner);
		break;
	case OIF:
		keep_stmts(f, &n->list, inner);
		keep_stmts(f, &n->list2, inner);
		break;
	case OFOR:
	case ORANGE:
		keep_stmts(f, &n->list, true);
		break;
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
		VEC_EACH(Node, c, &n->list)
			keep_parts(f, c, inner);
		break;
	default:
		break;
	}
}

// Appends to out what has to follow statement *stmt.
static void keep_after(Func *f, Node **stmt, bool inner, Vec *out)
{
	Node *n = *stmt;
	Targets t = {0};
	switch (n->op) {
	case OEXPRSTMT:
		keep_unused(f, stmt, out);
		break;
	case OFOR:
	case ORANGE:
		if (inner)
			break;
		tree_visit(n, add_targets, &t);
		keep_targets(&t, n->pos, true, out);
		break;
	default:
		if (inner)
			break;
		add_targets(n, &t);
		keep_targets(&t, n->pos, false, out);
	}
}

static void keep_stmts(Func *f, Vec *list, bool inner)
{
	Vec all = {0};
	VEC_EACH(Node, n, list) {
		Vec after = {0};
		keep_parts(f, n, inner);
		keep_after(f, &n, inner, &after);
		vec_push(&all, n);
		vec_append(&all, &after);
	}
	*list = all;
}

static void find_loops(Node *n, void *arg)
{
	if (!is_loop(n) || n->keep)
		return;
	n->keep = true;
	tree_visit_list(&n->list, keep_args, NULL);
	keep_stmts(arg, &n->list, false);
}

void inline_keep_loops(Func *f)
{
	tree_visit_list(&f->body, find_loops, f);
	VEC_EACH(Func, c, &f->closures)
		inline_keep_loops(c);
}
