// metrics.c - what package runtime/metrics reads: one struct of numbers, and the histograms.
//
// Everything here was counted where it happened, for the most part for MemStats and traces as well;
// this file collects.  The world goes on meanwhile.  Numbers that are parts of one sum are read
// together (under a lock, or the parts of a whole before the whole), so that sums of Go's names
// agree; package runtime/metrics makes the sums.
//
// The heap's counts are the only expensive part: each P must pass on what its mcache has counted
// (memstats_count_heap), for which it is asked to come to a safepoint.

#include "cpustats.h"
#include "gc.h"
#include "histogram.h"
#include "os.h"
#include "panic.h"
#include "sema.h"
#include "stack.h"

typedef struct { // stdlib/runtime/metrics: stats
	HeapCounts heap;
	MemoryClasses memory;
	CpuStats cpu;
	uint64_t cycles, forced_cycles, limited_in;
	uint64_t gc_percent, memory_limit, goal, live;
	uint64_t scan_heap, scan_stack, scan_globals, starting_stack;
	FinalizerCounts finalizers;
	uint64_t procs, threads, created, goroutines, not_in_go, runnable, running;
	uint64_t lock_wait_ns;
	uint64_t panics_with_nil;
} Stats;

static uint32_t reader_sema = 1; // Ps settle for one reader at a time

static void fill_gc(Stats *s)
{
	uint32_t all, forced;

	memstats_cycles(&all, &forced);
	s->cycles = all;
	s->forced_cycles = forced;
	s->limited_in = atomic_get(cycle.limited_in);
	s->gc_percent = (uint64_t)atomic_get(cycle.pacer.gc_percent);
	s->memory_limit = atomic_get(cycle.pacer.memory_limit);
	s->goal = gc_heap_goal();
	s->live = atomic_get(cycle.pacer.heap_marked);
	s->scan_heap = atomic_load(&gc.heap_scan);
	s->scan_stack = atomic_get(cycle.pacer.last_stack_scan);
	s->scan_globals = mark_globals_bytes();
	s->starting_stack = STACK_SLOT;
	finalizer_counts(&s->finalizers);
}

static unsigned queue_length(P *p)
{
	unsigned n = p->run_next != NULL; // what thieves do meanwhile may or may not be seen
	// acquire: the tail is not older than the head
	unsigned head = atomic_load32_acquire(&p->runq_head);
	unsigned tail = atomic_load32_acquire(&p->runq_tail);

	return tail - head <= RUNQ_LEN ? n + tail - head : n;
}

static bool runs_go(P *p)
{
	M *m = atomic_get(p->m);

	return m && atomic_get(m->curg) && atomic_load32(&p->status) == P_RUNNING;
}

static bool in_syscall(M *m)
{
	G *g = atomic_get(m->curg);

	return g && (atomic_load32(&g->status) & ~(unsigned)G_SCAN) == G_SYSCALL;
}

// Ps and Ms neither come nor go under sched_lock, but goroutines do: the numbers of one moment only
// as far as nothing moves.
static void fill_sched(Stats *s)
{
	lock_acquire(&sched_lock);
	s->procs = (uint64_t)sched_gomaxprocs;
	s->threads = (uint64_t)sched.next_m_id; // they do not end; ids count from 0
	s->created = atomic_get(sched.next_goid) - 1;
	s->goroutines = (uint64_t)sched_goroutines() + atomic_load(&sched.n_system);
	s->runnable = (uint64_t)sched.runq.n;
	for (int i = 0; i < sched_gomaxprocs; i++) {
		s->runnable += queue_length(sched_all_p[i]);
		s->running += runs_go(sched_all_p[i]);
	}
	for (M *m = sched_all_m; m; m = m->all_next)
		s->not_in_go += in_syscall(m);
	lock_release(&sched_lock);
}

void metrics_read_stats(Stats *s, uintptr_t bytes, bool heap)
    GO_SYMBOL("runtime.metrics.readStats");
void metrics_read_histogram(intptr_t which, uint64_t *counts)
    GO_SYMBOL("runtime.metrics.readHistogram");

void metrics_read_class_sizes(uint64_t *sizes) GO_SYMBOL("runtime.metrics.readClassSizes");

void metrics_read_class_sizes(uint64_t *sizes)
{
	for (int i = 0; i < NUM_CLASSES; i++)
		sizes[i] = class_size_table[i];
}

void metrics_read_stats(Stats *s, uintptr_t bytes, bool heap)
{
	if (bytes != sizeof *s)
		throw("runtime/metrics: its idea of the runtime's numbers is another");
	if (heap) {
		sema_acquire(&reader_sema, false, WAIT_SEMACQUIRE);
		memstats_count_heap(&s->heap);
		sema_release(&reader_sema, false);
	}
	memstats_memory(&s->memory);
	cpustats_read(&s->cpu);
	fill_gc(s);
	fill_sched(s);
	s->lock_wait_ns = (uint64_t)lock_wait_total();
	s->panics_with_nil = panic_nil_allowed();
}

void metrics_read_histogram(intptr_t which, uint64_t *counts)
{
	static const Histogram *const all[] = {
	    &histogram_latencies, &histogram_stopping[1], &histogram_stopping[0],
	    &histogram_pauses[1], &histogram_pauses[0],
	};

	for (int i = 0; i < HISTOGRAM_COUNTS; i++)
		counts[i] = atomic_load(&all[which]->counts[i]);
}
