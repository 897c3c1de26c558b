// inline_devirt.c - interface calls whose receiver certainly holds one concrete type
//
//	var s Shape = Circle{1}
//	s.Area()                // becomes s.(Circle).Area()
//
// The type is found by following the interface value back through conversions, assertions, inlined
// calls and local variables; a variable counts if its address is never taken and everything
// assigned to it (nil aside) has the same concrete type.  The assertion cannot fail except for a
// nil interface, for which the call panics as before: the ODOTTYPE is marked implicit.

#include "inline.h"

#include "mark.h"
#include "remark.h"

// One thing assigned to an interface variable: an expression, one of the results of a call, which
// may come to be inlined, or just a type.
typedef struct {
	Node *value;
	int result; // with value a call of several results: which
	Type *type; // with value NULL; NULL: anything
} Assignment;

// Found no value but nil: no opinion.
static Type no_type;

// -------------------------------------------------------------------------------------------------
// what is assigned to interface variables
// -------------------------------------------------------------------------------------------------

static Assignment *record(Devirt *d, Node *target, Node *value, Type *t)
{
	if (!target || !tree_is_local(target) || target->obj->vclass != VAR_LOCAL)
		return NULL;
	if (target->type->under->kind != T_INTER || (value && value->op == ONIL))
		return NULL;
	Vec *list = ptrmap_get(&d->assigned, target->obj);
	if (!list) {
		list = NEW(Vec);
		ptrmap_set(&d->assigned, target->obj, list);
	}
	Assignment *a = NEW(Assignment);
	a->value = value;
	a->type = t && t->under->kind != T_INTER ? t : NULL;
	vec_push(list, a);
	return a;
}

static void record_results(Devirt *d, const Node *n)
{
	for (int i = 0; i < n->list.len; i++) {
		Assignment *a = record(d, n->list.at[i], n->x, NULL);
		if (a)
			a->result = i;
	}
}

static void record_range(Devirt *d, const Node *n)
{
	Type *t = n->x->type->under;
	if (t->kind == T_PTR)
		t = t->elem->under;
	if (t->kind == T_MAP)
		record(d, n->y, NULL, t->key);
	else if (t->kind == T_CHAN)
		record(d, n->y, NULL, t->elem);
	else if (n->y)
		record(d, n->y, NULL, NULL);
	if (n->z)
		record(d, n->z, NULL, t->elem);
}

static void record_type_switch(Devirt *d, const Node *n)
{
	VEC_EACH(Node, clause, &n->list)
		if (clause->obj)
			record(d, tree_name(clause->obj, clause->pos), n->x, NULL);
}

static void record_assignments(Node *n, void *arg)
{
	Devirt *d = arg;
	switch (n->op) {
	case OAS:
		if (n->y)
			record(d, n->x, n->y, NULL);
		break;
	case OAS2:
		for (int i = 0; i < n->list.len; i++)
			record(d, n->list.at[i], n->list2.at[i], NULL);
		break;
	case OAS2FUNC:
		record_results(d, n);
		break;
	case OAS2DOTTYPE:
		record(d, n->list.at[0], n->x, NULL);
		break;
	case OAS2MAPR:
	case OAS2RECV:
		record(d, n->list.at[0], NULL, n->x->type);
		break;
	case ORANGE:
		record_range(d, n);
		break;
	case OTYPESW:
		record_type_switch(d, n);
		break;
	case OFUNCLIT:
		if (!ptrmap_get(&d->analysed, n->func)) {
			ptrmap_set(&d->analysed, n->func, n->func);
			tree_visit_list(&n->func->body, record_assignments, d);
		}
		break;
	default:
		break;
	}
}

static Func *outermost(Func *f)
{
	while (f->outer)
		f = f->outer;
	return f;
}

static Vec *assignments_to(Devirt *d, Object *o)
{
	Func *f = outermost(o->func);
	if (!ptrmap_get(&d->analysed, f)) {
		ptrmap_set(&d->analysed, f, f);
		tree_visit_list(&f->body, record_assignments, d);
	}
	return ptrmap_get(&d->assigned, o);
}

void inline_devirt_inlined(Devirt *d, Func *f, Node *inlined)
{
	if (!ptrmap_get(&d->analysed, outermost(f)))
		return;
	tree_visit_list(&inlined->init, record_assignments, d);
	tree_visit_list(&inlined->list, record_assignments, d);
}

// -------------------------------------------------------------------------------------------------
// the concrete type of a value
// -------------------------------------------------------------------------------------------------

static Type *concrete_type(Devirt *d, Node *n, PtrMap *seen);

static Type *assigned_type(Devirt *d, const Assignment *a, PtrMap *seen)
{
	Node *value = a->value;
	if (!value)
		return a->type;
	if (!value->type || value->type->kind != T_TUPLE)
		return concrete_type(d, value, seen);
	if (value->op == OINLCALL)
		return concrete_type(d, value->list2.at[a->result], seen);
	Type *t = tree_callee_type(value)->results[a->result];
	return t->under->kind != T_INTER ? t : NULL;
}

static Type *variable_type(Devirt *d, Object *o, PtrMap *seen)
{
	if (o->vclass != VAR_LOCAL || o->addrtaken)
		return NULL;
	if (ptrmap_get(seen, o))
		return &no_type;
	ptrmap_set(seen, o, o);
	Vec *list = assignments_to(d, o);
	Type *found = &no_type;
	for (int i = 0; list && i < list->len; i++) {
		const Assignment *a = list->at[i];
		Type *t = assigned_type(d, a, seen);
		if (t == &no_type)
			continue;
		if (!t || (found != &no_type && found != t))
			return NULL;
		found = t;
	}
	return found;
}

static Type *concrete_type(Devirt *d, Node *n, PtrMap *seen)
{
	for (;;) {
		if (n->type && n->type->under->kind != T_INTER)
			return n->type;
		if (n->op == OCONVNOP || n->op == OCONVIFACE || n->op == ODOTTYPE)
			n = n->x;
		else if (n->op == OINLCALL && n->list2.len == 1)
			n = n->list2.at[0];
		else
			break;
	}
	return tree_is_local(n) ? variable_type(d, n->obj, seen) : NULL;
}

// -------------------------------------------------------------------------------------------------
// the rewriting
// -------------------------------------------------------------------------------------------------

static Node *field_of(Node *x, int index)
{
	Type *t = x->type->under;
	Node *n = node_new(t->kind == T_PTR ? ODOTPTR : ODOT, x->pos);
	Field *f = &(t->kind == T_PTR ? t->elem->under : t)->fields[index];
	n->x = x;
	n->num = index;
	n->sym = f->name;
	n->type = f->type;
	n->implicit = true;
	return n;
}

static Node *implicit_unary(Op op, Node *x, Type *t)
{
	Node *n = node_new(op, x->pos);
	n->x = x;
	n->type = t;
	n->implicit = true;
	return n;
}

Node *inline_receiver(Node *x, const Lookup *how)
{
	for (int i = 0; i < how->depth; i++)
		x = field_of(x, how->path[i]);
	if (!how->method)
		return x;
	bool is_ptr = x->type->under->kind == T_PTR;
	if (how->ptr_recv && !is_ptr)
		return implicit_unary(OADDR, x, type_ptr(x->type));
	if (!how->ptr_recv && is_ptr)
		return implicit_unary(ODEREF, x, x->type->under->elem);
	return x;
}

static bool implements(Type *t, Type *inter)
{
	const char *missing;
	bool wrong_type, ptr_recv;
	return type_implements(t, inter, &missing, &wrong_type, &ptr_recv);
}

void inline_devirtualise(Devirt *d, Func *f, Node *call, const Options *o)
{
	if (call->op != OCALLINTER)
		return;
	Node *dot = call->x;
	PtrMap seen = {0};
	Type *t = concrete_type(d, dot->x, &seen);
	if (!t || t == &no_type || !implements(t, dot->x->type))
		return;
	const IMethod *m = &dot->x->type->under->imethods[dot->num];
	Lookup how = {0};
	if (!type_lookup(t, m->name, m->pkg, &how) || how.field)
		return;
	// A value cannot have methods of its pointer: the assertion's result has no address.
	if (how.method && how.ptr_recv && how.depth > 0 && !how.indirect && t->under->kind != T_PTR)
		return;

	Node *as = node_new(ODOTTYPE, call->pos);
	as->x = dot->x;
	as->type = t;
	as->implicit = true;
	remark(o, 1, call->pos, "%s %s to %s",
	       how.method ? "devirtualizing" : "partially devirtualizing",
	       tree_string(dot, f, f->pkg), type_irstring(t, f->pkg, &f->type_args));
	Mark *mk = how.method ? mark(o, f, call->pos, MARK_CALL, "devirtualised") : NULL;
	if (mk) {
		mk->text = tree_string(dot, f, f->pkg);
		mk->why = arena_printf("the value is always a %s",
				       type_irstring(t, f->pkg, &f->type_args));
		mk->about = call;
	}
	dot->x = inline_receiver(as, &how);
	if (how.method) {
		call->op = OCALLMETH;
		dot->op = ODOTMETH;
		dot->obj = how.method;
		dot->type = how.method->func ? how.method->func->type : dot->type;
	} else {
		dot->num = how.imethod_index;
	}
}
