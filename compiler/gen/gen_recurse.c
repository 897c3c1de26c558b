// gen_recurse.c - one level of a small function's recursion, expanded in place.
//
// LLVM inlines no function into itself.  In fib, Ackermann's function or a walk over a tree the
// calls cost more than the work between them, so a small function F that calls itself by name gets
// a twin: the same body under another symbol, private to the object and always inlined.  F's calls
// go to the twin, the twin's calls to F:
//
//     F calls T      T calls F          after inlining:  F calls F, two levels down
//
// A chain of calls is half as long, a binary tree of calls has two thirds fewer, and LLVM sees two
// levels side by side: fib(n-1) needs fib(n-2) just as fib(n) does, and since it is pure one call
// is enough.
//
// The twin has no debug record of its own.  Its instructions carry F's, so that inlined they are an
// F called at that line by an F, and tracebacks show each level, as if nothing had happened.
//
// Not for functions that defer or recover (LLVM may not inline those), with closures inside (they
// would be made twice), marked //go:noinline, nor at -O0 or under -l.

#include "gen_body.h"

enum {
	MAX_INSTRUCTIONS = 120, // as generated, about three times what is left after optimisation
	MAX_CALLS = 4,          // of itself: the function grows by as many bodies
};

static bool calls_itself(LLVMValueRef fn, LLVMValueRef i)
{
	return LLVMGetInstructionOpcode(i) == LLVMCall && LLVMGetCalledValue(i) == fn;
}

bool gen_recursion_worth(Gen *g, const Func *func, LLVMValueRef fn)
{
	int instructions = 0, calls = 0;

	if (!g->opt->opt || g->opt->no_inline || func->noinline || func->has_defer ||
	    func->has_recover || func->closures.len)
		return false;
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
		for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
		     i = LLVMGetNextInstruction(i)) {
			instructions++;
			calls += calls_itself(fn, i);
		}
	return calls > 0 && calls <= MAX_CALLS && instructions <= MAX_INSTRUCTIONS;
}

LLVMValueRef gen_recursion_twin(Gen *g, LLVMValueRef fn)
{
	LLVMValueRef twin = LLVMAddFunction(g->mod, "", LLVMGlobalGetValueType(fn));

	LLVMSetLinkage(twin, LLVMPrivateLinkage);
	gen_add_attr(g, twin, LLVMAttributeFunctionIndex, "alwaysinline");
	return twin;
}

void gen_recursion_redirect(LLVMValueRef fn, LLVMValueRef twin)
{
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
		for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
			if (calls_itself(fn, i))
				LLVMSetOperand(i, (unsigned)LLVMGetNumOperands(i) - 1, twin);
}
