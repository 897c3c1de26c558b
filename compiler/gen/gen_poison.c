// gen_poison.c - frames that are not there any more (-d=poison=1).
//
// A pointer to a stack object that outlives its frame is a fault of escape analysis.  It often goes
// unseen: what it points to stays as it was until another frame is put there.  So whatever a
// function returns, it first overwrites the objects of its frame whose address somebody had.  The
// memset is volatile, or the optimiser would see that nobody may read the memory again.
//
// Objects of an earlier turn of a loop are not covered: a site in a loop has one slot.

#include "gen.h"

enum { POISON = 0xdb };

static bool is_address(LLVMValueRef user, LLVMValueRef slot)
{
	if (LLVMIsALoadInst(user))
		return false;
	return !LLVMIsAStoreInst(user) || LLVMGetOperand(user, 0) == slot;
}

// Is the slot more than the place of a variable?
static bool has_address(LLVMValueRef slot)
{
	for (LLVMUseRef use = LLVMGetFirstUse(slot); use; use = LLVMGetNextUse(use))
		if (is_address(LLVMGetUser(use), slot))
			return true;
	return false;
}

static Vec slots_of(LLVMValueRef fn)
{
	Vec slots = {0};
	LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(fn);
	for (LLVMValueRef i = LLVMGetFirstInstruction(entry); i; i = LLVMGetNextInstruction(i))
		if (LLVMIsAAllocaInst(i) && has_address(i))
			vec_push(&slots, i);
	return slots;
}

static void overwrite(Gen *g, LLVMBuilderRef b, LLVMValueRef slot)
{
	unsigned long long size = LLVMABISizeOfType(g->layout, LLVMGetAllocatedType(slot));
	LLVMValueRef value = LLVMConstInt(g->i8, POISON, false),
		     n = LLVMConstInt(g->i64, size, false);
	LLVMValueRef set = LLVMBuildMemSet(b, slot, value, n, 1);
	LLVMSetOperand(set, 3, LLVMConstInt(g->i1, 1, false)); // volatile
}

// What must stay the last before a return stays it: a tail call has no frame of its own to leave.
static bool in_tail(LLVMValueRef ret)
{
	LLVMValueRef before = LLVMGetPreviousInstruction(ret);
	return before && LLVMIsACallInst(before) && LLVMIsTailCall(before);
}

static void poison(Gen *g, LLVMValueRef fn)
{
	Vec slots = slots_of(fn);
	LLVMBuilderRef b = LLVMCreateBuilderInContext(g->ctx);
	for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(fn); block && slots.len > 0;
	     block = LLVMGetNextBasicBlock(block)) {
		LLVMValueRef end = LLVMGetBasicBlockTerminator(block);
		if (!end || !LLVMIsAReturnInst(end) || in_tail(end))
			continue;
		LLVMPositionBuilderBefore(b, end);
		VEC_EACH(struct LLVMOpaqueValue, slot, &slots)
			overwrite(g, b, slot);
	}
	LLVMDisposeBuilder(b);
}

void gen_poison(Gen *g)
{
	if (!options_debug(g->opt, "poison", 0))
		return;
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		if (LLVMGetFirstBasicBlock(fn))
			poison(g, fn);
}
