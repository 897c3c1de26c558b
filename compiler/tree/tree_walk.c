// tree_walk.c - walking typed trees and asking simple questions of them

#include <string.h>
#include "tree.h"

static void each(Vec *v, void (*fn)(Node **child, void *arg), void *arg)
{
	for (int i = 0; i < v->len; i++)
		fn((Node **)&v->at[i], arg);
}

void tree_children(Node *n, void (*fn)(Node **child, void *arg), void *arg)
{
	switch (n->op) {
	case OBREAK:
	case OCONTINUE:
	case OGOTO:
		each(&n->init, fn, arg);
		break;
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		each(&n->init, fn, arg);
		each(&n->list, fn, arg);
		fn(&n->x, arg);
		break;
	default:
		node_children(n, fn, arg);
	}
}

typedef struct {
	void (*fn)(Node *n, void *arg);
	void *arg;
} Visit;

static void visit_child(Node **child, void *arg)
{
	Visit *v = arg;
	tree_visit(*child, v->fn, v->arg);
}

void tree_visit(Node *n, void (*fn)(Node *n, void *arg), void *arg)
{
	Visit v = {fn, arg};
	fn(n, arg);
	tree_children(n, visit_child, &v);
}

void tree_visit_list(const Vec *list, void (*fn)(Node *n, void *arg), void *arg)
{
	for (int i = 0; i < list->len; i++)
		tree_visit(list->at[i], fn, arg);
}

// -------------------------------------------------------------------------------------------------
// questions
// -------------------------------------------------------------------------------------------------

Node *tree_name(Object *o, Pos pos)
{
	Node *n = node_new(ONAME, pos);
	n->obj = o;
	n->type = o->type;
	return n;
}

Node *tree_declared(Object *o, Pos pos)
{
	Node *n = tree_name(o, pos);
	n->def = true;
	return n;
}

Node *tree_blank(Type *t, Pos pos)
{
	Object *blank = object_new(OBJ_VAR, intern("_"), pos, NULL);
	blank->type = t;
	return tree_name(blank, pos);
}

char *tree_string(const Node *n, const Func *f, Package *from)
{
	const PosBase *base = posbase(n->pos.base);
	if (base->inlined_at.line)
		f = base->inlined_func;
	return node_string(n, from, f ? &f->type_args : NULL);
}

Pos tree_pos(const Node *n)
{
	if (op_is_conversion(n->op))
		return n->implicit ? n->pos : n->x->pos;
	return n->op == ORANGE ? n->sympos : n->pos;
}

Pos tree_func_pos(const Func *f)
{
	if (!f->recv || f->is_method_wrapper)
		return f->pos;
	Pos p = f->recv->pos;
	p.col--;
	return p;
}

bool tree_is_local(const Node *n)
{
	return n->op == ONAME && n->obj->kind == OBJ_VAR && n->obj->vclass != VAR_GLOBAL &&
	       !n->obj->is_blank;
}

bool tree_is_blank(const Node *n)
{
	return n->op == ONAME && n->obj->is_blank;
}

bool tree_declares(const Node *n, const Node *name)
{
	return name && name->op == ONAME && !name->obj->is_blank && name->obj->defn == n;
}

bool tree_is_pointer_number(const Node *n)
{
	return (n->op == OCONV || n->op == OCONVNOP) && n->type->under->kind == T_UINTPTR &&
	       n->x->type->under->kind == T_UNSAFEPTR;
}

bool tree_is_header_data(const Node *n)
{
	if (n->op != ODOTPTR || strcmp(n->sym, "Data") != 0)
		return false;
	const Object *t = n->x->type->under->elem->obj;
	return t && t->pkg && strcmp(t->pkg->path, "reflect") == 0 &&
	       (strcmp(t->sym, "SliceHeader") == 0 || strcmp(t->sym, "StringHeader") == 0);
}

Node *tree_outer_value(Node *n)
{
	while (n->op == ODOT || n->op == OCONVNOP ||
	       (n->op == OINDEX && n->x->type->under->kind == T_ARRAY))
		n = n->x;
	return n;
}

// What the declaration of o assigns to it, or NULL.
static Node *declared_value(const Object *o)
{
	const Node *d = o->defn;
	if (!d)
		return NULL;
	if (d->op == OAS)
		return d->y;
	if (d->op != OAS2)
		return NULL;
	for (int i = 0; i < d->list.len; i++) {
		const Node *x = d->list.at[i];
		if (x->op == ONAME && x->obj == o)
			return d->list2.at[i];
	}
	return NULL;
}

Node *tree_static_value(Node *n)
{
	for (;;) {
		if (n->op == OCONVNOP) {
			n = n->x;
			continue;
		}
		if (n->op == OINLCALL && n->list2.len == 1) {
			n = n->list2.at[0];
			continue;
		}
		if (!tree_is_local(n) || n->obj->vclass != VAR_LOCAL)
			return n;
		if (n->obj->reassigned || n->obj->addrtaken)
			return n;
		Node *value = declared_value(n->obj);
		if (!value)
			return n;
		n = value;
	}
}

Func *tree_named_callee(const Node *call)
{
	if (call->op == OCALLMETH)
		return call->x->obj->func;
	if (call->op == OCALL && call->x->op == ONAME && call->x->obj->kind == OBJ_FUNC)
		return call->x->obj->func;
	return NULL;
}

Func *tree_static_callee(const Node *call)
{
	if (call->op != OCALL)
		return tree_named_callee(call);
	Node *fn = tree_static_value(call->x);
	if (fn->op == ONAME && fn->obj->kind == OBJ_FUNC)
		return fn->obj->func;
	if (fn->op == OFUNCLIT)
		return fn->func;
	if (fn->op == OMETHEXPR && fn->obj)
		return fn->obj->func;
	return NULL;
}

Type *tree_callee_type(const Node *call)
{
	return call->x->type->under;
}

// -------------------------------------------------------------------------------------------------
// declarations and assignments of a function's variables
// -------------------------------------------------------------------------------------------------

static Object *stored_variable(Node *target)
{
	Node *n = tree_outer_value(target);
	return tree_is_local(n) ? n->obj : NULL;
}

// n assigns to target, and declares it if the name itself says so: `:=` only assigns to variables
// that the block has already, also to those declared without a value.
static void note_store(Node *target, Node *n)
{
	Object *o = stored_variable(target);
	if (!o)
		return;
	if (target->op == ONAME && target->def && o->vclass == VAR_LOCAL && !o->defn &&
	    !o->reassigned)
		o->defn = n;
	else if (o->defn != n)
		o->reassigned = true;
}

static void note_variables(Node *n, void *arg)
{
	switch (n->op) {
	case OAS:
		note_store(n->x, n);
		break;
	case OASOP:
		note_store(n->x, n);
		break;
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		VEC_EACH(Node, x, &n->list)
			note_store(x, n);
		break;
	case ORANGE:
		if (n->y)
			note_store(n->y, n);
		if (n->z)
			note_store(n->z, n);
		break;
	case OADDR: {
		Object *o = stored_variable(n->x);
		if (o)
			o->addrtaken = true;
		break;
	}
	case OFUNCLIT:
		tree_visit_list(&n->func->body, note_variables, arg);
		break;
	default:
		break;
	}
}

static void forget_variables(Func *f)
{
	const Vec *lists[] = {&f->params, &f->results, &f->locals};
	for (int i = 0; i < 3; i++)
		VEC_EACH(Object, o, lists[i]) {
			o->defn = NULL;
			o->reassigned = o->addrtaken = false;
		}
	if (f->recv)
		f->recv->reassigned = f->recv->addrtaken = false;
	VEC_EACH(Func, c, &f->closures)
		forget_variables(c);
}

void tree_note_variables(Func *f)
{
	forget_variables(f);
	tree_visit_list(&f->body, note_variables, NULL);
}
