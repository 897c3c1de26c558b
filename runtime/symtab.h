// symtab.h - between symtab.c and the DWARF readers.

#ifndef VOLE_SYMTAB_H
#define VOLE_SYMTAB_H

#include "internal.h"

typedef struct { const uint8_t *p, *end; } Bytes;      // being read from p on
typedef struct { uintptr_t entry, size; const char *name; } Symbol;

Bytes symtab_section(const char *name);    // empty if there is none

// Fill in file and line of pc and, in inlined code, the name; index counts inlined functions from
// the innermost.  False: nothing known, or index is past the outermost.
bool dwarf_lookup(uintptr_t pc, int index, PcInfo *out);

#endif
