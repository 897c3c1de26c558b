// gen_target.c - the machine and the files.

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <llvm-c/Analysis.h>
#include "gen_body.h"
#include "phasetime.h"

static void report(Gen *g, const char *phase)
{
	phase_done(g->opt, g->pkg ? g->pkg->path : "main stub", phase);
}

void gen_target_open(Gen *g)
{
	gen_passes_options(g->opt);
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
	gen_poison(g);
	gen_passes(g);
	report(g, "optimise");
	gen_settle_marks(g);
	gen_clear_dead(g);
	gen_whole_words(g);
	verify(g, "as optimised");
	gen_separate(g);
	report(g, "settle");
}

bool gen_write(Gen *g, const GenOutput *out)
{
	bool ok = write_file(g, write_ir, out->ir) &&
		  write_file(g, write_assembly, out->assembly) &&
		  write_file(g, write_object, out->object);
	report(g, "write");
	if (phase_wants_passes(g->opt)) // then it prints them
		LLVMShutdown();
	return ok;
}
