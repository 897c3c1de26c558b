// tree.h - typed trees: walking, asking simple questions, copying

#ifndef VOLE_TREE_H
#define VOLE_TREE_H

#include "lang.h"
#include "ptrmap.h"

// -------------------------------------------------------------------------------------------------
// tree_walk.c
// -------------------------------------------------------------------------------------------------

// Calls fn on each child, in the order of evaluation as Go's compiler walks them.  Unlike
// node_children it leaves out the statement a break, continue or goto leads to.
void tree_children(Node *n, void (*fn)(Node **child, void *arg), void *arg);
// Calls fn on n and everything below it, parents first; closures' bodies are not entered.
void tree_visit(Node *n, void (*fn)(Node *n, void *arg), void *arg);
void tree_visit_list(const Vec *list, void (*fn)(Node *n, void *arg), void *arg);

Node *tree_name(Object *o, Pos pos);     // an ONAME of o
Node *tree_declared(Object *o, Pos pos); // ... as the target of the assignment that declares o
Node *tree_blank(Type *t, Pos pos);      // _, as the target of a value of type t
// n, which stands in f (NULL: unknown), as -m lines about package `from` show it.
char *tree_string(const Node *n, const Func *f, Package *from);
Pos tree_pos(const Node *n);       // where Go says n is: an explicit conversion at its operand
Pos tree_func_pos(const Func *f);  // where Go says f is: a method at its receiver's bracket
bool tree_is_local(const Node *n); // an ONAME of a local variable, parameter or result
bool tree_is_blank(const Node *n);
// Does statement n declare the variable that name, one of its targets or NULL, stands for?  As
// tree_note_variables() has found.
bool tree_declares(const Node *n, const Node *name);
bool tree_is_pointer_number(const Node *n); // uintptr(unsafe.Pointer(p)), as system calls want it
// p.Data of a *reflect.SliceHeader or *reflect.StringHeader: its type hides that it is a pointer.
bool tree_is_header_data(const Node *n);
// The variable a store into the addressable n changes: x of x.f.g and x[i] (arrays); else what is
// below.
Node *tree_outer_value(Node *n);
// The earliest expression that always has n's value: follows variables that are assigned only where
// they are declared and whose address nobody takes, and calls already inlined.
Node *tree_static_value(Node *n);
// The function or method that a call itself names, or NULL.
Func *tree_named_callee(const Node *call);
// The function a call certainly reaches, or NULL: call is OCALL, OCALLMETH or OCALLINTER.
Func *tree_static_callee(const Node *call);
Type *tree_callee_type(const Node *call); // its signature, without receiver

// Notes in the variables of f and of its closures where they are declared (defn), whether they are
// assigned anywhere else (reassigned) and whether their address is taken (addrtaken).
void tree_note_variables(Func *f);

// -------------------------------------------------------------------------------------------------
// tree_clone.c
// -------------------------------------------------------------------------------------------------

// A copy of typed trees.  Local variables in `vars` are replaced; closures become new functions.
typedef struct {
	PtrMap *vars;           // Object * -> Object *; shared with the copies of nested closures
	PtrMap nodes;           // Node * -> Node *: what jumps lead to, and declaring assignments
	const PtrMap *template; // with into: the nodes of the copy that is copied again; its
				// variables' declarations are known by the original's
	Vec jumps;              // copied jumps whose target still has to be replaced
	// function the copy becomes part of; NULL: a template, which shares the original's
	// variables
	Func *into;
	Func *callee; // with into: the function whose body is copied, for positions
	Pos call;     // with into: where it is called
	Node *(*on_return)(Node *ret, void *arg); // with into: what replaces a (copied) return
	void *arg;
} TreeClone;

Node *tree_clone(TreeClone *c, const Node *n);
Vec tree_clone_list(TreeClone *c, const Vec *list);
void tree_clone_finish(TreeClone *c); // once, at the end: retargets jumps and declarations
Object *tree_clone_var(TreeClone *c, Object *o); // declares a copy of o in c->into

// -------------------------------------------------------------------------------------------------
// intrinsic.c
// -------------------------------------------------------------------------------------------------

// Which row of intrinsic.def a call of callee is; -1: none, it stays a call.  The bodies of those
// that become instructions are better not inlined.
int intrinsic_find(const Func *callee);

// -------------------------------------------------------------------------------------------------
// treecheck.c
// -------------------------------------------------------------------------------------------------

// Writes each breach of the rules of typed trees to report: `pos: OOP: what in function`.  Returns
// how many there were.
int treecheck(Package *p, FILE *report);

#endif
