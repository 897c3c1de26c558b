// treecheck.c - is a typed tree what lang.h promises?
//
// An independent reading of the rules in OPS, for trees as the checker leaves them and as the
// inliner does: -d=treecheck=1 runs it after both.  Every expression has a final type; no syntax
// form is left; assignments, arguments, results and operands have exactly the types of what
// receives them; branches know their targets; variables belong to the function that declares them
// or are captured.

#include "tree.h"

static FILE *out;
static int breaches;
static Package *package;
static Func *current;

static void breach(const Node *n, const char *what)
{
	breaches++;
	fprintf(out, "%s: %s: %s in %s\n", pos_string(n->pos), op_names[n->op], what,
		current ? current->name : "package level");
}

static void expect(bool ok, const Node *n, const char *what)
{
	if (!ok)
		breach(n, what);
}

static Kind kind(const Node *n)
{
	return n->type ? n->type->under->kind : T_INVALID;
}

static bool is_statement(Op op)
{
	return op >= OBLOCK;
}

static bool is_void(const Node *n)
{
	switch (n->op) {
	case OCLEAR:
	case OCLOSE:
	case ODELETE:
	case OPANIC:
	case OPRINT:
	case OPRINTLN:
	case OELEM:
	case OKEYVAL:
	case OCASE:
		return true;
	case OINLCALL:
		return n->list2.len == 0;
	default:
		return op_is_call(n->op);
	}
}

static void check_type(const Node *n)
{
	if (!n->type) {
		expect(is_void(n), n, "expression without type");
		return;
	}
	expect(!type_is_untyped(n->type), n, "untyped");
	expect(n->type->kind != T_INVALID, n, "invalid type");
	expect(!n->type->has_tparam, n, "type parameter in type");
	expect(n->type->under != NULL, n, "unresolved type");
	expect(n->type->kind != T_UNION, n, "union");
}

static void same(const Node *n, const Node *x, Type *t, const char *what)
{
	if (x && x->type != t) {
		breach(n, what);
		fprintf(out, "\thave %s, want %s\n", type_string(x->type, NULL),
			type_string(t, NULL));
	}
}

static void check_binary(const Node *n)
{
	same(n, n->y, n->x->type, "operands differ");
	same(n, n->x, n->type, "result differs from operands");
}

static void check_compare(const Node *n)
{
	same(n, n->y, n->x->type, "comparison of different types");
	expect(kind(n) == T_BOOL, n, "comparison is not bool");
}

static void check_args(const Node *n, Type *sig)
{
	expect(sig->nparams == n->list.len, n, "argument count");
	for (int i = 0; i < sig->nparams && i < n->list.len; i++)
		same(n, n->list.at[i], sig->params[i], "argument type");
	if (sig->nresults == 1)
		expect(n->type == sig->results[0], n, "call type");
}

static void check_index(const Node *n)
{
	Type *u = n->x->type->under;
	expect(u->kind == T_SLICE || u->kind == T_ARRAY || u->kind == T_STRING, n,
	       "indexes no sequence");
	expect(type_is_integer(n->y->type), n, "index is not integer");
	if (u->kind != T_STRING)
		expect(n->type == u->elem, n, "element type");
}

static void check_dot(const Node *n)
{
	Type *u = n->x->type->under;
	if (n->op == ODOTPTR) {
		expect(u->kind == T_PTR, n, "no pointer");
		u = u->elem->under;
	}
	if (u->kind != T_STRUCT || n->num >= u->nfields) {
		breach(n, "no such field");
		return;
	}
	expect(n->type == u->fields[n->num].type, n, "field type");
	expect(n->sym == u->fields[n->num].name, n, "field name");
}

static void check_receiver(const Node *n)
{
	Type *t = n->x->type;
	if (!n->obj) {
		expect(t->under->kind == T_INTER, n, "receiver is no interface");
		if (t->under->kind == T_INTER && n->num < t->under->nimethods)
			expect(t->under->imethods[n->num].type == n->type, n, "method type");
		return;
	}
	expect(n->obj->type == n->type, n, "method type");
	if (n->obj->ptr_recv)
		t = t->under->kind == T_PTR ? t->under->elem : NULL;
	expect(t == n->obj->recv_named, n, "receiver type");
}

static bool knows(const Func *f, const Object *o)
{
	const Vec *lists[] = {&f->locals, &f->params, &f->results};
	if (o == f->recv)
		return true;
	for (int i = 0; i < 3; i++)
		VEC_EACH(Object, v, lists[i])
			if (v == o)
				return true;
	return false;
}

static void check_name(const Node *n)
{
	Object *o = n->obj;
	if (!o) {
		breach(n, "no object");
		return;
	}
	expect(o->type == n->type, n, "type differs from the object's");
	if (o->kind == OBJ_FUNC) {
		expect(o->func != NULL, n, "function without Func");
		return;
	}
	if (o->kind != OBJ_VAR || o->vclass == VAR_GLOBAL || o->is_blank)
		return;
	if (o->func == current) {
		expect(current && knows(current, o), n, "variable not among the function's");
		return;
	}
	bool captured = false;
	if (current)
		VEC_EACH(Object, c, &current->captures)
			captured |= c == o;
	expect(captured, n, "variable of another function, not captured");
}

static void check_literal(const Node *n)
{
	Type *u = n->type->under;
	VEC_EACH(Node, e, &n->list) {
		if (n->op == OMAPLIT) {
			same(e, e->x, u->key, "key type");
			same(e, e->y, u->elem, "element type");
		} else if (n->op == OSTRUCTLIT) {
			same(e, e->x, u->fields[e->num].type, "field type");
		} else {
			same(e, e->x, u->elem, "element type");
		}
	}
}

static void check_conv(const Node *n)
{
	bool to_inter = kind(n) == T_INTER;
	if (n->op == OCONVIFACE)
		expect(to_inter, n, "no interface");
	if (n->op == OCONVNOP && to_inter)
		expect(kind(n->x) == T_INTER, n, "boxes without saying so");
}

static void check_inlined(const Node *n)
{
	if (n->list2.len == 1)
		same(n, n->list2.at[0], n->type, "type of the result");
	else if (n->list2.len > 1)
		expect(n->type->nfields == n->list2.len, n, "number of results");
	for (int i = 0; n->list2.len > 1 && i < n->list2.len && i < n->type->nfields; i++)
		same(n, n->list2.at[i], n->type->fields[i].type, "type of a result");
}

static void check_shift(const Node *n)
{
	same(n, n->x, n->type, "shift type");
	expect(type_is_integer(n->y->type), n, "shift count");
}

static void check_operator(const Node *n)
{
	if (op_is_comparison(n->op))
		check_compare(n);
	else if (n->op == OLSH || n->op == ORSH)
		check_shift(n);
	else
		check_binary(n);
}

// clang-format off: cases share lines
static void check_expr(const Node *n)
{
	check_type(n);
	switch (n->op) {
	case OADDSTR:
		VEC_EACH(Node, x, &n->list)
			same(n, x, n->type, "string operand");
		break;
	case OCALL:
		check_args(n, n->x->type->under);
		break;
	case OCALLMETH: case OCALLINTER:
		check_args(n, n->x->type);
		break;
	case OINDEX:
		check_index(n);
		break;
	case OINDEXMAP:
		same(n, n->y, n->x->type->under->key, "key type");
		break;
	case ODOT: case ODOTPTR:
		check_dot(n);
		break;
	case ODOTMETH: case ODOTINTER: case OMETHVAL:
		check_receiver(n);
		break;
	case ONAME:
		check_name(n);
		break;
	case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT:
		check_literal(n);
		break;
	case OCONVIFACE: case OCONVNOP:
		check_conv(n);
		break;
	case OADDR:
		expect(n->type->elem == n->x->type, n, "address type");
		break;
	case ODEREF:
		expect(n->x->type->under->elem == n->type, n, "pointer type");
		break;
	case OINLCALL:
		check_inlined(n);
		break;
	case OPANIC:
		same(n, n->x, type_any, "panic value");
		break;
	case OSLICEARR: case OSLICE3ARR:
		expect(kind(n->x) == T_PTR, n, "no pointer to array");
		break;
	default:
		if (op_is_binary(n->op))
			check_operator(n);
	}
}
// clang-format on

// The blank variable takes a value of any type: what was converted for it may be left as it was.
static void stored(const Node *n, const Node *to, const Node *value)
{
	if (!tree_is_blank(to))
		same(n, value, to->type, "assigned type");
}

static void check_assignments(const Node *n)
{
	switch (n->op) {
	case OAS:
		stored(n, n->x, n->y);
		break;
	case OAS2:
		expect(n->list.len == n->list2.len, n, "sides differ in length");
		for (int i = 0; i < n->list.len; i++)
			stored(n, n->list.at[i], n->list2.at[i]);
		break;
	case OAS2FUNC:
		for (int i = 0; i < n->list.len; i++)
			same(n, n->list.at[i], n->x->type->fields[i].type, "result type");
		break;
	case OAS2MAPR:
	case OAS2RECV:
	case OAS2DOTTYPE:
		same(n, n->list.at[0], n->x->type, "value type");
		expect(kind(n->list.at[1]) == T_BOOL, n, "ok is not bool");
		break;
	case OASOP:
		if (n->asop != OLSH && n->asop != ORSH)
			same(n, n->y, n->x->type, "operand type");
		break;
	default:
		break;
	}
}

static void check_range(const Node *n)
{
	Type *u = n->x->type->under;
	if (u->kind == T_PTR)
		u = u->elem->under;
	expect(u->kind != T_FUNC, n, "range over func left");
	bool mapped = u->kind == T_MAP;
	if (n->y)
		same(n, n->y,
		     mapped               ? u->key
		     : u->kind == T_CHAN  ? u->elem
		     : type_is_integer(u) ? n->x->type
					  : types[T_INT],
		     "key type");
	if (n->z)
		same(n, n->z, u->kind == T_STRING ? type_rune : u->elem, "value type");
}

static void check_stmt(const Node *n)
{
	check_assignments(n);
	switch (n->op) {
	case ORETURN:
		if (n->list.len == 0)
			break;
		for (int i = 0; i < n->list.len; i++)
			same(n, n->list.at[i], current->type->results[i], "result type");
		break;
	case OBREAK:
	case OCONTINUE:
	case OGOTO:
		expect(n->x != NULL, n, "no target");
		break;
	case ORANGE:
		check_range(n);
		break;
	case OSWITCH:
		VEC_EACH(Node, c, &n->list)
			VEC_EACH(Node, v, &c->list)
				same(c, v, n->x ? n->x->type : v->type, "case type");
		break;
	case OIF:
	case OFOR:
		expect(!n->x || kind(n->x) == T_BOOL, n, "condition");
		break;
	case OSEND:
		same(n, n->y, n->x->type->under->elem, "sent type");
		break;
	case ODEFINE:
	case ODECLLIST:
		breach(n, "syntax form");
		break;
	default:
		break;
	}
}

static void walk(Node **slot, void *arg)
{
	Node *n = *slot;
	(void)arg;
	if (n->op < OLIT) {
		breach(n, "syntax form");
		return;
	}
	if (is_statement(n->op))
		check_stmt(n);
	else
		check_expr(n);
	if (n->op == OBREAK || n->op == OCONTINUE || n->op == OGOTO)
		return;
	node_children(n, walk, NULL);
}

static void walk_list(Vec *list)
{
	for (int i = 0; i < list->len; i++)
		walk((Node **)&list->at[i], NULL);
}

static void walk_func(Func *f)
{
	Func *outer = current;
	current = f;
	bool var_init = f == package->var_init;
	walk_list(&f->body);
	VEC_EACH(Func, c, &f->closures) {
		expect(c->outer == f || (var_init && !c->outer), c->lit,
		       "closure hangs at another function");
		walk_func(c);
	}
	current = outer;
}

int treecheck(Package *p, FILE *report)
{
	out = report;
	package = p;
	breaches = 0;
	current = NULL;
	if (p->var_init)
		walk_func(p->var_init);
	else
		walk_list(&p->init_order);
	VEC_EACH(Func, f, &p->funcs)
		walk_func(f);
	return breaches;
}
