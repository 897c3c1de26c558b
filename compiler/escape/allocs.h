// allocs.h - where functions allocate on the heap, and why: for promise.c and for readers

#ifndef VOLE_ALLOCS_H
#define VOLE_ALLOCS_H

#include "escape.h"

typedef enum {
	SITE_CALL,  // of something that allocates
	SITE_HEAP,  // allocates on the heap
	SITE_MAY,   // may do so: it depends on sizes
	SITE_FRAME, // in the frame
} SiteKind;

// A place at which a function allocates, or calls something that does.
typedef struct AllocSite {
	SiteKind kind;
	Pos pos;
	const char *what;
	const Node *node;  // what allocates, or
	const Object *obj; // the variable that was moved, or neither: a call
	bool panics;       // only on the way to a panic
	Func *callee;      // of the batch; NULL: the chain is known
	const char *chain;
	struct AllocSite *next;
} AllocSite;

// Those of one function, in the order of its text.
typedef struct {
	const Batch *b;
	Func *f;
	AllocSite *first;
	int panics; // statements that are only on the way to a panic
} Sites;

// sites.c: f's, once its batch (a set of Func *) is solved.  Those in the frame are among them only
// if Options.marks is there.
Sites sites_of(const Batch *b, Func *f, const PtrMap *batch);
void sites_mark(const Sites *sites); // a mark of each, for the page

// The solver has found that l, of an allocation or a variable, must be on the heap: a path leads
// from it to root, or these steps of one expression, outright.  Keeps the reason in b->reasons.
void allocs_escape(Batch *b, const Location *root, const Location *l);
void allocs_forced(Batch *b, const Location *dst, const Location *l, const Note *notes);

// What a site makes, how many bytes that takes (0: only known at run time) and why on the heap.
const char *allocs_what(const Batch *b, const Func *f, const AllocSite *s);
int64_t allocs_size(const AllocSite *s);
const char *allocs_why(const Batch *b, const AllocSite *s);

// Appends a row for each of f's sites to Options.allocs: see allocs.c.
void allocs_write(const Batch *b, const Func *f, const AllocSite *first);

#endif
