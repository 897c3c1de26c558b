// paid_ahead.c - who makes a large object during marking has paid for it when it is there.
//
//     paid_ahead [cycles]
//
// run: GOMAXPROCS=1 80
// run: GOMAXPROCS=4 80

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"

enum { NODES = 400000, BYTES = 1 << 20 };

static const uint64_t one_pointer = 1;
static const GoType pointer_type = {
    .size = 8, .ptrdata = 8, .align = 8, .gcdata = (const uint8_t *)&one_pointer};

static atomic_u32 done, running, looked, in_debt;

// Marking is under way, and the limiter has not waived assists in this cycle.
static bool is_marking(uint32_t *number)
{
	*number = cycle.number;
	return atomic_load32(&gc.phase) == GC_MARK && !atomic_get(cycle.waived) &&
	       atomic_get(cycle.limited_in) != cycle.number;
}

static void allocate_one(void)
{
	uint32_t before, after;
	bool marking = is_marking(&before);

	malloc_gc(BYTES, NULL, false);
	if (!is_marking(&after) || !marking || before != after)
		return;
	atomic_add32(&looked, 1);
	if (getg()->assist_bytes < 0 && atomic_add32(&in_debt, 1) == 1)
		printf("FAIL: %ld bytes\n", (long)getg()->assist_bytes);
}

static void allocate(void *unused)
{
	(void)unused;
	while (!atomic_load32(&done))
		allocate_one();
	atomic_add32(&running, -1);
}

static void *make_list(int n)
{
	void *list = NULL;

	for (int i = 0; i < n; i++) {
		void **p = malloc_newarray((void *)&pointer_type, 1);
		barrier_write(p, list);
		list = p;
	}
	return list;
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 40;
	void *volatile list = make_list(NODES);

	for (uintptr_t i = 0; i < 3; i++) {
		atomic_add32(&running, 1);
		sched_spawn_c(allocate, NULL, false);
	}
	for (int i = 0; i < cycles; i++)
		gc_collect();
	atomic_store32(&done, 1);
	while (atomic_load32(&running))
		timer_sleep(1000000);
	if (!atomic_load32(&looked) || !list)
		printf("FAIL: nothing was allocated during marking\n");
	else if (!atomic_load32(&in_debt))
		printf("ok: %u large objects made during marking\n", atomic_load32(&looked));
	fflush(stdout);
}
