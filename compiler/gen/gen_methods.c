// gen_methods.c - method tables: GoUncommon of a type, and itabs.
//
// Both are filled with what gen_method_entry() makes of a method: the function itself where its
// shape fits, else a wrapper.  Exported methods come first, each half sorted by name, as the
// runtime expects.
//
// A table is first described by symbols (MethodTable): the description is recorded in the object,
// and from it the linking phase may make another table without the methods that the program never
// calls (methods.c).  That is why both tables are weak symbols of their own.

#include <string.h>
#include "gen_types.h"

const char *gen_hidden_path(const char *name, Package *pkg)
{
	return pkg && !name_exported(name) ? pkg->path : "";
}

// --- a table from its description ----------------------------------------------------------------

static LLVMValueRef method_const(Gen *g, const TableMethod *m)
{
	LLVMValueRef f[] = {gen_text(g, m->name), gen_text(g, m->path), gen_symbol(g, m->mtype),
			    gen_symbol(g, m->ifn), gen_symbol(g, m->tfn)};
	return gen_struct_const(g, f, 5);
}

static LLVMValueRef uncommon_const(Gen *g, LLVMValueRef owner, const MethodTable *t)
{
	LLVMValueRef *methods = arena_alloc((size_t)(t->n + 1) * sizeof *methods);
	int nexported = 0;
	for (int i = 0; i < t->n; i++) {
		methods[i] = method_const(g, &t->methods[i]);
		nexported += name_exported(t->methods[i].name);
	}
	LLVMValueRef f[] = {gen_text(g, t->path), gen_text(g, t->name), gen_int(g, t->n),
			    gen_int(g, nexported),
			    gen_array_of(g, owner, "methods", methods, t->n)};
	return gen_struct_const(g, f, 5);
}

static LLVMValueRef itab_const(Gen *g, const MethodTable *t)
{
	LLVMValueRef *code = arena_alloc((size_t)t->n * sizeof *code);
	for (int i = 0; i < t->n; i++)
		code[i] = gen_symbol(g, t->methods[i].ifn);
	LLVMValueRef f[] = {gen_symbol(g, t->inter), gen_symbol(g, t->type),
			    gen_int32(g, (int32_t)t->hash), gen_int32(g, 0),
			    LLVMConstArray2(g->ptr, code, (uint64_t)t->n)};
	return gen_struct_const(g, f, 5);
}

LLVMValueRef gen_table_const(Gen *g, LLVMValueRef owner, const MethodTable *t)
{
	return t->inter ? itab_const(g, t) : uncommon_const(g, owner, t);
}

// --- descriptions --------------------------------------------------------------------------------

static const char *value_name(LLVMValueRef v)
{
	size_t n;
	const char *name = LLVMGetValueName2(v, &n);
	return intern_n(name, n);
}

static TableMethod describe_method(Gen *g, Type *t, const MethodSetEntry *m)
{
	return (TableMethod){.name = m->name,
			     .path = gen_hidden_path(m->name, m->pkg),
			     .mtype = gen_type_symbol(m->type),
			     .ifn = value_name(gen_method_entry(g, t, m, true))};
}

// The method set, exported names first.
static Vec table_order(Type *t)
{
	Vec set = {0}, out = {0}, hidden = {0};
	if (t->under->kind != T_INTER)
		set = type_method_set(t);
	VEC_EACH(MethodSetEntry, m, &set)
		vec_push(name_exported(m->name) ? &out : &hidden, m);
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

// What a GoMethod has besides.
static TableMethod describe_with_type(Gen *g, Type *t, const MethodSetEntry *m)
{
	TableMethod d = describe_method(g, t, m);
	d.tfn = value_name(gen_method_entry(g, t, m, false));
	gen_type_descriptor(g, m->type); // it must exist
	return d;
}

static MethodTable *describe_uncommon(Gen *g, Type *t)
{
	Vec set = table_order(t);
	bool named = t->kind == T_NAMED;
	if (!named && set.len == 0)
		return NULL;
	MethodTable *table = NEW(MethodTable);
	*table = (MethodTable){
	    .symbol = arena_printf("uncommon:%s", type_linkname(t)),
	    .path = named && t->obj->pkg ? t->obj->pkg->path : "",
	    .name = named ? bare_name(t) : "",
	    .n = set.len,
	    .methods = arena_alloc((size_t)(set.len + 1) * sizeof *table->methods),
	};
	for (int i = 0; i < set.len; i++)
		table->methods[i] = describe_with_type(g, t, set.at[i]);
	return table;
}

LLVMValueRef gen_uncommon(Gen *g, LLVMValueRef owner, Type *t)
{
	const MethodTable *table = describe_uncommon(g, t);
	if (!table)
		return gen_null(g);
	gen_record_table(g, table);
	LLVMValueRef v = gen_part_of(g, owner, "uncommon", gen_table_const(g, owner, table));
	LLVMSetValueName2(v, table->symbol, strlen(table->symbol));
	LLVMSetLinkage(v, LLVMWeakAnyLinkage);
	return v;
}

// --- itabs ---------------------------------------------------------------------------------------

static const MethodSetEntry *find_method(const Vec *set, const IMethod *want)
{
	VEC_EACH(const MethodSetEntry, m, set)
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

static const char *itab_symbol(Type *concrete, Type *inter)
{
	return arena_printf("go:itab.%s,%s", type_linkname(concrete), type_linkname(inter));
}

static MethodTable *describe_itab(Gen *g, Type *concrete, Type *inter)
{
	const Type *u = inter->under;
	Vec set = type_method_set(concrete);
	gen_type_descriptor(g, concrete); // they must exist
	gen_type_descriptor(g, inter);
	MethodTable *table = NEW(MethodTable);
	*table = (MethodTable){
	    .symbol = itab_symbol(concrete, inter),
	    .inter = gen_type_symbol(inter),
	    .type = gen_type_symbol(concrete),
	    .hash = concrete->hash, // type_linkname() filled it
	    .n = u->nimethods,
	    .methods = arena_alloc((size_t)u->nimethods * sizeof *table->methods),
	};
	for (int i = 0; i < u->nimethods; i++)
		table->methods[i] =
		    describe_method(g, concrete, find_method(&set, &u->imethods[i]));
	return table;
}

static void define_itab(Gen *g, const Pending *p)
{
	const MethodTable *table = describe_itab(g, p->type, p->inter);
	gen_record_table(g, table);
	LLVMSetInitializer(p->global, gen_table_const(g, p->global, table));
	LLVMSetGlobalConstant(p->global, true);
	LLVMSetAlignment(p->global, 8);
	gen_set_shared(g, p->global);
}

LLVMValueRef gen_itab(Gen *g, Type *concrete, Type *inter)
{
	const char *symbol = itab_symbol(concrete, inter);
	LLVMValueRef v = LLVMGetNamedGlobal(g->mod, symbol);
	if (v)
		return v;
	v = LLVMAddGlobal(g->mod, itab_type(g, inter), symbol);
	gen_types_later(g, define_itab, v, concrete, inter);
	return v;
}
