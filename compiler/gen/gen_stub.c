// gen_stub.c - the object that a program has besides its packages.

#include <string.h>
#include "gen_body.h"
#include "gen_types.h"

static LLVMValueRef init_const(Gen *g, const Package *p)
{
	LLVMTypeRef fn = LLVMFunctionType(g->void_, NULL, 0, false);
	LLVMValueRef f[] = {
	    gen_bytes(g, arena_printf("%s%c", p->path, 0), strlen(p->path) + 1),
	    LLVMAddFunction(g->mod, arena_printf("%s.init", p->path), fn),
	};
	return gen_struct_const(g, f, 2);
}

static void define(Gen *g, const char *symbol, LLVMValueRef init)
{
	LLVMValueRef v = LLVMAddGlobal(g->mod, LLVMTypeOf(init), symbol);
	LLVMSetInitializer(v, init);
	LLVMSetGlobalConstant(v, true);
	LLVMSetAlignment(v, 8);
}

static void define_inits(Gen *g, const Vec *order)
{
	LLVMValueRef *row = arena_alloc((size_t)(order->len + 1) * sizeof *row);
	for (int i = 0; i < order->len; i++)
		row[i] = init_const(g, order->at[i]);
	row[order->len] = gen_struct_const(g, (LLVMValueRef[]){gen_null(g), gen_null(g)}, 2);
	define(g, "go_inits", LLVMConstArray2(LLVMTypeOf(row[0]), row, (uint64_t)order->len + 1));
}

static void define_var(Gen *g, const LinkedVar *x)
{
	LLVMTypeRef type = LLVMArrayType2(g->i8, (uint64_t)x->size);
	LLVMValueRef v = LLVMAddGlobal(g->mod, type, x->symbol);
	LLVMSetInitializer(v, LLVMConstNull(type));
	LLVMSetAlignment(v, (unsigned)x->align);
	if (*x->type)
		gen_add_root_of(g, v, gen_extern(g, x->type, g->i8));
}

static bool optimise_and_write(Gen *g, const GenOutput *out)
{
	gen_target_optimise(g);
	bool ok = gen_write(g, out);
	gen_close(g);
	return ok;
}

bool gen_main_stub(const Vec *order, const Vec *tables, const Vec *vars, const Options *o,
		   const GenOutput *out)
{
	Gen *g = gen_open("go_inits", NULL, o);
	define_inits(g, order);
	VEC_EACH(const MethodTable, t, tables)
		define(g, t->symbol, gen_table_const(g, NULL, t));
	VEC_EACH(const LinkedVar, v, vars)
		define_var(g, v);
	gen_keep_entries(g);
	return optimise_and_write(g, out);
}

// A constant no one reads, with the address of each symbol.
bool gen_references(const Vec *symbols, const Options *o, const GenOutput *out)
{
	Gen *g = gen_open("references", NULL, o);
	LLVMValueRef *all = arena_alloc((size_t)(symbols->len + 1) * sizeof *all);
	for (int i = 0; i < symbols->len; i++) {
		const Reference *r = symbols->at[i];
		all[i] = LLVMAddGlobal(g->mod, g->i8, r->symbol);
		LLVMSetLinkage(all[i], r->weak ? LLVMExternalWeakLinkage : LLVMExternalLinkage);
	}
	define(g, GEN_REFERENCES, LLVMConstArray2(g->ptr, all, (uint64_t)symbols->len));
	return optimise_and_write(g, out);
}
