// gen_check.c - nil checks and bounds checks: a compare, a branch to a cold block that panics.
//
// Each check has a cold block of its own, because the line in a traceback is that of the call in
// it. LLVM removes checks that a dominating one makes redundant.

#include "gen_body.h"

LLVMValueRef gen_panic_if(Fn *f, LLVMValueRef bad, const char *entry, LLVMValueRef *args, int n)
{
	LLVMBasicBlockRef panic = gen_block(f, "panic"), next = gen_block(f, "ok");
	gen_cold_br(f, bad, panic, next);
	gen_start(f, panic);
	LLVMValueRef call = gen_rt_call(f, entry, args, n);
	LLVMBuildUnreachable(f->b);
	gen_start(f, next);
	return call;
}

// Frame slots and globals are never nil.
static bool known_non_nil(LLVMValueRef ptr)
{
	return LLVMIsAAllocaInst(ptr) || LLVMIsAGlobalValue(ptr);
}

void gen_nil_check(Fn *f, LLVMValueRef ptr)
{
	if (!known_non_nil(ptr))
		gen_panic_if(f, LLVMBuildIsNull(f->b, ptr, ""), "panic_nil", NULL, 0);
}

static bool constant_in_range(LLVMValueRef index, LLVMValueRef len, bool or_equal)
{
	if (!LLVMIsAConstantInt(index) || !LLVMIsAConstantInt(len))
		return false;
	uint64_t i = LLVMConstIntGetZExtValue(index), n = LLVMConstIntGetZExtValue(len);
	return i < n || (or_equal && i == n);
}

LLVMValueRef gen_bounds_check(Fn *f, LLVMValueRef index, bool is_signed, LLVMValueRef len, int code,
			      bool or_equal)
{
	if (constant_in_range(index, len, or_equal))
		return NULL;
	LLVMIntPredicate bad = or_equal ? LLVMIntUGT : LLVMIntUGE;
	LLVMValueRef args[] = {index, gen_int(f->g, is_signed), len, gen_int(f->g, code)};
	return gen_panic_if(f, LLVMBuildICmp(f->b, bad, index, len, ""), "panic_bounds", args, 4);
}
