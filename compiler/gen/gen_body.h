// gen_body.h - function bodies: what gen_*.c call of each other for expressions and statements.

#ifndef VOLE_GEN_BODY_H
#define VOLE_GEN_BODY_H

#include "gen.h"
#include "tree.h"

// gen_debug.c, beyond gen.h
void gen_debug_function(Fn *f);  // subprogram of f->func
void gen_position(Fn *f, Pos p); // of the instructions that follow

// gen_build.c, gen_func.c, beyond gen.h
void gen_keep_alive(Fn *f, LLVMValueRef p); // p's object is reachable up to here
Fn *gen_fn_open(Gen *g, LLVMValueRef fn);
LLVMValueRef gen_code_closure(Gen *g, LLVMValueRef fn); // static closure of code without context
Type *gen_context_type(Func *f); // struct { F uintptr; X1; X2 ... } of f's captures

// --- gen_recurse.c - recursion expanded by a level -----------------------------------------------
bool gen_recursion_worth(Gen *g, const Func *func, LLVMValueRef fn); // fn is func's finished body
LLVMValueRef gen_recursion_twin(Gen *g, LLVMValueRef fn);            // declared, without a body
void gen_recursion_redirect(LLVMValueRef fn, LLVMValueRef twin); // fn's calls of itself go to twin

// gen_value.c, beyond gen.h
Val gen_retype(Val v, Type *t);                  // same representation under another type
Val gen_only_element(Fn *f, Val v);              // of an array of length 1
Val gen_pair(Fn *f, Type *t, LLVMValueRef pair); // a runtime entry's two words as the leaves of a t
LLVMValueRef gen_first(Fn *f, LLVMValueRef pair);     // its words: a pointer ...
LLVMValueRef gen_second(Fn *f, LLVMValueRef pair);    // ... and an i64
LLVMValueRef gen_is_nonzero(Fn *f, LLVMValueRef i64); // i1

// --- gen_check.c - nil and bounds checks ---------------------------------------------------------
void gen_nil_check(Fn *f, LLVMValueRef ptr);
// index (an i64, is_signed or not) must be < len (or <= len when or_equal); panics with a BOUNDS_
// code.  The call that does; NULL: there is nothing to check.
LLVMValueRef gen_bounds_check(Fn *f, LLVMValueRef index, bool is_signed, LLVMValueRef len, int code,
			      bool or_equal);
// Calls the noreturn runtime entry if bad holds.  Returns that call.
LLVMValueRef gen_panic_if(Fn *f, LLVMValueRef bad, const char *entry, LLVMValueRef *args, int n);

// --- gen_mark.c - marks for the page of -m=html --------------------------------------------------
// Marks the check of n: the calls that panic, each of which may be NULL.  All are: it is left out.
void gen_mark_check(Fn *f, const Node *n, LLVMValueRef *calls, int ncalls);
// Marks the barrier of the store being generated: the call; NULL: it is left out.
void gen_mark_barrier(Fn *f, LLVMValueRef call);
void gen_settle_marks(Gen *g); // behind the optimiser: what is left of them?

// --- gen_expr.c - expressions --------------------------------------------------------------------
Val gen_expr(Fn *f, Node *n);
void gen_effects(Fn *f, Node *n);      // for its side effects
LLVMValueRef gen_cond(Fn *f, Node *n); // i1
void gen_branch(Fn *f, Node *cond, LLVMBasicBlockRef yes, LLVMBasicBlockRef no);
// An integer operand as i64, extended by its type.
LLVMValueRef gen_int_operand(Fn *f, Node *n, bool *is_signed);
LLVMValueRef gen_widen(Fn *f, Val v); // an integer value as i64

// --- gen_place.c - left-hand sides and addresses -------------------------------------------------
// The operands of a place are evaluated first (gen_place), its checks are made when it is used.
typedef struct Place {
	enum {
		PLACE_BLANK,
		PLACE_VAR,
		PLACE_DEREF,
		PLACE_SLICE,
		PLACE_ARRAY,
		PLACE_FIELD,
		PLACE_MAP
	} kind;
	Type *type;                 // of what it holds
	Addr var;                   // VAR
	Val base;                   // DEREF: the pointer; SLICE: the slice; MAP: the map
	Node *map;                  // MAP: the node
	Val key;                    // MAP
	LLVMValueRef index;         // SLICE, ARRAY: an i64
	bool index_signed, bounded; // bounded: proven in range
	bool in_frame;       // DEREF, SLICE: what base leads to lies in this function's frame
	bool hides_pointer;  // DEREF: the uintptr is a pointer (tree_is_header_data)
	struct Place *outer; // ARRAY, FIELD: the place this is a part of
	int64_t offset;      // DEREF, FIELD
	const Node *node;    // the expression
} Place;
Place gen_place(Fn *f, Node *n);
Addr gen_place_addr(Fn *f, const Place *p); // not for MAP and BLANK
void gen_place_store(Fn *f, const Place *p, Val v);
Addr gen_addr(Fn *f, Node *n);
int64_t gen_field_offset(Type *s, int64_t i); // of field i of struct type s
// array + index, unchecked
Addr gen_element(Fn *f, Type *elem, LLVMValueRef array, LLVMValueRef index);

// --- gen_const.c - constants as LLVM constants ---------------------------------------------------
Val gen_const(Gen *g, Type *t, const Const *c);
// leaves that are constants, as one of the memory type
LLVMValueRef gen_const_memory(Gen *g, Val v);

// --- gen_arith.c - operators ---------------------------------------------------------------------
Val gen_arith(Fn *f, Op op, Type *t, Val a, Val b); // OADD .. OANDNOT on numbers, OADD on strings
Val gen_shift(Fn *f, Op op, Val a, Val count, bool bounded);
Val gen_unary(Fn *f, Node *n);
LLVMValueRef gen_comparison(Fn *f, Node *n); // OEQ ONE OLT OLE OGT OGE: i1
Val gen_minmax(Fn *f, Node *n);

// --- gen_conv.c, gen_iface.c - conversions -------------------------------------------------------
Val gen_conversion(Fn *f, Node *n);
Val gen_passing_string(Fn *f, Node *n); // a string used at once: string(bytes) is not copied
Val gen_to_iface(Fn *f, Node *n);       // OCONVIFACE
Val gen_type_assert(Fn *f, Node *n);    // ODOTTYPE
Val gen_type_assert2(Fn *f, Node *n, LLVMValueRef *ok);
LLVMValueRef gen_iface_type(Fn *f, Val v); // type word of an interface value; NULL if nil
LLVMValueRef gen_holds_type(Fn *f, Val iface, Type *t); // i1: dynamic type is t (concrete)
Val gen_unbox(Fn *f, Val iface, Type *t);               // the value of concrete type t inside
LLVMValueRef gen_type_word(Gen *g, Type *concrete, Type *inter); // itab or descriptor

// --- gen_call.c - calls --------------------------------------------------------------------------
Val *gen_call(Fn *f, Node *n); // results in order; inlined calls and intrinsics too
Val *gen_call_code(Fn *f, const Sig *s, LLVMValueRef code, LLVMValueRef ctx, const Val *recv,
		   const Val *args);
Val *gen_call_closure(Fn *f, Type *type, LLVMValueRef closure, const Val *args);
LLVMValueRef gen_itab_method(Fn *f, Val iface, int index); // code; panics if iface is nil
bool gen_intrinsic(Fn *f, Node *call, Val *result);        // gen_intrinsic.c

// --- gen_lit.c - composite literals, closures ----------------------------------------------------
Val gen_literal(Fn *f, Node *n);
// struct or array literal; `to` holds zero if to.fresh
void gen_literal_into(Fn *f, Node *n, Addr to);
bool gen_is_blank_field(Type *t, int64_t num); // of a struct; no field of an array is
Val gen_func_literal(Fn *f, Node *n);
// Memory for one value of t: a frame slot if esc is ESC_NONE, else from the heap; zeroed.
Addr gen_new(Fn *f, Type *t, Esc esc);

// --- gen_static.c - values known at compile time -------------------------------------------------
// constant of n's memory type, or NULL
LLVMValueRef gen_static_value(Gen *g, Node *n, bool read_only);
bool gen_is_static(Node *n);
void gen_init_function(Gen *g);         // gen_init.c
bool gen_static_init(Gen *g, Node *as); // initialises a package variable, if as->y allows

// --- gen_builtin.c, gen_slice.c, gen_map.c -------------------------------------------------------
Val gen_builtin(Fn *f, Node *n);
Val gen_append(Fn *f, Node *n);
// The make(T, n) in append(s, make(T, n)...), for which no slice is made; NULL: n is no such
// append.
Node *gen_append_make(Node *n);
void gen_clear_slice(Fn *f, Val s);
Val gen_copy(Fn *f, Node *n);
Val gen_make_slice(Fn *f, Node *n);
Val gen_slice_expr(Fn *f, Node *n);
Val gen_len(Fn *f, Val v);
Val gen_map_index(Fn *f, Node *n); // OINDEXMAP as an rvalue
Val gen_map_index2(Fn *f, Node *n, LLVMValueRef *found);
// place of the element, made if absent
Addr gen_map_assign(Fn *f, Type *map, LLVMValueRef m, Val key);
LLVMValueRef gen_new_map(Fn *f, Node *n, LLVMValueRef hint); // of a make or literal
void gen_map_delete(Fn *f, Node *n);
Val gen_receive(Fn *f, Node *n, LLVMValueRef *ok);

// --- gen_order.c - evaluation order --------------------------------------------------------------
typedef struct Hoisted {
	Node *node;
	Val val;
	struct Hoisted *next;
} Hoisted;
// Evaluates, in lexical order, what must happen before the rest of expression n; gen_expr then
// finds the values.  keep_root: n itself stays.  Pair with gen_order_end(mark) at the end of the
// statement.
Hoisted *gen_order_begin(Fn *f);
void gen_order(Fn *f, Node *n, bool keep_root);
void gen_order_lists(Fn *f, Vec *places, Vec *values); // the same for several: places stay
void gen_order_end(Fn *f, Hoisted *mark);
void gen_init_list(Fn *f, Node *n); // n->init, unless done already
bool gen_hoisted(Fn *f, Node *n, Val *out);
void gen_hoist(Fn *f, Node *n, Val v); // n's value is v from now on
bool gen_has_calls(Node *n);

// --- gen_stmt.c and the statement files ----------------------------------------------------------
typedef struct Jump {
	Node *stmt; // the for, range, switch, select statement
	LLVMBasicBlockRef brk, cont;
	struct Jump *outer;
} Jump;
void gen_stmts(Fn *f, Vec *list);
void gen_stmt(Fn *f, Node *n);
// The body of a loop, from the current block; ends in a branch to cont.
void gen_loop_body(Fn *f, Node *loop, LLVMBasicBlockRef brk, LLVMBasicBlockRef cont);
// The body of a switch or select clause; ends in a branch to brk.
void gen_clause_body(Fn *f, Node *stmt, Vec *body, LLVMBasicBlockRef brk);
// Keeps alive, up to here, what variables indexed in the loop point to.
void gen_keep_bases(Fn *f, Node *loop);

// gen_keep.c: for loops on testing.B.Loop
Val gen_keep(Fn *f, Val v); // v, of which the optimiser knows nothing
void gen_keep_read(Fn *f, Node *loop);
void gen_assign(Fn *f, Node *n);                            // gen_assign.c: OAS, OASOP, OAS2*
void gen_assign_ok(Fn *f, Node *n, Val v, LLVMValueRef ok); // targets of n = v, ok
// y, z = first, second of range statement n; a NULL value is not assigned.
void gen_assign_pair(Fn *f, const Node *n, const Val *first, const Val *second);
void gen_range(Fn *f, Node *n);
void gen_switch(Fn *f, Node *n);
void gen_type_switch(Fn *f, Node *n);
void gen_select(Fn *f, Node *n);
void gen_go(Fn *f, Node *n);
void gen_defer(Fn *f, Node *n);
void gen_defer_exit(Fn *f); // runs what is deferred; the results are returned next
Val gen_recover(Fn *f, Type *t);
Val gen_defer_loop(Fn *f, Type *t);
bool gen_wraps_call(const Func *f); // a go or defer wrapper whose callee may recover
void gen_announce_frame(Fn *f);     // of a wrapper: what it calls may recover

// --- gen_wrapper.c -------------------------------------------------------------------------------
Val gen_method_value(Fn *f, Node *n);
LLVMValueRef gen_method_expr(Gen *g, Node *n); // its static closure

// --- gen_dead_calls.c ----------------------------------------------------------------------------
bool gen_is_main(LLVMValueRef fn);                   // main.main, whose frame stays to the end
const char *gen_callee_name(LLVMValueRef call);      // "" if not known
bool gen_is_call(LLVMValueRef i);                    // that may collect and returns
bool gen_ends_stretch(LLVMValueRef i);               // ... or may become one
bool gen_waits(LLVMValueRef call);                   // for as long as it likes
bool gen_forgets(LLVMValueRef call, LLVMValueRef p); // argument p, when it returns
bool gen_begins_iteration(LLVMValueRef call, LLVMValueRef p); // over map p
LLVMTypeRef gen_result_in(LLVMValueRef call, LLVMValueRef p);
bool gen_receives(LLVMValueRef call, LLVMValueRef p); // from a channel, into p
bool gen_byte_step(LLVMValueRef gep, int64_t *step);
LLVMValueRef gen_cases_at(LLVMValueRef place, int64_t *at); // select's array that the place is in
bool gen_selects(LLVMValueRef i);
bool gen_sends(LLVMValueRef select, int64_t at);             // the case there, of its array
int gen_way_recovered(LLVMValueRef end, LLVMValueRef enter); // successor, -1 if not known

// --- gen_debug.c, gen_passes.c, gen_target.c: the module as a whole ------------------------------
void gen_debug_begin(Gen *g);
void gen_debug_end(Gen *g);
void gen_target_open(Gen *g);              // target machine, data layout
void gen_passes_options(const Options *o); // gen_passes.c: before LLVM is first asked for anything
void gen_passes(Gen *g);                   // optimises, at -O0 only what must be
void gen_clear_dead(Gen *g);               // gen_dead.c: the module is as optimised
void gen_whole_words(Gen *g);              // gen_words.c: after that
void gen_target_optimise(Gen *g);          // and verifies

#endif
