// scavenge.c - giving memory back to the system.
//
// Free pages keep their memory, as the heap will most likely grow again; but not for ever.  How
// much is kept:
//
//     retain = 1.1 * heap in use when the last marking ended * new heap goal / last heap goal
//
// that is, what the next cycle will need, and a tenth.  What the heap has above that is released by
// a background goroutine, from the highest addresses down, since allocation takes the lowest
// (pagealloc.c).  It works in small steps and sleeps in between, so that releasing costs at most 1
// % of one CPU.
//
// Near the memory limit it aims 5 % below the limit instead, and an allocation that would go beyond
// the limit releases as much first (scavenge_before), unless the limit cannot be kept: when what is
// alive exceeds it, or the limiter waives assists, released pages would only be fetched again at
// once.  debug.FreeOSMemory releases everything at once.
//
// A released page costs a fault when it is used again; mheap.c fetches such pages in steps.

#include "gc.h"
#include "os.h"
#include "debugvars.h"

#define STEP_PAGES (uintptr_t)32 // released at once: 256 KiB
#define RETAIN_PERCENT 10
#define LIMIT_PERCENT 95
#define CPU_SHARE 100 // sleep that many times as long as a step took
#define MIN_SLEEP_NS ((int64_t)1000000)

static Daemon scavenger = {.name = "scavenger"};
static uintptr_t retain_bytes;                    // heap memory to keep, in use or not
static atomic_word background_bytes, eager_bytes; // released since the last trace line; only
						  // added to and swapped
static atomic_word background_ns, assist_ns; // CPU time of it, ever.  Relaxed: counters

// Mapped heap: what is in use and what is free but has memory.
static uintptr_t heap_resident(void)
{
	return (pages_total() - pages_released_count()) * PAGE_BYTES;
}

// False: the system does not take it (it may be locked), so what is in it stays.
static bool give_back(const PageRun *r)
{
	void *p = (void *)(mheap.base + r->first * PAGE_BYTES);
	size_t bytes = r->npages * PAGE_BYTES;

	return (debug.madvdontneed ? os_release(p, bytes) : os_release_lazily(p, bytes)) == 0;
}

// Release one run of at most max pages.  Returns its bytes, 0: there is none that can be.
static uintptr_t release_some(uintptr_t max)
{
	PageRun r;
	lock_acquire(&mheap.lock);
	bool released = pages_find_unreleased(max, &r) && give_back(&r);
	if (released)
		pages_mark_released(&r, debug.madvdontneed != 0);
	lock_release(&mheap.lock);
	return released ? r.npages * PAGE_BYTES : 0;
}

static void trace(bool forced)
{
	uintptr_t background = atomic_swap(&background_bytes, 0);
	uintptr_t eager = atomic_swap(&eager_bytes, 0);
	uintptr_t resident = heap_resident(), in_use = atomic_get(mheap.pages_in_use) * PAGE_BYTES;
	rt_printf("scav %lu KiB work (bg), %lu KiB work (eager), %lu KiB now, %lu%% util%s\n",
		  (unsigned long)(background >> 10), (unsigned long)(eager >> 10),
		  (unsigned long)(pages_released_count() * PAGE_BYTES >> 10),
		  (unsigned long)(resident ? in_use * 100 / resident : 100),
		  forced ? " (forced)" : "");
}

void scavenge_all(void)
{
	uintptr_t n;
	while ((n = release_some(pages_grow_unit())) != 0)
		atomic_add(&eager_bytes, (intptr_t)n);
	if (debug.scavtrace)
		trace(true);
}

// --- goals ---------------------------------------------------------------------------------------

static bool over_goal(void)
{
	if (pages_free_count() == pages_released_count())
		return false;
	if (heap_resident() > atomic_get(retain_bytes))
		return true;
	uint64_t goal = atomic_get(cycle.pacer.memory_limit) / 100 * LIMIT_PERCENT;
	return gc_has_memory_limit() && memstats_for_pacer().mapped > goal;
}

// Can the limit not be kept, whatever is released?
static bool is_lost(void)
{
	return atomic_get(cycle.waived) ||
	       atomic_get(cycle.pacer.heap_marked) >= atomic_get(cycle.pacer.memory_limit);
}

bool scavenge_has_room(uintptr_t npages)
{
	return !gc_has_memory_limit() || memstats_for_pacer().mapped + npages * PAGE_BYTES <=
					     atomic_get(cycle.pacer.memory_limit);
}

// About to take npages more from the heap's free or released pages: stay below the memory limit.
void scavenge_before(uintptr_t npages)
{
	if (!gc_has_memory_limit() || is_lost())
		return;
	uint64_t mapped = memstats_for_pacer().mapped, need = npages * PAGE_BYTES;
	if (mapped + need <= atomic_get(cycle.pacer.memory_limit))
		return;
	int64_t start = os_nanotime();
	while (mapped + need > atomic_get(cycle.pacer.memory_limit)) {
		uintptr_t n = release_some(npages > STEP_PAGES ? npages : STEP_PAGES);
		if (n == 0)
			break;
		atomic_add(&eager_bytes, (intptr_t)n);
		mapped -= n;
	}
	atomic_add(&assist_ns, os_nanotime() - start);
}

// A cycle has ended; last_goal was its goal.
void scavenge_after_cycle(uint64_t last_goal)
{
	double in_use = (double)(atomic_get(mheap.pages_in_use) * PAGE_BYTES);
	double keep = in_use * (double)gc_heap_goal() / (double)last_goal;
	keep = keep * (100 + RETAIN_PERCENT) / 100;
	atomic_set(retain_bytes,
		   keep < (double)(UINTPTR_MAX / 2) ? (uintptr_t)keep : UINTPTR_MAX / 2);
	if (over_goal())
		daemon_poke(&scavenger);
}

// --- in the background ---------------------------------------------------------------------------

static void scavenger_main(void *unused)
{
	(void)unused;
	for (;;) {
		while (over_goal()) {
			int64_t start = os_nanotime();
			uintptr_t n = release_some(STEP_PAGES);
			if (n == 0)
				break;
			atomic_add(&background_bytes, (intptr_t)n);
			int64_t took = os_nanotime() - start, pause = took * CPU_SHARE;
			atomic_add(&background_ns, took);
			timer_sleep(pause > MIN_SLEEP_NS ? pause : MIN_SLEEP_NS);
		}
		daemon_sleep(&scavenger, WAIT_GC_SCAVENGE);
	}
}

void scavenge_init(void)
{
	atomic_set(retain_bytes, UINTPTR_MAX / 2);
	daemon_start(&scavenger, scavenger_main);
}

// sysmon, at least every 10 ms.
void scavenge_each_tick(void)
{
	if (over_goal())
		daemon_poke(&scavenger);
}

void scavenge_cpu(int64_t *assist, int64_t *background)
{
	*assist = (int64_t)atomic_load(&assist_ns);
	*background = (int64_t)atomic_load(&background_ns);
}

// A cycle's sweep is complete.
void scavenge_trace(void)
{
	if (debug.scavtrace)
		trace(false);
}
