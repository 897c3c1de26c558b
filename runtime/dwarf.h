// dwarf.h - reading the debug information of the running program: dwarf_read.c (bytes, attributes),
// dwarf_info.c (units, functions, inlining), dwarf_line.c (line tables).
//
// DWARF 4 and 5, 32-bit format, as LLVM writes it.  What is not understood is treated as unknown.
// All memory comes from the system and stays; indices are built on first need and published by a
// single pointer store, so no lock is needed: a thread that loses the race wasted some pages.

#ifndef VOLE_DWARF_H
#define VOLE_DWARF_H

#include "symtab.h"

// [lo, hi) belongs to what is described at `at`
typedef struct {
	uintptr_t lo, hi;
	const uint8_t *at;
} Range;
typedef struct {
	Range *v;
	size_t n, cap;
} RangeMap;
void ranges_add(RangeMap *m, uintptr_t lo, uintptr_t hi, const uint8_t *at);
void ranges_sort(RangeMap *m);
const Range *ranges_find(const RangeMap *m, uintptr_t pc);

typedef struct Unit {         // one compile unit: a Go package, or a C file of the runtime
	const uint8_t *start; // of the header in .debug_info
	Bytes dies;
	unsigned version, address_size;
	const uint8_t **abbrevs; // by code
	size_t n_abbrevs;
	uint64_t str_offsets_base, addr_base, rnglists_base;
	uintptr_t low_pc;
	bool has_lines;
	uint64_t line_offset;
	const char *comp_dir;
	struct Unit *next;
	void *volatile functions; // RangeMap: machine functions to their DIEs
	void *volatile lines;     // dwarf_line.c
} Unit;

// --- bytes ---------------------------------------------------------------------------------------
static inline bool at_end(const Bytes *b)
{
	return b->p >= b->end;
}
uint64_t read_fixed(Bytes *b, unsigned size);
uint64_t read_uleb(Bytes *b);
int64_t read_sleb(Bytes *b);
const char *read_string(Bytes *b);
void skip(Bytes *b, uint64_t n);
void *dwarf_alloc(size_t bytes); // zeroed; NULL when there is no memory

// --- attributes ----------------------------------------------------------------------------------
typedef struct {
	unsigned form;
	uint64_t u;    // number, address, offset; index for the x forms
	const char *s; // string forms
	bool present;
} Value;
Value read_form(const Unit *u, Bytes *b, unsigned form, int64_t implicit);

typedef struct { // a debugging information entry: the attributes of interest
	const uint8_t *at;
	unsigned tag; // 0: the end of a list of children
	bool children;
	Value low_pc, high_pc, ranges, name, linkage_name, origin, call_file, call_line, decl_line;
	Value stmt_list, comp_dir, str_offsets_base, addr_base, rnglists_base;
} Die;
bool read_abbrevs(Unit *u, uint64_t offset);
bool read_die(const Unit *u, Bytes *b, Die *die);
const char *string_of(const Unit *u, Value v); // resolves strx; NULL if not a string
uintptr_t address_of(const Unit *u, Value v);  // resolves addrx

enum {
	TAG_COMPILE_UNIT = 0x11,
	TAG_INLINED = 0x1d,
	TAG_SUBPROGRAM = 0x2e,
	TAG_LEXICAL_BLOCK = 0x0b,
};

// --- dwarf_line.c --------------------------------------------------------------------------------
bool line_lookup(Unit *u, uintptr_t pc, unsigned *file, int *line);
const char *line_file(Unit *u, unsigned file); // its path, NULL if unknown

#endif
