// roots.h - roots that live outside the heap, each scanned by mark.c through its owner.

#ifndef VOLE_ROOTS_H
#define VOLE_ROOTS_H

#include "proc.h"

// The owner calls fn on each word range that may hold heap pointers (precise or conservative).
typedef void (*RootFn)(void *lo, size_t bytes, void *arg);
void timer_each_root(RootFn fn, void *arg);
// groots.c: g is held (sched_visit_g), the caller, or the world is stopped.
void g_each_root(G *g, RootFn fn, void *arg);
void g_each_pointer(G *g, RootFn fn, void *arg); // the part of it that is pointers or NULL
void g_each_word(G *g, RootFn fn, void *arg);    // ... and the part that is scanned by words

#endif
