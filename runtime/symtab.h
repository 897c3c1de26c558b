// symtab.h - what stands at a code address; and between symtab.c and the DWARF readers.

#ifndef VOLE_SYMTAB_H
#define VOLE_SYMTAB_H

#include "internal.h"

typedef struct {
	GoString name, file; // live for ever
	int line;
	int start_line;  // of the function; 0: unknown
	uintptr_t entry; // of the machine function around pc
} PcInfo;
// What stands at return address pc; index 0 is the innermost inlined frame, 1 the next outward.
bool symtab_pc(uintptr_t pc, int index, PcInfo *out);
bool symtab_is_go(uintptr_t pc);      // is return address pc, marked or not, in goroutine text?
uintptr_t symtab_entry(uintptr_t pc); // of the function around address pc, 0: none
uintptr_t symtab_tag(uintptr_t pc, int index); // a pc that means only that one of them
enum { SYMTAB_OUTERMOST = 0x7ffe }; // an index: the function that all others are inlined into

typedef struct {
	const uint8_t *p, *end;
} Bytes; // being read from p on
typedef struct {
	uintptr_t entry, size;
	const char *name;
} Symbol;

Bytes symtab_section(const char *name); // empty if there is none

// Fill in file and line of pc and, in inlined code, the name; index counts inlined functions from
// the innermost.  False: nothing known, or index is past the outermost.
bool dwarf_lookup(uintptr_t pc, int index, PcInfo *out);

#endif
