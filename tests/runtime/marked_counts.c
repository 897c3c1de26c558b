// marked_counts.c - when a cycle is over, all bytes that were marked are in its count, those that
// were marked for allocations that never came are out of it again.
//
//     marked_counts [cycles]
//
// Goroutines on several Ps allocate while cycles end, so that runs of slots are handed out in part.
// With the world stopped after a cycle no P may have a count of its own left: it would go into the
// next cycle's.
//
// run: GOMAXPROCS=2 100
// run: GOMAXPROCS=4 100

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"

static atomic_u32 done, running;

static void allocate(void *arg)
{
	(void)arg;
	for (intptr_t i = 0; !atomic_load32(&done); i++)
		malloc_gc(16 + i % 60 * 8, NULL, false);
	atomic_add32(&running, -1);
}

// Of all Ps, in the last cycle; marking must not be under way.
static int64_t left_over(void)
{
	int64_t n = 0;

	sched_stop_world("test");
	for (int i = 0; atomic_load32(&gc.phase) == GC_OFF && i < sched_gomaxprocs; i++)
		n += sched_all_p[i]->gcw->marked != 0;
	sched_start_world();
	return n;
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100, ps = 0;

	for (int i = 0; i < 4; i++) {
		atomic_add32(&running, 1);
		sched_spawn_c(allocate, NULL, false);
	}
	for (int i = 0; i < cycles; i++) {
		gc_collect();
		ps += left_over() != 0;
	}
	atomic_store32(&done, 1);
	while (atomic_load32(&running))
		timer_sleep(1000000);
	if (ps)
		printf("FAIL: in %d of %d cycles a P kept a count\n", ps, cycles);
	else
		printf("ok: %d cycles\n", cycles);
	fflush(stdout);
}
