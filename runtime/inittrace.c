// inittrace.c - GODEBUG=inittrace=1: what each package's initialisation costs.

#include "gc.h"
#include "inittrace.h"
#include "os.h"
#include "scheduler.h"

enum { TOTAL_ALLOC = 1, MALLOCS = 4, WORDS = 1024 }; // of runtime.MemStats

typedef struct {
	uint64_t bytes, allocs;
} Allocated;

static Allocated allocated(void)
{
	static uint64_t stats[WORDS];

	memstats_read(stats);
	return (Allocated){stats[TOTAL_ALLOC], stats[MALLOCS]};
}

void inittrace_run(const GoInit *init)
{
	Allocated before = allocated(), after;
	int64_t start = os_nanotime(), end;

	init->fn();
	end = os_nanotime();
	after = allocated();
	rt_printf("init %s @%s ms, %s ms clock, %lu bytes, %lu allocs\n", init->pkg,
		  memstats_ms(start - sched.start_time).text, memstats_ms(end - start).text,
		  (unsigned long)(after.bytes - before.bytes),
		  (unsigned long)(after.allocs - before.allocs));
}
