// modules.h - modules: go.mod, the versions chosen, where their packages are.  Inside of the
// loader.

#ifndef VOLE_MODULES_H
#define VOLE_MODULES_H

#include "load.h"

// semver.c - versions
// -------------------------------------------------------------------------------------------------

bool semver_valid(const char *v); // v1.2.3, v1.2.3-pre, v1.2.3+meta
int semver_compare(const char *a, const char *b);
// What is wrong with version v of the module `path`, whose last element may demand a major version;
// NULL: nothing.
const char *semver_misfit(const char *path, const char *v);
// The major version that a path's end demands, "v2"; "" if it demands none.
const char *semver_major_of_path(const char *path);

// load_gomod.c - go.mod
// -------------------------------------------------------------------------------------------------

typedef struct {
	const char *path;    // interned
	const char *version; // interned; "" stands for any, or for a directory
} ModVersion;

typedef struct {
	ModVersion from, to; // to.version "": a directory, as written in to.path
} Replace;

typedef struct {
	const char *path, *tags; // module; list for build_set_module_tags
} ModTags;

struct GoMod {
	const char *file;      // absolute
	const char *path;      // of the module
	const char *goversion; // as written, or NULL
	int minor;             // of the language, 1.minor; MINOR_UNSAID without a go line
	Vec
		requires; // ModVersion*, in order
	Vec replaces;     // Replace*
	Vec excludes;     // ModVersion*
	Vec tags;         // ModTags*, from comments
	Vec godebug;      // const char*: name=value
};

enum {
	MINOR_UNSAID = 16,
	MINOR_WORK_UNSAID = 18,
	MINOR_PRUNED = 17,
	MINOR_VENDOR = 14,
	MINOR_LISTED = 23
};

// false after printing what is wrong.  Lines that only a main module's file may have are read past
// unless `main`.
bool gomod_parse(GoMod *g, const char *file, const char *text, bool main);
const Replace *gomod_replacement(const GoMod *main, ModVersion m); // NULL: none

// sha256.c
// -------------------------------------------------------------------------------------------------

void sha256(const void *data, size_t size, unsigned char digest[32]);
char *base64(const unsigned char *data, size_t size);

// gosum.c - go.sum
// -------------------------------------------------------------------------------------------------

typedef struct {
	Vec lines; // SumLine*
} GoSum;

void gosum_read(GoSum *s, const char *file);                    // a missing file is empty
bool gosum_has(const GoSum *s, ModVersion m, const char *what); // what: "" or "/go.mod"
const char *gosum_of(const GoSum *s, ModVersion m);             // "" if it is not listed
// Exits after a message unless hash is among those of go.sum, if it has any.
void gosum_check(const GoSum *s, ModVersion m, const char *what, const char *hash);
const char *gosum_hash_gomod(const char *text, size_t size);

// modcache.c - the module cache
// -------------------------------------------------------------------------------------------------

const char *modcache_root(void);               // GOMODCACHE
const char *modcache_dir(ModVersion m);        // of the sources, whether they are there or not
const char *modcache_gomod_file(ModVersion m); // of go.mod as it was published
const char *
modcache_recorded_sum(ModVersion m); // "h1:..."; NULL: the module is not here, or not whole
// -mod=mod: lets the go command do for the packages that args name to go.mod and go.sum what must
// be done, if there is one.  false after it told what is wrong.
bool modcache_update(const Command *c);
// Both fetch with the go command.  What is wrong, or NULL.
const char *modcache_fetch(ModVersion m);
const char *modcache_fetch_graph(ModVersion first); // go.mod of that one and all others needed

// modgraph.c - which version of each module
// -------------------------------------------------------------------------------------------------

typedef struct {
	ModVersion mod;
	bool root;          // required by the main module
	bool checked;       // its sum was looked at
	const char *dir;    // of the sources, NULL: not looked for yet
	const GoMod *gomod; // NULL: not read yet
	const Replace *instead;
} Chosen;

struct Modules {
	const GoMod *main;
	const char *root; // the main module's directory
	bool pruned;      // the main module lists all that its packages need
	bool complete;    // chosen has the whole graph, not just the roots
	bool vendoring;   // packages of others come from vendor/
	Vec chosen;       // Chosen*
	Vec vendored;     // Vendored*
	GoSum sum;
	const char *disabled; // "-mod=readonly" if that is asked for, or taken for a reason that is
			      // to be told; else NULL
	const char *reason; // ... or NULL: it was asked for
	const char *fault;  // of the last go.mod that was to be read
};

Chosen *modgraph_chosen(const Modules *s, const char *path); // NULL: no such module
ModVersion modgraph_actual(const Chosen *c);                 // after replacement
const GoMod *modgraph_gomod(Modules *s, Chosen *c);          // NULL: s->fault says why
void modgraph_start(Modules *s);                             // the roots, or all if not pruned
void modgraph_complete(Modules *s);
_Noreturn void modules_fatal(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void modgraph_outdated(const Modules *s);

// modvendor.c - vendor/modules.txt
// -------------------------------------------------------------------------------------------------

typedef struct {
	ModVersion mod;
	Replace instead;       // to.path NULL: not replaced
	bool explicit, listed; // required by the main module; has a version line of its own
	int minor;
	Vec packages; // const char*
} Vendored;

void modvendor_open(Modules *s); // reads it; exits after a message if it disagrees with go.mod
const char *modvendor_find(const Modules *s, const char *path, const char **why);

// modules.c - packages of modules
// -------------------------------------------------------------------------------------------------

typedef struct {
	// the importing package, its module's version; path NULL: the command line
	const char *path, *version;
	bool test; // does it have its tests?
} Importer;

Modules *modules_open(const Module *m, const char *mod);   // mod: -mod, or NULL
bool modules_may_hold(const Modules *s, const char *path); // is it in a module, by its name?
const char *modules_lookup_disabled(const Modules *s, const char *path); // the message
// The directory of a package; NULL with a message.
const char *modules_find(Modules *s, const char *path, const Importer *from, const char **why);

typedef struct {
	const char *path, *version, *dir; // of the module
	int minor;                        // of its language
	const char *tags;                 // that hold in it, or ""
} ModuleOf;

// What is known of the module that a directory lies in; false: none.
bool modules_of_dir(Modules *s, const char *dir, ModuleOf *m);

// asmfile.c - assembly
// -------------------------------------------------------------------------------------------------

// Reads those .s files among `names` that belong to the build.  *directives: //go:linkname lines
// that stand for them.  Returns what makes the package impossible, or NULL.
const char *asm_read(const Unit *u, const Vec *names, char **directives, bool *any);

#endif
