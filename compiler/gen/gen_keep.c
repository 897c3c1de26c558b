// gen_keep.c - values that the optimiser must neither drop nor know (inline_loop.c says which).

#include "gen_body.h"

// v, of type t, through an empty instruction in a register.
static LLVMValueRef keep_leaf(Fn *f, LLVMValueRef v)
{
	LLVMTypeRef t = LLVMTypeOf(v), type = LLVMFunctionType(t, &t, 1, false);
	bool is_float = t == f->g->f32 || t == f->g->f64;
	const char *how = is_float ? "=x,0" : "=r,0";
	LLVMValueRef pass =
	    LLVMGetInlineAsm(type, "", 0, how, 4, true, false, LLVMInlineAsmDialectATT, false);
	return LLVMBuildCall2(f->b, type, pass, &v, 1, "");
}

// What is in memory might be read, and changed.
static void keep_memory(Fn *f, LLVMValueRef p)
{
	static const char how[] = "r,~{memory}";
	LLVMTypeRef type = LLVMFunctionType(f->g->void_, &f->g->ptr, 1, false);
	LLVMValueRef use = LLVMGetInlineAsm(type, "", 0, how, sizeof how - 1, true, false,
					    LLVMInlineAsmDialectATT, false);
	LLVMBuildCall2(f->b, type, use, &p, 1, "");
}

Val gen_keep(Fn *f, Val v)
{
	const TypeInfo *t = gen_type(f->g, v.type);
	if (t->nleaves < 0)
		keep_memory(f, v.v[0]);
	for (int i = 0; i < t->nleaves; i++) {
		LLVMTypeRef leaf = LLVMTypeOf(v.v[i]);
		if (leaf == f->g->i1) // no register has one bit
			v.v[i] = LLVMBuildTrunc(
			    f->b, keep_leaf(f, LLVMBuildZExt(f->b, v.v[i], f->g->i8, "")), leaf,
			    "");
		else
			v.v[i] = keep_leaf(f, v.v[i]);
	}
	return v;
}

static bool is_number(const Type *t)
{
	const Type *u = t->under;
	return type_is_numeric((Type *)u) || u->kind == T_BOOL;
}

static void keep_read(Node *n, void *arg)
{
	Fn *f = arg;
	Var *v = tree_is_local(n) && is_number(n->type) ? ptrmap_get(&f->vars, n->obj) : NULL;
	if (!v || !v->local || ptrmap_get(&f->kept, v))
		return;
	ptrmap_set(&f->kept, v, v);
	Addr a = gen_var(f, n->obj);
	gen_store(f, a, gen_keep(f, gen_load(f, a)));
}

// Numbers from outside are new to each iteration: variables declared inside are not known yet.
void gen_keep_read(Fn *f, Node *loop)
{
	f->kept = (PtrMap){0};
	tree_visit_list(&loop->list, keep_read, f);
}
