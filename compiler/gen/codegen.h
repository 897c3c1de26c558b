// codegen.h - the code generator as the driver sees it.  No LLVM in here; gen.h is the room's
// inside.

#ifndef VOLE_CODEGEN_H
#define VOLE_CODEGEN_H

#include "options.h"

// What to write, and where.  NULL: not wanted.  Each file is written under a temporary name beside
// its final one and renamed when complete, so that a reader never sees half a file.
typedef struct {
	const char *object;
	const char *assembly;
	const char *ir; // LLVM IR as text, after the optimiser
} GenOutput;

// A package as an optimised module.
typedef struct Gen Gen;

// Generates code for one package that was checked, inlined and escape-analysed.  -d names it knows:
// wb=0 leaves out write barriers (for the test that proves they are needed), irdump=1 prints the IR
// before the optimiser to stderr.  NULL after an error was reported.
Gen *gen_package(Package *p, const Options *o);
// False after an error was reported.
bool gen_write(Gen *g, const GenOutput *out);
void gen_close(Gen *g);

// gen_part.c: instructions of all functions; leaves of the module what is to be in object `part` of
// `nparts`, which together are what one object would be, and only to be written.
int64_t gen_code_size(Gen *g);
void gen_take_part(Gen *g, int part, int nparts);

#define RECORDS_SECTION ".vole.methods" // gen_records.c

// Variables that //go:linkname calls by another's name: NUL-terminated strings, SYMBOL SIZE
// ALIGNMENT DESCRIPTOR each; the last is the symbol of the type's descriptor, or empty if it has no
// pointers.
#define LINKNAMES_SECTION ".vole.linknames"

typedef struct {
	const char *symbol, *type;
	int64_t size, align;
} LinkedVar;

// A method in a table.
typedef struct {
	const char *name, *path; // path: the package's, of an unexported name; else ""
	const char *mtype;       // symbol of its type's descriptor
	const char *ifn, *tfn;   // symbols of its code, as in GoMethod; an itab has ifn only
} TableMethod;

// A GoUncommon, or (inter is not NULL) a GoItab: what methods are called through.
typedef struct {
	const char *symbol;
	const char *path, *name;  // GoUncommon: the type's
	const char *inter, *type; // GoItab: symbols of the descriptors
	uint32_t hash;            // GoItab: the type's
	int n;
	TableMethod *methods;
} MethodTable;

// What a program has besides its packages: the table go_inits[], one GoInit per package of `order`
// (dependencies first) ended by a zero one; `tables` (MethodTable*), which take the place of those
// in the packages' objects; and `vars` (LinkedVar*), zero, which nobody defines large enough.
bool gen_main_stub(const Vec *order, const Vec *tables, const Vec *vars, const Options *o,
		   const GenOutput *out);

// An object that refers to `symbols` (Reference*) from a constant named GEN_REFERENCES.
#define GEN_REFERENCES "go.references"
typedef struct {
	const char *symbol;
	bool weak; // need not be defined
} Reference;
bool gen_references(const Vec *symbols, const Options *o, const GenOutput *out);

#endif
