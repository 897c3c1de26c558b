// gen_call.c - calls of functions, methods, closures and interface methods.
//
// Function expression, receiver and arguments are evaluated in order; only then is a nil function
// or interface noticed.

#include <stddef.h>
#include "gen_body.h"

// --- passing and taking words --------------------------------------------------------------------

typedef struct {
	LLVMValueRef *at;
	unsigned n;
} Args;

// A memory type goes as the address of a copy that the callee owns.
static void pass(Fn *f, Args *a, Val v)
{
	TypeInfo *ti = gen_type(f->g, v.type);
	if (ti->nleaves < 0)
		a->at[a->n++] = gen_stable(f, v).v[0];
	for (int i = 0; i < ti->nleaves; i++)
		a->at[a->n++] = v.v[i];
}

static Val *results_in_memory(Fn *f, const Sig *s, LLVMValueRef sret)
{
	Val *r = arena_alloc((size_t)s->type->nresults * sizeof *r);
	for (int i = 0; i < s->type->nresults; i++) {
		Field *field = &s->ret_struct->fields[i];
		r[i] = gen_load_at(f, field->type, gen_gep(f, sret, field->offset));
		r[i].fresh = true;
	}
	return r;
}

static Val *results_in_registers(Fn *f, const Sig *s, LLVMValueRef call)
{
	if (s->type->nresults == 0)
		return NULL;
	Val *r = arena_alloc((size_t)s->type->nresults * sizeof *r);
	int leaf = 0;
	for (int i = 0; i < s->type->nresults; i++) {
		r[i].type = s->type->results[i];
		int n = gen_type(f->g, r[i].type)->nleaves;
		for (int k = 0; k < n; k++, leaf++)
			r[i].v[k] = s->nleaves == 1
					? call
					: LLVMBuildExtractValue(f->b, call, (unsigned)leaf, "");
	}
	return r;
}

Val *gen_call_code(Fn *f, const Sig *s, LLVMValueRef code, LLVMValueRef ctx, const Val *recv,
		   const Val *args)
{
	size_t max = (size_t)(s->type->nparams + 1) * GEN_MAX_LEAVES + 2;
	Args a = {arena_alloc(max * sizeof(LLVMValueRef)), 0};
	LLVMValueRef sret = s->sret ? gen_alloca(f, s->ret, "") : NULL;
	a.at[a.n++] = ctx ? ctx : LLVMGetPoison(f->g->ptr); // poison: r10 is left alone
	if (sret)
		a.at[a.n++] = sret;
	if (recv)
		pass(f, &a, *recv);
	for (int i = 0; i < s->type->nparams; i++)
		pass(f, &a, args[i]);
	LLVMValueRef call = LLVMBuildCall2(f->b, s->fn, code, a.at, a.n, "");
	gen_sig_attributes(f->g, s, call);
	if (f->func && gen_wraps_call(f->func)) // the callee must not share the wrapper's frame
		LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex,
					 gen_enum_attr(f->g, "noinline", 0));
	return sret ? results_in_memory(f, s, sret) : results_in_registers(f, s, call);
}

// --- through values ------------------------------------------------------------------------------

Val *gen_call_closure(Fn *f, Type *type, LLVMValueRef closure, const Val *args)
{
	Sig s = gen_sig(f->g, NULL, type);
	gen_nil_check(f, closure);
	LLVMValueRef code = LLVMBuildLoad2(f->b, f->g->ptr, closure, "");
	return gen_call_code(f, &s, code, closure, NULL, args);
}

LLVMValueRef gen_itab_method(Fn *f, Val iface, int index)
{
	gen_record_call(f->g, &iface.type->under->imethods[index]);
	gen_nil_check(f, iface.v[0]);
	int64_t at = (int64_t)offsetof(GoItab, fun) + GEN_PTR_SIZE * (int64_t)index;
	return LLVMBuildLoad2(f->b, f->g->ptr, gen_gep(f, iface.v[0], at), "");
}

// --- the forms of a call -------------------------------------------------------------------------

static Val *arguments(Fn *f, Node *n)
{
	Val *args = arena_alloc((size_t)(n->list.len + 1) * sizeof *args);
	for (int i = 0; i < n->list.len; i++)
		args[i] = gen_stable(f, gen_expr(f, n->list.at[i]));
	return args;
}

static void each_number(Fn *f, const Vec *list, void (*fn)(Fn *f, Node *number))
{
	VEC_EACH(Node, n, list) {
		if (n->op == OELEM)
			n = n->x;
		if (tree_is_pointer_number(n))
			fn(f, n);
		else if (n->op == OSLICELIT && n->dddlit)
			each_number(f, &n->list, fn);
	}
}

static void note_number(Fn *f, Node *number)
{
	ptrmap_set(&f->numbers, number, number);
}

static void keep_number(Fn *f, Node *number)
{
	void *p = ptrmap_get(&f->numbers, number);
	if (p != number)
		gen_keep_alive(f, p);
}

// What a function marked //go:uintptrescapes is given as numbers is reachable until it returns: the
// collector sees no pointer in the slice of a variadic call.
static Val *call_code(Fn *f, Node *n, Func *callee, const Val *recv)
{
	Sig s = gen_func_sig(f->g, callee);
	if (callee->uintptrescapes)
		each_number(f, &n->list, note_number);
	Val *args = arguments(f, n);
	gen_position(f, n->pos);
	Val *results = gen_call_code(f, &s, gen_func(f->g, callee), NULL, recv, args);
	if (callee->uintptrescapes)
		each_number(f, &n->list, keep_number);
	return results;
}

// A literal called where it stands: its code is known, its context need not be looked at.
static Val *call_literal(Fn *f, Node *n, Func *callee)
{
	Sig s = gen_func_sig(f->g, callee);
	Val closure = gen_func_literal(f, n->x);
	Val *args = arguments(f, n);
	gen_position(f, n->pos);
	return gen_call_code(f, &s, gen_func(f->g, callee), closure.v[0], NULL, args);
}

static Val *call_value(Fn *f, Node *n)
{
	Val closure = gen_expr(f, n->x);
	Val *args = arguments(f, n);
	gen_position(f, n->pos);
	return gen_call_closure(f, n->x->type, closure.v[0], args);
}

static Val *call_method(Fn *f, Node *n)
{
	Val recv = gen_stable(f, gen_expr(f, n->x->x));
	return call_code(f, n, n->x->obj->func, &recv);
}

static Val *call_interface(Fn *f, Node *n)
{
	Node *dot = n->x;
	Val iface = gen_expr(f, dot->x);
	Val *args = arguments(f, n);
	gen_position(f, n->pos);
	LLVMValueRef code = gen_itab_method(f, iface, (int)dot->num);
	Sig s = gen_sig(f->g, types[T_UNSAFEPTR], dot->x->type->under->imethods[dot->num].type);
	Val recv = gen_val1(types[T_UNSAFEPTR], iface.v[1]);
	return gen_call_code(f, &s, code, NULL, &recv, args);
}

static Val *inlined_results(Fn *f, Node *n)
{
	gen_stmts(f, &n->list);
	Val *v = arena_alloc((size_t)(n->list2.len + 1) * sizeof *v);
	for (int i = 0; i < n->list2.len; i++)
		v[i] = gen_expr(f, n->list2.at[i]);
	return v;
}

Val *gen_call(Fn *f, Node *n)
{
	Val *v = arena_alloc(2 * sizeof *v);
	gen_init_list(f, n);
	if (gen_intrinsic(f, n, v))
		return v;
	switch (n->op) {
	case OINLCALL:
		return inlined_results(f, n);
	case OCALLMETH:
		return call_method(f, n);
	case OCALLINTER:
		return call_interface(f, n);
	default:
		if (tree_named_callee(n))
			return call_code(f, n, tree_named_callee(n), NULL);
		if (n->x->op == OFUNCLIT)
			return call_literal(f, n, n->x->func);
		return call_value(f, n);
	}
}
