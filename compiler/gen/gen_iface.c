// gen_iface.c - interfaces: making them, looking inside, type assertions.
//
// An interface value is a type word and a data word.  The type word of an interface without methods
// is the descriptor of the dynamic type, else an itab, which leads to it.  Descriptors are unique
// in the program and compare by address; itabs made by the runtime are not, so they are never
// compared with a constant.  The data word is the value itself for pointer-shaped types, else the
// address of an immutable copy.

#include <stddef.h>
#include "gen_body.h"

static bool has_methods(Type *inter)
{
	return inter->under->nimethods > 0;
}

LLVMValueRef gen_type_word(Gen *g, Type *concrete, Type *inter)
{
	return has_methods(inter) ? gen_itab(g, concrete, inter) : gen_type_descriptor(g, concrete);
}

static LLVMValueRef type_of_non_nil(Fn *f, Val v)
{
	if (!has_methods(v.type))
		return v.v[0];
	return LLVMBuildLoad2(f->b, f->g->ptr, gen_gep(f, v.v[0], offsetof(GoItab, type)), "");
}

LLVMValueRef gen_iface_type(Fn *f, Val v)
{
	if (!has_methods(v.type))
		return v.v[0];
	LLVMBasicBlockRef some = gen_block(f, "some"), join = gen_block(f, "join");
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, LLVMBuildIsNull(f->b, v.v[0], ""), join, some);
	gen_start(f, some);
	LLVMValueRef type = type_of_non_nil(f, v);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->ptr, "");
	LLVMValueRef values[] = {gen_null(f->g), type};
	LLVMAddIncoming(phi, values, (LLVMBasicBlockRef[]){from, some}, 2);
	return phi;
}

// --- boxing --------------------------------------------------------------------------------------

static bool all_constant(Fn *f, Val v)
{
	int n = gen_type(f->g, v.type)->nleaves;
	for (int i = 0; i < n; i++)
		if (!LLVMIsConstant(v.v[i]))
			return false;
	return n >= 0;
}

// The bits of a single leaf of at most 8 bytes, as a word.
static LLVMValueRef leaf_bits(Fn *f, LLVMValueRef v)
{
	LLVMTypeRef t = LLVMTypeOf(v);
	if (t == f->g->f64)
		return LLVMBuildBitCast(f->b, v, f->g->i64, "");
	if (t == f->g->f32)
		v = LLVMBuildBitCast(f->b, v, f->g->i32, "");
	return t == f->g->i64 ? v : LLVMBuildZExt(f->b, v, f->g->i64, "");
}

static LLVMValueRef heap_box(Fn *f, Val v)
{
	TypeInfo *ti = gen_type(f->g, v.type);
	Kind k = v.type->under->kind;
	if (ti->nleaves == 1 && ti->kind[0] != LEAF_POINTER)
		return GEN_RT(f, "iface_box64", leaf_bits(f, v.v[0]));
	if (k == T_STRING)
		return GEN_RT(f, "iface_box_string", v.v[0], v.v[1]);
	if (k == T_SLICE)
		return GEN_RT(f, "iface_box_slice", v.v[0], v.v[1], v.v[2]);
	return GEN_RT(f, "iface_box", gen_type_descriptor(f->g, v.type), gen_spill(f, v));
}

static LLVMValueRef data_word(Fn *f, Val v, Esc esc)
{
	Gen *g = f->g;
	if (type_is_direct_iface(v.type))
		return v.v[0];
	if (type_size(v.type) == 0)
		return gen_extern(g, "zero_base", g->i64);
	if (all_constant(f, v))
		return gen_static(g, "boxed", gen_const_memory(g, v), (unsigned)type_align(v.type),
				  true);
	if (esc == ESC_NONE)
		return gen_spill(f, gen_stable(f, v));
	return heap_box(f, v);
}

// A concrete value into interface type inter.
static Val box(Fn *f, Type *inter, Val v, Esc esc)
{
	LLVMValueRef data = data_word(f, v, esc);
	return (Val){.type = inter, .v = {gen_type_word(f->g, v.type, inter), data}};
}

// --- conversion of one interface type to another -------------------------------------------------

static Val iface_to_iface(Fn *f, Type *to, Val v)
{
	if (v.type->under == to->under || (!has_methods(v.type) && !has_methods(to)))
		return gen_retype(v, to);
	LLVMValueRef word = gen_iface_type(f, v);
	if (has_methods(to))
		word = GEN_RT(f, "iface_assert2", gen_type_descriptor(f->g, to), word);
	return (Val){.type = to, .v = {word, v.v[1]}};
}

static Val static_box(Fn *f, Node *n)
{
	Gen *g = f->g;
	LLVMValueRef init = gen_static_value(g, n->x, true);
	Type *t = n->x->type;
	LLVMValueRef data = gen_static(g, "boxed", init, (unsigned)type_align(t), true);
	return (Val){.type = n->type, .v = {gen_type_word(g, t, n->type), data}};
}

Val gen_to_iface(Fn *f, Node *n)
{
	if (type_is_inter(n->x->type))
		return iface_to_iface(f, n->type, gen_expr(f, n->x));
	if (gen_in_memory(f->g, n->x->type) && gen_is_static(n->x))
		return static_box(f, n);
	return box(f, n->type, gen_expr(f, n->x), n->esc);
}

// --- looking inside ------------------------------------------------------------------------------

LLVMValueRef gen_holds_type(Fn *f, Val iface, Type *t)
{
	LLVMValueRef have = gen_iface_type(f, iface);
	return LLVMBuildICmp(f->b, LLVMIntEQ, have, gen_type_descriptor(f->g, t), "");
}

Val gen_unbox(Fn *f, Val iface, Type *t)
{
	if (type_is_direct_iface(t))
		return gen_val1(t, iface.v[1]);
	return gen_load_at(f, t, iface.v[1]);
}

// --- type assertions -----------------------------------------------------------------------------

static Val assert_concrete(Fn *f, Node *n, Val x)
{
	if (n->implicit) { // made by devirtualisation: the type is certain, nil is not
		gen_nil_check(f, x.v[0]);
		return gen_unbox(f, x, n->type);
	}
	LLVMValueRef have = gen_iface_type(f, x), want = gen_type_descriptor(f->g, n->type);
	LLVMValueRef bad = LLVMBuildICmp(f->b, LLVMIntNE, have, want, "");
	LLVMValueRef args[] = {have, want, gen_type_descriptor(f->g, x.type)};
	gen_panic_if(f, bad, "iface_panic", args, 3);
	return gen_unbox(f, x, n->type);
}

Val gen_type_assert(Fn *f, Node *n)
{
	Val x = gen_expr(f, n->x);
	if (!type_is_inter(n->type))
		return assert_concrete(f, n, x);
	LLVMValueRef inter = gen_type_descriptor(f->g, n->type);
	LLVMValueRef word = GEN_RT(f, "iface_assert", inter, gen_iface_type(f, x));
	return (Val){.type = n->type, .v = {word, x.v[1]}};
}

static Val assert2_inter(Fn *f, Node *n, Val x, LLVMValueRef *ok)
{
	LLVMValueRef word = gen_iface_type(f, x);
	if (has_methods(n->type))
		word = GEN_RT(f, "iface_assert2", gen_type_descriptor(f->g, n->type), word);
	*ok = LLVMBuildIsNotNull(f->b, word, "");
	LLVMValueRef data = LLVMBuildSelect(f->b, *ok, x.v[1], gen_null(f->g), "");
	return (Val){.type = n->type, .v = {word, data}};
}

// The value inside, or zero: through a temporary, which LLVM turns into registers.
static Val assert2_concrete(Fn *f, Node *n, Val x, LLVMValueRef *ok)
{
	LLVMBasicBlockRef yes = gen_block(f, "is"), join = gen_block(f, "join");
	Addr to = {.type = n->type, .ptr = gen_temp(f, n->type), .local = true};
	*ok = gen_holds_type(f, x, n->type);
	gen_store_zero(f, to);
	gen_cond_br(f, *ok, yes, join);
	gen_start(f, yes);
	gen_store(f, to, gen_unbox(f, x, n->type));
	gen_br(f, join);
	gen_start(f, join);
	Val v = gen_load(f, to);
	v.fresh = true;
	return v;
}

Val gen_type_assert2(Fn *f, Node *n, LLVMValueRef *ok)
{
	Val x = gen_expr(f, n->x);
	return type_is_inter(n->type) ? assert2_inter(f, n, x, ok) : assert2_concrete(f, n, x, ok);
}
