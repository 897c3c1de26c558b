// escape.h - which allocations may live on the stack
//
// The first section is for the driver and gen, the second for the files escape_*.c among
// themselves; the graph they work on is in escape_graph.h.

#ifndef VOLE_ESCAPE_H
#define VOLE_ESCAPE_H

#include "callgraph.h"
#include "escape_graph.h"
#include "facts.h"
#include "options.h"

// Decides for every allocation in p: Node.esc of allocating expressions, Object.esc and
// Object.capture_byval of variables; leaves parameter summaries in Func.esc for p's importers,
// which must have been through this.  Call after inline_package.  Prints -m lines to o->msgs.  A
// defer statement's Node.esc is ESC_NONE if it runs at most once in a call (its record may lie in
// the frame).  make(chan) is always ESC_HEAP.
void escape_package(Package *p, const Options *o);

// -------------------------------------------------------------------------------------------------

typedef enum { ESCAPE_UNSEEN, ESCAPE_PLANNED, ESCAPE_TAGGED } EscapeState;

// Func.esc
typedef struct {
	EscapeState state;
	Frame *frame;        // while the function's batch is analysed
	const Leaks *params; // when TAGGED: receiver first, then the parameters
	SlotLeak **slots;    // ... and their ways to slots; NULL: none has any
	int nparams;
	const char *alloc_chain; // how it may allocate on the heap (promise.c); NULL: it does not
} EscapeFunc;

// A batch: functions analysed together because they may call each other.
typedef struct {
	const Options *o;
	Package *pkg;
	Graph graph;
	bool explains;  // somebody wants to know the ways that values take
	Vec closures;   // Capture *: literals met, captures still to be connected
	PtrMap reasons; // Node * or Object * -> char *: why it is on the heap (allocs.c)
	PtrMap slots;   // slot_id() -> Slot *
	bool open;      // analysed as if the program were not known (closed_compare.c)
	// Node * or Object * that escapes then -> the call that sends it to the heap
	PtrMap open_calls;
} Batch;

typedef struct {
	Hole hole; // what the closure's record holds flows here
	Node *lit;
} Capture;

// The state of walking one function.
typedef struct {
	Batch *b;
	Func *f;
	Frame *frame;
	int loop_depth; // 1 outside loops
	PtrMap labels;  // OLABEL -> itself if a later goto leads back to it
} Build;

EscapeFunc *escape_of(Func *f);

// escape_build.c: functions and variables
void flow_declare(Batch *b, Func *f);  // locations of f's variables
void flow_function(Batch *b, Func *f); // the body, with the closures in it
void flow_captures(Batch *b);          // after all bodies: by value or by reference?
Location *flow_location(Object *o);    // of a variable
Hole flow_note(Build *e, Hole k, Node *where, const char *why);
Hole flow_deref(Build *e, Hole k, Node *where, const char *why);
Hole flow_addr(Build *e, Hole k, Node *where, const char *why);
Hole flow_heap(Build *e);
Hole flow_mutator(Build *e);
Hole flow_callee(Build *e);
Hole flow_discard(Build *e);
Hole flow_tee(Build *e, const Hole *ks, int n); // flows into each of ks
Hole flow_spill(Build *e, Hole k, Node *n);     // n allocates; its address flows to k
// What a slot receives, or (level 1) what that points to.
Hole flow_slot(Build *e, uint64_t key, int param, int level);

// escape_build_expr.c
void flow_expr(Build *e, Hole k, Node *n); // evaluate n, its value flows to k
void flow_discarded(Build *e, Node *n);
void flow_literal(Build *e, Hole k, Node *n); // OFUNCLIT
void flow_number(Build *e, Hole k, Node *n);  // a uintptr: the pointers it was made from flow to k
Hole flow_place(Build *e, Node *n);           // the hole that stores into an addressable n fill

// escape_build_call.c
void flow_call(Build *e, const Hole *ks, Node *n); // a call or builtin; ks: its results, or NULL
// Whom a call reaches: a function, or (NULL) any of those that share a key (closed.h).
typedef struct {
	Func *func;
	uint64_t key; // 0: any function
	const Type *sig;
} Callee;

Hole flow_argument(Build *e, const Hole *ks, const Callee *callee, int param);

// escape_build_stmt.c
void flow_stmts(Build *e, const Vec *list);
void flow_block(Build *e, const Vec *list); // and afterwards the loop depth is as before

// escape_static.c: an initialiser of a package variable whose value is data; false if it is not
bool flow_static(Build *e, Node *n);

// escape_size.c: what must be on the heap however it is used
void escape_fold_constants(Location *l); // make([]T, n) with a known n, any(x) with a known x
const char *escape_heap_reason(const Location *l); // or NULL

// Bytes of what a new, &T{}, closure or method value makes; 0 for any other expression.
int64_t escape_object_size(const Node *n);

// closed_compare.c
// What escapes if nothing is known of the program, as Batch.open_calls; build makes the graph.
PtrMap compare_open(const Batch *closed, const Vec *funcs,
		    void (*build)(Batch *b, const Vec *funcs));
// Where f's parameter goes then; false: nothing is known of that.
bool compare_open_leaks(const Func *f, int param, Leaks *out);
// What -m adds about a location that does not escape, but would; or NULL.
const char *compare_mark(const Batch *b, const Location *l);

// bounds.c: sets Node.bounded of indices that cannot be out of range
void bounds_package(Package *p, const Options *o);

// escape_report.c
bool report_wanted(const Batch *b); // does somebody want to be told of paths?
void report_forced(void *batch, Location *dst, Location *src, int derefs, const Note *notes);
void report_escape(void *batch, const Location *root, Location *l);
void report_leak(void *batch, const Location *root, Location *l, int derefs);
// The path from l to root, a line a step, each behind a newline.
const char *report_leak_path(const Batch *b, const Location *root, const Location *l);
void report_capture(const Batch *b, const Object *o, const Location *l);
void report_parameter(const Batch *b, const Func *f, const Object *param, const Leaks *leaks);
// a uintptr
void report_number(const Batch *b, const char *verb, const Object *param, const char *what);
void report_location(const Batch *b, const Location *l);

#endif
