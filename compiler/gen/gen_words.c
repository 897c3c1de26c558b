// gen_words.c - copies of memory that must move whole words.
//
// The collector, and goroutines that race, may read pointers while they are copied or cleared, and
// must not see half of one (runtime/words.c).  LLVM's memory intrinsics promise bytes.  What it
// makes of them where all addresses are multiples of 8 and the size is too:
//
//     constant sizes up to a limit    moves of 8 and 16 bytes at multiples of 8: whole words
//     the rest                        calls of the C library's functions, which move bytes
//
// So when a module is optimised, and the optimiser has found what it takes for copies among the
// program's loops too, the calls of the second kind become calls of ours.  All with that alignment
// do: there is no type left to tell pointers from other words, and Go promises whole words of every
// kind.

#include <string.h>
#include "gen_body.h"

enum {
	// As LLVM has it: 8 vector moves for a copy, 16 for a set; without optimisation 4 words for
	// a copy, and every set is a call.
	INLINE_COPY = 128,
	INLINE_CLEAR = 256,
	INLINE_UNOPTIMISED_COPY = 32
};

static uint64_t alignment(LLVMValueRef call, unsigned arg)
{
	static const char name[] = "align";
	unsigned kind = LLVMGetEnumAttributeKindForName(name, sizeof name - 1);
	LLVMAttributeRef a = LLVMGetCallSiteEnumAttribute(call, arg + 1, kind);
	return a ? LLVMGetEnumAttributeValue(a) : 1;
}

static bool is_expanded(Gen *g, LLVMValueRef call, bool copies)
{
	LLVMValueRef n = LLVMGetOperand(call, 2);
	uint64_t limit = copies ? (g->opt->opt ? INLINE_COPY : INLINE_UNOPTIMISED_COPY)
				: (g->opt->opt ? INLINE_CLEAR : 0);
	return LLVMIsAConstantInt(n) && LLVMConstIntGetZExtValue(n) <= limit;
}

static bool must_be_ours(Gen *g, LLVMValueRef call, bool copies)
{
	return alignment(call, 0) >= 8 &&
	       (copies ? alignment(call, 1) >= 8 : LLVMIsNull(LLVMGetOperand(call, 1))) &&
	       !is_expanded(g, call, copies);
}

static void replace(Gen *g, LLVMBuilderRef b, LLVMValueRef call, bool copies)
{
	LLVMValueRef fn = gen_rt(g, copies ? "words_copy" : "words_clear");
	LLVMValueRef args[3] = {LLVMGetOperand(call, 0)};
	unsigned nargs = 1;
	LLVMPositionBuilderBefore(b, call);
	LLVMSetCurrentDebugLocation2(b, LLVMInstructionGetDebugLoc(call));
	LLVMValueRef n = LLVMBuildIntCast2(b, LLVMGetOperand(call, 2), g->i64, false, "");
	if (copies)
		args[nargs++] = LLVMGetOperand(call, 1);
	args[nargs++] = n;
	LLVMBuildCall2(b, LLVMGlobalGetValueType(fn), fn, args, nargs, "");
	LLVMInstructionEraseFromParent(call);
}

static void replace_in(Gen *g, LLVMBuilderRef b, LLVMBasicBlockRef bb)
{
	LLVMValueRef next, i = LLVMGetFirstInstruction(bb);
	for (; i; i = next) {
		next = LLVMGetNextInstruction(i);
		bool copies = LLVMIsAMemCpyInst(i) || LLVMIsAMemMoveInst(i);
		if ((copies || LLVMIsAMemSetInst(i)) && must_be_ours(g, i, copies))
			replace(g, b, i, copies);
	}
}

void gen_whole_words(Gen *g)
{
	LLVMBuilderRef b = LLVMCreateBuilderInContext(g->ctx);
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		for (LLVMBasicBlockRef bb = LLVMGetFirstBasicBlock(fn); bb;
		     bb = LLVMGetNextBasicBlock(bb))
			replace_in(g, b, bb);
	LLVMDisposeBuilder(b);
}
