// inline_call.c - a call becomes the body of its callee
//
// The call node turns into an OINLCALL in place:
//	init   what evaluating the function expression does; params := arguments; results declared
//	list   the body, where `return a, b` has become `r0, r1 = a, b; goto end`
//	list2  the result variables
// When the only return stands last, no jump is needed and the results may be declared there.

#include "inline.h"

typedef struct {
	Func *callee;
	Vec results; // Object *: fresh result variables
	bool delay;  // the return declares them
	Node *end;   // label behind the body
	int jumps;   // to it
	Pos pos;
} Body;

// A variable of the callee's as a variable of the caller's.
static Object *adopt(TreeClone *c, Object *o)
{
	Object *copy = tree_clone_var(c, o);
	copy->vclass = VAR_LOCAL;
	vec_push(&c->into->locals, copy);
	return copy;
}

static void assign_parameter(TreeClone *c, Node *as, Object *param, Node *arg)
{
	Object *copy = adopt(c, param);
	vec_push(&as->list2, arg);
	copy->defn = as;
	copy->reassigned = param->reassigned;
	vec_push(&as->list, tree_declared(copy, as->pos));
}

// Arguments of the call in the order of the callee's variables, receiver first.
static Vec arguments(const Node *call)
{
	Vec args = {0};
	if (call->op == OCALLMETH)
		vec_push(&args, call->x->x);
	vec_append(&args, &call->list);
	return args;
}

static Node *assign_parameters(TreeClone *c, const Func *f, const Node *call)
{
	Vec args = arguments(call);
	int next = 0;
	Node *as = node_new(OAS2, call->pos);
	as->def = true;
	if (f->recv)
		assign_parameter(c, as, f->recv, args.at[next++]);
	VEC_EACH(Object, param, &f->params)
		assign_parameter(c, as, param, args.at[next++]);
	if (next != args.len)
		bug("call of %s with %d arguments for %d parameters", f->name, args.len, next);
	return as;
}

static Node *declare_results(const Body *b)
{
	Node *decl = node_new(OVARDECL, b->pos);
	VEC_EACH(Object, r, &b->results)
		vec_push(&decl->list, tree_name(r, b->pos));
	return decl;
}

static Node *assign_results(Body *b, const Node *ret)
{
	Node *as = node_new(OAS2, b->pos);
	as->def = b->delay;
	VEC_EACH(Object, r, &b->results) {
		vec_push(&as->list, b->delay ? tree_declared(r, b->pos) : tree_name(r, b->pos));
		if (b->delay)
			r->defn = as;
	}
	as->list2 = ret->list;
	return as;
}

static Node *replace_return(Node *ret, void *arg)
{
	Body *b = arg;
	Node *block = node_new(OBLOCK, b->pos);
	vec_append(&block->list, &ret->init);
	if (ret->list.len > 0)
		vec_push(&block->list, assign_results(b, ret));
	Node *jump = node_new(OGOTO, b->pos);
	jump->sym = b->end->sym;
	jump->x = b->end;
	vec_push(&block->list, jump);
	b->jumps++;
	return block;
}

// A jump to the end at the very end is none.
static void drop_last_jump(Body *b, Vec *list)
{
	if (list->len == 0)
		return;
	Node *last = list->at[list->len - 1];
	if (last->op == OBLOCK) {
		drop_last_jump(b, &last->list);
	} else if (last->op == OGOTO && last->x == b->end) {
		vec_pop(list);
		b->jumps--;
	}
}

// What evaluating the function expression itself does, when the function it yields is known.
static void callee_effects(Node *fn, Vec *out)
{
	for (;;) {
		vec_append(out, &fn->init);
		if (fn->op == OCONVNOP) {
			fn = fn->x;
		} else if (fn->op == OINLCALL) {
			vec_append(out, &fn->list);
			fn = fn->list2.at[0];
		} else {
			return;
		}
	}
}

static Vec clone_body(TreeClone *c, Body *b, const Func *f)
{
	Vec list = {0};
	c->on_return = replace_return;
	c->arg = b;
	VEC_EACH(Object, o, &f->locals)
		adopt(c, o);
	list = tree_clone_list(c, &inline_of(b->callee)->body);
	tree_clone_finish(c);
	drop_last_jump(b, &list);
	if (b->jumps > 0)
		vec_push(&list, b->end);
	return list;
}

static Node *new_label(Pos pos)
{
	static int count;
	Node *label = node_new(OLABEL, pos);
	label->sym = intern(arena_printf(".i%d", count++));
	return label;
}

void inline_call(Func *caller, Node *call, Func *callee)
{
	inline_load(callee);
	PtrMap vars = {0};
	TreeClone c = {.vars = &vars,
		       .into = caller,
		       .callee = callee,
		       .call = call->pos,
		       .template = &inline_of(callee)->nodes};
	Body b = {.callee = callee,
		  .pos = call->pos,
		  .delay = inline_of(callee)->delay_results,
		  .end = new_label(call->pos)};

	Node *res = node_new(OINLCALL, call->pos);
	res->type = call->type;
	if (call->op == OCALL)
		callee_effects(call->x, &res->init);
	vec_append(&res->init, &call->init);
	Node *params = assign_parameters(&c, callee, call);
	if (params->list.len > 0)
		vec_push(&res->init, params);
	VEC_EACH(Object, r, &callee->results)
		vec_push(&b.results, adopt(&c, r));
	if (!b.delay && b.results.len > 0)
		vec_push(&res->init, declare_results(&b));
	res->list = clone_body(&c, &b, callee);
	VEC_EACH(Object, r, &b.results)
		vec_push(&res->list2, tree_name(r, call->pos));
	*call = *res;
}
