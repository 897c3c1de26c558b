// gen.h - the code generator's inside: typed tree -> LLVM IR.
//
// Only gen_*.c include this (and so LLVM).  Sections are titled by the file that implements them.
//
// Vocabulary.
//   leaf    A scalar LLVM sees: an integer, float or pointer.  A string has two leaves, a slice
//           three.
//   value   A Go value being computed: a Val.  A type of at most GEN_MAX_LEAVES leaves (and no
//           array longer than 1) is a "leaf type": its Val holds the leaves as SSA values.  Any
//           other type is a "memory type": its Val holds the address of the value.  LLVM never sees
//           a first-class aggregate, save for results returned in registers.
//   memory  Every Go type has an LLVM memory type with Go's layout; a bool is an i8 everywhere.
//   Gen     One package being compiled: one LLVM module.
//   Fn      One function being generated, written by hand or made by the compiler.
//
// Calling convention (lang/abi.h): parameters are receiver first, then the rest; each leaf of a
// leaf type is an LLVM parameter of its own, a memory type is passed as the address of a copy the
// callee owns.  Results: their leaves together, if all are leaf types and at most 3 integers and 2
// floats; one leaf is returned as itself, several as an LLVM struct of leaves.  Otherwise the
// caller passes, in front of them (sret), the address of a struct { result0; result1; ... } in Go's
// layout.  The very first parameter of every function is the closure context, in `nest` (r10): a
// function without captures ignores it and direct calls pass poison, which costs nothing.  That way
// all calls of a Go signature have one LLVM type, and it is still well-defined when the optimiser
// finds out what a function value is.

#ifndef VOLE_GEN_H
#define VOLE_GEN_H

#include <llvm-c/Comdat.h>
#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>
#include "lang.h"
#include "abi.h"
#include "codegen.h"
#include "ptrmap.h"

#define GEN_MAX_LEAVES 4
#define GEN_PTR_SIZE 8

// What the generator knows of a Go type.
typedef enum {
	LEAF_DATA,
	LEAF_POINTER, // the collector must see stores to it
	LEAF_LENGTH,  // of a string or slice, or its capacity: never negative
} LeafKind;

typedef struct TypeInfo {
	LLVMTypeRef mem; // memory type: Go's size and layout
	int nleaves;     // -1: memory type
	LLVMTypeRef leaf[GEN_MAX_LEAVES];
	int64_t offset[GEN_MAX_LEAVES]; // of each leaf within the value
	LeafKind kind[GEN_MAX_LEAVES];
	LLVMValueRef descriptor; // gen_types.c: the global, once asked for
} TypeInfo;

struct Gen {
	LLVMContextRef ctx;
	LLVMModuleRef mod;
	LLVMTargetMachineRef machine;
	LLVMTargetDataRef layout;
	LLVMTypeRef i1, i8, i16, i32, i64, f32, f64, ptr, void_;
	Package *pkg;
	const Options *opt;
	bool barriers; // false under -d=wb=0
	// The tree is shared by all packages of a run, so what is known about it is kept beside it.
	PtrMap types;           // Type* -> TypeInfo*
	PtrMap funcs;           // Func* -> LLVMValueRef, declared or defined here
	PtrMap globals;         // Object* (VAR_GLOBAL) -> LLVMValueRef
	PtrMap strings;         // interned text -> LLVMValueRef of its bytes
	Vec entries;            // LLVMValueRef, entries of tables the linker puts together
	Vec pending;            // Func*: closures and instances declared but not yet generated
	Vec types_pending;      // gen_types.c: descriptors referenced, not yet defined
	struct GenDebug *debug; // gen_debug.c: NULL without -g
	FILE *records;          // gen_records.c: writes into the next two
	char *records_text;
	size_t records_size;
	Buf linknames; // the same, of variables
	PtrMap recorded;
	int unique;          // numbering of private symbols
	Vec descriptors;     // LLVMValueRef: those of types that are defined here
	Vec detached;        // gen_detach.c: Detached*, of each variable ...
	Vec values;          // ... LLVMValueRef: it and its initial value
	LLVMValueRef holder; // ... the constant made of these
	Vec huge;            // gen_huge.c: LLVMValueRef, functions
	Vec tagged;          // gen_mark.c: Mark *, by the number their calls have
};

// What a declaration cannot have.
typedef struct {
	LLVMLinkage linkage;
	LLVMComdatRef group;
} Detached;

// -------------------------------------------------------------------------------------------------
// gen.c - one module
// -------------------------------------------------------------------------------------------------

Gen *gen_open(const char *name, Package *p, const Options *o);

// -------------------------------------------------------------------------------------------------
// gen_llvm.c - symbols, declarations, constants
// -------------------------------------------------------------------------------------------------

LLVMValueRef gen_int(Gen *g, int64_t v); // i64
LLVMValueRef gen_int32(Gen *g, int64_t v);
LLVMValueRef gen_int8(Gen *g, int64_t v);
LLVMValueRef gen_null(Gen *g);
LLVMValueRef gen_struct_const(Gen *g, LLVMValueRef *fields, int n);
// address of constant bytes, private, shared by content
LLVMValueRef gen_bytes(Gen *g, const char *s, size_t n);
LLVMValueRef gen_gostring(Gen *g, const char *s, size_t n); // constant { ptr, i64 }
// A runtime entry of lang/abi.def or its type.
LLVMValueRef gen_rt(Gen *g, const char *name);
// A global of this module, by name; created as an external declaration if it does not exist.
LLVMValueRef gen_extern(Gen *g, const char *name, LLVMTypeRef type);
// The address of a symbol, whatever it is.
LLVMValueRef gen_symbol(Gen *g, const char *name);
// Makes v a definition that other packages may repeat: linkonce_odr in a comdat of its own name.
void gen_set_shared(Gen *g, LLVMValueRef v);
// A fresh private constant or variable holding init.
LLVMValueRef gen_static(Gen *g, const char *hint, LLVMValueRef init, unsigned align, bool constant);
// Makes the object at addr, of type t, a collector root (nothing if t has no pointers).
void gen_add_root(Gen *g, LLVMValueRef addr, Type *t);
void gen_add_root_of(Gen *g, LLVMValueRef addr, LLVMValueRef descriptor);
void gen_add_map(Gen *g, LLVMValueRef map, LLVMValueRef fn); // fn() makes it before all else
void gen_add_type(Gen *g, LLVMValueRef descriptor);          // so that package reflect finds it
void gen_keep_entries(Gen *g);                               // when all are there
// Attributes every generated function carries: split stack, frame pointer, section .text.go.SYMBOL
// ...
void gen_function_attributes(Gen *g, LLVMValueRef fn);
void gen_no_split(LLVMValueRef fn); // ... but its prologue does not look for room on the stack
LLVMAttributeRef gen_enum_attr(Gen *g, const char *name, uint64_t value);
// enum attribute on fn
void gen_add_attr(Gen *g, LLVMValueRef fn, unsigned index, const char *name);
void gen_add_string_attr(Gen *g, LLVMValueRef fn, const char *key, const char *value);

// -------------------------------------------------------------------------------------------------
// gen_sections.c - what the linker can drop alone
// -------------------------------------------------------------------------------------------------

// The group of sections that v is in, made if there is none.
LLVMComdatRef gen_group(Gen *g, LLVMValueRef v);
// Gives each object its section; after the optimiser.
void gen_separate(Gen *g);

// -------------------------------------------------------------------------------------------------
// gen_detach.c - initial values out of the optimiser's way
// -------------------------------------------------------------------------------------------------

// Takes the initial values of descriptors and variables from them ...
void gen_detach_values(Gen *g);
// ... and gives them back.
void gen_attach_values(Gen *g);
// Finds the functions that are too large for the optimiser; false if there are none.
bool gen_find_huge(Gen *g);
// Makes the optimiser, and all but the plainest of machine code generation, leave them alone.
void gen_mark_huge(Gen *g);
// gen_poison.c
// With -d=poison: functions overwrite the objects of their frames before they return.
void gen_poison(Gen *g);

// -------------------------------------------------------------------------------------------------
// gen_type.c - Go types as LLVM types, signatures
// -------------------------------------------------------------------------------------------------

TypeInfo *gen_type(Gen *g, Type *t);
LLVMTypeRef gen_memtype(Gen *g, Type *t);
bool gen_in_memory(Gen *g, Type *t); // a memory type?

// How a function of a Go signature looks to LLVM.
typedef struct {
	Type *recv;       // NULL or the receiver's type, passed first
	Type *type;       // T_FUNC
	LLVMTypeRef fn;   // LLVM function type
	bool sret;        // results through memory
	LLVMTypeRef ret;  // void, a leaf, a struct of leaves; under sret the pointee struct
	Type *ret_struct; // sret: the Go struct type of the results, else NULL
	int nleaves;      // results in registers
} Sig;
Sig gen_sig(Gen *g, Type *recv, Type *func_type);
void gen_sig_attributes(Gen *g, const Sig *s, LLVMValueRef fn_or_call);
void gen_length_range(Gen *g, LLVMValueRef load); // says that an i64 that is loaded is not negative

// -------------------------------------------------------------------------------------------------
// gen_func.c - functions: declaration, prologue, variables, epilogue
// -------------------------------------------------------------------------------------------------

// A value.  v[0 .. nleaves-1], or v[0] = address for a memory type.  The address may be a
// variable's own: whoever keeps the value across other evaluations copies it first (gen_stable).
typedef struct {
	Type *type; // NULL: no value
	LLVMValueRef v[GEN_MAX_LEAVES];
	bool fresh; // memory type: the memory is a temporary nobody else writes
} Val;

// A place.
typedef struct {
	Type *type;
	LLVMValueRef ptr;
	bool local; // in this function's frame: stores need no barrier
	bool fresh; // known to hold zero: only the new value needs shading
} Addr;

// An object on the heap that small variables share (gen_func.c).
typedef struct {
	LLVMBasicBlockRef block; // as long as this one goes on
	LLVMValueRef object;     // the call that allocates it
	int64_t used;            // bytes
} SharedBox;

typedef struct Fn {
	Gen *g;
	Func *func; // NULL: made by the compiler
	Sig sig;
	LLVMValueRef fn;
	LLVMBuilderRef b;
	int64_t frame_size;        // of the allocas
	SharedBox shared_box;      // gen_func.c
	int pieces;                // see gen_next_piece()
	LLVMValueRef alloca_point; // allocas go before this instruction of the entry block
	LLVMValueRef ctx;          // closure context, or NULL
	PtrMap vars;               // Object* -> Var*
	struct Hoisted *hoisted;   // values computed ahead of their expression (gen_order.c)
	PtrMap hoisted_at;         // Node* -> struct Hoisted*
	PtrMap inits_done;         // Node* whose init list has been generated
	PtrMap labels;             // Node* (OLABEL) -> block
	PtrMap kept; // interned names of the bases that gen_keep_bases has seen in a loop
	// conversions of pointers to numbers that their call keeps alive -> the pointer
	PtrMap numbers;
	// what an append with a frame buffer has been generated for (gen_slice.c)
	PtrMap append_buffers;
	struct Jump *jumps;       // enclosing statements that break and continue may leave
	LLVMValueRef sret;        // address of results, when the convention says so
	LLVMValueRef defer_frame; // GoDeferFrame, in functions that defer
	// where it returns from: normally, after a recovered panic
	LLVMBasicBlockRef exit, recovered;
	struct DeferSite *defers; // its defers that lie in the frame, newest first
	int ndefers;
	bool defer_run;        // some do not: the runtime runs them all
	LLVMMetadataRef scope; // debug
	Pos pos;               // of the statement being generated
	bool twin;             // a second body of the same function (gen_recurse.c)
	const Node *stored_to; // by the assignment being generated: for marks only; or NULL
} Fn;

// A variable of the function being generated.
typedef struct {
	Object *obj;
	// its memory, or (boxed) the slot in the frame that holds the address of its box
	LLVMValueRef ptr;
	bool boxed; // lives on the heap
	bool local; // lives in this function's frame
} Var;

LLVMValueRef gen_func(Gen *g, Func *f); // declares f on first use
Sig gen_func_sig(Gen *g, Func *f);
LLVMValueRef gen_func_closure(Gen *g, Func *f); // its static closure, F·f
LLVMValueRef gen_global(Gen *g, Object *o);
void gen_function(Gen *g, Func *f);            // body of f
void gen_declare(Fn *f, Object *o, bool zero); // a variable comes into being: frame or box
Addr gen_var(Fn *f, Object *o);                // its place
void gen_return(Fn *f, Val *results);          // results in order; NULL: from the result variables
bool gen_captured_by_value(Object *o);
void gen_new_iteration(Fn *f, Object *o); // a per-iteration loop variable gets a fresh box

// A compiler-made function: begin, emit with gen_* helpers, end.  shared: linkonce_odr.
Fn *gen_fn_begin(Gen *g, const char *symbol, LLVMTypeRef type, bool shared);
void gen_fn_end(Fn *f); // the last block must be terminated

// gen_build.c - blocks, frame slots, calls of runtime entries
// in the entry block, not zeroed
LLVMValueRef gen_alloca(Fn *f, LLVMTypeRef type, const char *name);
LLVMValueRef gen_flag(Fn *f, const char *name);       // an i1 in the frame, false on entry
LLVMValueRef gen_temp(Fn *f, Type *t);                // alloca for a value of t, not zeroed
LLVMBasicBlockRef gen_block(Fn *f, const char *name); // appended to the function
void gen_start(Fn *f, LLVMBasicBlockRef bb);          // emit into bb from here on
void gen_next_piece(Fn *f);               // between statements or elements: no block gets too long
bool gen_terminated(Fn *f);               // the current block already ended
void gen_br(Fn *f, LLVMBasicBlockRef bb); // unless terminated
void gen_cond_br(Fn *f, LLVMValueRef i1, LLVMBasicBlockRef yes, LLVMBasicBlockRef no);
// with branch weights
void gen_cold_br(Fn *f, LLVMValueRef i1, LLVMBasicBlockRef cold, LLVMBasicBlockRef normal);

// Calls of runtime entries by name.  gen_rt_call returns the raw LLVM value (NULL if none).
LLVMValueRef gen_rt_call(Fn *f, const char *name, LLVMValueRef *args, int n);
#define GEN_RT(f, name, ...)                                                                       \
	gen_rt_call(f, name, (LLVMValueRef[]){__VA_ARGS__},                                        \
		    (int)(sizeof((LLVMValueRef[]){__VA_ARGS__}) / sizeof(LLVMValueRef)))

// -------------------------------------------------------------------------------------------------
// gen_value.c - loading, storing, zeroing, comparing values
// -------------------------------------------------------------------------------------------------

Val gen_load(Fn *f, Addr a); // leaf type: loads; memory type: borrows the address
Val gen_load_at(Fn *f, Type *t, LLVMValueRef ptr);
Val gen_zero(Fn *f, Type *t);
Val gen_val1(Type *t, LLVMValueRef v);
Val gen_stable(Fn *f, Val v);         // a copy if v borrows memory
Val gen_field(Fn *f, Val v, int i);   // of a struct value
LLVMValueRef gen_spill(Fn *f, Val v); // address of memory holding v; not to be written
LLVMValueRef gen_gep(Fn *f, LLVMValueRef ptr, int64_t offset); // byte offset
LLVMValueRef gen_equal(Fn *f, Val a, Val b); // i1; both of one type; may panic (interfaces)

// gen_store.c - stores with write barriers
void gen_store(Fn *f, Addr to, Val v);
void gen_store_zero(Fn *f, Addr to);
void gen_init(Fn *f, Type *t, LLVMValueRef frame_ptr,
	      Val v); // into this function's frame: no barrier
void gen_memcpy(Fn *f, LLVMValueRef to, LLVMValueRef from, int64_t n, int64_t align);
void gen_memzero(Fn *f, LLVMValueRef p, int64_t n, int64_t align);

// -------------------------------------------------------------------------------------------------
// gen_wrapper.c - method entries for tables, method values and expressions, go and defer wrappers
// -------------------------------------------------------------------------------------------------

// The function to put into a method table for method m of t's method set (type_method_set).
// iface_word: receiver arrives as an interface data word (GoItab.fun, GoMethod.ifn); else as a
// value of type t in the ordinary convention (GoMethod.tfn).  A declared method that already has
// that shape is returned itself; otherwise a shared wrapper is made that walks the embedded path.
LLVMValueRef gen_method_entry(Gen *g, Type *t, const MethodSetEntry *m, bool iface_word);

// -------------------------------------------------------------------------------------------------
// gen_records.c - notes on methods, for the link
// -------------------------------------------------------------------------------------------------

void gen_record_call(Gen *g, const IMethod *m); // it is called through an interface
void gen_record_inter(Gen *g, Type *inter);     // its descriptor is defined
void gen_record_table(Gen *g, const MethodTable *t);
void gen_record_linkname(Gen *g, Object *o); // a variable with Object.linkname
void gen_records_finish(Gen *g);

// gen_buildinfo.c
void gen_buildinfo(Gen *g); // the section, if the package has one

// -------------------------------------------------------------------------------------------------
// gen_types.c, gen_eqhash.c - descriptors, itabs, generated equality and hash
// -------------------------------------------------------------------------------------------------

LLVMValueRef gen_type_descriptor(Gen *g, Type *t); // address of GoType, symbol type:LINKNAME
Type *gen_map_group(Type *map);                    // what lies in GoMapType.group
LLVMValueRef gen_itab(Gen *g, Type *concrete, Type *inter); // inter has methods
LLVMValueRef gen_eq_func(Gen *g, Type *t);                  // i8 (ptr, ptr); NULL if not comparable
LLVMValueRef gen_hash_func(Gen *g, Type *t); // i64 (ptr, i64 seed); NULL if not hashable
bool gen_is_regular_memory(Type *t); // == is memcmp: no padding, floats, strings, interfaces
// Defines every descriptor, itab and function asked for so far, and those they ask for in turn.
// Called once, when all function bodies are done; it may call gen_method_entry.
void gen_types_finish(Gen *g);
// The package's declared types (Package.named_types) whose descriptors must exist even if unused
// here: those whose methods another package may reach.
void gen_types_declared(Gen *g);

#endif
