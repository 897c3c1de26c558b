// traceback.h - goroutine stacks as text.  See traceback.c.

#ifndef VOLE_TRACEBACK_H
#define VOLE_TRACEBACK_H

#include "internal.h"
#include "symtab.h"

typedef struct { // where the text goes: standard error (buf NULL), or a buffer
	char *buf;
	size_t n, cap;
} TraceOut;

// Return addresses of the running goroutine, innermost first; the runtime's own C frames are left
// out, except runtime.main and, on demand, the function that Go code called.  Works with any locks
// held and on g0 too; allocates nothing.
int traceback_callers(uintptr_t *pcs, int max, bool with_entry);
// The same of g, which is not running, or is the caller's own.
int traceback_callers_of(G *g, uintptr_t *pcs, int max, bool with_entry);
// Return addresses of g, which is not running, or is the caller's own: all frames, also those of C.
int traceback_stack(G *g, uintptr_t *pcs, int max);
// Is pc in code that an interrupted instruction seems to have called?  The address above is its own
// then, not one behind a call.
bool traceback_is_interrupt(uintptr_t pc);
// All goroutines of the user but the caller's own; the world is stopped.
void traceback_each(void (*fn)(G *, void *), void *arg);
// The stack of g, which is not running, or is the caller's own.
void traceback_print(TraceOut *out, G *g);
// All user goroutines but one; bubble: those of that bubble.
void traceback_others(TraceOut *out, G *except, uint32_t bubble);
// runtime.Callers, of the running goroutine
int traceback_logical(int skip, uintptr_t *pcs, int max);
const char *traceback_wait_reason(G *g);
bool traceback_is_wrapper(const PcInfo *info); // made by the compiler around a call of the program

#endif
