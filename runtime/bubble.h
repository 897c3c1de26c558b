// bubble.h - bubbles of package testing/synctest, as seen by the scheduler, channels, timers and
// semaphores.  See bubble.c.

#ifndef VOLE_BUBBLE_H
#define VOLE_BUBBLE_H

#include "scheduler.h"

// running, total: of its goroutines but root.  Invariants, under lock:
//     running = goroutines that are not durably blocked; g->durable for all others
//     active  = parks under way + 1 while root runs, or whoever was chosen to go on comes to
//     running + active = 0  =>  never: who makes it so chooses root or waiter, and counts it active
// A goroutine enters and leaves it with its life; root for the time of bubble_run().
struct Bubble {
	Lock lock;
	uint32_t id;          // 1, 2 ...; a record that is used again gets a new one
	TimerHeap *timers;    // by fake time; the record's for ever
	volatile int64_t now; // ns since 1970.  Root changes it while nobody else runs
	G *root;              // that called Run
	// under lock
	G *main;    // that runs Run's function, until it ends
	G *waiter;  // in Wait, parked
	bool waits; // somebody has called Wait
	bool done;  // main has ended
	int total, running, active;
	Bubble *all_next;  // all there ever were; constant
	Bubble *free_next; // under bubbles_lock
};

extern Bubble *volatile bubble_all; // through all_next; only grows

static inline uint32_t bubble_id(const G *g)
{
	return g->bubble ? g->bubble->id : 0;
}

bool bubble_is_durable(int wait_reason);   // is such a wait durable, in a bubble?
void bubble_hold(Bubble *b);               // it does not come to rest until ...
void bubble_let_go(Bubble *b);             // ... may make a goroutine runnable
void bubble_asleep(G *g, int wait_reason); // it waits now
void bubble_awake(G *g);                   // it does not any more
void bubble_enter(G *g, bool runs);        // a new goroutine: into that of its parent
void bubble_leave(G *g);                   // it is dead

#endif
