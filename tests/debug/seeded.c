// seeded.c - commits the fault that its argument names; the debug build must stop at it.
//
//     seeded FAULT

#include <stdio.h>
#include <string.h>
#include "gc.h"
#include "scheduler.h"
#include "../runtime/empty_roots.h"
#include "linked.h"

static Lock outer = {.rank = RANK_ASSIST}, inner = {.rank = RANK_MCENTRAL};
static Lock peer = {.rank = RANK_MCENTRAL}, unranked;

static void lock_order(void)
{
	lock_acquire(&inner);
	lock_acquire(&outer);
}

static void lock_peers(void)
{
	lock_acquire(&inner);
	lock_acquire(&peer);
}

static void lock_again(void)
{
	lock_acquire(&inner);
	lock_acquire(&inner);
}

static void lock_without_rank(void)
{
	lock_acquire(&unranked);
}

static void lock_not_held(void)
{
	sched_acquire_m();
	lock_release(&inner);
}

static void span_twice(void)
{
	Span *s = mheap_alloc(1, spanclass_make(5, true), true);

	mheap_free(s);
	mheap_free(s);
}

static void span_listed(void)
{
	Span *s = mheap_alloc(1, spanclass_make(5, true), true);

	mcentral_give(s, 0);
	mheap_free(s);
}

static void span_unswept(void)
{
	Span *s = mheap_alloc(1, spanclass_make(5, true), true);

	atomic_store32(&s->sweepgen, atomic_load32(&mheap.sweepgen) - 2);
	mcentral_give(s, 0);
}

// A count that is wrong shows when the whole heap is looked at.
static void span_count(void)
{
	void *p = malloc_gc(64, NULL, 1);

	mheap_span_of((uintptr_t)p)->alloc_count++;
	gc_collect();
}

static void pages_in_use(void)
{
	atomic_set(mheap.pages_in_use, mheap.pages_in_use + 1);
	gc_collect();
}

static void do_nothing(void *unused)
{
	(void)unused;
}

static G *waiting(void)
{
	return sched_spawn_waiting(do_nothing, NULL, WAIT_SLEEP, 0);
}

static void two_queues(void)
{
	G *g = waiting();

	sched_acquire_m();
	sched_cas_status(g, G_WAITING, G_RUNNABLE);
	runq_put(getp(), g, false);
	lock_acquire(&sched_lock);
	globrunq_put(g);
}

static void queue_status(void)
{
	sched_acquire_m();
	runq_put(getp(), waiting(), false);
}

static void transition(void)
{
	sched_cas_status(waiting(), G_WAITING, G_DEAD);
}

static void world_moves(void)
{
	sweep_begin();
}

static const struct {
	const char *name;
	void (*fn)(void);
} faults[] = {
    {"lock_order", lock_order},       {"lock_peers", lock_peers},
    {"lock_again", lock_again},       {"lock_without_rank", lock_without_rank},
    {"lock_not_held", lock_not_held}, {"span_twice", span_twice},
    {"span_listed", span_listed},     {"span_unswept", span_unswept},
    {"span_count", span_count},       {"pages_in_use", pages_in_use},
    {"two_queues", two_queues},       {"queue_status", queue_status},
    {"transition", transition},       {"world_moves", world_moves},
};

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	for (size_t i = 0; os_argc > 1 && i < sizeof faults / sizeof faults[0]; i++)
		if (!strcmp(os_argv[1], faults[i].name))
			faults[i].fn();
	printf("ok: nothing happened\n");
	fflush(stdout);
}
