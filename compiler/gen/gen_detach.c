// gen_detach.c - initial values out of the optimiser's way.
//
// The optimiser asks again and again which functions a function may refer to, directly or by way of
// the constants it mentions, their initial values, the constants mentioned there, and so on.  A
// type descriptor leads to those of the types it is made of, these to their methods and to further
// descriptors; a package variable to all it is made of.  So nearly every function of a package
// leads to nearly every descriptor of it, and the time that takes is the product of the two.
//
// None of it is of use.  What a variable holds when the program starts says nothing of what it
// holds later, and the fields of a descriptor are read by the runtime, not by code that is
// generated.  So while the optimiser runs, both are declarations, and their initial values are the
// fields of one structure that nothing refers to:
//
//     before   type:T = constant { ..., &type:U, &method }
//     while    type:T = external constant         values = { &type:T, { ..., &type:U, &method } }
//
// As it is a definition that others could see, all that it mentions is kept and has its address
// known, as before.  Itabs stay as they are: an interface's method that becomes known by them can
// be inlined.

#include "gen.h"

static bool has_references(LLVMValueRef init)
{
	return !LLVMIsNull(init) && !LLVMIsAConstantDataSequential(init) &&
	       LLVMGetNumOperands(init) > 0;
}

// A local symbol could not be a declaration.
static bool is_detachable(LLVMValueRef v)
{
	LLVMLinkage linkage = LLVMGetLinkage(v);
	bool local = linkage == LLVMPrivateLinkage || linkage == LLVMInternalLinkage;
	return !local && linkage != LLVMAppendingLinkage && LLVMGetInitializer(v) &&
	       !LLVMIsGlobalConstant(v) && has_references(LLVMGetInitializer(v));
}

static void detach(Gen *g, LLVMValueRef v)
{
	Detached *d = NEW(Detached);
	*d = (Detached){LLVMGetLinkage(v), LLVMGetComdat(v)};
	vec_push(&g->detached, d);
	vec_push(&g->values, v);
	vec_push(&g->values, LLVMGetInitializer(v));
	LLVMSetInitializer(v, NULL);
	LLVMSetLinkage(v, LLVMExternalLinkage);
	LLVMSetComdat(v, NULL);
}

void gen_detach_values(Gen *g)
{
	VEC_EACH(struct LLVMOpaqueValue, v, &g->descriptors)
		detach(g, v);
	for (LLVMValueRef v = LLVMGetFirstGlobal(g->mod); v; v = LLVMGetNextGlobal(v))
		if (is_detachable(v))
			detach(g, v);
	LLVMValueRef all = gen_struct_const(g, (LLVMValueRef *)g->values.at, g->values.len);
	g->holder = LLVMAddGlobal(g->mod, LLVMTypeOf(all), "values");
	LLVMSetInitializer(g->holder, all);
}

void gen_attach_values(Gen *g)
{
	LLVMValueRef all = LLVMGetInitializer(g->holder);
	for (int i = 0; i < g->detached.len; i++) {
		const Detached *d = g->detached.at[i];
		LLVMValueRef v = LLVMGetAggregateElement(all, 2 * (unsigned)i);
		LLVMSetInitializer(v, LLVMGetAggregateElement(all, 2 * (unsigned)i + 1));
		LLVMSetLinkage(v, d->linkage);
		LLVMSetComdat(v, d->group);
	}
	LLVMDeleteGlobal(g->holder);
}
