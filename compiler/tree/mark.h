// mark.h - what has been decided at places of the source, for the page that shows it (-m=html)

#ifndef VOLE_MARK_H
#define VOLE_MARK_H

#include "options.h"

typedef enum {
	MARK_ALLOC,   // heap, may, stack
	MARK_CALL,    // inlined, devirtualised, direct, interface, value
	MARK_PARAM,   // leaks, content, result, stays
	MARK_CHECK,   // of an index or of the bounds of a slice: kept; removed: by LLVM; unknown:
		      // which of the two; left out: by us
	MARK_BARRIER, // the same
	MARK_KINDS
} MarkKind;

typedef struct {
	MarkKind kind;
	const char *verdict;
	Pos pos; // with the calls it was inlined by
	const Func *func;
	const char *text;  // the expression, variable or callee
	const char *why;   // in a few words, or NULL: the flow tells it, or there is nothing to say
	const void *about; // Node * or Object *: what Diagnostic.about calls the same; may be NULL
	bool variable;     // ALLOC: text is its name
	int64_t size;      // in bytes; 0: none, or not known when compiled
} Mark;

// Adds one to Options.marks; NULL if nobody collects them, or nothing is to be said of f.
Mark *mark(const Options *o, const Func *f, Pos pos, MarkKind kind, const char *verdict);

#endif
