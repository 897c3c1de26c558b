// abi.h - what the compiler writes and the runtime reads: descriptor layouts, fixed addresses,
// symbols.
//
// Included by compiler/gen/gen_*.c (for constants and offsetof) and by the runtime (as its own
// types).  The entry points are in abi.def.  A change here needs a new ABI_VERSION: cached objects
// carry it.
//
// Calling convention of generated code: LLVM's C convention.  Strings, slices and interfaces travel
// as their words, each a separate argument; results of at most three words come back in rax, rdx,
// rcx (LLVM's rule for a returned struct); runtime functions written in C return at most two words.
// A closure's context travels in `nest` (r10).  The direction flag is clear, MXCSR at its default.
// What travels how is decided in compiler/gen/gen_type.c; stdlib/reflect/abi.go must agree.
//
// Thread control block: glibc reserves %fs:0x50..0x68 for transactional memory and %fs:0x70 for
// split stacks; Vole keeps its per-thread words there, so each is one %fs: load, and no
// thread-local address exists that an optimiser could keep across a call.  (Generated code reads
// them with volatile loads in address space 257.)

#ifndef VOLE_ABI_H
#define VOLE_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ABI_VERSION 9

#define ABI_FS_G 0x50           // G *: the running goroutine (g0 while on a thread's own stack)
#define ABI_G_DEFERS 48         // offset in G of the list of pending defers, newest first
#define ABI_G_PANICS 56         // ... of panics
#define ABI_FS_M 0x58           // M *
#define ABI_FS_P 0x60           // P * or NULL
#define ABI_FS_STACK_LIMIT 0x70 // the split-stack prologue compares rsp with this

// Go's representations.
typedef struct {
	const uint8_t *ptr;
	intptr_t len;
} GoString;
typedef struct {
	void *ptr;
	intptr_t len, cap;
} GoSlice;
typedef struct GoType GoType;
typedef struct GoItab GoItab;
typedef struct {
	const GoType *type;
	void *data;
} GoEface; // any
typedef struct {
	const GoItab *tab;
	void *data;
} GoIface; // interface with methods
typedef struct GoClosure {
	void (*fn)(void);
} GoClosure; // captured values follow

// Kinds as reflect numbers them.
enum {
	GO_BOOL = 1,
	GO_INT,
	GO_INT8,
	GO_INT16,
	GO_INT32,
	GO_INT64,
	GO_UINT,
	GO_UINT8,
	GO_UINT16,
	GO_UINT32,
	GO_UINT64,
	GO_UINTPTR,
	GO_FLOAT32,
	GO_FLOAT64,
	GO_COMPLEX64,
	GO_COMPLEX128,
	GO_ARRAY,
	GO_CHAN,
	GO_FUNC,
	GO_INTERFACE,
	GO_MAP,
	GO_POINTER,
	GO_SLICE,
	GO_STRING,
	GO_STRUCT,
	GO_UNSAFE_POINTER,
	GO_KIND_MASK = 31,
	GO_DIRECT_IFACE = 32, // pointer-shaped: the interface data word is the value itself
};

enum {                               // GoType.tflag
	GO_TFLAG_NAMED = 1,          // declared or predeclared type
	GO_TFLAG_REGULAR_MEMORY = 2, // equality is memcmp, hash is a memory hash
	GO_TFLAG_NO_ARRAY_END = 4,   // no array ends where a value ends: no loop over one does
};

typedef struct { // one method of a concrete type; sorted by name (then pkgpath)
	GoString name;
	GoString pkgpath;    // of an unexported name; else empty
	const GoType *mtype; // func type without receiver
	void *ifn;           // code called through an interface: receiver is the data word
	void *tfn;           // code called directly: receiver is the value
} GoMethod;

typedef struct { // present for named types and for types with methods
	GoString pkgpath;
	GoString name;                // unqualified type name with type arguments; empty if unnamed
	intptr_t nmethods, nexported; // exported ones come first
	const GoMethod *methods;
} GoUncommon;

struct GoType { // common head; the kind decides what follows
	uintptr_t size;
	uintptr_t ptrdata; // bytes of the prefix that can hold pointers; 0: noscan
	uint32_t hash;
	uint8_t tflag, align, field_align, kind;
	bool (*equal)(const void *, const void *, const GoType *self); // NULL: not comparable
	// a bit per word of ptrdata, least significant first; zero bits up to a multiple of 8 bytes
	// (it is read by the word); see gc_elem
	const uint8_t *gcdata;
	GoString str;         // as %T prints: main.T, []int
	const GoType *ptr_to; // *T if the program has it, else NULL
	const GoUncommon *uncommon;
	// Arrays longer than ABI_GCDATA_MAX_WORDS have gcdata NULL: the marker walks gc_elem's map,
	// one copy every gc_elem->size bytes.  NULL otherwise.
	const GoType *gc_elem;
	// NULL: not hashable (or not needed by any map).  Only types made at run time look at self,
	// here and in equal.
	uint64_t (*hash_fn)(const void *, uint64_t seed, const GoType *self);
};
#define ABI_GCDATA_MAX_WORDS 16384

typedef struct {
	GoType t;
	const GoType *elem;
	const GoType *slice;
	uintptr_t len;
} GoArrayType;
// dir: 1 recv, 2 send, 3 both
typedef struct {
	GoType t;
	const GoType *elem;
	intptr_t dir;
} GoChanType;
typedef struct {
	GoType t;
	intptr_t nin, nout;
	bool variadic;
	bool sret; // results are stored where a hidden first argument points
	const GoType *const *in, *const *out;
} GoFuncType;
typedef struct {
	GoString name;
	GoString pkgpath;
	const GoType *type;
} GoIMethod;
typedef struct {
	GoType t;
	GoString pkgpath;
	intptr_t nmethods;
	const GoIMethod *methods;
} GoInterType;
typedef struct {
	GoType t;
	const GoType *elem;
} GoPtrType;
typedef struct {
	GoType t;
	const GoType *elem;
} GoSliceType;
typedef struct {
	GoString name, pkgpath, tag; // pkgpath: of an unexported name
	const GoType *type;
	uintptr_t offset;
	bool embedded;
} GoField;
typedef struct {
	GoType t;
	GoString pkgpath;
	intptr_t nfields;
	const GoField *fields;
} GoStructType;
typedef struct { // Swiss table: groups of 8 slots, see runtime/map.h
	GoType t;
	const GoType *key, *elem;
	// struct { ctrl uint64; slots [8]struct{ key K; elem E } }: gives the collector its map
	const GoType *group;
	uint64_t (*hasher)(const void *, uint64_t seed, const GoType *key);
	uintptr_t slot_size, elem_off; // within a slot; an indirect key or elem is a pointer
	uint32_t flags;
} GoMapType;
enum {
	GO_MAP_INDIRECT_KEY = 1, // key > 128 bytes: stored behind a pointer
	GO_MAP_INDIRECT_ELEM = 2,
	GO_MAP_HASH_MIGHT_PANIC = 4, // interface inside the key
	GO_MAP_NEED_KEY_UPDATE = 8,  // +0/-0, strings: overwrite the key on assignment
};

struct GoItab { // emitted by the compiler (linkonce_odr) or built by iface.c
	const GoInterType *inter;
	const GoType *type;
	uint32_t hash; // copy of type->hash, for type switches
	uint32_t pad;
	void *fun[1]; // as many as inter has methods, in its order
};

// One package-level variable (or static data object) that holds pointers: section "goroots".
typedef struct {
	void *addr;
	const GoType *type;
} GoRoot;

// Section "gomaps": addresses of functions, each of which makes the map that one package-level
// variable holds from the start.  Called before any package's initialiser.

// Section "gotypes": a pointer to the descriptor of each type without a name (those of named types
// belong to one package and need not be found by what they are made of).

// One package: driver-made table go_inits[], in dependency order, ended by fn == NULL.
typedef struct {
	const char *pkg;
	void (*fn)(void);
} GoInit;

// A map's header: the second word points to its memory.  What fits one group of slots needs no
// other.
#define ABI_MAP_WORDS 6
#define ABI_MAP_SLOTS 8

// A map iterator; generated code reads key and elem (NULL key: done) and calls map_iter_next.
typedef struct {
	void *key, *elem;
	uintptr_t private_words[14];
} GoMapIter;

// One case of a select statement; generated code fills an array of them, sends first, on its frame.
typedef struct {
	void *chan;
	void *elem;
} GoSelectCase;

// A pending defer.  In a loop it comes from defer_new(), else it lies in the frame.  `frame` names
// the function activation it belongs to: the address of that activation's GoDeferFrame.  The body
// of a range over a function runs when there may be newer records of other functions: what it
// defers joins the list of a record that defer_loop() made before the loop.
typedef struct GoDeferFrame GoDeferFrame;
typedef enum { GO_DEFER_FRAME, GO_DEFER_POOL, GO_DEFER_LOOP } GoDeferKind;
typedef struct GoDefer {
	struct GoDefer *link; // next older on the goroutine (G's defer list)
	GoDeferFrame *frame;
	union {
		GoClosure *fn;       // no parameters, no results
		void *volatile body; // GO_DEFER_LOOP: list of GoDefer, newest first
	};
	uintptr_t kind;
} GoDefer;

// In every function that defers: filled by defer_enter() (a returns_twice call in the entry block),
// which returns 0 at first and 1 when a panic below was recovered by this frame's deferred call;
// the function then goes to its exit path: run the remaining defers (defer_run), return the results
// from memory.
struct GoDeferFrame {
	uintptr_t rsp, rbp, rbx, r12, r13, r14, r15, pc;
	uintptr_t stack_segment; // runtime: segment the frame lives on
	uintptr_t stack_limit;
};

// Codes of panic_bounds(x, is_signed, y, code): as Go's wordings.
enum {
	BOUNDS_INDEX, // index out of range [%x] with length %y
	// slice bounds out of range [:%x] with length %y     s[?:x], x > len (arrays, strings)
	BOUNDS_SLICE_ALEN,
	BOUNDS_SLICE_ACAP,  // slice bounds out of range [:%x] with capacity %y   s[?:x], x > cap
	BOUNDS_SLICE_B,     // slice bounds out of range [%x:%y]                  s[x:y], x > y
	BOUNDS_SLICE3_ALEN, // slice bounds out of range [::%x] with length %y
	BOUNDS_SLICE3_ACAP, // slice bounds out of range [::%x] with capacity %y
	BOUNDS_SLICE3_B,    // slice bounds out of range [:%x:%y]
	BOUNDS_SLICE3_C,    // slice bounds out of range [%x:%y:]
	// cannot convert slice with length %x to array or pointer to array with length %y
	BOUNDS_CONVERT,
};

// Symbols.
//   pkg/path.Name                 function            pkg/path.(*T).M, pkg/path.T.M  methods
//   pkg/path.f.func1              closures            NAME + "·f"     a function's static closure
//   type:LINKNAME                 descriptor          go:itab.TYPE,INTER
//   type:.eq.LINKNAME, type:.hash.LINKNAME            generated equality and hash
//   pkg/path.init                 runs the package's variable initialisers, then its init functions
//   main.main, go_inits
//   a function without a body     its symbol with every '/' as '.', since C compilers cannot spell
//                                 a slash: internal/abi.Typedmemmove is internal.abi.Typedmemmove
// Generated functions live in sections .text.go.<symbol>; the linker is given
// runtime/go_text_begin.o first and go_text_end.o last, so [go_text_begin, go_text_end) is exactly
// the goroutine text.
//
// Barrier window.  A pointer store that needs a barrier is the instruction sequence
//     cmpl $0, barrier_enabled(%rip) ; jne past ; mov value, (slot) ; past:
// from one inline asm, whose flag output then decides whether barrier_write(slot, value) is called
// (it shades and stores).  The preemption handler recognises the window by its code: a pc just
// behind the 7-byte cmpl (83 3d disp32 00 with that target) or behind cmpl+jne rel8 (75 xx) is
// inside.

#endif
