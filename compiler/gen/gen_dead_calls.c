// gen_dead_calls.c - what calls mean to the words of a frame (gen_dead.c): which may collect, which
// wait for long, which keep the addresses they are given.

#include <string.h>
#include "gen_body.h"

const char *gen_callee_name(LLVMValueRef call)
{
	LLVMValueRef fn = LLVMIsAFunction(LLVMGetCalledValue(call));
	size_t n;
	return fn ? LLVMGetValueName2(fn, &n) : "";
}

// Something that may collect; one that does not return needs no care.
bool gen_is_call(LLVMValueRef i)
{
	if (LLVMGetInstructionOpcode(i) != LLVMCall)
		return false;
	LLVMValueRef callee = LLVMGetCalledValue(i);
	if (LLVMIsAInlineAsm(callee) || (LLVMIsAFunction(callee) && LLVMGetIntrinsicID(callee)))
		return false;
	return LLVMGetInstructionOpcode(LLVMGetNextInstruction(i)) != LLVMUnreachable;
}

// What else may become a call, of memcpy or memset: values are in registers up to it at most.
bool gen_ends_stretch(LLVMValueRef i)
{
	return gen_is_call(i) || LLVMIsAMemIntrinsic(i);
}

// The type of the call's results if it puts them at p, else NULL.
LLVMTypeRef gen_result_in(LLVMValueRef call, LLVMValueRef p)
{
	unsigned kind = LLVMGetEnumAttributeKindForName("sret", 4);
	LLVMTypeRef type = NULL;
	for (unsigned i = 0; i < LLVMGetNumArgOperands(call); i++) {
		LLVMAttributeRef a = LLVMGetCallSiteEnumAttribute(call, i + 1, kind);
		if (LLVMGetOperand(call, i) == p && !a)
			return NULL;
		if (LLVMGetOperand(call, i) == p)
			type = LLVMGetTypeAttributeValue(a);
	}
	return type;
}

// One that may find the channel empty says so, and nobody looks at p then.
bool gen_receives(LLVMValueRef call, LLVMValueRef p)
{
	const char *name = gen_callee_name(call);
	return (strcmp(name, "chan_recv") == 0 || strcmp(name, "chan_tryrecv") == 0) &&
	       LLVMGetOperand(call, 1) == p;
}

bool gen_waits(LLVMValueRef call)
{
	static const char *const names[] = {
	    "runtime.GC", "runtime.Gosched",        "time.Sleep",        "chan_send", "chan_recv",
	    "select_go",  "sync.(*WaitGroup).Wait", "sync.(*Cond).Wait",
	};
	const char *name = gen_callee_name(call);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool has_attribute(LLVMValueRef call, unsigned arg, const char *name)
{
	unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
	return LLVMGetCallSiteEnumAttribute(call, arg + 1, kind) != NULL;
}

// p is the map, which the iterator keeps: operand 2.
bool gen_begins_iteration(LLVMValueRef call, LLVMValueRef p)
{
	return strcmp(gen_callee_name(call), "map_iter_init") == 0 && LLVMGetOperand(call, 1) == p;
}

// The callee reads or writes what argument p leads to, and forgets the address.
bool gen_forgets(LLVMValueRef call, LLVMValueRef p)
{
	const char *name = gen_callee_name(call);
	bool runtime = strncmp(name, "chan_", 5) == 0 || strncmp(name, "map_", 4) == 0 ||
		       strncmp(name, "select_", 7) == 0;
	unsigned n = LLVMGetNumArgOperands(call);
	if (p == LLVMGetCalledValue(call))
		return false;
	// A map keeps its group, an iterator its map.
	if ((strcmp(name, "map_make_at") == 0 && LLVMGetOperand(call, 2) == p) ||
	    gen_begins_iteration(call, p))
		return false;
	for (unsigned i = 0; i < n; i++)
		if (LLVMGetOperand(call, i) == p && !runtime && !has_attribute(call, i, "sret") &&
		    !has_attribute(call, i, "nocapture"))
			return false;
	return true;
}

// --- select and defer ----------------------------------------------------------------------------

bool gen_selects(LLVMValueRef i)
{
	return LLVMIsACallInst(i) && strcmp(gen_callee_name(i), "select_go") == 0;
}

// Is p, an array of cases or a place in it, only stored to and given to select?
static bool only_selects(LLVMValueRef p, LLVMValueRef array)
{
	for (LLVMUseRef u = LLVMGetFirstUse(p); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef i = LLVMGetUser(u);
		bool stores = LLVMIsAStoreInst(i) && LLVMGetOperand(i, 0) != p;
		bool selects = p == array && gen_selects(i);
		if (!stores && !selects && !(LLVMIsAGetElementPtrInst(i) && only_selects(i, array)))
			return false;
	}
	return true;
}

// An address a constant number of bytes further.
bool gen_byte_step(LLVMValueRef gep, int64_t *step)
{
	LLVMTypeRef each = LLVMGetGEPSourceElementType(gep);
	LLVMValueRef n = LLVMGetOperand(gep, 1);
	if (LLVMGetTypeKind(each) != LLVMIntegerTypeKind || LLVMGetIntTypeWidth(each) != 8 ||
	    LLVMGetNumOperands(gep) != 2 || !LLVMIsAConstantInt(n))
		return false;
	*step = LLVMConstIntGetSExtValue(n);
	return true;
}

// The frame's array of cases that the place is in, *at: how far; NULL if the place is none, or
// others than select may get at it.
LLVMValueRef gen_cases_at(LLVMValueRef place, int64_t *at)
{
	int64_t step;
	for (*at = 0; LLVMIsAGetElementPtrInst(place); place = LLVMGetOperand(place, 0)) {
		if (!gen_byte_step(place, &step))
			return NULL;
		*at += step;
	}
	return LLVMIsAAllocaInst(place) && only_selects(place, place) ? place : NULL;
}

// Sends come first; a case is its channel and the address of its value.
bool gen_sends(LLVMValueRef select, int64_t at)
{
	return at < LLVMConstIntGetSExtValue(LLVMGetOperand(select, 1)) * 2 * GEN_PTR_SIZE;
}

// Which way the branch goes that asks whether defer_enter has returned a second time.
int gen_way_recovered(LLVMValueRef end, LLVMValueRef enter)
{
	if (!LLVMIsABranchInst(end) || !LLVMIsConditional(end))
		return -1;
	LLVMValueRef test = LLVMGetCondition(end);
	if (!LLVMIsAICmpInst(test) || LLVMGetOperand(test, 0) != enter ||
	    !LLVMIsNull(LLVMGetOperand(test, 1)))
		return -1;
	return LLVMGetICmpPredicate(test) == LLVMIntNE   ? 0
	       : LLVMGetICmpPredicate(test) == LLVMIntEQ ? 1
							 : -1;
}

bool gen_is_main(LLVMValueRef fn)
{
	size_t len;
	return strcmp(LLVMGetValueName2(fn, &len), "main.main") == 0;
}
