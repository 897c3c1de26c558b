// allocs.h - where functions allocate on the heap, and why: for promise.c and for readers

#ifndef VOLE_ALLOCS_H
#define VOLE_ALLOCS_H

#include "escape.h"

// A place at which a function allocates, or may allocate, on the heap.
typedef struct AllocSite {
	Pos pos;
	const char *what;
	const Node *node;  // what allocates, or
	const Object *obj; // the variable that was moved, or neither: a call
	bool panics;       // only on the way to a panic
	Func *callee;      // of the batch; NULL: the chain is known
	const char *chain;
	struct AllocSite *next;
} AllocSite;

// The solver has found that l, of an allocation or a variable, must be on the heap: a path leads
// from it to root, or these steps of one expression, outright.  Keeps the reason in b->reasons.
void allocs_escape(Batch *b, const Location *root, const Location *l);
void allocs_forced(Batch *b, const Location *dst, const Location *l, const Note *notes);

// Appends a row for each of f's sites to Options.allocs: see allocs.c.
void allocs_write(const Batch *b, const Func *f, const AllocSite *first);

#endif
