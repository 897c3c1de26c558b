// gen_types.h - inside of type descriptors: gen_types.c, gen_methods.c, gen_gcdata.c, gen_eqhash.c

#ifndef VOLE_GEN_TYPES_H
#define VOLE_GEN_TYPES_H

#include "gen.h"

// A symbol that was asked for and still has to be defined.
typedef struct Pending Pending;
struct Pending {
	void (*define)(Gen *g, const Pending *p);
	LLVMValueRef global;
	Type *type, *inter;
};
void gen_types_later(Gen *g, void (*define)(Gen *, const Pending *), LLVMValueRef global, Type *t,
		     Type *inter);

// gen_types.c
// A constant that only `owner` refers to: the linker keeps or drops both together.
LLVMValueRef gen_part_of(Gen *g, LLVMValueRef owner, const char *hint, LLVMValueRef init);
LLVMValueRef gen_array_of(Gen *g, LLVMValueRef owner, const char *hint, LLVMValueRef *elems,
			  int n);             // null if n is 0
LLVMValueRef gen_text(Gen *g, const char *s); // GoString constant; s may be NULL
const char *gen_type_symbol(Type *t);         // type:LINKNAME
// Declared at package level, or a pointer to such a type: its package alone defines the descriptor.
bool gen_is_declared_type(Type *t);

// gen_methods.c
LLVMValueRef gen_uncommon(Gen *g, LLVMValueRef owner, Type *t); // GoUncommon of t, or null
// The bytes of a table.  owner: what its parts are kept and dropped with, NULL: the table alone.
LLVMValueRef gen_table_const(Gen *g, LLVMValueRef owner, const MethodTable *t);
// The package path that qualifies an unexported name; "" for an exported one.
const char *gen_hidden_path(const char *name, Package *pkg);

// gen_gcdata.c
LLVMValueRef gen_gcdata(Gen *g, Type *t); // pointer bitmap; null if it has none
Type *gen_gc_elem(Type *t);               // GoType.gc_elem or NULL

#endif
