// credited.c - mark workers credit every byte they scan, of objects, stacks and globals, and each
// once.
//
//     credited [cycles]
//
// Nobody allocates while marking is under way, so there are no assists: in each cycle what workers
// have credited must be what was scanned.
//
// wrap: assist_flush_credit
// run: GOMAXPROCS=1 GOGC=off 30
// run: GOMAXPROCS=4 GOGC=off 60

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "memory.h"
#include "linked.h"

enum { PARKED = 100, FRAME_WORDS = 900, LIST = 30000 };

typedef struct Node {
	struct Node *next;
	uint64_t words[3];
} Node;
static const uint64_t node_map = 1;
static const GoType node_type = {
    .size = sizeof(Node), .ptrdata = 8, .align = 8, .gcdata = (const uint8_t *)&node_map};
static Node *list;
__attribute__((section("goroots"), used)) static const GoRoot root_entry = {&list, &node_type};

static atomic_word credited;
static atomic_u32 parked, done;

void __real_assist_flush_credit(int64_t work);
void __wrap_assist_flush_credit(int64_t work);

void __wrap_assist_flush_credit(int64_t work)
{
	atomic_add(&credited, (intptr_t)work);
	__real_assist_flush_credit(work);
}

static void park(void *arg)
{
	volatile uintptr_t frame[FRAME_WORDS];

	for (int i = 0; i < FRAME_WORDS; i++)
		frame[i] = (uintptr_t)arg;
	atomic_add32(&parked, 1);
	while (!atomic_load32(&done))
		timer_sleep(1000000000);
	if (frame[FRAME_WORDS / 2] != (uintptr_t)arg)
		abort();
}

const GoInit go_inits[] = {{NULL, NULL}};

static bool check_cycle(void)
{
	atomic_store(&credited, 0);
	gc_collect();
	intptr_t heap = (intptr_t)atomic_load(&cycle.heap_work);
	intptr_t stacks = (intptr_t)atomic_load(&cycle.stack_work);
	intptr_t globals = (intptr_t)atomic_load(&cycle.globals_work);
	intptr_t credit = (intptr_t)atomic_load(&credited);

	if (credit == heap + stacks + globals && heap > (intptr_t)sizeof(Node) * LIST / 2 &&
	    stacks > PARKED * FRAME_WORDS * 8 && globals > 0)
		return true;
	printf("FAIL: %ld bytes credited for %ld of objects, %ld of stacks, %ld of globals\n",
	       (long)credit, (long)heap, (long)stacks, (long)globals);
	return false;
}

void go_main_main(void)
{
	int cycles = os_argc > 1 ? atoi(os_argv[1]) : 100, good = 0;

	for (int i = 0; i < LIST; i++) {
		Node *n = malloc_newobject((void *)&node_type);
		barrier_write(&n->next, list);
		barrier_write(&list, n);
	}
	for (uintptr_t i = 0; i < PARKED; i++)
		sched_spawn_c(park, (void *)i, false);
	while (atomic_load32(&parked) < PARKED)
		sched_gosched();
	while (good < cycles && check_cycle())
		good++;
	if (good == cycles)
		printf("ok: %d cycles\n", cycles);
	fflush(stdout);
}
