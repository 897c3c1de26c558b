// given_away.c - a mark worker that keeps its P for long leaves nobody waiting for it: when it
// begins to drain, its P's queue is empty, and those who were in it are not lost.
//
//     given_away [cycles]
//
// Goroutines that yield to each other fill their P's queue while collections go on.
//
// wrap: runq_give_away mark_drain
// run: GOMAXPROCS=2 40
// run: GOMAXPROCS=4 40

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"

enum { GOROUTINES = 12 };

static atomic_u32 done, running, queues, drains, kept;
static atomic_u32 rounds[GOROUTINES];

void __real_runq_give_away(void);
void __wrap_runq_give_away(void);
int64_t __real_mark_drain(GcWork *w, const Drain *how);
int64_t __wrap_mark_drain(GcWork *w, const Drain *how);

void __wrap_runq_give_away(void)
{
	if (!runq_empty(getp()))
		atomic_add32(&queues, 1);
	__real_runq_give_away();
}

int64_t __wrap_mark_drain(GcWork *w, const Drain *how)
{
	if (how->keeps_p) {
		atomic_add32(&drains, 1);
		if (!runq_empty(getp()))
			atomic_add32(&kept, 1);
	}
	return __real_mark_drain(w, how);
}

static void yield(void *arg)
{
	while (!atomic_load32(&done)) {
		atomic_add32(&rounds[(uintptr_t)arg], 1);
		sched_goyield();
	}
	atomic_add32(&running, -1);
}

// Each goes on, so none is in a queue that nobody looks at.
static bool all_go_on(void)
{
	for (int i = 0; i < GOROUTINES; i++) {
		unsigned before = atomic_load32(&rounds[i]);
		for (int wait = 0; atomic_load32(&rounds[i]) == before; wait++) {
			if (wait > 20000)
				return false;
			timer_sleep(1000000);
		}
	}
	return true;
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100, i;

	for (uintptr_t g = 0; g < GOROUTINES; g++) {
		atomic_add32(&running, 1);
		sched_spawn_c(yield, (void *)g, false);
	}
	for (i = 0; i < cycles || (atomic_load32(&queues) == 0 && i < 100 * cycles); i++)
		gc_collect();
	bool go_on = all_go_on();
	atomic_store32(&done, 1);
	while (go_on && atomic_load32(&running))
		timer_sleep(1000000);
	if (!go_on)
		printf("FAIL: a goroutine does not go on\n");
	else if (atomic_load32(&kept))
		printf("FAIL: %u of %u workers keep goroutines waiting\n", atomic_load32(&kept),
		       atomic_load32(&drains));
	else if (!atomic_load32(&queues))
		printf("FAIL: no queue was there to give away\n");
	else
		printf("ok: %u queues given away\n", atomic_load32(&queues));
	fflush(stdout);
}
