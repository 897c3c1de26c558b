// promise.h - what functions promise about the heap

#ifndef VOLE_PROMISE_H
#define VOLE_PROMISE_H

#include "escape.h"

// After the batch is solved and its verdicts are recorded: leaves in EscapeFunc.alloc_chain how a
// function may allocate on the heap, and reports promises that are not kept.
void promise_batch(const Batch *b, const Vec *funcs);

bool promise_wants_paths(const Vec *funcs); // are the solver's paths needed?
void promise_leak(const Batch *b, const Location *root, Location *l, int derefs); // its hook

#endif
