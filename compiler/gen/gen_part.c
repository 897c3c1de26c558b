// gen_part.c - a part of a module, for machine code that several processes make at once.
//
// Each process has the whole optimised module and makes itself a part of it: it keeps the bodies of
// some functions, and of the others declarations.  Functions are dealt out so that parts get about
// the same number of instructions; the code of each is what it would be in one object.
//
//   - Variables, and what only the linker reads, are in the first part; others declare them.
//   - Private constants whose address means nothing (strings, tables of a switch) are in each part
//     that mentions them.
//   - Other private symbols become symbols of the object, hidden from other executables, with the
//     package's path in their names.
//
// Bodies are emptied one by one; nothing else may be done with the module afterwards but writing.

#include <string.h>
#include "gen.h"

static bool is_private(LLVMValueRef v)
{
	LLVMLinkage linkage = LLVMGetLinkage(v);
	return linkage == LLVMPrivateLinkage || linkage == LLVMInternalLinkage;
}

static int64_t body_size(LLVMValueRef fn)
{
	int64_t n = 0;
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
		for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
			n++;
	return n;
}

int64_t gen_code_size(Gen *g)
{
	int64_t n = 0;
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		n += body_size(fn);
	return n;
}

// --- what others have ----------------------------------------------------------------------------

static void declare(LLVMValueRef v)
{
	LLVMGlobalEraseMetadata(
	    v, LLVMGetMDKindIDInContext(LLVMGetModuleContext(LLVMGetGlobalParent(v)), "dbg", 3));
	LLVMSetComdat(v, NULL);
	LLVMSetLinkage(v, LLVMExternalLinkage);
}

// Uses first: blocks and instructions refer to each other in any order.
static void empty(LLVMValueRef fn)
{
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
		for (LLVMValueRef i = LLVMGetFirstInstruction(b), next; i; i = next) {
			LLVMTypeRef t = LLVMTypeOf(i);
			next = LLVMGetNextInstruction(i);
			if (LLVMGetTypeKind(t) != LLVMVoidTypeKind)
				LLVMReplaceAllUsesWith(i, LLVMGetPoison(t));
			LLVMInstructionEraseFromParent(i);
		}
	for (LLVMBasicBlockRef b; (b = LLVMGetFirstBasicBlock(fn)) != NULL;)
		LLVMDeleteBasicBlock(b);
	declare(fn);
}

// The part with the least so far gets the next function.
static void deal_functions(Gen *g, int part, int nparts)
{
	int64_t *sizes = arena_alloc((size_t)nparts * sizeof *sizes);
	memset(sizes, 0, (size_t)nparts * sizeof *sizes);
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn)) {
		int least = 0;
		if (LLVMIsDeclaration(fn))
			continue;
		for (int i = 1; i < nparts; i++)
			if (sizes[i] < sizes[least])
				least = i;
		sizes[least] += body_size(fn);
		if (least != part)
			empty(fn);
	}
}

// --- symbols -------------------------------------------------------------------------------------

// Equal in all parts, for all number what is private alike.
static void publish(Gen *g, LLVMValueRef v)
{
	size_t n;
	const char *name = LLVMGetValueName2(v, &n);
	char *symbol = arena_printf("%s\xc2\xb7%.*s", g->pkg->path, (int)n, name);
	LLVMSetValueName2(v, symbol, strlen(symbol));
	LLVMSetLinkage(v, LLVMExternalLinkage);
	LLVMSetVisibility(v, LLVMHiddenVisibility);
}

static bool is_copied(LLVMValueRef v)
{
	return is_private(v) && LLVMIsGlobalConstant(v) &&
	       LLVMGetUnnamedAddress(v) == LLVMGlobalUnnamedAddr && !LLVMGetComdat(v);
}

static void publish_private(Gen *g)
{
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		if (is_private(fn))
			publish(g, fn);
	for (LLVMValueRef v = LLVMGetFirstGlobal(g->mod); v; v = LLVMGetNextGlobal(v))
		if (is_private(v) && !is_copied(v))
			publish(g, v);
}

// Lists and tables lose their values first: then constants that are not mentioned can be told.
static void drop_variables(Gen *g)
{
	LLVMValueRef next;
	for (LLVMValueRef v = LLVMGetFirstGlobal(g->mod); v; v = next) {
		next = LLVMGetNextGlobal(v);
		if (LLVMGetLinkage(v) == LLVMAppendingLinkage) {
			LLVMDeleteGlobal(v);
		} else if (!is_copied(v) && LLVMGetInitializer(v)) {
			LLVMSetInitializer(v, NULL);
			declare(v);
		}
	}
	for (LLVMValueRef v = LLVMGetFirstGlobal(g->mod); v; v = next) {
		next = LLVMGetNextGlobal(v);
		if (is_copied(v) && !LLVMGetFirstUse(v))
			LLVMDeleteGlobal(v);
	}
}

void gen_take_part(Gen *g, int part, int nparts)
{
	publish_private(g);
	deal_functions(g, part, nparts);
	if (part > 0)
		drop_variables(g);
}
