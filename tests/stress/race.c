// race.c - two goroutines change a variable without a lock: ThreadSanitizer has to say so, although
// both run on threads that the scheduler's locks and queues synchronise all the time.
#include <stdio.h>
#include "scheduler.h"
#include "../runtime/empty_roots.h"
#include "linked.h"

static volatile int shared;
static atomic_u32 left = 2;

static __attribute__((noinline)) void add_plainly(void)
{
	shared++;
}

static void racer(void *arg)
{
	(void)arg;
	for (int i = 0; i < 1000; i++) {
		add_plainly();
		if (i % 10 == 0)
			timer_sleep(10000);
	}
	atomic_add32(&left, -1);
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	sched_spawn_c(racer, NULL, false);
	sched_spawn_c(racer, NULL, false);
	while (atomic_load32(&left))
		timer_sleep(1000000);
	printf("%d\n", shared);
	fflush(stdout);
}
