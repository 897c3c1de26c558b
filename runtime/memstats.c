// memstats.c - what the memory system tells about itself: runtime.ReadMemStats, GODEBUG=gctrace and
// gcpacertrace.
//
// Objects are counted where they pass anyway: mcentral counts slots given out and freed, each
// mcache its tiny objects, mheap pages.  A span in an mcache has its slots counted when it comes
// back, so reading adds what the mcaches have handed out since; for that the world is stopped.
// runtime/metrics does not stop it: each P, at a safepoint, passes on what it has counted.

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "cpustats.h"
#include "debugvars.h"
#include "stack.h"
#include "os.h"

#define PAUSES 256
#define BY_SIZE 61

typedef struct { // runtime.MemStats, as Go lays it out
	uint64_t alloc, total_alloc, sys, lookups, mallocs, frees;
	uint64_t heap_alloc, heap_sys, heap_idle, heap_inuse, heap_released, heap_objects;
	uint64_t stack_inuse, stack_sys, mspan_inuse, mspan_sys, mcache_inuse, mcache_sys;
	uint64_t buck_hash_sys, gc_sys, other_sys;
	uint64_t next_gc, last_gc, pause_total_ns, pause_ns[PAUSES], pause_end[PAUSES];
	uint32_t num_gc, num_forced_gc;
	double gc_cpu_fraction;
	bool enable_gc, debug_gc;
	struct {
		uint32_t size;
		uint64_t mallocs, frees;
	} by_size[BY_SIZE];
} GoMemStats;

static struct { // written in mark termination, world stopped
	uint32_t num_gc, num_forced;
	uint64_t last_gc, pause_total_ns, pause_ns[PAUSES], pause_end[PAUSES];
	int64_t gc_cpu_ns;           // by the collector, idle marking left out
	uint64_t assist_ns, idle_ns; // of marking
	double gc_fraction;
} totals;
atomic_word memstats_settled_tiny;

static int64_t start_ns;

void memstats_init(void)
{
	start_ns = os_nanotime();
}

// --- counting ------------------------------------------------------------------------------------

typedef struct {
	uint64_t mallocs, frees;
} Slots;

static Slots count_class(unsigned class, bool world_stopped)
{
	Slots n = {0};
	for (unsigned sc = 2 * class; sc < 2 * class + 2; sc++) {
		n.mallocs += atomic_get(mcentral[sc].nmalloc);
		n.frees += atomic_get(mcentral[sc].nfree);
		for (int i = 0; world_stopped && i < sched_gomaxprocs; i++)
			n.mallocs += mcache_handed_out(sched_all_p[i]->mcache, sc);
	}
	return n;
}

static uint64_t tiny_allocs(bool world_stopped)
{
	uint64_t n = atomic_load(&memstats_settled_tiny);
	for (int i = 0; world_stopped && i < sched_gomaxprocs; i++)
		n += sched_all_p[i]->mcache->tiny_allocs;
	return n;
}

// p's owner, or the world stopped: what p has counted goes to where anybody can read it.
static void settle(P *p)
{
	mcache_settle(p->mcache);
	memstats_retire_mcache(p->mcache);
}

void memstats_retire_mcache(MCache *c)
{
	atomic_add(&memstats_settled_tiny, (intptr_t)c->tiny_allocs);
	c->tiny_allocs = 0;
}

// Frees are read before allocations: while others go on, no object is seen freed that was not seen
// allocated.
static void count_heap(HeapCounts *out, bool world_stopped)
{
	*out = (HeapCounts){.freed = atomic_load(&mheap.large_free_bytes)};
	out->tiny = tiny_allocs(world_stopped);
	for (unsigned class = 0; class < NUM_CLASSES; class ++) {
		out->frees[class] = count_class(class, world_stopped).frees;
		out->freed += out->frees[class] * class_size_table[class];
	}
	for (unsigned class = 0; class < NUM_CLASSES; class ++) {
		out->mallocs[class] = count_class(class, world_stopped).mallocs;
		out->allocated += out->mallocs[class] * class_size_table[class];
	}
	out->allocated += atomic_load(&mheap.large_alloc_bytes);
}

void memstats_count_heap(HeapCounts *out)
{
	sched_each_p(settle);
	count_heap(out, false);
}

static uint64_t sys_total(void)
{
	uint64_t n = pages_total() * PAGE_BYTES + stack_bytes_in_use();
	for (int kind = 0; kind < SYS_KINDS; kind++)
		n += rt_sys_bytes(kind);
	return n + heap_table_bytes();
}

// Without stopping the world: what the mcaches hold counts as allocated.
PacerMemory memstats_for_pacer(void)
{
	uint64_t alloc =
	    atomic_load(&mheap.large_alloc_bytes) - atomic_load(&mheap.large_free_bytes);
	for (unsigned class = 1; class < NUM_CLASSES; class ++) {
		Slots n = count_class(class, false);
		alloc += (n.mallocs - n.frees) * class_size_table[class];
	}
	uint64_t released = pages_released_count() * PAGE_BYTES;
	return (PacerMemory){
	    .mapped = sys_total() - released,
	    .heap_free = pages_free_count() * PAGE_BYTES - released,
	    .heap_alloc = alloc,
	};
}

// --- ReadMemStats --------------------------------------------------------------------------------

static void fill_objects(GoMemStats *m)
{
	HeapCounts n;
	count_heap(&n, true);
	m->mallocs = m->frees = n.tiny;
	for (unsigned class = 0; class < NUM_CLASSES; class ++) {
		m->mallocs += n.mallocs[class];
		m->frees += n.frees[class];
		if (class && class < BY_SIZE) {
			m->by_size[class].size = class_size_table[class];
			m->by_size[class].mallocs = n.mallocs[class];
			m->by_size[class].frees = n.frees[class];
		}
	}
	m->total_alloc = n.allocated;
	m->alloc = m->heap_alloc = n.allocated - n.freed;
	m->heap_objects = m->mallocs - m->frees;
}

static void fill_cycles(GoMemStats *m)
{
	m->next_gc = gc_heap_goal();
	m->last_gc = totals.last_gc;
	m->pause_total_ns = totals.pause_total_ns;
	memcpy(m->pause_ns, totals.pause_ns, sizeof m->pause_ns);
	memcpy(m->pause_end, totals.pause_end, sizeof m->pause_end);
	m->num_gc = totals.num_gc;
	m->num_forced_gc = totals.num_forced;
	m->gc_cpu_fraction = totals.gc_fraction;
	m->enable_gc = true;
}

void memstats_memory(MemoryClasses *out)
{
	lock_acquire(&mheap.lock);
	*out = (MemoryClasses){
	    .heap = pages_total() * PAGE_BYTES,
	    .idle = pages_free_count() * PAGE_BYTES,
	    .released = pages_released_count() * PAGE_BYTES,
	    .mspan_inuse = mheap.spans_in_use * sizeof(Span),
	};
	lock_release(&mheap.lock);
	out->stacks = stack_bytes_in_use();
	out->mspan = rt_sys_bytes(SYS_SPAN);
	out->mcache_inuse = (uint64_t)sched_gomaxprocs * sizeof(MCache);
	out->mcache = rt_sys_bytes(SYS_CACHE);
	out->buckets = rt_sys_bytes(SYS_PROFILE);
	out->gc = rt_sys_bytes(SYS_GC) + heap_table_bytes();
	out->other = rt_sys_bytes(SYS_OTHER);
}

static void fill_system(GoMemStats *m)
{
	MemoryClasses c;
	memstats_memory(&c);
	m->heap_sys = c.heap;
	m->heap_idle = c.idle;
	m->heap_inuse = c.heap - c.idle;
	m->heap_released = c.released;
	m->stack_inuse = m->stack_sys = c.stacks;
	m->mspan_inuse = c.mspan_inuse;
	m->mspan_sys = c.mspan;
	m->mcache_inuse = c.mcache_inuse;
	m->mcache_sys = c.mcache;
	m->buck_hash_sys = c.buckets;
	m->gc_sys = c.gc;
	m->other_sys = c.other;
	m->sys = c.heap + m->stack_sys + c.mspan + c.mcache + c.buckets + c.gc + c.other;
}

void memstats_read(void *go_memstats)
{
	sched_stop_world("read mem stats");
	GoMemStats *m = go_memstats;
	*m = (GoMemStats){0};
	fill_objects(m);
	fill_system(m);
	fill_cycles(m);
	sched_start_world();
}

// Without stopping the world; each number is right, all of them need not be of the same cycle.
void memstats_cycles(uint32_t *all, uint32_t *forced)
{
	*forced = atomic_get(totals.num_forced); // first: it is part of the others
	*all = atomic_get(totals.num_gc);
}

// runtime/debug.ReadGCStats: the newest first, at most max; when they ended, from pauses[max] on.
int memstats_pauses(uint64_t *pauses, int max, uint64_t out[3])
{
	sched_stop_world("read GC stats");
	int n = totals.num_gc < PAUSES ? (int)totals.num_gc : PAUSES;
	if (n > max)
		n = max;
	for (int i = 0; i < n; i++) {
		unsigned at = (totals.num_gc - 1 - (unsigned)i) % PAUSES;
		pauses[i] = totals.pause_ns[at];
		pauses[max + i] = totals.pause_end[at];
	}
	out[0] = totals.last_gc;
	out[1] = totals.num_gc;
	out[2] = totals.pause_total_ns;
	sched_start_world();
	return n;
}

// --- a cycle -------------------------------------------------------------------------------------

static struct { // for the trace line: a copy, as the next cycle may begin
	CycleTimes t;
	int64_t assist_ns, background_ns, idle_ns;
	uint64_t stacks, globals;
} last;

MarkTimes memstats_mark_times(void)
{
	bool marking = atomic_load32(&gc.phase) == GC_MARK;
	MarkTimes t = {atomic_get(totals.assist_ns), atomic_get(totals.idle_ns)};
	if (marking) {
		t.assist_ns += atomic_load(&cycle.assist_ns);
		t.idle_ns += atomic_load(&cycle.idle_ns);
	}
	return t;
}

static void record_pause(const CycleTimes *t)
{
	unsigned at = totals.num_gc % PAUSES;
	uint64_t ns = (uint64_t)t->paused_ns;
	totals.last_gc = (uint64_t)os_walltime();
	totals.pause_ns[at] = ns;
	totals.pause_end[at] = totals.last_gc;
	totals.pause_total_ns += ns;
	atomic_set(totals.num_gc, totals.num_gc + 1);
	atomic_set(totals.num_forced, totals.num_forced + t->forced);
}

static void record_cpu(const CycleTimes *t)
{
	int64_t available_ns = cpustats_available(t->end);
	totals.gc_cpu_ns += last.assist_ns + last.background_ns + t->paused_ns * t->procs;
	totals.gc_fraction = available_ns > 0 ? (double)totals.gc_cpu_ns / (double)available_ns : 0;
}

void memstats_cycle_done(const CycleTimes *t)
{
	last.t = *t;
	last.assist_ns = (int64_t)atomic_load(&cycle.assist_ns);
	last.background_ns =
	    (int64_t)atomic_load(&cycle.dedicated_ns) + (int64_t)atomic_load(&cycle.fractional_ns);
	last.idle_ns = (int64_t)atomic_load(&cycle.idle_ns);
	last.stacks = cycle.pacer.last_stack_scan;
	last.globals = cycle.pacer.globals_scan;
	atomic_set(totals.assist_ns, totals.assist_ns + (uint64_t)last.assist_ns);
	atomic_set(totals.idle_ns, totals.idle_ns + (uint64_t)last.idle_ns);
	record_pause(t);
	record_cpu(t);
	cpustats_cycle_done(t->end, last.assist_ns, last.background_ns, last.idle_ns);
}

// --- trace lines ---------------------------------------------------------------------------------

Short memstats_ms(int64_t ns)
{
	Short s;
	if (ns >= 10000000) {
		snprintf(s.text, sizeof s.text, "%ld", (long)(ns / 1000000));
		return s;
	}
	int64_t us = ns / 1000;
	if (us == 0) {
		snprintf(s.text, sizeof s.text, "0");
		return s;
	}
	int decimals = 3;
	for (; us >= 100; decimals--)
		us /= 10;
	int64_t unit = decimals == 3 ? 1000 : decimals == 2 ? 100 : 10;
	snprintf(s.text, sizeof s.text, "%ld.%0*ld", (long)(us / unit), decimals,
		 (long)(us % unit));
	return s;
}

void memstats_trace_cycle(CycleLine *line)
{
	line->text[0] = '\0';
	if (!debug.gctrace)
		return;
	const CycleTimes *t = &last.t;
	int64_t since = (t->start - start_ns) / 1000000;
	snprintf(line->text, sizeof line->text,
		 "gc %u @%ld.%03lds %d%%: %s+%s+%s ms clock, %s+%s/%s/%s+%s ms cpu, "
		 "%lu->%lu->%lu MB, %lu MB goal, %lu MB stacks, %lu MB globals, %d P%s%s\n",
		 totals.num_gc, (long)(since / 1000), (long)(since % 1000),
		 (int)(totals.gc_fraction * 100), memstats_ms(t->stop1_ns).text,
		 memstats_ms(t->stop2_start - t->mark_start).text, memstats_ms(t->stop2_ns).text,
		 memstats_ms(t->stop1_ns * t->procs).text, memstats_ms(last.assist_ns).text,
		 memstats_ms(last.background_ns).text, memstats_ms(last.idle_ns).text,
		 memstats_ms(t->stop2_ns * t->procs).text, (unsigned long)(t->heap0 >> 20),
		 (unsigned long)(t->heap1 >> 20), (unsigned long)(t->heap2 >> 20),
		 (unsigned long)(t->goal >> 20), (unsigned long)(last.stacks >> 20),
		 (unsigned long)(last.globals >> 20), t->procs, t->forced ? " (forced)" : "",
		 t->kind);
}

// As print(x) shows a float64: seven digits, three in the exponent.
static Short go_float(double x)
{
	Short s;
	snprintf(s.text, sizeof s.text, "%+.6e", x);
	char *exponent = strchr(s.text, 'e');
	if (exponent)
		snprintf(exponent, 6, "e%+04d", atoi(exponent + 1));
	return s;
}

void memstats_trace_pacer_start(void)
{
	rt_printf("pacer: assist ratio=%s (scan %lu MB in %lu->%lu MB) workers=%d+%s\n",
		  go_float(atomic_get_double(&cycle.work_per_byte)).text,
		  (unsigned long)(atomic_load(&gc.heap_scan) >> 20),
		  (unsigned long)(atomic_load(&gc.heap_live) >> 20),
		  (unsigned long)(gc_heap_goal() >> 20), cycle.workers.dedicated,
		  go_float(cycle.workers.fraction).text);
}

void memstats_trace_pacer_end(double utilization, const PacerCycle *c, double cons_mark,
			      uint64_t goal)
{
	rt_printf("pacer: %d%% CPU (%d exp.) for %lu+%lu+%lu B work (%lu B exp.) in %lu B -> %lu B "
		  "(\xe2\x88\x86goal %ld, cons/mark %s)\n",
		  (int)(utilization * 100), (int)(PACER_UTILIZATION * 100),
		  (unsigned long)c->heap_work, (unsigned long)c->stack_work,
		  (unsigned long)c->globals_work, (unsigned long)pacer_expected_work(&cycle.pacer),
		  (unsigned long)cycle.pacer.triggered, (unsigned long)c->live,
		  (long)(c->live - goal), go_float(cons_mark).text);
}
