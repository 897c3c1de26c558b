// gen_target.c - the machine, the optimiser, the files.

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <llvm-c/Analysis.h>
#include <llvm-c/Error.h>
#include <llvm-c/Support.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include "gen_body.h"

// What LLVM lets a program say only as a command line.  An index of names would be a fifth of the
// debug data; debuggers make their own.  Of the two ways to follow variables through registers the
// newer works for each function even if, as here, there are none to follow.
static void set_options(void)
{
	static const char *const args[] = {"vole", "-accel-tables=Disable",
					   "-experimental-debug-variable-locations=false"};
	static bool done;
	if (!done)
		LLVMParseCommandLineOptions(sizeof args / sizeof *args, args, NULL);
	done = true;
}

void gen_target_open(Gen *g)
{
	set_options();
	static const char triple[] = "x86_64-unknown-linux-gnu";
	LLVMInitializeX86TargetInfo();
	LLVMInitializeX86Target();
	LLVMInitializeX86TargetMC();
	LLVMInitializeX86AsmPrinter();
	LLVMInitializeX86AsmParser(); // for inline assembly
	LLVMTargetRef target;
	char *message = NULL;
	if (LLVMGetTargetFromTriple(triple, &target, &message))
		bug("no target %s: %s", triple, message);
	LLVMCodeGenOptLevel level = g->opt->opt ? LLVMCodeGenLevelDefault : LLVMCodeGenLevelNone;
	g->machine = LLVMCreateTargetMachine(target, triple, "x86-64", "", level, LLVMRelocStatic,
					     LLVMCodeModelSmall);
	g->layout = LLVMCreateTargetDataLayout(g->machine);
	LLVMSetTarget(g->mod, triple);
	LLVMSetModuleDataLayout(g->mod, g->layout);
}

static void verify(Gen *g, const char *when)
{
	char *message = NULL;
	if (LLVMVerifyModule(g->mod, LLVMReturnStatusAction, &message))
		bug("package %s: bad IR %s: %s", g->pkg ? g->pkg->path : "main stub", when,
		    message);
	LLVMDisposeMessage(message);
}

static void run_passes(Gen *g, const char *passes)
{
	LLVMPassBuilderOptionsRef o = LLVMCreatePassBuilderOptions();
	LLVMErrorRef e = LLVMRunPasses(g->mod, passes, g->machine, o);
	LLVMDisposePassBuilderOptions(o);
	if (e)
		bug("optimiser: %s", LLVMGetErrorMessage(e));
}

static void optimise(Gen *g)
{
	gen_poison(g);
	if (!g->opt->opt) {
		run_passes(g, "default<O0>");
		return;
	}
	gen_detach_values(g);
	if (gen_find_huge(g)) {
		run_passes(g, "function(sroa,early-cse)");
		gen_mark_huge(g);
	}
	run_passes(g, "default<O2>");
	gen_attach_values(g);
	run_passes(g, "globaldce");
}

// --- files ---------------------------------------------------------------------------------------

typedef bool (*Writer)(Gen *g, const char *path, char **message);

static bool write_object(Gen *g, const char *path, char **message)
{
	return LLVMTargetMachineEmitToFile(g->machine, g->mod, path, LLVMObjectFile, message);
}

static bool write_assembly(Gen *g, const char *path, char **message)
{
	return LLVMTargetMachineEmitToFile(g->machine, g->mod, path, LLVMAssemblyFile, message);
}

static bool write_ir(Gen *g, const char *path, char **message)
{
	return LLVMPrintModuleToFile(g->mod, path, message);
}

static bool write_file(Gen *g, Writer writer, const char *path)
{
	if (!path)
		return true;
	const char *temp = arena_printf("%s.tmp%d", path, (int)getpid());
	char *message = NULL;
	if (writer(g, temp, &message)) {
		error_plain("cannot write %s: %s", path, message);
		unlink(temp);
		return false;
	}
	if (rename(temp, path) != 0) {
		error_plain("cannot write %s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

void gen_target_optimise(Gen *g)
{
	verify(g, "as generated");
	optimise(g);
	gen_settle_marks(g);
	gen_clear_dead(g);
	gen_whole_words(g);
	verify(g, "as optimised");
	gen_separate(g);
}

bool gen_write(Gen *g, const GenOutput *out)
{
	return write_file(g, write_ir, out->ir) && write_file(g, write_assembly, out->assembly) &&
	       write_file(g, write_object, out->object);
}
