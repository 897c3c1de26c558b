// help.c - the texts of `vole help`.

#include <string.h>

#include "compiler.h"

static const char build_flags[] =
    "Build flags:\n\n"
    "	-o file          write the executable to file, or executables into that directory\n"
    "	-O0, -O2         compile quickly, or fast code (the default)\n"
    "	-m, -m=2         print inlining and escape decisions, and their reasons\n"
    "	-m=html          build only: pages about these decisions below the directory -o\n"
    "	-base dir        with -m=html: compare with the pages there\n"
    "	-profile file    with -m=html: what lines have allocated, by a heap profile\n"
    "	-l               disable inlining\n"
    "	-e               print all errors, not only ten\n"
    "	-lang=go1.N      the language as of that version, whatever go.mod says\n"
    "	-escape=mode     go: allocate as Go 1.26 does; off: everything on the heap;\n"
    "	                 closed: with the whole program in view, fewer on the heap\n"
    "	-S, -emit-llvm   write assembly or LLVM IR to -o or standard output; do not link\n"
    "	-d=name=value    debugging settings\n"
    "	-gcflags='...'   compiler flags in Go's spelling; 'all=...' for all packages\n"
    "	-gcflags=-json=0,dir  write decisions as LSP diagnostics below dir, as Go does\n"
    "	-ldflags='-s'    leave out debug data\n"
    "	-ldflags='-X p.v=s'  initial value of the string variable v of package p\n"
    "	-trimpath        file names by import path, not directory\n"
    "	-tags list       further build tags that hold\n"
    "	-a               compile again what is up to date\n"
    "	-p n             at most n compilations at once\n"
    "	-v, -x, -work    print packages, the linker's command, the work directory\n"
    "	-C dir           change to dir first\n"
    "	-D path          let local imports (./x) be relative to that import path\n"
    "	--stop-after=p   stop after load, parse, check, inline, escape or gen\n"
    "	--dump=ast       print the tree as the code generator gets it\n";

static const struct {
	const char *name, *summary, *text;
	bool builds; // it has the build flags
} topics[] = {
    {"build", "compile packages and dependencies",
     "usage: vole build [-o output] [build flags] [packages]\n\n"
     "Build compiles the named packages and what they import: directories, import paths,\n"
     "patterns with ..., or a list of .go files that form one package. One main package\n"
     "becomes an executable named after the last element of its import path, or after the\n"
     "first file; otherwise build only checks that the packages compile.\n\n"
     "With -m=html it writes, instead, a page a package below the directory -o, and an\n"
     "index.html: the source with each allocation marked stack or heap, and the flow that\n"
     "forced it; calls inlined, devirtualised or neither; bounds checks and write barriers.\n"
     "Pages load nothing from elsewhere. With -base olddir, where an earlier such build left\n"
     "its pages, they also show that build and what changed. With -profile file, a heap profile\n"
     "of Vole or Go, lines carry what they have allocated, in bytes and objects.\n\n",
     true},
    {"run", "compile and run a program",
     "usage: vole run [build flags] package [arguments...]\n\n"
     "Run builds the main package, given by a directory or by its .go files, and runs it.\n"
     "The exit status is 0 or 1; a program's own status is printed.\n\n"
     "With -gcview it prints the URL of a page on 127.0.0.1 that shows the garbage\n"
     "collector's cycles while the program runs.\n\n"
     "With -m=heap it prints, when the program has ended, the 20 lines that allocated most\n"
     "on the heap, what each allocates, and why that is not in the frame (-m=heap,N: N\n"
     "lines). Counted is every object; the run is slower for it.\n\n",
     true},
    {"compile", "compile one package to an object file",
     "usage: vole compile [-e] [-m] [-l] [-p path] [-o object] file.go...\n\n"
     "Compile treats the files as one package, whose functions without a body are external.\n"
     "Messages name the files as they were given.\n",
     false},
    {"test", "test packages",
     "usage: vole test [build/test flags] [packages] [build/test flags & test binary flags]\n\n"
     "Test compiles each named package with its _test.go files and runs the tests, examples\n"
     "and, if asked for, benchmarks in them, in the directory of the package. It prints `ok`\n"
     "or `FAIL`, the package and the time; the output of tests where they fail, with -v, or\n"
     "where no package is named. Tests that passed are not run again while the program, its\n"
     "flags, and the files and environment it looked at are the same: `(cached)`.\n\n"
     "Test flags:\n\n"
     "	-c               compile the test program to PACKAGE.test or -o, do not run it\n"
     "	-exec 'cmd'      run the program by that command\n"
     "	-json            print the output as events, one JSON object a line\n"
     "	-args            pass what follows to the program as it is\n\n"
     "These reach the program, with `test.` before their names:\n\n"
     "	-run re, -skip re, -list re, -v, -short, -failfast, -fullpath, -count n, "
     "-cpu list,\n"
     "	-parallel n, -shuffle off|on|n, -timeout d, -artifacts, -outputdir dir, "
     "-bench re,\n"
     "	-benchmem, -benchtime d|nx, -fuzz re, -fuzztime d|nx, -fuzzminimizetime d|nx,\n"
     "	-cpuprofile f, -memprofile f, -memprofilerate n, -blockprofile f,\n"
     "	-blockprofilerate n, -mutexprofile f, -mutexprofilefraction n, -trace f\n\n",
     true},
    {"list", "list packages of the standard library",
     "usage: vole list std\n\n"
     "List prints each package of the standard library and whether it is Vole's own, Go's\n"
     "(compiled from an installed Go, see `vole env GOROOT`), or not supported, and why.\n",
     false},
    {"env", "print what vole knows of its surroundings",
     "usage: vole env [names]\n\n"
     "VOLE_ROOT, VOLE_CACHE and VOLE_GOROOT (a directory, or off) are read from the\n"
     "environment. GOROOT is the installed Go whose library completes Vole's own.\n",
     false},
    {"clean", "remove cached objects",
     "usage: vole clean [-cache] [-testcache]\n\n"
     "With -cache, removes the whole cache of compiled objects; with -testcache only the\n"
     "results of tests.  Objects that were\n"
     "not used for five days are removed without asking.\n",
     false},
    {"tool", "print reports and make pages from profiles and traces",
     "usage: vole tool command [args...]\n\n"
     "For readers who have no Go; who has it will like its own tools better.\n\n"
     "	vole tool pprof -top|-list f|-peek f|-tree|-traces|-raw [options] file|URL...\n"
     "	vole tool pprof -html [-output page.html] [options] file|URL...\n"
     "	vole tool gcview [-output page.html] file|-\n"
     "	vole tool heapview [-text] [-n count] [-every duration] [-output file] "
     "pid|program core\n\n"
     "Pprof prints what `go tool pprof` prints of a profile, or makes a page with a flame\n"
     "graph, a table and source lines; `vole tool pprof -h` lists its options. Gcview makes\n"
     "a page from the lines that GODEBUG=gctrace=1 prints. Heapview shows the tiers of the\n"
     "allocator in a running program or a core, as a page or as text. Pages load nothing\n"
     "from elsewhere. `vole tool` alone lists the tools.\n",
     false},
    {"version", "print the version", "usage: vole version\n", false},
};
#define TOPICS ((int)(sizeof topics / sizeof *topics))

static int overview(void)
{
	printf("Vole is a compiler for Go programs.\n\nUsage:\n\n\tvole <command> [arguments]\n\n"
	       "The commands are:\n\n");
	for (int i = 0; i < TOPICS; i++)
		printf("\t%-11s %s\n", topics[i].name, topics[i].summary);
	printf("\nUse \"vole help <command>\" for more information about a command.\n");
	return 0;
}

int help_print(const char *topic)
{
	if (!topic)
		return overview();
	for (int i = 0; i < TOPICS; i++)
		if (strcmp(topics[i].name, topic) == 0) {
			printf("%s%s", topics[i].text, topics[i].builds ? build_flags : "");
			return 0;
		}
	fprintf(stderr, "vole help %s: unknown help topic. Run 'vole help'.\n", topic);
	return 2;
}
