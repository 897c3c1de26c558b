// compiler.h - the driver's data: options, packages as loaded, the object cache, the link.
//
// Sections are titled by the file that implements them.  The phases themselves are declared in
// lang/lang.h (parse, check), inline.h, escape.h and codegen.h; each sees one Package and the
// Options (options.h) it is compiled with.

#ifndef VOLE_COMPILER_H
#define VOLE_COMPILER_H

#include "options.h"

#define VOLE_VERSION "0.1"
#define GO_VERSION_MINOR 26 // of the language: build tags go1.1 .. go1.26
#define GO_VERSION_MINOR_TEXT "26"

typedef struct Unit Unit;

// -------------------------------------------------------------------------------------------------
// options.c - what the command line asks for
// -------------------------------------------------------------------------------------------------

typedef enum {
	PHASE_LOAD,
	PHASE_PARSE,
	PHASE_CHECK,
	PHASE_INLINE,
	PHASE_ESCAPE,
	PHASE_GEN,
	PHASE_LINK,
} Phase;
typedef enum { EMIT_OBJECT, EMIT_ASM, EMIT_LLVM } Emit; // -S, -emit-llvm

// -X path.name=value
typedef struct {
	const char *path; // of the package
	const char *name, *value;
} LinkSetting;

typedef enum { AUTO, ON, OFF } Tristate;

// One command line.
typedef struct {
	const char *name;      // "build"
	Options named;         // for packages on the command line
	Options deps;          // for what they import
	Options std;           // for the standard library's among those
	const char *output;    // -o or NULL
	const char *path;      // -p: import path (compile)
	const char *goversion; // -lang: "1.N" or NULL
	const char *local;     // -D: import path that ./x and ../x are relative to, or NULL
	Emit emit;
	bool verbose;           // -v: package paths as they are compiled
	bool trace;             // -x: the linker's command line
	bool keep_work;         // -work: print the work directory and keep it
	bool gcview;            // run -gcview: serve a page about its garbage collection
	bool html;              // -m=html
	const char *base;       // -m=html -base: directory of older pages, or NULL
	const char *profile;    // -m=html -profile: file of a heap profile, or NULL
	int heap_lines;         // run -m=heap: lines of the table; 0: none
	bool rebuild;           // -a: believe no cached object
	bool strip;             // -ldflags=-s
	const char *ldflags;    // as given; NULL: none
	const char *tags;       // -tags
	Vec settings;           // LinkSetting*: -ldflags=-X
	bool trimpath;          // -trimpath: executables tell no directories of this machine
	const char *mod;        // -mod: readonly, vendor, mod, or NULL
	Tristate buildvcs;      // -buildvcs: is the repository's state recorded?  auto: by build
	bool cache, test_cache; // clean -cache, -testcache
	bool as_given;          // compile: files shown as named; functions may lack a body
	bool to_library;        // stdlib: objects go beside the runtime, under the packages' names
	bool dump_ast;          // --dump=ast: the checked tree
	Phase stop_after;       // --stop-after=
	int jobs;               // -p: processes generating code at once
	Vec test_flags;         // test: char*, NAME=value
	Vec test_args;          // test: char*: what the test program alone gets
	bool test_json, test_compile; // test: -json, -c
	const char *exec;             // test: -exec: command that runs the program, or NULL
	Vec args;                     // const char*: what follows the flags: packages or files
} Command;

// Parses argv[0..n), what follows the command's name.  Prints Go's message if it is misused.
bool options_parse(Command *c, int n, char **argv);
// Its steps, for a command line of another shape.
void options_defaults(Command *c);
bool options_environment(Command *c);                      // takes the flags in $GOFLAGS
bool options_knows(const Command *c, const char *word);    // is the word, -name or -name=v, a flag?
bool options_flag(Command *c, int n, char **argv, int *i); // takes it and its value
void options_settle(Command *c);
bool options_misuse(const Command *c, const char *message); // says so and how it is used; false

// -------------------------------------------------------------------------------------------------
// files.c - paths and files
// -------------------------------------------------------------------------------------------------

const char *path_join(const char *dir, const char *name);
const char *path_dir(const char *path); // "." if there is no slash
const char *path_base(const char *path);
const char *path_absolute(const char *path); // lexically clean: no "." or ".."
const char *path_shown(const char *abs);     // relative, where that is shorter
bool path_has_suffix(const char *path, const char *suffix);
bool path_within(const char *path, const char *dir); // dir itself or below it; both absolute
const char *current_dir(void);
bool file_exists(const char *path); // a regular file or a device, not a directory
bool dir_exists(const char *path);
char *file_read(const char *path, size_t *size);      // NUL-terminated; NULL with errno set
const void *file_map(const char *path, size_t *size); // to be read only; NULL with errno set
void file_unmap(const void *data, size_t size);
bool file_write(const char *path, const void *data, size_t size); // whole; false with errno set
bool file_is_special(const char *path); // a device or pipe: written to, never replaced
bool file_copy_onto(const char *from, const char *to); // into what exists; false with errno set
bool make_dirs(const char *path);                      // like mkdir -p
bool remove_tree(const char *path);
Vec dir_list(const char *path); // const char*: names sorted, no "." and ".."

// -------------------------------------------------------------------------------------------------
// load.c - packages: which files, which imports, in what order
// -------------------------------------------------------------------------------------------------

typedef struct {          // a source file
	const char *path; // absolute
	char *text;       // NUL-terminated
	size_t size;
	uint32_t base;
	File *head;         // package clause and imports
	const Cover *cover; // counters of what is executed, or NULL
} Source;

typedef struct {
	const char *path; // as written
	Pos pos;          // of the first file that has it
	Unit *unit;       // NULL: unsafe
} Import;

typedef struct {
	uint64_t hi, lo;
} Key;

typedef struct {             // see cache.c
	const char *object;  // the file
	const char *output;  // what was printed when it was made
	const void *summary; // see summary.c; aligned for any type
	size_t summary_size;
	const char *allocs; // rows about allocations (escape/allocs.c)
} CacheEntry;

// A package as the driver sees it; Package.loader points back here.
struct Unit {
	Package *pkg;
	const char *path; // import path in messages: "example.com/m"; "command-line-arguments"
	const char *dir;
	Vec sources; // Source*, sorted by name
	Vec imports; // Import*, sorted by path, each once
	Options options;
	Pos imported_at; // where it was first met
	bool named;      // on the command line
	bool from_files; // ... by its files
	bool is_main;
	// Which of a directory's _test.go files it has besides, or alone (package p_test).
	enum { TESTS_NONE, TESTS_INTERNAL, TESTS_EXTERNAL } tests;
	bool generated; // the main package of a test program
	// Of the module it belongs to, NULL for the library: path; version, "" of the main module;
	// build tags that hold in it alone
	const char *module, *version, *tags;
	const char *title; // what its messages go under, if not its path: "p [p.test]"
	enum { UNIT_NEW, UNIT_LOADING, UNIT_LOADED } state;
	Buf answers; // -escape=closed: where arguments of its calls go (learn.c)
	// build.c
	Key key;
	const char *stem; // its cache entry
	CacheEntry entry; // its object file, and what compiling it printed (-m lines) and found out
	bool stale;       // it has no valid object
	bool failed;      // it, or something it imports, has errors
};

typedef struct {
	Vec units;     // Unit*: every package, imported ones before importers
	Vec targets;   // Unit*: those named, in order
	Unit *runtime; // part of every program; NULL if none is built
} Program;

// Loads what the arguments name, and everything imported.  false after printing why not.
bool load_program(Program *p, const Command *c);
bool names_files(const Command *c);    // are its arguments .go files?
const char *unit_title(const Unit *u); // what its messages go under
// The packages linked into main package `u`, in the order they are initialised: u is the last.
Vec program_init_order(const Program *p, Unit *u);

// load_gomod.c - the module around the current directory

typedef struct GoMod GoMod; // modules.h
typedef struct Modules Modules;

typedef struct {
	const char *root;      // directory of go.mod; NULL: no module
	const char *path;      // module path
	const char *goversion; // "1.26"; NULL: not said
	const GoMod *gomod;
	Modules *modules; // those it is built from
	Vec godebug;      // const char*: name=value
	const char *work; // go.work; NULL: none
	int work_minor;   // of its go line, 1.N; 0: none
	Vec used;         // const char* pairs: path and directory of each module it uses
	Vec replaced;     // ... and of those that it or they replace by directories
} Module;

bool module_find(Module *m, const char *dir); // false after printing what is wrong with go.mod
Vec gomod_words(const char *s, size_t n);     // char*: of a line of go.mod or go.work
// load_gowork.c: adds to m what the workspace around dir says; false after printing what is wrong.
bool workspace_find(Module *m, const char *dir);

// load_embed.c - //go:embed

bool embeds_find(Unit *u); // what its //go:embed lines stand for; false after reporting

// load_build.c - build constraints

// Does this file belong to a build for linux/amd64?  `name` is its base name.
bool build_name_matches(const char *name);
void build_set_tags(const char *list);        // -tags: further tags that hold, by commas or spaces
void build_set_module_tags(const char *list); // those of one module, until the next call
bool build_tags_match(const char *text, size_t size, bool golib); // golib: a file of Go's library

// -------------------------------------------------------------------------------------------------
// install.c - where things are
// -------------------------------------------------------------------------------------------------

const char *install_root(void);                    // of libruntime.a, stdlib/, std/; else exits
const char *install_stdlib(void);                  // sources of the library, links resolved
const char *install_object_stem(const char *path); // of a library package's own object
const char *install_cache(void);                   // NULL: VOLE_CACHE=off, or no place for it
const char *install_work(void); // temporary directory of this run, removed at exit
void install_keep_work(void);   // -work: print its name and keep it
void install_clean_up(void);    // removes what is temporary; for signal handlers
void install_remove_when_stopped(const char *file); // by a signal; NULL: not any more

// -------------------------------------------------------------------------------------------------
// cache.c - compiled objects by content
// -------------------------------------------------------------------------------------------------

typedef struct KeyState KeyState;
KeyState *key_new(const char *purpose); // starts with the compiler's identity
void key_bytes(KeyState *s, const void *data, size_t n);
void key_string(KeyState *s, const char *str); // NULL differs from ""
void key_int(KeyState *s, int64_t i);
Key key_done(KeyState *s);
bool key_equal(Key a, Key b);
Key key_checksum(const void *data, size_t n);
const char *key_text(Key k); // 32 hexadecimal digits

// An entry is two files, STEM.o and STEM.info.
const char *cache_stem(Key k);
// false unless an entry at stem was made for key k and is undamaged.
bool cache_find(const char *stem, Key k, CacheEntry *entry);
const char *cache_temp(const char *stem); // where to write the object first
// Moves temp to the place of the object, and records k and the rest of the entry.  The object's
// path; NULL after a message.
const char *cache_publish(const char *stem, Key k, const char *temp, const CacheEntry *entry);
// cache_trim.c
void cache_touch(const char *file); // it is in use
void cache_forget_results(void);    // of tests
void cache_trim(void);              // remove what has been of no use for long

// -------------------------------------------------------------------------------------------------
// build.c - what has to be compiled, in which process
// -------------------------------------------------------------------------------------------------

// A hash of all that what `purpose` names depends on; imports' keys are part of it.
Key unit_key(const Unit *u, const char *purpose);
// Brings every unit's object up to date.  An exit status: 0, 1 errors were printed, 3 our fault.
int build_objects(Program *p, const Command *c);

// learn.c
// -escape=closed: finds out what a program's functions do with their arguments and gives each unit
// its answers.  An exit status as build_objects().
int learn_program(const Program *p, const Command *c);

// -------------------------------------------------------------------------------------------------
// link.c - objects to executable
// -------------------------------------------------------------------------------------------------

// The executable of main package u.  false after a message; output is then as it was.
bool link_program(const Program *p, Unit *u, const Command *c, const char *output);

// -------------------------------------------------------------------------------------------------
// phases.c - one package through the compiler
// -------------------------------------------------------------------------------------------------

// Source text to checked, inlined and analysed tree.  Errors are left in diag.c's list.
bool compile_front(Unit *u, const Command *c);
// Instead, for a package whose object is up to date: its importers see an outline.  false: the
// cache entry does not have what that takes.
bool compile_outline(Unit *u);
// Tree to code, in file `out`.
bool compile_back(Unit *u, const Command *c, const char *out);

// What the last phase decides, of a package that leaves no object (-m=html).
bool compile_decisions(Unit *u);

// decisions.c
// Is the command line of a build right about its pages?  false after a message, with the exit
// status.
bool decisions_wanted(Command *c, int *status);
// The page of u, which has been through compile_decisions(), and the index of all that were named.
// false after a message.
bool decisions_write(const Unit *u, const Command *c);
bool decisions_index(const Program *p, const Command *c);

// diagnostics.c
// What was collected in u->options.diagnostics, to files below directory `to`.  false after a
// message.
bool diagnostics_write(const Unit *u, const char *to);

// -------------------------------------------------------------------------------------------------
// commands.c - what follows `vole`
// -------------------------------------------------------------------------------------------------

// Each gives the exit status: 0, 1 after errors were printed, 2 for misuse, 3 for our fault.
int command_build(Command *c);
int command_run(Command *c);
int command_compile(Command *c);
int command_stdlib(Command *c);
int command_clean(Command *c);
int command_test(Command *c);            // test.c
const char *default_name(const Unit *u); // of u's executable
bool is_dir_name(const char *s);         // does -o name a directory?
int command_version(void);
int command_list(int n, char **args); // list.c
int command_env(int n, char **names); // n 0: all variables

// run.c
// Runs program with args (char*) and passes signals on; 1 unless it ended well, after saying how.
// With gcview it serves a page about its garbage collection meanwhile (gclive.c).
// `sites`, if not NULL, is an empty file for where it allocated (runtime/heapsites.c).
int run_program(const char *program, const Vec *args, bool gcview, const char *sites);

// run_heap.c
// Prints on standard error the lines that allocated most, as program u left them in file `sites`.
void heap_table(const Program *p, Unit *u, const Command *c, const char *sites);

// crash.c
void crash_init(void);                   // our faults: a message and exit status 3
void crash_context(const char *package); // what that message names

// help.c
int help_print(const char *topic); // NULL: what commands there are

#endif
