// gen_type.c - Go types as LLVM types, and function signatures.
//
// LLVM's natural layout of a struct on x86-64 is Go's, except for the byte Go keeps free behind a
// trailing zero-size field; that is an explicit padding array.

#include "gen.h"

static Type *under(Type *t)
{
	return t->under;
}

static LLVMTypeRef struct_memtype(Gen *g, Type *t)
{
	type_layout(t);
	LLVMTypeRef *f = arena_alloc((size_t)(t->nfields + 1) * sizeof *f);
	int64_t end = 0;
	for (int i = 0; i < t->nfields; i++) {
		f[i] = gen_memtype(g, t->fields[i].type);
		end = t->fields[i].offset + type_size(t->fields[i].type);
	}
	unsigned n = (unsigned)t->nfields;
	if (t->size > end && t->nfields && type_size(t->fields[t->nfields - 1].type) == 0)
		f[n++] = LLVMArrayType2(g->i8, (uint64_t)(t->size - end));
	return LLVMStructTypeInContext(g->ctx, f, n, false);
}

static LLVMTypeRef words(Gen *g, int pointers, int ints)
{
	LLVMTypeRef f[4];
	for (int i = 0; i < pointers + ints; i++)
		f[i] = i < pointers ? g->ptr : g->i64;
	return LLVMStructTypeInContext(g->ctx, f, (unsigned)(pointers + ints), false);
}

static LLVMTypeRef pair_of(Gen *g, LLVMTypeRef t)
{
	return LLVMStructTypeInContext(g->ctx, (LLVMTypeRef[]){t, t}, 2, false);
}

static LLVMTypeRef make_memtype(Gen *g, Type *t)
{
	t = under(t);
	switch (t->kind) {
	case T_BOOL:
	case T_INT8:
	case T_UINT8:
		return g->i8;
	case T_INT16:
	case T_UINT16:
		return g->i16;
	case T_INT32:
	case T_UINT32:
		return g->i32;
	case T_INT:
	case T_UINT:
	case T_INT64:
	case T_UINT64:
	case T_UINTPTR:
		return g->i64;
	case T_FLOAT32:
		return g->f32;
	case T_FLOAT64:
		return g->f64;
	case T_COMPLEX64:
		return pair_of(g, g->f32);
	case T_COMPLEX128:
		return pair_of(g, g->f64);
	case T_STRING:
		return words(g, 1, 1);
	case T_SLICE:
		return words(g, 1, 2);
	case T_INTER:
		return words(g, 2, 0);
	case T_UNSAFEPTR:
	case T_PTR:
	case T_MAP:
	case T_CHAN:
	case T_FUNC:
	case T_UNTYPED_NIL:
		return g->ptr;
	case T_ARRAY:
		return LLVMArrayType2(gen_memtype(g, t->elem), (uint64_t)t->len);
	case T_STRUCT:
		return struct_memtype(g, t);
	default:
		bug("no memory type for %s", type_string(t, NULL));
	}
}

// --- leaves --------------------------------------------------------------------------------------

static void add_leaf(TypeInfo *ti, LLVMTypeRef type, int64_t offset, LeafKind kind)
{
	if (ti->nleaves < 0 || ti->nleaves == GEN_MAX_LEAVES) {
		ti->nleaves = -1;
		return;
	}
	ti->leaf[ti->nleaves] = type;
	ti->offset[ti->nleaves] = offset;
	ti->kind[ti->nleaves] = kind;
	ti->nleaves++;
}

static void add_leaves(Gen *g, TypeInfo *ti, Type *t, int64_t at)
{
	t = under(t);
	switch (t->kind) {
	case T_COMPLEX64:
	case T_COMPLEX128: {
		bool wide = t->kind == T_COMPLEX128;
		add_leaf(ti, wide ? g->f64 : g->f32, at, LEAF_DATA);
		add_leaf(ti, wide ? g->f64 : g->f32, at + (wide ? 8 : 4), LEAF_DATA);
		break;
	}
	case T_STRING:
	case T_SLICE:
		add_leaf(ti, g->ptr, at, LEAF_POINTER);
		add_leaf(ti, g->i64, at + 8, LEAF_LENGTH);
		if (t->kind == T_SLICE)
			add_leaf(ti, g->i64, at + 16, LEAF_LENGTH);
		break;
	case T_INTER: // type words lead to static or runtime memory only
		add_leaf(ti, g->ptr, at, LEAF_DATA);
		add_leaf(ti, g->ptr, at + 8, LEAF_POINTER);
		break;
	case T_ARRAY:
		if (t->len > 1)
			ti->nleaves = -1;
		else if (t->len == 1)
			add_leaves(g, ti, t->elem, at);
		break;
	case T_STRUCT:
		type_layout(t);
		for (int i = 0; i < t->nfields && ti->nleaves >= 0; i++)
			add_leaves(g, ti, t->fields[i].type, at + t->fields[i].offset);
		break;
	default: {
		LLVMTypeRef type = make_memtype(g, t);
		add_leaf(ti, type, at, type == g->ptr ? LEAF_POINTER : LEAF_DATA);
	}
	}
}

TypeInfo *gen_type(Gen *g, Type *t)
{
	TypeInfo *ti = ptrmap_get(&g->types, t);
	if (ti)
		return ti;
	ti = NEW(TypeInfo);
	ti->mem = make_memtype(g, t);
	add_leaves(g, ti, t, 0);
	ptrmap_set(&g->types, t, ti);
	return ti;
}

LLVMTypeRef gen_memtype(Gen *g, Type *t)
{
	return gen_type(g, t)->mem;
}

bool gen_in_memory(Gen *g, Type *t)
{
	return gen_type(g, t)->nleaves < 0;
}

// --- signatures ----------------------------------------------------------------------------------

typedef struct {
	LLVMTypeRef *at;
	unsigned n;
} TypeList;

static void add_param(Gen *g, TypeList *l, Type *t)
{
	TypeInfo *ti = gen_type(g, t);
	if (ti->nleaves < 0)
		l->at[l->n++] = g->ptr;
	for (int i = 0; i < ti->nleaves; i++)
		l->at[l->n++] = ti->leaf[i];
}

static bool is_float_leaf(Gen *g, LLVMTypeRef t)
{
	return t == g->f32 || t == g->f64;
}

// Fills ret and nleaves if the results fit registers.
static bool results_in_registers(Gen *g, Sig *s)
{
	LLVMTypeRef leaves[8];
	int n = 0, floats = 0;
	for (int i = 0; i < s->type->nresults; i++) {
		TypeInfo *ti = gen_type(g, s->type->results[i]);
		if (ti->nleaves < 0 || n + ti->nleaves > 5)
			return false;
		for (int k = 0; k < ti->nleaves; k++) {
			floats += is_float_leaf(g, ti->leaf[k]);
			leaves[n++] = ti->leaf[k];
		}
	}
	if (n - floats > 3 || floats > 2)
		return false;
	s->nleaves = n;
	s->ret = n == 0   ? g->void_
		 : n == 1 ? leaves[0]
			  : LLVMStructTypeInContext(g->ctx, leaves, (unsigned)n, false);
	return true;
}

static Type *results_struct(Type *func)
{
	Field *f = arena_alloc((size_t)func->nresults * sizeof *f);
	for (int i = 0; i < func->nresults; i++)
		f[i] = (Field){.name = intern(arena_printf("R%d", i)), .type = func->results[i]};
	Type *t = type_struct(f, func->nresults);
	type_layout(t);
	return t;
}

Sig gen_sig(Gen *g, Type *recv, Type *func_type)
{
	func_type = under(func_type);
	Sig s = {.recv = recv, .type = func_type};
	size_t max = (size_t)(func_type->nparams + 1) * GEN_MAX_LEAVES + 2;
	TypeList l = {arena_alloc(max * sizeof(LLVMTypeRef)), 0};
	s.sret = !results_in_registers(g, &s);
	l.at[l.n++] = g->ptr;
	if (s.sret) {
		s.ret_struct = results_struct(func_type);
		s.ret = gen_memtype(g, s.ret_struct);
		l.at[l.n++] = g->ptr;
	}
	if (recv)
		add_param(g, &l, recv);
	for (int i = 0; i < func_type->nparams; i++)
		add_param(g, &l, func_type->params[i]);
	s.fn = LLVMFunctionType(s.sret ? g->void_ : s.ret, l.at, l.n, false);
	return s;
}

// --- attributes of parameters: nest, sret, extension of small integers ---------------------------

static bool is_signed_leaf(Type *t)
{
	t = under(t);
	return t->kind == T_INT8 || t->kind == T_INT16;
}

static void add_attr(Gen *g, LLVMValueRef v, unsigned index, const char *name, uint64_t value)
{
	if (LLVMIsAFunction(v))
		LLVMAddAttributeAtIndex(v, index, gen_enum_attr(g, name, value));
	else
		LLVMAddCallSiteAttribute(v, index, gen_enum_attr(g, name, value));
}

static void sret_attribute(Gen *g, const Sig *s, LLVMValueRef v, unsigned index)
{
	unsigned kind = LLVMGetEnumAttributeKindForName("sret", 4);
	LLVMAttributeRef a = LLVMCreateTypeAttribute(g->ctx, kind, s->ret);
	if (LLVMIsAFunction(v))
		LLVMAddAttributeAtIndex(v, index, a);
	else
		LLVMAddCallSiteAttribute(v, index, a);
	add_attr(g, v, index, "noalias", 0);
	add_attr(g, v, index, "dereferenceable", LLVMABISizeOfType(g->layout, s->ret));
}

static void length_attribute(Gen *g, LLVMValueRef v, unsigned index)
{
	static const uint64_t zero = 0, end = (uint64_t)1 << 63;
	unsigned kind = LLVMGetEnumAttributeKindForName("range", 5);
	if (LLVMIsAFunction(v))
		LLVMAddAttributeAtIndex(
		    v, index, LLVMCreateConstantRangeAttribute(g->ctx, kind, 64, &zero, &end));
}

void gen_length_range(Gen *g, LLVMValueRef load)
{
	LLVMMetadataRef bounds[] = {
	    LLVMValueAsMetadata(gen_int(g, 0)),
	    LLVMValueAsMetadata(gen_int(g, INT64_MIN)), // unsigned, and not included
	};
	LLVMMetadataRef node = LLVMMDNodeInContext2(g->ctx, bounds, 2);
	LLVMSetMetadata(load, LLVMGetMDKindIDInContext(g->ctx, "range", 5),
			LLVMMetadataAsValue(g->ctx, node));
}

// Only a leaf that is a whole parameter is extended: what C expects of a bool or an int16.
static unsigned param_attributes(Gen *g, LLVMValueRef v, unsigned index, Type *t)
{
	TypeInfo *ti = gen_type(g, t);
	if (ti->nleaves < 0) { // a copy of the caller's, which ends with the call
		add_attr(g, v, index, "nocapture", 0);
		return index + 1;
	}
	for (int i = 0; i < ti->nleaves; i++) {
		if (ti->kind[i] == LEAF_LENGTH)
			length_attribute(g, v, index + (unsigned)i);
		if (ti->leaf[i] == g->i8 || ti->leaf[i] == g->i16)
			add_attr(g, v, index + (unsigned)i,
				 is_signed_leaf(t) ? "signext" : "zeroext", 0);
	}
	return index + (unsigned)ti->nleaves;
}

void gen_sig_attributes(Gen *g, const Sig *s, LLVMValueRef fn_or_call)
{
	unsigned index = 1; // 0 is the result
	add_attr(g, fn_or_call, index++, "nest", 0);
	if (s->sret)
		sret_attribute(g, s, fn_or_call, index++);
	if (s->recv)
		index = param_attributes(g, fn_or_call, index, s->recv);
	for (int i = 0; i < s->type->nparams; i++)
		index = param_attributes(g, fn_or_call, index, s->type->params[i]);
}
