// load.h - inside of the package loader: load.c and load_args.c

#ifndef VOLE_LOAD_H
#define VOLE_LOAD_H

#include "compiler.h"

typedef struct Loader Loader;
struct Loader {
	Program *program;
	const Command *command;
	Module module;
	const char *std; // directory of the standard library
	Vec known;       // Unit*: loaded, or being loaded
	Vec stack;       // Unit*: being loaded, the importer before the imported
	bool failed;     // something was reported
	// Sets of packages that are Go's although stdlib/ has them (golib.c), and those that a
	// package met was written for.
	unsigned go_sets, wanted_sets;
	// Gives the sources of a package counters, if it is to have some; may be NULL.
	void (*cover)(Loader *l, Unit *u);
	Vec covered; // Unit*: those that have
	// If set, the packages that arguments name are not loaded, but handed to it.
	void (*listed)(Loader *l, const char *path, const char *dir);
	void *list; // ... for it
};

// All return NULL after reporting.  from is NULL for a package the command line names.
Unit *load_package(Loader *l, const char *path, const Unit *from, Pos pos);
Unit *load_directory(Loader *l, const char *path, const char *dir, Pos pos);
Unit *load_files(Loader *l, const char *path, const Vec *files);

// The steps of loading a package.
Unit *unit_new(Loader *l, const char *path, const char *dir);
bool is_test_name(const char *name);
bool find_sources(Loader *l, Unit *u); // false: there are none
bool add_source(Loader *l, Unit *u, const char *path, const char *shown);
void add_text(Unit *u, const char *name, char *text, size_t size);
void load_unit(Loader *l, Unit *u);    // its sources are known
void parse_heads(Loader *l, Unit *u);  // fills u->imports
void load_imports(Loader *l, Unit *u); // ... only what they import
const char *shown_in_package(const char *path);
const char *place_shown(Pos pos); // dir/file.go:line:col

// buildinfo.c
const char *buildinfo_text(Loader *l, const Unit *u); // its imports are loaded
// The root of Go's library, if the program of main package u has a package of it and may tell; or
// NULL.
const char *buildinfo_goroot(const Loader *l, const Unit *u);

// vcs.c

typedef struct {
	const char *revision, *time, *version; // NULL: none
	bool modified;
} VcsStamp;

// The state of the repository that a package's directory is in, and the main module's, which is in
// `dir`.  asked: -buildvcs=true, not auto.  False: there is nothing to say, or *why says what went
// wrong.
bool vcs_stamp(const char *package, const char *module, const char *dir, bool asked, VcsStamp *s,
	       const char **why);

// load_args.c
bool loader_start(Loader *l, Program *p, const Command *c);
// All has been loaded: must it be again, with more sets of packages from Go?  Adds them then.
bool loader_restarts(const Loader *l, unsigned *go_sets);
void load_args(Loader *l, const Vec *args);
// Is the package one that an argument means?  Patterns may be local.
bool arg_means(const char *arg, const Unit *u);

#endif
