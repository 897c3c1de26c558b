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

bool gen_is_main(LLVMValueRef fn)
{
	size_t len;
	return strcmp(LLVMGetValueName2(fn, &len), "main.main") == 0;
}
