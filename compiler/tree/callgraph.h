// callgraph.h - the functions of a package, in the orders that the phases want

#ifndef VOLE_CALLGRAPH_H
#define VOLE_CALLGRAPH_H

#include "tree.h"

// callgraph.c: calls visit with the strongly connected components of the static call graph of
// `funcs`, callees first.  Closures that capture something stay with the function around them.
void callgraph_bottom_up(const Vec *funcs, void (*visit)(Vec *batch, bool recursive, void *arg),
			 void *arg);
bool callgraph_is_closure(const Func *f); // one of the latter

// callgraph_order.c
Vec callgraph_functions(Package *p);   // all functions and closures of p in Go's order
void callgraph_add_closures(Vec *all); // ... and those that are new since

#endif
