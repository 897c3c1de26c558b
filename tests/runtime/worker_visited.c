// worker_visited.c - the scheduler finds a parked mark worker that someone holds; a worker visits
// its visitor.
//
//     worker_visited [cycles]
//
// One goroutine visits the workers one after another and holds each for a while, as a scan or a
// dump of its stack would, while another forces collections, each of which sends the workers out;
// they in turn visit that goroutine, to scan its stack.
//
// run: GOMAXPROCS=2 150
// run: GOMAXPROCS=4 150

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"
#include "os.h"

enum { HOLD_NS = 200000 };

static atomic_u32 done;
static unsigned holds;

static void hold(G *g, void *unused)
{
	(void)g;
	(void)unused;
	for (int64_t end = os_nanotime() + HOLD_NS; os_nanotime() < end;)
		;
	holds++;
}

static void hold_workers(void *arg)
{
	(void)arg;
	while (!atomic_load32(&done)) {
		for (G *g = sched_all_g; g; g = g->all_next)
			if (g->is_gc_worker)
				sched_visit_g(g, hold, NULL);
		sched_gosched();
	}
	atomic_store32(&done, 2);
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100;

	sched_spawn_c(hold_workers, NULL, false);
	for (int i = 0; i < cycles; i++)
		gc_collect();
	atomic_store32(&done, 1);
	while (atomic_load32(&done) != 2)
		timer_sleep(1000000);
	printf("ok: %d collections, workers held %u times\n", cycles, holds);
	fflush(stdout);
}
