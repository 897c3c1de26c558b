// gen_methods.c - method tables: GoUncommon of a type, and itabs.
//
// Both are filled with what gen_method_entry() makes of a method: the function itself where its
// shape fits, else a wrapper.  Exported methods come first, each half sorted by name, as the
// runtime expects.

#include "gen_types.h"

const char *gen_hidden_path(const char *name, Package *pkg)
{
	return pkg && !name_exported(name) ? pkg->path : NULL;
}

// --- GoUncommon ----------------------------------------------------------------------------------

static LLVMValueRef method_const(Gen *g, Type *t, const MethodSetEntry *m)
{
	LLVMValueRef f[] = {
		gen_text(g, m->name),
		gen_text(g, gen_hidden_path(m->name, m->pkg)),
		gen_type_descriptor(g, m->type),
		gen_method_entry(g, t, m, true),
		gen_method_entry(g, t, m, false),
	};
	return gen_struct_const(g, f, 5);
}

// The method set, exported names first.
static Vec table_order(Type *t, int *nexported)
{
	Vec set = {0}, out = {0}, hidden = {0};
	if (t->under->kind != T_INTER)
		set = type_method_set(t);
	VEC_EACH (MethodSetEntry, m, &set)
		vec_push(name_exported(m->name) ? &out : &hidden, m);
	*nexported = out.len;
	vec_append(&out, &hidden);
	return out;
}

// `List[int]` of main.List[int]: %T without the package.
static const char *bare_name(Type *t)
{
	const char *s = type_goname(t);
	if (!t->obj->pkg)
		return s;
	size_t n = __builtin_strlen(t->obj->pkg->name);
	return s + n + 1;
}

LLVMValueRef gen_uncommon(Gen *g, LLVMValueRef owner, Type *t)
{
	int nexported;
	Vec set = table_order(t, &nexported);
	bool named = t->kind == T_NAMED;
	if (!named && set.len == 0)
		return gen_null(g);
	LLVMValueRef *methods = arena_alloc((size_t)(set.len + 1) * sizeof *methods);
	for (int i = 0; i < set.len; i++)
		methods[i] = method_const(g, t, set.at[i]);
	LLVMValueRef f[] = {
		gen_text(g, named && t->obj->pkg ? t->obj->pkg->path : NULL),
		gen_text(g, named ? bare_name(t) : NULL),
		gen_int(g, set.len),
		gen_int(g, nexported),
		gen_array_of(g, owner, "methods", methods, set.len),
	};
	return gen_part_of(g, owner, "uncommon", gen_struct_const(g, f, 5));
}

// --- itabs ---------------------------------------------------------------------------------------

static const MethodSetEntry *find_method(const Vec *set, const IMethod *want)
{
	VEC_EACH (const MethodSetEntry, m, set)
		if (m->name == want->name && (name_exported(m->name) || m->pkg == want->pkg))
			return m;
	bug("no method %s for an itab", want->name);
}

static LLVMTypeRef itab_type(Gen *g, Type *inter)
{
	LLVMTypeRef code = LLVMArrayType2(g->ptr, (uint64_t)inter->under->nimethods);
	return LLVMStructTypeInContext(
		g->ctx, (LLVMTypeRef[]){g->ptr, g->ptr, g->i32, g->i32, code}, 5, false);
}

static void define_itab(Gen *g, const Pending *p)
{
	Type *u = p->inter->under;
	Vec set = type_method_set(p->type);
	LLVMValueRef *code = arena_alloc((size_t)u->nimethods * sizeof *code);
	for (int i = 0; i < u->nimethods; i++)
		code[i] = gen_method_entry(g, p->type, find_method(&set, &u->imethods[i]), true);
	type_linkname(p->type);        // fills hash
	LLVMValueRef f[] = {
		gen_type_descriptor(g, p->inter),
		gen_type_descriptor(g, p->type),
		gen_int32(g, (int32_t)p->type->hash),
		gen_int32(g, 0),
		LLVMConstArray2(g->ptr, code, (uint64_t)u->nimethods),
	};
	LLVMSetInitializer(p->global, gen_struct_const(g, f, 5));
	LLVMSetGlobalConstant(p->global, true);
	LLVMSetAlignment(p->global, 8);
	gen_set_shared(g, p->global);
}

LLVMValueRef gen_itab(Gen *g, Type *concrete, Type *inter)
{
	const char *symbol =
		arena_printf("go:itab.%s,%s", type_linkname(concrete), type_linkname(inter));
	LLVMValueRef v = LLVMGetNamedGlobal(g->mod, symbol);
	if (v)
		return v;
	v = LLVMAddGlobal(g->mod, itab_type(g, inter), symbol);
	gen_types_later(g, define_itab, v, concrete, inter);
	return v;
}
