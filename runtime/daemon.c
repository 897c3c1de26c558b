// daemon.c - system goroutines that sleep until somebody pokes them: sweeper, scavenger, finalizers
// ...
//
// A poke is never lost: it leaves POKED in the state, and the daemon, on its way to sleep, finds
// it.

#include "gc.h"

enum { AWAKE, ASLEEP, POKED };

void daemon_start(Daemon *d, void (*fn)(void *))
{
	d->g = sched_spawn_c(fn, d, true);
}

static bool fall_asleep(G *g, void *arg)
{
	Daemon *d = arg;
	d->g = g;
	return atomic_cas32(&d->state, AWAKE, ASLEEP);
}

// Returns after a poke that came since the last return.
void daemon_sleep(Daemon *d, int wait_reason)
{
	if (atomic_load32(&d->state) != POKED)
		sched_park(fall_asleep, d, wait_reason);
	atomic_store32(&d->state, AWAKE);
}

// From any thread, with or without a P.
void daemon_poke(Daemon *d)
{
	if (atomic_swap32(&d->state, POKED) == ASLEEP)
		sched_ready(d->g);
}
