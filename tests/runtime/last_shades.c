// last_shades.c - the program shades objects up to the very end of marking: what a P has in its own
// list then is not forgotten.
//
//     last_shades [cycles]
//
// Goroutines hide the addresses of objects that nothing points to, wait until marking is under way,
// and shade one after the other, as a barrier would that found them in a slot.  When the cycle is
// over, each that was shaded must be alive, and so must what it alone points to.
//
// run: GOMAXPROCS=2 40
// run: GOMAXPROCS=4 40

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "memory.h"
#include "empty_roots.h"
#include "linked.h"

enum { POOL = 3000, GOROUTINES = 3, SEAL = 0x5ea1 };

typedef struct Node {
	struct Node *next;
	uint64_t seal;
} Node;
static const uint64_t node_map = 1;
static const GoType node_type = {
    .size = sizeof(Node), .ptrdata = 8, .align = 8, .gcdata = (const uint8_t *)&node_map};

static atomic_u32 done, running, shaded, lost;

static Node *new_node(void)
{
	Node *n = malloc_newobject((void *)&node_type);

	n->seal = SEAL;
	return n;
}

// Complements of addresses.  False: a cycle began or ended meanwhile, so they may be dead.
static bool fill(uintptr_t *pool)
{
	uint32_t number = cycle.number;

	if (atomic_load32(&gc.phase) != GC_OFF)
		return false;
	for (int i = 0; i < POOL; i++) {
		Node *n = new_node();
		barrier_write(&n->next, new_node());
		pool[i] = ~(uintptr_t)n;
	}
	return cycle.number == number && atomic_load32(&gc.phase) == GC_OFF;
}

// A node lives as long as something shaded it in this cycle.
static void look_at(uintptr_t hidden)
{
	const Node *n = (const Node *)~hidden;
	const Span *s = mheap_span_of((uintptr_t)n->next);

	if (n->seal != SEAL || !s || n->next->seal != SEAL)
		if (atomic_add32(&lost, 1) == 1)
			printf("FAIL: an object that was shaded is lost\n");
}

static void shade_all(uintptr_t *pool, uint32_t number)
{
	uintptr_t slot = 0;
	int n = 0;

	while (!atomic_load32(&done) && cycle.number == number)
		timer_sleep(20000);
	while (n < POOL && cycle.number == number + 1 && atomic_load32(&gc.phase) == GC_MARK) {
		barrier_shade(&slot, (void *)~pool[n++]);
		for (int i = 0; i < 50; i++)
			atomic_pause();
		gc_yield();
	}
	atomic_add32(&shaded, n);
	// Allocated slots stay what they are until another cycle has ended.
	for (int i = 0; i < n && cycle.number == number + 1; i++)
		look_at(pool[i]);
}

static void shade_late(void *arg)
{
	uintptr_t *pool = arg;

	while (!atomic_load32(&done)) {
		uint32_t number = cycle.number;
		if (fill(pool) && cycle.number == number)
			shade_all(pool, number);
		sched_gosched();
	}
	atomic_add32(&running, -1);
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100;

	for (int i = 0; i < GOROUTINES; i++) {
		atomic_add32(&running, 1);
		sched_spawn_c(shade_late, rt_alloc(POOL * sizeof(uintptr_t)), false);
	}
	for (int i = 0; i < cycles; i++) {
		gc_collect();
		timer_sleep(300000);
	}
	atomic_store32(&done, 1);
	while (atomic_load32(&running))
		timer_sleep(1000000);
	if (!atomic_load32(&shaded))
		printf("FAIL: nothing was shaded\n");
	else if (!atomic_load32(&lost))
		printf("ok: %u objects shaded\n", atomic_load32(&shaded));
	fflush(stdout);
}
