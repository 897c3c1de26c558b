// gen_const.c - constants of the language as LLVM constants.

#include "gen_body.h"

static LLVMValueRef const_integer(Gen *g, Type *t, const Const *c)
{
	int64_t i;
	uint64_t u;
	if (const_to_int64(c, &i))
		u = (uint64_t)i;
	else if (!const_to_uint64(c, &u))
		bug("constant %s does not fit %s", const_text(c), type_string(t, NULL));
	return LLVMConstInt(gen_type(g, t)->leaf[0], u, true);
}

static LLVMValueRef const_real_leaf(LLVMTypeRef type, bool wide, const Const *c)
{
	return LLVMConstReal(type, wide ? const_to_double(c) : (double)const_to_float32(c));
}

static Val const_string_value(Gen *g, Type *t, const Const *c)
{
	size_t n;
	const char *s = const_string_val(c, &n);
	LLVMValueRef p = n ? gen_bytes(g, s, n) : gen_null(g);
	return (Val){.type = t, .v = {p, gen_int(g, (int64_t)n)}};
}

Val gen_const(Gen *g, Type *t, const Const *c)
{
	Type *u = t->under;
	bool wide = u->kind == T_FLOAT64 || u->kind == T_COMPLEX128;
	LLVMTypeRef leaf = gen_type(g, t)->leaf[0];
	switch (u->kind) {
	case T_BOOL:
		return gen_val1(t, gen_int8(g, const_bool_val(c)));
	case T_STRING:
		return const_string_value(g, t, c);
	case T_FLOAT32:
	case T_FLOAT64:
		return gen_val1(t, const_real_leaf(leaf, wide, c));
	case T_COMPLEX64:
	case T_COMPLEX128:
		return (Val){.type = t,
			     .v = {const_real_leaf(leaf, wide, const_real(c)),
				   const_real_leaf(leaf, wide, const_imag(c))}};
	case T_UNSAFEPTR:
		return gen_val1(t,
				LLVMConstIntToPtr(const_integer(g, types[T_UINTPTR], c), g->ptr));
	default:
		return gen_val1(t, const_integer(g, t, c));
	}
}

// The value of type t whose scalars are, in order, the leaves at *next.
static LLVMValueRef assemble(Gen *g, Type *t, LLVMValueRef **next)
{
	Type *u = t->under;
	LLVMTypeRef mem = gen_memtype(g, t);
	LLVMValueRef parts[GEN_MAX_LEAVES + 1];
	int n = 0;
	if (u->kind == T_ARRAY) {
		for (; n < u->len; n++)
			parts[n] = assemble(g, u->elem, next);
		return LLVMConstArray2(gen_memtype(g, u->elem), parts, (uint64_t)n);
	}
	if (u->kind != T_STRUCT) {
		int leaves = gen_type(g, t)->nleaves;
		if (leaves == 1)
			return *(*next)++;
		while (n < leaves)
			parts[n++] = *(*next)++;
		return gen_struct_const(g, parts, n);
	}
	unsigned count = LLVMCountStructElementTypes(mem);
	LLVMValueRef *fields = arena_alloc((count + 1) * sizeof *fields);
	for (; n < u->nfields; n++)
		fields[n] = assemble(g, u->fields[n].type, next);
	if ((unsigned)n < count)
		fields[n] = LLVMConstNull(LLVMStructGetTypeAtIndex(mem, (unsigned)n));
	return gen_struct_const(g, fields, (int)count);
}

LLVMValueRef gen_const_memory(Gen *g, Val v)
{
	LLVMValueRef *next = v.v;
	return assemble(g, v.type, &next);
}
