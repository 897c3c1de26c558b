// parts.h - machine code made by several processes

#ifndef VOLE_PARTS_H
#define VOLE_PARTS_H

#include "codegen.h"
#include "compiler.h"

// In how many parts g is worth being written.
int parts_of(Gen *g, const Command *c);
// Writes object `out` in n > 1 parts.  False after an error was reported.
bool parts_write(Gen *g, const Command *c, int n, const char *out);

#endif
