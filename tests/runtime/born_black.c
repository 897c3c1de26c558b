// born_black.c - what is allocated during marking is marked, whatever its size.
//
//     born_black [cycles]
//
// Goroutines allocate objects of all kinds, tiny ones too, whose block may be from before, and look
// at the mark of each at once.
//
// run: GOMAXPROCS=1 40
// run: GOMAXPROCS=4 80

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "empty_roots.h"
#include "linked.h"

static const uint64_t one_pointer = 1;
static const GoType pointer_type = {
    .size = 8, .ptrdata = 8, .align = 8, .gcdata = (const uint8_t *)&one_pointer};

static atomic_u32 done, running, looked, white;

static bool is_marking(uint32_t *number)
{
	*number = cycle.number;
	return atomic_load32(&gc.phase) == GC_MARK;
}

// Allocates without pointers, tiny objects too, or an array of pointers.  Marking may begin in the
// middle of that; only if it was under way before and still is must the object be marked.
static void allocate_one(size_t size)
{
	uint32_t before, after;
	bool marking = is_marking(&before);
	const void *p;

	if (size % 3 == 0)
		p = malloc_newarray((void *)&pointer_type, (intptr_t)(size + 7) / 8);
	else
		p = malloc_gc((intptr_t)(size % 3 == 1 ? size % 15 + 1 : size), NULL, false);
	if (!is_marking(&after) || !marking || before != after)
		return;
	atomic_add32(&looked, 1);
	const Span *s = mheap_span_of((uintptr_t)p);
	if (!span_marked(s, span_slot(s, (uintptr_t)p)) && atomic_add32(&white, 1) == 1)
		printf("FAIL: an object of %zu bytes is born white\n", size);
}

static void allocate(void *arg)
{
	size_t size = 1 + (size_t)(uintptr_t)arg;

	while (!atomic_load32(&done)) {
		size = (size * 7 + 3) % (atomic_load32(&gc.phase) == GC_MARK ? 700 : 40000) + 1;
		allocate_one(size);
	}
	atomic_add32(&running, -1);
}

// Something that takes longer to mark than a worker must be given at once.
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
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100;
	void *volatile list = make_list(200000);

	for (uintptr_t i = 0; i < 4; i++) {
		atomic_add32(&running, 1);
		sched_spawn_c(allocate, (void *)(i * 101), false);
	}
	for (int i = 0; i < cycles; i++)
		gc_collect();
	atomic_store32(&done, 1);
	while (atomic_load32(&running))
		timer_sleep(1000000);
	if (!atomic_load32(&looked))
		printf("FAIL: nothing was allocated during marking\n");
	else if (!atomic_load32(&white))
		printf("ok: %u objects born during marking\n", atomic_load32(&looked));
	if (!list)
		printf("FAIL: no list\n");
	fflush(stdout);
}
