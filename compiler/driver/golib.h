// golib.h - where Go's own library is: golib.c

#ifndef VOLE_GOLIB_H
#define VOLE_GOLIB_H

#include "compiler.h"

const char *golib_root(void);      // the installed Go; NULL: there is none that can be used
const char *golib_version(void);   // ... its release, "go1.26.3"
const char *golib_src(void);       // ... its folder src
bool golib_holds(const char *dir); // is dir in that?

// Packages that stdlib/ has and that a program may have to take from Go together: see golib.c.
enum GolibSet { GOLIB_SYSTEM = 1, GOLIB_HASHES = 2 };
enum GolibSet golib_set_of(const char *path); // 0: it is in none
enum GolibSet
golib_wants(const char *path); // what a package of Go's that imports it is written for

bool golib_lists(const char *path);          // is path a package of Go's library, installed or not?
const char *golib_packages(void);            // all of these, a blank after each
const char *golib_missing(const char *path); // the message where there is no Go
// Why a package of Go's library cannot be compiled, or NULL.
const char *golib_refusal(const char *path);

#endif
