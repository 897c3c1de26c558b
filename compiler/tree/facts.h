// facts.h - what is known of an imported function without its body
//
// The driver keeps facts beside a package's object and attaches them to its outline (summary.c);
// inliner, escape analysis and generator ask here.

#ifndef VOLE_FACTS_H
#define VOLE_FACTS_H

#include "lang.h"

// Written to files as they are: of fixed widths, without pointers.
typedef struct {
	uint64_t hash;   // of the function's symbol
	uint32_t first;  // of its parameters, in Facts.leaks
	uint8_t nparams; // receiver included; 0: nothing is known of them
	uint8_t cost;    // of inlining it
	bool inlinable, recovers;
	uint32_t allocs; // on the heap: 0: never; else 1 + where in Facts.text that is told
	uint32_t name;   // 1 + where its symbol stands in Facts.text; 0: it is left out
} FuncFacts;

// Package.facts
typedef struct {
	const FuncFacts *rows; // sorted by hash
	const void *leaks;     // Leaks[] (escape_graph.h), of all functions' parameters
	const char *text;      // NUL-terminated strings
	const void *closed;    // ClosedHead (escape/closed.h), or NULL
	uint32_t nrows, nleaks;
} Facts;

uint64_t facts_hash(const Func *f);
int facts_compare(const void *a, const void *b); // of two FuncFacts, for sorting
// NULL: they say nothing of f.
const FuncFacts *facts_find(const Facts *facts, const Func *f);
// NULL: f is compiled here, or a closure, or its package's object says nothing of it.
const FuncFacts *facts_of(const Func *f);
// How f may allocate (promise.c), of an f with facts whose allocs is not 0.
const char *facts_allocs(const Func *f);
bool facts_recovers(const Func *f); // does f say recover()?

#endif
