// linknames.h - variables that packages share by //go:linkname (linknames.c)

#ifndef VOLE_LINKNAMES_H
#define VOLE_LINKNAMES_H

#include "compiler.h"

// Finds those symbols of the packages in `order` (Unit*) that the program's own object must define
// (LinkedVar*).  What is wrong with one, or NULL.
const char *linknames_resolve(const Vec *order, Vec *missing);

#endif
