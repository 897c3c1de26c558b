// gen_build.c - small builders: blocks and branches, frame slots, calls of runtime entries.

#include <string.h>
#include "gen_body.h"

LLVMBasicBlockRef gen_block(Fn *f, const char *name)
{
	return LLVMAppendBasicBlockInContext(f->g->ctx, f->fn, name);
}

void gen_start(Fn *f, LLVMBasicBlockRef bb)
{
	LLVMMoveBasicBlockAfter(bb, LLVMGetInsertBlock(f->b));
	LLVMPositionBuilderAtEnd(f->b, bb);
}

bool gen_terminated(Fn *f)
{
	return LLVMGetBasicBlockTerminator(LLVMGetInsertBlock(f->b)) != NULL;
}

void gen_br(Fn *f, LLVMBasicBlockRef bb)
{
	if (!gen_terminated(f))
		LLVMBuildBr(f->b, bb);
}

// Machine code generation compares instructions of a block with each other, and what jumps to the
// next block by falling into it costs nothing.
void gen_next_piece(Fn *f)
{
	enum { PIECE = 200 };
	if (++f->pieces % PIECE || gen_terminated(f))
		return;
	LLVMBasicBlockRef next = gen_block(f, "next");
	gen_br(f, next);
	gen_start(f, next);
}

void gen_cond_br(Fn *f, LLVMValueRef i1, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
	LLVMBuildCondBr(f->b, i1, yes, no);
}

static LLVMMetadataRef weights(Gen *g, int yes, int no)
{
	LLVMMetadataRef ops[] = {
	    LLVMMDStringInContext2(g->ctx, "branch_weights", 14),
	    LLVMValueAsMetadata(gen_int32(g, yes)),
	    LLVMValueAsMetadata(gen_int32(g, no)),
	};
	return LLVMMDNodeInContext2(g->ctx, ops, 3);
}

void gen_cold_br(Fn *f, LLVMValueRef i1, LLVMBasicBlockRef cold, LLVMBasicBlockRef normal)
{
	Gen *g = f->g;
	LLVMValueRef br = LLVMBuildCondBr(f->b, i1, cold, normal);
	unsigned kind = LLVMGetMDKindIDInContext(g->ctx, "prof", 4);
	LLVMSetMetadata(br, kind, LLVMMetadataAsValue(g->ctx, weights(g, 1, 2000)));
}

// Allocas all stand in the entry block: none is dynamic, so a site in a loop reuses its slot.
LLVMValueRef gen_alloca(Fn *f, LLVMTypeRef type, const char *name)
{
	LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
	LLVMMetadataRef where = LLVMGetCurrentDebugLocation2(f->b);
	LLVMPositionBuilderBefore(f->b, f->alloca_point); // takes over its debug location
	LLVMValueRef p = LLVMBuildAlloca(f->b, type, name);
	f->frame_size += (int64_t)LLVMABISizeOfType(f->g->layout, type);
	LLVMPositionBuilderAtEnd(f->b, here);
	LLVMSetCurrentDebugLocation2(f->b, where);
	return p;
}

LLVMValueRef gen_flag(Fn *f, const char *name)
{
	LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
	LLVMMetadataRef where = LLVMGetCurrentDebugLocation2(f->b);
	LLVMValueRef p = gen_alloca(f, f->g->i1, name);
	LLVMPositionBuilderBefore(f->b, f->alloca_point);
	LLVMBuildStore(f->b, LLVMConstInt(f->g->i1, 0, false), p);
	LLVMPositionBuilderAtEnd(f->b, here);
	LLVMSetCurrentDebugLocation2(f->b, where);
	return p;
}

LLVMValueRef gen_temp(Fn *f, Type *t)
{
	LLVMValueRef p = gen_alloca(f, gen_memtype(f->g, t), "");
	if (type_align(t) > 1)
		LLVMSetAlignment(p, (unsigned)type_align(t));
	return p;
}

LLVMValueRef gen_rt_call(Fn *f, const char *name, LLVMValueRef *args, int n)
{
	LLVMValueRef fn = gen_rt(f->g, name);
	return LLVMBuildCall2(f->b, LLVMGlobalGetValueType(fn), fn, args, (unsigned)n, "");
}

LLVMValueRef gen_first(Fn *f, LLVMValueRef pair)
{
	return LLVMBuildExtractValue(f->b, pair, 0, "");
}

LLVMValueRef gen_second(Fn *f, LLVMValueRef pair)
{
	return LLVMBuildExtractValue(f->b, pair, 1, "");
}

Val gen_pair(Fn *f, Type *t, LLVMValueRef pair)
{
	return (Val){.type = t, .v = {gen_first(f, pair), gen_second(f, pair)}};
}

LLVMValueRef gen_is_nonzero(Fn *f, LLVMValueRef i64)
{
	return LLVMBuildICmp(f->b, LLVMIntNE, i64, gen_int(f->g, 0), "");
}

LLVMValueRef gen_gep(Fn *f, LLVMValueRef ptr, int64_t offset)
{
	if (offset == 0)
		return ptr;
	LLVMValueRef i = gen_int(f->g, offset);
	return LLVMBuildInBoundsGEP2(f->b, f->g->i8, ptr, &i, 1, "");
}

void gen_keep_alive(Fn *f, LLVMValueRef p)
{
	LLVMTypeRef type = LLVMFunctionType(f->g->void_, &f->g->ptr, 1, false);
	LLVMValueRef use =
	    LLVMGetInlineAsm(type, "", 0, "r", 1, true, false, LLVMInlineAsmDialectATT, false);
	LLVMBuildCall2(f->b, type, use, &p, 1, "");
}

// --- functions made by the compiler --------------------------------------------------------------

Fn *gen_fn_open(Gen *g, LLVMValueRef fn)
{
	gen_function_attributes(g, fn);
	Fn *f = NEW(Fn);
	f->g = g;
	f->fn = fn;
	f->b = LLVMCreateBuilderInContext(g->ctx);
	LLVMBasicBlockRef entry = gen_block(f, "entry"), body = gen_block(f, "body");
	LLVMPositionBuilderAtEnd(f->b, entry);
	f->alloca_point = LLVMBuildBr(f->b, body);
	LLVMPositionBuilderAtEnd(f->b, body);
	return f;
}

Fn *gen_fn_begin(Gen *g, const char *symbol, LLVMTypeRef type, bool shared)
{
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (!fn)
		fn = LLVMAddFunction(g->mod, symbol, type);
	if (shared)
		gen_set_shared(g, fn);
	return gen_fn_open(g, fn);
}

void gen_fn_end(Fn *f)
{
	if (!gen_terminated(f))
		bug("function %s ends in an open block", LLVMGetValueName(f->fn));
	LLVMDisposeBuilder(f->b);
}
