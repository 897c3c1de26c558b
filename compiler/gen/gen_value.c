// gen_value.c - values: loading, taking apart, spilling, comparing.  See gen.h for what a Val is.

#include "gen_body.h"

Val gen_val1(Type *t, LLVMValueRef v)
{
	return (Val){.type = t, .v = {v}};
}

Val gen_load_at(Fn *f, Type *t, LLVMValueRef ptr)
{
	TypeInfo *ti = gen_type(f->g, t);
	Val v = {.type = t};
	if (ti->nleaves < 0)
		v.v[0] = ptr;
	for (int i = 0; i < ti->nleaves; i++) {
		v.v[i] = LLVMBuildLoad2(f->b, ti->leaf[i], gen_gep(f, ptr, ti->offset[i]), "");
		if (ti->kind[i] == LEAF_LENGTH)
			gen_length_range(f->g, v.v[i]);
	}
	return v;
}

Val gen_load(Fn *f, Addr a)
{
	return gen_load_at(f, a.type, a.ptr);
}

Val gen_zero(Fn *f, Type *t)
{
	TypeInfo *ti = gen_type(f->g, t);
	Val v = {.type = t, .fresh = true};
	if (ti->nleaves < 0) {
		v.v[0] = gen_temp(f, t);
		gen_memzero(f, v.v[0], type_size(t), type_align(t));
	}
	for (int i = 0; i < ti->nleaves; i++)
		v.v[i] = LLVMConstNull(ti->leaf[i]);
	return v;
}

Val gen_stable(Fn *f, Val v)
{
	if (!v.type || v.fresh || !gen_in_memory(f->g, v.type))
		return v;
	LLVMValueRef p = gen_temp(f, v.type);
	gen_memcpy(f, p, v.v[0], type_size(v.type), type_align(v.type));
	return (Val){.type = v.type, .v = {p}, .fresh = true};
}

LLVMValueRef gen_spill(Fn *f, Val v)
{
	if (gen_in_memory(f->g, v.type))
		return v.v[0];
	LLVMValueRef p = gen_temp(f, v.type);
	gen_init(f, v.type, p, v);
	return p;
}

Val gen_retype(Val v, Type *t)
{
	v.type = t;
	return v;
}

// Part of v: the component of type t that starts at byte offset, or at leaf number `leaf`.
static Val part(Fn *f, Val v, Type *t, int64_t offset, int leaf)
{
	if (gen_in_memory(f->g, v.type)) {
		Val p = gen_load_at(f, t, gen_gep(f, v.v[0], offset));
		p.fresh = v.fresh;
		return p;
	}
	Val p = {.type = t};
	int n = gen_type(f->g, t)->nleaves;
	for (int i = 0; i < n; i++)
		p.v[i] = v.v[leaf + i];
	return p;
}

Val gen_field(Fn *f, Val v, int i)
{
	Type *s = v.type->under;
	type_layout(s);
	int leaf = 0;
	if (!gen_in_memory(f->g, v.type))
		for (int k = 0; k < i; k++)
			leaf += gen_type(f->g, s->fields[k].type)->nleaves;
	return part(f, v, s->fields[i].type, s->fields[i].offset, leaf);
}

Val gen_only_element(Fn *f, Val v)
{
	return part(f, v, v.type->under->elem, 0, 0);
}

// --- equality ------------------------------------------------------------------------------------
//
// A chain of comparisons stops at the first that fails: control leaves for `done` with false.  The
// order matters because comparing interfaces may panic.

typedef struct {
	LLVMBasicBlockRef done;
	LLVMBasicBlockRef from[64];
	int n;
} Chain;

static void chain_and(Fn *f, Chain *c, LLVMValueRef equal)
{
	if (!c->done)
		c->done = gen_block(f, "eq.done");
	LLVMBasicBlockRef next = gen_block(f, "eq.next");
	c->from[c->n++] = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, equal, next, c->done);
	gen_start(f, next);
}

static LLVMValueRef chain_end(Fn *f, Chain *c, LLVMValueRef last)
{
	if (!c->n)
		return last;
	LLVMValueRef no = LLVMConstInt(f->g->i1, 0, false);
	LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
	gen_br(f, c->done);
	gen_start(f, c->done);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->i1, "");
	for (int i = 0; i < c->n; i++)
		LLVMAddIncoming(phi, &no, &c->from[i], 1);
	LLVMAddIncoming(phi, &last, &here, 1);
	return phi;
}

// memcmp(a, b, n) == 0; LLVM expands it inline when n is a small constant.
static LLVMValueRef memory_equal(Fn *f, LLVMValueRef a, LLVMValueRef b, LLVMValueRef n)
{
	Gen *g = f->g;
	LLVMTypeRef type =
	    LLVMFunctionType(g->i32, (LLVMTypeRef[]){g->ptr, g->ptr, g->i64}, 3, false);
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, "bcmp");
	if (!fn)
		fn = LLVMAddFunction(g->mod, "bcmp", type);
	LLVMValueRef r = LLVMBuildCall2(f->b, type, fn, (LLVMValueRef[]){a, b, n}, 3, "");
	return LLVMBuildICmp(f->b, LLVMIntEQ, r, LLVMConstNull(g->i32), "");
}

static LLVMValueRef string_equal(Fn *f, Val a, Val b)
{
	Chain c = {0};
	LLVMValueRef n = LLVMIsConstant(b.v[1]) ? b.v[1] : a.v[1];
	chain_and(f, &c, LLVMBuildICmp(f->b, LLVMIntEQ, a.v[1], b.v[1], ""));
	return chain_end(f, &c, memory_equal(f, a.v[0], b.v[0], n));
}

// Same dynamic type, then: both nil, or equal data.
static LLVMValueRef iface_equal(Fn *f, Val a, Val b)
{
	Chain c = {0};
	LLVMValueRef type = gen_iface_type(f, a);
	chain_and(f, &c, LLVMBuildICmp(f->b, LLVMIntEQ, type, gen_iface_type(f, b), ""));
	LLVMBasicBlockRef some = gen_block(f, "eq.some"), join = gen_block(f, "eq.join");
	LLVMBasicBlockRef none = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, LLVMBuildIsNull(f->b, type, ""), join, some);
	gen_start(f, some);
	LLVMValueRef r = GEN_RT(f, "iface_eface_eq", type, a.v[1], b.v[1]);
	LLVMValueRef same = LLVMBuildICmp(f->b, LLVMIntNE, r, gen_int(f->g, 0), "");
	some = LLVMGetInsertBlock(f->b);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->i1, "");
	LLVMValueRef yes = LLVMConstInt(f->g->i1, 1, false);
	LLVMAddIncoming(phi, (LLVMValueRef[]){yes, same}, (LLVMBasicBlockRef[]){none, some}, 2);
	return chain_end(f, &c, phi);
}

static LLVMValueRef struct_equal(Fn *f, Val a, Val b)
{
	Type *s = a.type->under;
	Chain c = {0};
	LLVMValueRef last = LLVMConstInt(f->g->i1, 1, false);
	bool first = true;
	for (int i = 0; i < s->nfields; i++) {
		if (name_blank(s->fields[i].name))
			continue;
		if (!first)
			chain_and(f, &c, last);
		last = gen_equal(f, gen_field(f, a, i), gen_field(f, b, i));
		first = false;
	}
	return chain_end(f, &c, last);
}

static LLVMValueRef big_equal(Fn *f, Val a, Val b)
{
	Gen *g = f->g;
	if (gen_is_regular_memory(a.type))
		return memory_equal(f, a.v[0], b.v[0], gen_int(g, type_size(a.type)));
	LLVMValueRef fn = gen_eq_func(g, a.type);
	LLVMTypeRef type = LLVMFunctionType(g->i8, (LLVMTypeRef[]){g->ptr, g->ptr}, 2, false);
	LLVMValueRef r = LLVMBuildCall2(f->b, type, fn, (LLVMValueRef[]){a.v[0], b.v[0]}, 2, "");
	return LLVMBuildICmp(f->b, LLVMIntNE, r, gen_int8(g, 0), "");
}

LLVMValueRef gen_equal(Fn *f, Val a, Val b)
{
	if (gen_in_memory(f->g, a.type))
		return big_equal(f, a, b);
	Type *t = a.type->under;
	switch (t->kind) {
	case T_FLOAT32:
	case T_FLOAT64:
		return LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[0], b.v[0], "");
	case T_COMPLEX64:
	case T_COMPLEX128:
		return LLVMBuildAnd(f->b, LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[0], b.v[0], ""),
				    LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[1], b.v[1], ""), "");
	case T_STRING:
		return string_equal(f, a, b);
	case T_INTER:
		return iface_equal(f, a, b);
	case T_STRUCT:
		return struct_equal(f, a, b);
	case T_ARRAY:
		if (t->len == 0)
			return LLVMConstInt(f->g->i1, 1, false);
		return gen_equal(f, gen_only_element(f, a), gen_only_element(f, b));
	default:
		return LLVMBuildICmp(f->b, LLVMIntEQ, a.v[0], b.v[0], "");
	}
}
