// memory.h - what the allocator, the barrier and the collector do for the rest of the runtime.
// Their own headers are heap.h and gc.h.

#ifndef VOLE_MEMORY_H
#define VOLE_MEMORY_H

#include "proc.h"

void heap_init(void); // before any goroutine
void mcache_init_p(P *p);
void mcache_free_p(P *p); // GOMAXPROCS shrinks
void gc_init(void);       // reads GOGC, GOMEMLIMIT; before main
// n values, memmove order, barriers
void barrier_arraymove(const GoType *elem, void *dst, void *src, intptr_t n);
// bytes an object of that size really gets (as Go's roundupsize)
size_t malloc_round_size(size_t size, bool noscan);
bool heap_contains(uintptr_t addr); // inside the reserved range of the heap
void *rt_alloc(size_t size); // runtime memory: zeroed, outside the heap, never freed ("persistent")
void barrier_shade(void *slot, void *value); // before an atomic operation that puts value into slot
// The flag generated code tests; written with the world stopped.  BARRIER_REMEMBER: between the
// cycles of a collector with generations.
enum { BARRIER_OFF, BARRIER_MARK, BARRIER_REMEMBER };
extern volatile int barrier_enabled;
// A parked mark worker that is to run on p now, or NULL: the scheduler asks.
G *worker_find(P *p);
G *worker_find_idle(P *p); // p has nothing else to do: its worker, in idle mode, or NULL
bool worker_wanted(void);
void gc_each_tick(int64_t now); // sysmon: forced cycle after two minutes; scavenger pacing
void gc_p_flush(P *p);          // P goes idle or dies: flush its marking work
void gc_goexit(G *g);           // hand assist credit back
void gc_new_g(G *g);

#endif
