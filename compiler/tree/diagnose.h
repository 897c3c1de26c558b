// diagnose.h - what the compiler says about its decisions, for programs to read (-json)

#ifndef VOLE_DIAGNOSE_H
#define VOLE_DIAGNOSE_H

#include "options.h"

typedef struct {
	Pos pos;
	const char *text;
} Related;

typedef struct {
	Pos pos;           // with the calls it was inlined by
	const char *code;  // "escape", "canInlineFunction", ... as Go names them
	const char *text;  // may be ""
	Vec related;       // Related *
	const void *about; // Node *, Object * or Func *: what it is said of, or NULL
} Diagnostic;

// Adds one to Options.diagnostics; NULL if nobody collects them.
Diagnostic *diagnose(const Options *o, Pos pos, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
// Adds a place that explains d, in order; nothing if d is NULL.
void diagnose_related(Diagnostic *d, Pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
