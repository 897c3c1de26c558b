// poked.c - a poke that comes while a daemon is on its way to sleep is not lost.
//
// Whenever the daemon parks it is poked first.
//
// wrap: sched_park

#include <stdio.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"

enum { POKES = 1000 };

static Daemon sleeper = {.name = "test"};
static atomic_u32 pokes, woken;

void __real_sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason);
void __wrap_sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason);

void __wrap_sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason)
{
	if (arg == &sleeper && atomic_load32(&pokes) < POKES) {
		atomic_add32(&pokes, 1);
		daemon_poke(&sleeper);
	}
	__real_sched_park(unlock, arg, wait_reason);
}

static void daemon_main(void *unused)
{
	(void)unused;
	for (;;) {
		daemon_sleep(&sleeper, WAIT_FINALIZER);
		atomic_add32(&woken, 1);
	}
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	daemon_start(&sleeper, daemon_main);
	for (int i = 0; atomic_load32(&woken) < POKES && i < 5000; i++)
		timer_sleep(1000000);
	if (atomic_load32(&woken) < POKES)
		printf("FAIL: woken %u times, poked %u times\n", atomic_load32(&woken),
		       atomic_load32(&pokes));
	else
		printf("ok: %u pokes\n", atomic_load32(&pokes));
	fflush(stdout);
}
