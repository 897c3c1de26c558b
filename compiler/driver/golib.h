// golib.h - where Go's own library is: golib.c

#ifndef VOLE_GOLIB_H
#define VOLE_GOLIB_H

#include "compiler.h"

const char *golib_root(void);            // the installed Go; NULL: there is none that can be used
const char *golib_version(void);         // ... its release, "go1.26.3"
const char *golib_src(void);             // ... its folder src
bool golib_holds(const char *dir);       // is dir in that?
bool golib_is_system(const char *path);  // see golib.c
bool golib_lists(const char *path);      // is path a package of Go's library, installed or not?
const char *golib_packages(void);           // all of these, a blank after each
const char *golib_missing(const char *path); // the message where there is no Go
// Why a package of Go's library cannot be compiled, or NULL.
const char *golib_refusal(const char *path);

#endif
