// gen_huge.c - functions too large for the optimiser.
//
// Many of LLVM's passes compare each instruction, block or live range of a function with many
// others of it: the register allocator's spiller, the scheduler, the pass that ties operands to
// registers, the one that merges equal ends of blocks.  In a function of usual size nobody notices;
// in one with a table of ten thousand entries or cases the time is the square of its size, and
// minutes.  Such functions are written by programs, run once, or spend their time elsewhere.
//
// So a function of more than HUGE instructions, as generated, gets what takes time in proportion to
// its size: variables become values, what was computed before is not computed again, and machine
// instructions are selected one by one.  That is slower than the best code, and far from -O0's.
// (-d=huge=N: functions of more than N.)

#include "gen.h"

enum {
	HUGE = 12000, // a thousand statements
	BLOCK = 3     // what a block counts besides its instructions and the ways out of it
};

static bool is_huge(LLVMValueRef fn, int most)
{
	int64_t n = 0;
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b)) {
		n += BLOCK + LLVMGetNumSuccessors(LLVMGetBasicBlockTerminator(b));
		for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
			n++;
	}
	return n > most;
}

void gen_mark_huge(Gen *g)
{
	VEC_EACH(struct LLVMOpaqueValue, fn, &g->huge) {
		gen_add_attr(g, fn, LLVMAttributeFunctionIndex, "noinline");
		gen_add_attr(g, fn, LLVMAttributeFunctionIndex, "optnone");
	}
}

bool gen_find_huge(Gen *g)
{
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		if (is_huge(fn, options_debug(g->opt, "huge", HUGE)))
			vec_push(&g->huge, fn);
	return g->huge.len > 0;
}
