// check.h - what the files of the checker share.  See check_package.c for the order of its work.
//
// Checking an expression rewrites it in place through the Node ** it is given; the node's type may
// stay untyped until its use decides (convert_untyped).  A faulty expression becomes OBAD of the
// invalid type and silences everything built on it.

#ifndef VOLE_CHECK_H
#define VOLE_CHECK_H

#include "lang.h"

// --- check_package.c: the package being checked and the surroundings of the code at hand ---------

// How an object was declared; hangs at Object.check and outlives the package's own check, since
// importers instantiate generic declarations.
typedef struct {
	Scope *scope; // where its declaration's names are looked up
	Package *pkg;
	Func *func;   // enclosing function of a local declaration
	Node *decl;   // OCONSTDECL, OVARDECL, OTYPEDECL, OFUNCDECL, OFIELD
	int index;    // CONST, VAR: which name of the declaration
	Vec deps;     // Object*: package-level variables, functions and methods it refers to
	Vec nonconst; // Pos*, see mark_nonconst()
	// of a generic function or method: the unchecked syntax instances are cloned from
	Node *pristine;
	bool repeated; // VAR: another name of the same `a, b = f()` has been checked
	int mark;      // scratch of check_init.c
} DeclInfo;

typedef struct Check Check;

typedef struct {
	Check *ck;    // the package whose code this becomes
	Package *pkg; // whose unexported names are visible
	Scope *scope;
	Func *func;        // innermost function; NULL at package level
	DeclInfo *decl;    // package-level declaration being checked, or NULL
	const Const *iota; // inside a constant declaration
	Pos errpos;        // known: report here (repeated constant declarations)
	bool generic;      // types may be type parameters: the result is for its errors only
	bool instance;     // checking an instance of code found good before
	bool in_method;    // within a method of an interface literal
	bool call_or_recv; // met since last cleared: makes len(array) not constant
} Env;

extern Env env;

// The state of checking one package; Package.check, so that an outline's can be taken up again.
struct Check {
	Package *pkg;
	Package *(*find)(void *arg, const char *path, Pos pos); // from import path to package
	void *arg;
	Vec objects;    // Object*: package-level objects in source order, methods included
	Vec imports;    // Object*: PKGNAME of each import
	Vec instances;  // Func*: instances whose bodies wait to be checked
	Vec bodies;     // OFUNCDECL nodes of pkg
	Vec requested;  // Object*: instances this package has a Func of
	Vec types;      // Type*: instantiated types whose methods are to be requested
	Vec edges;      // of check_mono.c
	Vec interfaces; // Node*: where interface literals stand that are not part of another
	Vec unfinished; // Type*: interfaces that embed types whose declarations they are part of
	Vec arrays;     // Node*: where array types stand whose size is to be checked at the end
	bool cycle_reported; // instantiation does not end: said once
	int inits;           // init functions named so far
	int closures;        // function literals in package-level values so far
	// check_outline.c: done so far, of each list
	int finished_types, requested_types, declared_instances;
};

DeclInfo *decl_info(Object *o);
Env env_enter(DeclInfo *d); // switches to a declaration's surroundings; returns the old ones
void later(void (*fn)(Node *, Type *), Node *n, Type *t); // run when no declaration is half done
void run_later(void);
void add_dependency(Object *o);
void note_array(Pos pos, Type *t);
void use_dot_import(Object *o);
// enters p
Check *check_begin(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg);
void collect(Package *p); // p's scope gets its names

// --- check_print.c: texts for messages -----------------------------------------------------------

const char *tstr(Type *t);
const char *expr_str(const Node *n);     // as written
const char *operand_tstr(const Node *n); // its type; a func's with the declared names
const char *operand_str(const Node *n);  // x (variable of type int)
const char *kind_word(Type *t);          // slice, map ...; "" for basic types
const char *method_str(const char *name, Type *sig);
char *types_summary(Type **at, int n, bool variadic, bool ddd);
// Reports at the start of n (or where env.errpos says).
void expr_error(const Node *n, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void bad(Node *n); // n becomes OBAD
Pos start_pos(const Node *n);

// --- check_decl.c: objects -----------------------------------------------------------------------

void resolve_object(Object *o); // gives it its type and value
void resolve_method_type(Object *m);
void complete_type(Type *t);       // hook: T_NAMED's under, T_INTER's methods, constraints
void declare(Scope *s, Object *o); // reports a redeclaration
void cycle_through(Object *o);     // reports: o, being resolved, needs itself
void value_cycle(Object *o);       // the same if o is a type that a value needs meanwhile
void declare_local_group(Node **np, Vec *out); // OVARDECL, OCONSTDECL, OTYPEDECL as statements
Object *new_local(const char *sym, Pos pos, Type *t);
Node *new_temp(Type *t, Pos pos); // ONAME of a fresh is_temp variable
Node *name_node(Object *o, Pos pos);
Node *use_temp(const Node *temp); // another reference to the same
// reports: each of at needs the next, the last the first
void type_cycle(Object **at, int n, int start);
Type *method_signature(Object *m);
void declare_tparams(Object *o);

// --- check_recursive.c: types that contain themselves --------------------------------------------

void check_recursive_types(Package *p);
void check_recursive_type(Type *t);
void check_anonymous_cycles(const Vec *interfaces);

// --- check_func.c: signatures and bodies ---------------------------------------------------------

// objects wanted when not NULL
// Messages show the names of a func type's parameters and results.  Identical types are one
// pointer, so they are known only while the package names them alike everywhere.  Returns t.
Type *note_names(Type *t, const char **names);
const char **names_in(const Node *syntax); // of an OTFUNC: parameters, then results; or NULL
const char **names_of(const Node *n);      // of an operand of func type, as declared; or NULL
const char **names_last_written(Type *t);  // NULL unless t is the func type resolved last
Type *signature(Node *syntax, Scope *scope, Vec *params, Vec *results);
Scope *declare_signature(Func *f, Scope *outer); // f's variables, in a scope of their own
void check_func_body(Func *f, Scope *outer);
void func_literal(Node **np);
void generic_body(Object *o);
const char *closure_name(Func *outer, const char *why);
void capture(Object *v);

// --- check_type.c, check_interface.c: type expressions -------------------------------------------

Type *type_expr(Node **np);           // of a variable: not generic, not a constraint
void variable_type(Pos pos, Type *t); // reports a constraint interface, when all is known
Type *type_expr_any(Node **np, bool allow_generic);
Type *constraint_expr(Node **np);
Type *interface_type(Node *n); // of OTINTER
Type *union_type(Node *n);     // of OTUNION, OTILDE
const char *generic_name(Object *o);
Object *named_type(Node *x);
#define MAX_TYPE_SIZE (INT64_C(1) << 50)
void bind_type_node(Node *n, Type *t);

// --- check_expr.c, check_select.c, check_index.c, check_literal.c --------------------------------

typedef enum {
	MODE_BAD,
	MODE_NOVALUE,
	MODE_BUILTIN,
	MODE_TYPE,
	MODE_CONST,
	MODE_VAR,
	MODE_MAPINDEX,
	MODE_VALUE,
	MODE_NIL,
	MODE_COMMAOK
} Mode;

Mode mode_of(const Node *n);
bool addressable(const Node *n);
void expr(Node **np);                  // a single value
void expr_hint(Node **np, Type *elem); // composite literals without type take elem
// Generic functions may take their arguments from target, the type of what `what` names.
void expr_target(Node **np, Type *target, const char *what);
void expr_or_type(Node **np);
void expr_generic(Node **np); // an uninstantiated function is fine
void expr_multi(Node **np);   // a call may yield a tuple
void raw_expr(Node **np, Type *hint);
void single_value(Node **np);
void exclude(Node *n, bool types_too); // errors: no value; if types_too, a built-in or type
void not_generic(Node *n);
Node *unparen(Node *n);
void selector(Node **np);
void take_address(Node *n);
Node *implicit_addr(Node *n);
Node *implicit_deref(Node *n);
void index_expr(Node **np);
void slice_expr(Node **np);
void composite_literal(Node **np, Type *hint);
typedef struct {
	struct {
		const char *key;
		Node *node;
	} *slots;
	uint32_t len, cap;
} ConstSet;
Node *const_set_add(ConstSet *s, Node *n);
// length -1: unknown; value -1: not constant
void check_index(Node **np, int64_t length, int64_t *value);
void index_value(Node **np, int64_t length, int64_t *value, const char *what); // n checked already
bool is_blank_ident(const Node *n);
void object_expr(Node *n, Object *o);
bool type_is_pointer(Type *t);
void report_undefined_import(Node *n, Package *p);
const char *lookup_failure(Type *t, const char *sym, bool struct_lit);

// --- check_binary.c ------------------------------------------------------------------------------

void unary(Node **np);
void binary(Node **np);
void binary_operands(Node *n, bool asop);
void match_binary(Node **x, Node **y);
bool comparison(Node **x, Node **y, Op op, bool switch_case);
Type *chan_elem(const Node *at, Node *x, bool recv);

// --- check_const.c -------------------------------------------------------------------------------

typedef enum { REP_OK, REP_BAD, REP_TRUNCATED, REP_OVERFLOWS } Rep;

Rep representable(const Const **val, Type *from, Type *to); // val is rounded
bool is_const(const Node *n);
void set_const(Node *n, const Const *val, Type *t); // n becomes OLIT, keeping how it was written
Rep implicit_type(Node *n, Type *target, Type **result); // REP_OK: an untyped n can become *result
void convert_untyped(Node **np, Type *target);           // reports
void set_untyped(Node **np, Type *t);                    // after implicit_type said yes
void default_type(Node **np);
bool check_overflow(Node *n, const Const *val, Type *t, const Const **out);
void mark_nonconst(Pos p);
bool is_nonconst(Pos p);

// --- check_conv.c --------------------------------------------------------------------------------

bool assignable(Node *n, Type *t, char **cause);
void assign(Node **np, Type *t, const char *context); // convert for assignment to type t
void assign_arg(Node **np, Type *t, const Node *callee);
void convert_to(Node **np, Type *t); // wrap implicitly; types known assignable
void conversion(Node **np, Type *t); // *np is the OCALLX T(x)
bool type_assertable(Type *from, Type *to, char **cause);
char *missing_method(Type *t, Type *inter);

// --- check_call.c, check_builtin.c, check_unsafe.c -----------------------------------------------

void call_expr(Node **np);
Type *param_type(Type *sig, int i, bool ddd); // of argument i
void call_builtin(Node **np, Object *b);
// Of a builtin call: its argument i; is one of them faulty; are there min to max (-1: any number),
// or else a message.
Node **builtin_arg(Node *n, int i);
bool builtin_has_bad(Node *n);
bool builtin_count_args(Node *n, int min, int max);
void builtin_finish(Node *n, Op op, Type *t); // moves the arguments to x and y and makes n the op
void unsafe_size_of(Node *n, bool align);
void unsafe_offset_of(Node *n);
void unsafe_add(Node *n);
void unsafe_slice(Node *n, Op op);
void unsafe_data(Node *n, Op op);
void spread_call(Node *n, Vec *list); // f(g()): replaces the list by temporaries in n->init
void expr_list(Node *n, Vec *list);   // checks arguments, spreading a multi-value call

// ---- check_stmt.c, check_assign.c, check_switch.c, check_range.c, check_label.c, check_return.c
// ----

void block(Vec *list);
void stmt_list(Vec *list);
void check_stmt(Node *n, Vec *out); // appends what n becomes
void init_stmts(Vec *init);
void open_scope(void);
void close_scope(void);
void assign_stmt(Node *n, Vec *out);
void define_stmt(Node *n, Vec *out);
void assign_op(Node *n, Vec *out);
void switch_stmt(Node *n);
void type_switch(Node *n);
void select_stmt(Node *n);
void range_stmt(Node *n, Vec *out);
void return_stmt(Node *n);
void init_var(Object *o, Node **value, const char *context);
void init_vars(Node *at, Vec *vars, Type *type, Vec *values, Vec *out);
Type *lhs_var(Node **np); // a destination; NULL if blank
Type *lhs_type(Node *n);
bool terminates(Vec *list);
void resolve_labels(Func *f);
void check_unused(Func *f);

// --- check_typeset.c, check_generic.c, check_unify.c, check_infer.c, check_mono.c ----------------

typedef struct {
	Type *type;
	bool tilde;
} Term;
typedef struct {
	bool all; // no restriction
	Term *terms;
	int n;
	bool comparable;
} TypeSet;

const TypeSet *typeset(Type *t);      // of a type parameter or interface
int count_terms(Type *u);             // of a union, those of embedded interfaces included
bool is_constraint_only(Type *inter); // may not be a variable's type
Type *core_type(Type *t);             // the one underlying type, or NULL
bool all_types(Type *t, bool (*pred)(Type *));
const char *core_fault(Type *t); // why a type parameter has no core type
bool has_empty_typeset(Type *t);
Type *core_string(Type *t); // like core_type, string and []byte mixed give string
void complete_inter(Type *t);
bool is_tparam(const Type *t);
bool type_comparable_tparam(Type *t);
bool strictly_comparable(Type *t);
bool satisfies(Type *t, Type *constraint, char **cause);
Type *subst(Type *t, const Vec *tparams, const Vec *targs);
Type *instantiate_type(Type *origin, const Vec *targs, Pos pos);
Type *instantiate_alias(Object *o, const Vec *targs);
void instantiate_func(Node *n, Object *generic, const Vec *targs, Pos pos);
bool verify_instance(Pos pos, const Vec *written, const Vec *tparams, const Vec *targs);
void note_instance(Type *t);
void check_instance_bodies(void);
void check_instance(Func *f);
void declare_instance(Func *f); // its signature; the body waits
void request_methods(Type *t);  // code for an instantiated type's
typedef enum { UNIFY_LOOSE, UNIFY_ASSIGN, UNIFY_EXACT } UnifyMode;
typedef struct {
	const Vec *tparams; // Type*: the parameters to find
	int *group;         // of each: parameters joined share one
	Type **bound;       // what each group is bound to, or NULL
	int depth;
} Unifier;
void unifier_init(Unifier *u, const Vec *tparams);
int unifier_index(const Unifier *u, Type *t);
Type *unifier_at(const Unifier *u, int i);
void unifier_set(Unifier *u, int i, Type *t);
int unifier_unknowns(const Unifier *u);
bool unify(Unifier *u, Type *x, Type *y, UnifyMode mode);

bool infer(Node *call, Object *generic, Vec *targs, Vec *args);
bool infer_args(Node *call, Type *sig, Vec *args);
bool infer_rest(Node *n, Object *generic, Vec *targs);
bool infer_from_target(Node *n, Object *generic, Vec *targs, Type *target, const char *what);
Object *generic_func(const Node *n); // the uninstantiated function n names, or NULL

void mono_note(const Vec *tparams, const Vec *targs, Pos pos);
bool mono_check(void);

// --- check_outline.c: imported packages, on demand -----------------------------------------------

Scope *package_scope(Package *p);  // reads an outline's names if nobody did
void note_outline_type(Object *o); // it is mentioned
void finish_outlines(void);        // what was met in outlines gets its layout and its functions

// --- check_version.c: p is of the code that uses something new; false after reporting ------------

bool version_allows(Pos p, int minor);
bool version_require(Pos p, int minor, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool version_require_name(Pos p, const char *prefix, const char *name); // of a predeclared object

// --- check_init.c, check_rangefunc.c -------------------------------------------------------------

void init_order(Package *p);

// check_embed.c
void check_embeds(Package *p);
void check_settings(Package *p);
void range_func(Node *n, Vec *out);

#endif
