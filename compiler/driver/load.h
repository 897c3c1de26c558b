// load.h - inside of the package loader: load.c and load_args.c

#ifndef VOLE_LOAD_H
#define VOLE_LOAD_H

#include "compiler.h"

typedef struct {
	Program *program;
	const Command *command;
	Module module;
	const char *std;       // directory of the standard library
	Vec known;             // Unit*: loaded, or being loaded
	Vec stack;             // Unit*: being loaded, the importer before the imported
	bool failed;           // something was reported
} Loader;

// All return NULL after reporting.  from is NULL for a package the command line names.
Unit *load_package(Loader *l, const char *path, const Unit *from, Pos pos);
Unit *load_directory(Loader *l, const char *path, const char *dir, Pos pos);
Unit *load_files(Loader *l, const char *path, const Vec *files);

#endif
