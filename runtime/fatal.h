// fatal.h - the end of the process by failure.  See fatal.c.

#ifndef VOLE_FATAL_H
#define VOLE_FATAL_H

#include "internal.h"

typedef struct {
	int level;
	bool all, crash;
} TraceLevel; // GOTRACEBACK
TraceLevel fatal_trace_level(void);
void fatal_set_trace_level(const char *text); // no less than what GOTRACEBACK says

// Only one thread goes on: announces the end, keeps others from scheduling.  False: this thread is
// dying already, print nothing that may fail again.
bool fatal_begin(void);
// Print the running goroutine's stack (and others', as GOTRACEBACK or `all` wants), then exit with
// 2.
_Noreturn void fatal_end(bool all);
_Noreturn void fatal_end_bubble(uint32_t bubble);        // shows its goroutines; 0: no others
void fatal_print_signal(const G *g);                     // the fault that made g panic, if one did
_Noreturn void fatal_text(const char *text, intptr_t n); // fatal() for a Go string
// To standard error; by the thread that announced the end also to debug.SetCrashOutput's file.
void fatal_write(const void *text, size_t n);
bool fatal_dying(void); // some thread is on its way out: main must not exit meanwhile

#endif
