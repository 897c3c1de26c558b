// test.h - inside of `vole test`: test.c and the test_*.c

#ifndef VOLE_TEST_H
#define VOLE_TEST_H

#include "load.h"

// --- test_flags.c: the command line --------------------------------------------------------------

// The words of `go test`: build flags, test flags and packages in any order, then what the test
// program alone gets.
bool test_options(Command *c, int n, char **argv);
// What the test program gets for -NAME, or NULL: "true" for a bare boolean.
const char *test_flag(const Command *c, const char *name);
// Does one of the flags that write a profile ask for one?
bool test_writes_profile(const Command *c);
// How long a test program may run, in seconds; 0: for ever.
double test_timeout(const Command *c);

// --- test_load.c: a package with its tests -------------------------------------------------------

// A package under test and what is made of it.
typedef struct {
	const char *path, *dir, *root; // root: of its module, or NULL
	Unit *internal; // with the _test.go files of the same package; NULL: it has no files
	Unit *external; // package p_test, or NULL
	Unit *main;     // what runs the tests; NULL: there are no test files
	Vec covered;    // Unit*: with counters
	Vec others;     // TestPackage*: also named on the command line
	Vec unlinked; // Unit*: of those, what is to be covered and not in the program: only parsed
} TestPackage;

// Loads t->path in t->dir, or the files that the command line names, its tests and a main package
// for them.  false after printing why not.
bool test_load(Program *p, const Command *c, TestPackage *t);
bool test_covers(const Command *c);            // is coverage asked for?
bool test_counts(const Command *c);            // ... or needed, for fuzzing?
const char *test_cover_mode(const Command *c); // "set", "count" or "atomic"

// --- test_main.c: the main package ---------------------------------------------------------------

// The source of the main package that runs the tests of t; NULL after printing what is wrong with
// one of their signatures.
// Adds lines of a coverage profile for u, of which nothing was executed.  Has it statements?
bool test_put_uncovered(Buf *b, const Unit *u);
char *test_main_text(const Command *c, const TestPackage *t, size_t *size);

// --- test_cache.c: results of earlier runs -------------------------------------------------------

typedef struct {
	bool enabled;
	Key key;                // of program and flags
	const char *dir, *root; // of the package; of the module
	const char *log;        // where the program writes what it looks at
} TestCache;

// For the objects of p, up to date, linked into t's program.
void test_cache_start(TestCache *cache, const Program *p, const Command *c, const TestPackage *t);
// What the program printed when last run like this.
bool test_cache_find(TestCache *cache, const char **text, size_t *size);
void test_cache_store(TestCache *cache, const char *text, size_t size);

// --- test_run.c: running it ----------------------------------------------------------------------

// Runs `program` in t's directory and prints its output and the line that sums it up.  An exit
// status.
int test_run(const Command *c, const TestPackage *t, TestCache *cache, const char *program);
// Where a program writes its part of the coverage profile.
const char *test_profile_part(const char *program);
// Shows the output of an earlier run.
void test_replay(const Command *c, const TestPackage *t, const char *text, size_t size);

// --- test_json.c: -json --------------------------------------------------------------------------

typedef struct TestJson TestJson;
TestJson *test_json_start(const char *package, FILE *out);
void test_json_write(TestJson *j, const char *text, size_t n);
// What building `title` printed, and that it failed.
void test_json_build(const char *title, const char *text, FILE *out);
// After the last write.  result: "pass", "fail" or "skip"; build: what did not compile, or NULL.
void test_json_end(TestJson *j, const char *result, double seconds, const char *build);

#endif
