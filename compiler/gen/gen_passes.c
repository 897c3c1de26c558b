// gen_passes.c - what LLVM does with a module
//
// Most of a build's time is LLVM's, so its standard pipeline at -O2 is not taken as it is:
//
//   - Passes are left out that have nothing to do in Go: coroutines, OpenMP, profiles' counters,
//     attributes of C's library, loops that distribute or remember loads.
//   - Small functions have been inlined before, by Go's rules (compiler/inline).  So what LLVM
//     inlines beyond costs more than it gives, except in loops: elsewhere its threshold is less
//     than half of the usual.
//   - Loops whose number of iterations is not known are unrolled only if they are very small: a
//     table that is looked up, a count.  Larger ones, with a division or a bounds check, get two
//     loops more to compile and hardly run faster.
//
// The order and what each pass may do are LLVM 19's otherwise.  docs/benchmarks.md has what each is
// worth, in the time of builds and of programs.

#include <llvm-c/Error.h>
#include <llvm-c/Support.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include "gen_body.h"
#include "phasetime.h"

// Switches become tables, and blocks with equal instructions are joined, only late: both hide what
// other passes look for.
#define CFG(switches, common)                                                                      \
	"simplifycfg<bonus-inst-threshold=1;" switches ";" common                                  \
	";speculate-blocks;simplify-cond-branch;no-speculate-unpredictables>"
#define RANGES "no-forward-switch-cond;switch-range-to-icmp;no-switch-to-lookup;keep-loops"
#define APART "no-hoist-common-insts;no-sink-common-insts"
#define JOINED "hoist-common-insts;sink-common-insts"
#define CFG_FIRST                                                                                  \
	CFG("no-forward-switch-cond;no-switch-range-to-icmp;no-switch-to-lookup;keep-loops", APART)
#define CFG_EARLY CFG(RANGES, APART)
#define CFG_LATE CFG(RANGES, JOINED)
#define CFG_TABLES                                                                                 \
	CFG("forward-switch-cond;switch-range-to-icmp;switch-to-lookup;no-keep-loops", JOINED)

#define COMBINE "instcombine<max-iterations=1;no-use-loop-info;no-verify-fixpoint>"
#define ROTATE "loop-rotate<header-duplication;no-prepare-for-lto>"

// As generated, variables are in memory; then a look at the whole package.
#define BEGIN                                                                                      \
	"function<eager-inv>(lower-expect," CFG_FIRST ",sroa<modify-cfg>,early-cse<>),"            \
	"ipsccp,globalopt,"                                                                        \
	"function<eager-inv>(" COMBINE "," CFG_EARLY "),"                                          \
	"require<globals-aa>,function(invalidate<aa>),require<profile-summary>"

// Callees before callers.
#define SCALAR                                                                                     \
	"sroa<modify-cfg>,early-cse<memssa>,jump-threading,correlated-propagation," CFG_EARLY      \
	"," COMBINE ",tailcallelim,reassociate,constraint-elimination"
#define LOOPS                                                                                      \
	"loop-mssa(loop-instsimplify,loop-simplifycfg,licm<no-allowspeculation>," ROTATE           \
	",licm<allowspeculation>,simple-loop-unswitch<no-nontrivial;trivial>)," CFG_EARLY          \
	"," COMBINE ",loop(loop-idiom,indvars,loop-deletion,loop-unroll-full)"
#define MEMORY                                                                                     \
	"sroa<modify-cfg>,gvn<>,sccp,bdce," COMBINE                                                \
	",jump-threading,correlated-propagation,adce,memcpyopt,dse,"                               \
	"loop-mssa(licm<allowspeculation>)," CFG_LATE "," COMBINE
#define CALLS                                                                                      \
	"cgscc(devirt<4>(inline,function-attrs<skip-non-recursive-function-attrs>,"                \
	"function<eager-inv;no-rerun>(" SCALAR "," LOOPS "," MEMORY "),function-attrs))"

// What lowers: vectors, tables, copies of loop bodies.
#define END                                                                                        \
	"deadargelim,globalopt,globaldce,rpo-function-attrs,recompute-globalsaa,"                  \
	"function<eager-inv>(loop(" ROTATE ",loop-deletion),"                                      \
	"loop-vectorize<no-interleave-forced-only;no-vectorize-forced-only;>,infer-"               \
	"alignment," COMBINE "," CFG_TABLES ",slp-vectorizer,vector-combine,loop-unroll<O2>,"      \
	"sroa<preserve-cfg>," COMBINE ",loop-mssa(licm<allowspeculation>),instsimplify,"           \
	"div-rem-pairs,tailcallelim," CFG_EARLY "),globaldce,constmerge"

static const char optimised[] = BEGIN "," CALLS "," END;

// What LLVM lets a program say only as a command line.  An index of names would be a fifth of the
// debug data; debuggers make their own.  Of the two ways to follow variables through registers the
// newer works for each function even if, as here, there are none to follow.
void gen_passes_options(const Options *o)
{
	static const char *const args[] = {
	    "vole",
	    "-accel-tables=Disable",
	    "-experimental-debug-variable-locations=false",
	    "-inline-threshold=100",
	    "-locally-hot-callsite-threshold=225",
	    "-hot-callsite-rel-freq=2",
	    "-unroll-partial-threshold=16",
	    "-time-passes",
	};
	static bool done;
	int n = sizeof args / sizeof *args;
	if (!done)
		LLVMParseCommandLineOptions(phase_wants_passes(o) ? n : n - 1, args, NULL);
	done = true;
}

static void run(Gen *g, const char *passes)
{
	LLVMPassBuilderOptionsRef o = LLVMCreatePassBuilderOptions();
	LLVMErrorRef e = LLVMRunPasses(g->mod, passes, g->machine, o);
	LLVMDisposePassBuilderOptions(o);
	if (e)
		bug("optimiser: %s", LLVMGetErrorMessage(e));
}

void gen_passes(Gen *g)
{
	if (!g->opt->opt) {
		run(g, "default<O0>");
		return;
	}
	gen_detach_values(g);
	if (gen_find_huge(g)) {
		run(g, "function(sroa,early-cse)");
		gen_mark_huge(g);
	}
	run(g, optimised);
	gen_attach_values(g);
	run(g, "globaldce");
}
