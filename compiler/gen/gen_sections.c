// gen_sections.c - a section for each object, so that the linker can drop it alone.
//
// The linker keeps or drops whole sections, and a section keeps what it refers to.  Functions get
// theirs when they are made (gen_function_attributes).  The rest happens when the optimiser is
// done, for it adds tables of its own and removes much:
//
//   - A variable or constant gets a section of its own, unless it is a constant that the linker
//     merges with equal ones (strings, floating-point numbers): those refer to nothing.
//   - The jump table of a switch stands in the section of all constants, where it would keep every
//     function of the package that has one.  LLVM gives a table its own section if the function
//     belongs to a group of sections; so a function that switches is made a group.
//   - The collector's record of a variable (section goroots) is in one group with the variable.
//     The linker keeps a group as a whole once anything refers into it.

#include "gen.h"

enum { MERGED_BYTES = 32, TABLE_CASES = 4 };

LLVMComdatRef gen_group(Gen *g, LLVMValueRef v)
{
	LLVMComdatRef group = LLVMGetComdat(v);
	if (group)
		return group;
	size_t n;
	group = LLVMGetOrInsertComdat(g->mod, LLVMGetValueName2(v, &n));
	LLVMSetComdatSelectionKind(group, LLVMNoDeduplicateComdatSelectionKind);
	LLVMSetComdat(v, group);
	return group;
}

// --- variables -----------------------------------------------------------------------------------

static bool is_bytes(LLVMTypeRef t)
{
	return LLVMGetTypeKind(t) == LLVMArrayTypeKind &&
	       LLVMGetTypeKind(LLVMGetElementType(t)) == LLVMIntegerTypeKind &&
	       LLVMGetIntTypeWidth(LLVMGetElementType(t)) == 8;
}

static bool is_merged(Gen *g, LLVMValueRef v)
{
	LLVMTypeRef t = LLVMGlobalGetValueType(v);
	return LLVMGetUnnamedAddress(v) == LLVMGlobalUnnamedAddr &&
	       (is_bytes(t) || LLVMABISizeOfType(g->layout, t) <= MERGED_BYTES);
}

static const char *section_kind(LLVMValueRef v)
{
	if (LLVMIsGlobalConstant(v))
		return ".rodata";
	return LLVMIsNull(LLVMGetInitializer(v)) ? ".bss" : ".data";
}

static void separate_variable(Gen *g, LLVMValueRef v)
{
	size_t n;
	const char *name = LLVMGetValueName2(v, &n);
	if (LLVMIsDeclaration(v) || LLVMGetSection(v) || LLVMGetComdat(v) || is_merged(g, v))
		return;
	LLVMSetSection(v, arena_printf("%s.%.*s", section_kind(v), (int)n, name));
}

// --- functions -----------------------------------------------------------------------------------

static bool may_have_table(LLVMValueRef fn)
{
	for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b)) {
		LLVMValueRef last = LLVMGetBasicBlockTerminator(b);
		if (LLVMIsASwitchInst(last) && LLVMGetNumSuccessors(last) > TABLE_CASES)
			return true;
	}
	return false;
}

void gen_separate(Gen *g)
{
	for (LLVMValueRef v = LLVMGetFirstGlobal(g->mod); v; v = LLVMGetNextGlobal(v))
		separate_variable(g, v);
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		if (may_have_table(fn))
			gen_group(g, fn);
}
