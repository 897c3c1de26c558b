// inline.h - devirtualisation and inlining, on the typed tree of one package
//
// The first section is for the driver, the second for the files inline_*.c among themselves.

#ifndef VOLE_INLINE_H
#define VOLE_INLINE_H

#include "callgraph.h"
#include "facts.h"
#include "options.h"
#include "tree.h"

// Inlines calls in all functions of p, whose imports have been through this already, and brings the
// tree into the form escape_package and gen rely on (see inline.c).  Prints -m lines to o->msgs.
void inline_package(Package *p, const Options *o);

// -------------------------------------------------------------------------------------------------

// Func.inl: what is known about inlining a function into others.
typedef struct {
	bool checked; // the rest is final
	bool inlinable;
	int cost;
	const char *reason; // why it is not inlinable, if that was found out here
	Vec body;           // template: the body before anything was inlined into it
	PtrMap nodes;       // ... and which of its nodes stand for which of the function's
	bool delay_results; // results are declared where the only return assigns them
} Inline;

enum {
	INLINE_BUDGET = 80,          // cost up to which a function can be inlined
	INLINE_CALL_COST = 57,       // of a call that stays a call
	INLINE_PARAM_CALL_COST = 17, // ... of a function the caller may know
	INLINE_PANIC_COST = 1,
	INLINE_CLOSURE_COST = 15,
	INLINE_BIG_NODES = 5000,       // a function with this many nodes is big:
	INLINE_BIG_CALLER_BUDGET = 20, // ... only the cheapest are inlined into it
	INLINE_CLOSURE_ONCE_BUDGET = 10 * INLINE_BUDGET,
};

// inline_prepare.c: dead code and go/defer statements
void inline_prepare(Func *f);

// inline_loop.c
void inline_keep_loops(Func *f); // f and its closures: what loops on testing.B.Loop compute

// inline_cost.c
void inline_check(Func *f, const Options *o); // can f be inlined?  Fills Func.inl once
bool inline_is_big(const Func *f);
Inline *inline_of(Func *f); // Func.inl, made when first asked for
void inline_load(Func *f);  // brings the template of a function of an outline

// inline_decide.c
bool inline_is_intrinsic(const Func *f); // gen expands calls to it: they cost nothing and stay
// The function that call would inline, or NULL.  check: see whether a closure can be inlined first.
Func *inline_callee(const Func *caller, const Node *call, bool check, const Options *o);
bool inline_cost_ok(Func *callee, bool big_caller, bool only_call);
bool inline_is_cycle(const Node *call, const Func *callee);

// inline_call.c
void inline_call(Func *caller, Node *call, Func *callee); // turns call into an OINLCALL

// inline_devirt.c: knows the concrete types that interface variables certainly hold
typedef struct {
	PtrMap analysed; // Func * whose assignments are in `assigned`
	PtrMap assigned; // Object * (interface variable) -> Vec * of assignments
} Devirt;
void inline_devirtualise(Devirt *d, Func *f, Node *call, const Options *o);
void inline_devirt_inlined(Devirt *d, Func *f, Node *inlined);
// What method `how` of x's type is called with: embedded fields walked, then & or *.
Node *inline_receiver(Node *x, const Lookup *how);

// inline_dead.c
void inline_drop_dead_locals(Func *f); // assignments nothing reads

// inline_marks.c
void inline_mark_calls(const Package *p, const Options *o); // those that are calls still

// inline_wrapper.c
Vec inline_wrappers(Package *p); // Func *: for method tables and method values
Func *inline_instance_wrapper(Package *p, Func *instance);

#endif
