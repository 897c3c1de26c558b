// trace.h - the execution trace: what the runtime tells it.  See trace.c.
//
// The points in the scheduler and the collector ask tracing() and then call one of these.  Who
// calls holds a P (or is at the stop of the world), or is between trace_enter() and trace_leave():
// so what happens and what is said of it fall into the same generation.

#ifndef VOLE_TRACE_H
#define VOLE_TRACE_H

#include "internal.h"

// Changes with the world stopped and nobody between trace_enter() and trace_leave(), all that look
// at it.  Relaxed: stopped.
extern atomic_u32 trace_on;

static inline __attribute__((always_inline)) bool tracing(void)
{
	return unlikely(atomic_load32(&trace_on));
}

// Around a change of status by an M without a P.  In between it may spin for G_SCAN, not wait.
void trace_enter(void);
void trace_leave(void);

// --- trace_event.c: one event each ---------------------------------------------------------------
void trace_proc_start(P *p);
void trace_proc_stop(void);    // the calling M's
void trace_proc_steal(P *p);   // which was in a system call
void trace_proc_created(P *p); // idle
void trace_procs_changed(void);

void trace_go_create(G *g, bool blocked); // not run yet, status set up by the caller
void trace_go_start(G *g);
void trace_go_end(void);
void trace_go_stop(G *g, bool preempted); // the running g stays runnable
void trace_go_block(G *g);                // for g->wait_reason
void trace_go_unblock(G *g);
void trace_go_switch(G *to, bool ended); // the running one, to a coroutine's partner
void trace_syscall_begin(P *p);
void trace_syscall_end(P *p, G *g); // p, left in P_SYSCALL, was taken back
void trace_syscall_end_blocked(void);

void trace_stop_begin(const char *why); // the world is about to stop
void trace_stop_end(void);

void trace_gc_begin(void); // marking, world stopped
void trace_gc_end(void);
void trace_heap_live(uint64_t bytes);
void trace_heap_goal(uint64_t bytes);
void trace_worker(int mode);                       // the running goroutine is a mark worker
void trace_assist(G *g, bool begin);               // remembered while there is no trace
void trace_sweep_begin(void);                      // the P sweeps if there is anything to sweep ...
void trace_sweep_span(uintptr_t, uintptr_t freed); // ... this many bytes, freed of them
void trace_sweep_end(void);

#endif
