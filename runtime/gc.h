// gc.h - the collector's own header: gc.c gcwork.c mark.c assist.c worker.c daemon.c specials.c
// finalizer.c memstats.c scavenge.c verify.c; barrier.c and sweep.c, which shade and sweep.

#ifndef VOLE_GC_H
#define VOLE_GC_H

#include "heap.h"
#include "pacer.h"
#include "scheduler.h"
#include "roots.h"

// --- gcwork.c ------------------------------------------------------------------------------------
#define WORKBUF_LEN 254 // a buffer is 2 KiB
#define GCWORK_RING 8
#define GCWORK_SPANS 256

typedef struct WorkBuf {
	struct WorkBuf *next;
	uintptr_t n;
	uintptr_t obj[WORKBUF_LEN];
} WorkBuf;

typedef struct GcWork {              // P only, or with the world stopped
	WorkBuf *a, *b;              // both NULL or neither
	uintptr_t ring[GCWORK_RING]; // prefetched objects, 0: none
	Span *spans[GCWORK_SPANS];   // marking by spans: a queue, from first_span up to ...
	unsigned first_span, n_spans;
	uintptr_t remembered; // the last object that generation.c put here
	unsigned ring_at;
	int64_t scan_work; // bytes scanned, not yet in cycle.heap_work
	int64_t root_work; // bytes of stacks and globals scanned (they are in cycle's counts), not
			   // yet credited
	int64_t marked;    // bytes marked, not yet in cycle.marked
} GcWork;

void gcwork_push(GcWork *w, uintptr_t obj);
void gcwork_push_span(GcWork *w, Span *s);
uintptr_t gcwork_next(GcWork *w); // an object, or a span (GCWORK_IS_SPAN)
// Spans stand among objects as the address of their memory, and this.
#define GCWORK_IS_SPAN ((uintptr_t)1)
void gcwork_balance(GcWork *w);
void gcwork_flush(GcWork *w);
bool gcwork_empty(const GcWork *w);
bool gcwork_shared(void);
void gcwork_each_shared(void (*fn)(uintptr_t obj, void *arg), void *arg); // world stopped
void gcwork_drop_shared(void);

// --- mark.c --------------------------------------------------------------------------------------
// Where pointers come from that no object holds.  mark.c marks them, verify.c looks whether it has.
#define ROOT_CLASSES(X)                                                                            \
	X(GLOBALS, "globals")       /* package-level variables */                                  \
	X(SPECIALS, "specials")     /* what hangs on finalizers, cleanups, weak handles */         \
	X(TIMERS, "timers")         /* armed ones that call or wake */                             \
	X(FINALIZERS, "finalizers") /* queued and running ones */                                  \
	X(PROFILES, "profiles")     /* labels of CPU samples not read yet */                       \
	X(STACKS, "stacks")         /* goroutines: stack, deferred calls, the G's fields */
enum RootClass {
#define ROOT_CLASS_(class, name) ROOT_##class,
	ROOT_CLASSES(ROOT_CLASS_)
#undef ROOT_CLASS_
	    NUM_ROOT_CLASSES
};
extern const char *const root_class_names[NUM_ROOT_CLASSES];
void mark_prepare(void);        // world stopped: list the root jobs
bool mark_work_available(void); // shared work or root jobs
void mark_flush_counts(GcWork *w);
uintptr_t mark_globals_bytes(void); // of globals that may hold pointers
// Scan until there is nothing, the goroutine is asked to yield, stop() says so (asked every
// DRAIN_CHECK bytes of work, from the least on), or limit bytes are done.  Returns the work done.
#define DRAIN_CHECK (100 << 10)
typedef struct {
	bool stacks;    // may take root jobs, which visit goroutines
	bool to_credit; // work goes to the assists' credit
	bool keeps_p;   // what comes to wait for the P goes elsewhere
	int64_t limit;  // 0: none
	int64_t least;
	bool (*stop)(void *);
	void *arg;
} Drain;
int64_t mark_drain(GcWork *w, const Drain *how);
void mark_stacks_again(void);            // Dijkstra mode, world stopped, on g0
void mark_shade(GcWork *w, uintptr_t p); // an exact pointer, into the heap or not
void mark_typed(GcWork *w, const GoType *type, uintptr_t p); // shade what a value points to
void mark_object_fields(GcWork *w, uintptr_t base); // ... what an object points to, not itself
// Calls fn with each pointer word of an object (slot base) or a value.
void mark_each_pointer(Span *s, uintptr_t base, void (*fn)(uintptr_t *slot, void *), void *arg);
void mark_each_global(void (*fn)(uintptr_t *slot, void *), void *arg);

// --- gc.c ----------------------------------------------------------------------------------------
// A cycle's counters.  All are 0 when marking begins (reset_counters) and only grow until it ends;
// each is added to when a P's own counts are flushed (mark_flush_counts), so between flushes they
// lag. When marking ends, all GcWorks flushed:
//
//     marked      = bytes of all slots whose mark is set (heapcheck.c)
//     heap_work   + new_scan = bytes the next cycle will have to scan in the heap (gc.heap_scan)
//     active      = 0, and no GcWork, shared list or root job holds work (gc.c)
//     work_done   = heap_work + stack_work + globals_work, which pacer_assist() weighs
//
// marked also falls, by what was marked for slots that were not handed out (gc_run_unused); so does
// new_scan.
//
// Relaxed: counters; they are read exactly only with the world stopped.
typedef struct {
	uint32_t number; // of the running or last cycle; 1 is the first.  World
			 // stopped; grows by one where marking begins
	Pacer pacer;     // written with the world stopped
	PacerWorkers workers;
	Limiter limiter;     // sysmon only
	bool waived;         // ... and what it says of assists
	uint32_t limited_in; // ... the last cycle in which it began to say so, 0: none
	int64_t mark_start;
	// atomics, reset at the start of a cycle
	atomic_word heap_work, stack_work, globals_work; // bytes scanned
	atomic_word marked;                              // bytes marked, new objects included
	atomic_word new_scan;                            // ... of new objects with pointers
	atomic_u32 active; // workers and assists at work, by themselves
	atomic_word assist_ns, dedicated_ns, fractional_ns, idle_ns;
	double work_per_byte, bytes_per_work; // pacer_assist(), by whoever refreshes (atomic_set)
} Cycle;
extern Cycle cycle;

void gc_maybe_done(void); // the last one out of work: try to end marking
bool gc_can_block(void);  // on a goroutine, no lock held
uint64_t gc_heap_goal(void);
void gc_collect(void);                      // runtime.GC: with generations a major cycle
int64_t gc_set_percent(int64_t percent);    // runtime/debug; returns the old value
int64_t gc_set_memory_limit(int64_t limit); // < 0: only ask
bool gc_has_memory_limit(void);             // is GOMEMLIMIT, or what stands for it, set?

void gc_leave_marking(void);    // a worker or assist stops; cycle.active goes down
void gc_run_pool_cleanup(void); // go_memory.c: sync.Pool's hook, world stopped

// Between two steps of a long job on a goroutine: let the scheduler have the P, or whoever wants to
// scan this stack have the goroutine.
static inline bool gc_yield(void)
{
	if (!sched_preempt_asked())
		return false;
	preempt_at_prologue();
	return true;
}

// --- daemon.c ------------------------------------------------------------------------------------
// state: changed by who sleeps (cas) and who pokes (swap).  Relaxed: own; POKED stays until it is
// seen.
typedef struct {
	const char *name;
	G *g;
	atomic_u32 state;
} Daemon;
void daemon_start(Daemon *d, void (*fn)(void *));
void daemon_sleep(Daemon *d, int wait_reason);
void daemon_poke(Daemon *d);

// --- assist.c ------------------------------------------------------------------------------------
void assist_debit(size_t bytes);        // the running goroutine allocates; it pays later
void assist_pay(void);                  // ... now; may block
void assist_pay_ahead(size_t bytes);    // ... before it allocates; may block
void assist_flush_credit(int64_t work); // workers: done for everybody
void assist_reset(void);                // world stopped: a cycle begins
void assist_wake_all(void);             // marking is over

// --- worker.c ------------------------------------------------------------------------------------
void worker_start_cycle(bool periodic); // world stopped
void worker_spawn(void);                // as many workers as Ps

// --- specials.c ----------------------------------------------------------------------------------
enum SpecialKind {
	SPECIAL_FINALIZER,
	SPECIAL_CLEANUP,
	SPECIAL_WEAK,
	SPECIAL_TIMER,
	SPECIAL_BUBBLE, // a WaitGroup of a bubble (bubble.c)
	SPECIAL_PROFILE
};

struct Special {
	Special *next; // in the span's list, queued or free
	uint8_t kind;
	uint64_t id; // cleanups: counts up from 1; of a bubble: its number
	union {
		uintptr_t offset; // of what it is about, from the span's base
		uintptr_t object; // queued: a finalizer's argument, 0: a cleanup
	};
	union {
		GoClosure *fn;
		uintptr_t *handle;
		ProfileBucket *bucket;
	};
};

typedef struct { // in a row, through next; not the last one's
	Special *first, *last;
} SpecialRow;

void special_init(void);
Special *special_new(int kind);
void special_free(Special *sp);
void special_free_row(SpecialRow row); // may be empty
bool special_add(Span *s, uintptr_t p, Special *sp, bool unique);
Special *special_find(Span *s, uintptr_t p, int kind, uint64_t id, bool remove);
uint64_t special_bubble(Span *s, uintptr_t p);
uintptr_t special_root_jobs(void);
void special_mark_roots(GcWork *w, uintptr_t job);
void special_mark(GcWork *w, Span *s, const Special *sp);
// World stopped: calls fn for each pointer that special_mark() would shade.
void special_each_root(void (*fn)(uintptr_t *slot, void *), void *arg);

// --- finalizer.c ---------------------------------------------------------------------------------
// As stdlib/runtime has them.
enum { FINALIZER_DONE, FINALIZER_NOT_AN_OBJECT, FINALIZER_TWICE, FINALIZER_STATIC };
typedef struct { // ever; [0] finalizers, [1] cleanups
	uint64_t queued[2], executed[2];
} FinalizerCounts;
void finalizer_init(void);
void finalizer_counts(FinalizerCounts *out);
void finalizer_each_root(RootFn fn, void *arg);
void finalizer_queue(SpecialRow dead); // finalizers and cleanups; may be empty
int finalizer_set(uintptr_t p, GoClosure *fn);
uint64_t finalizer_add_cleanup(uintptr_t p, GoClosure *fn);
void finalizer_stop_cleanup(uintptr_t p, uint64_t id);
int finalizer_cleanup_fault(uintptr_t p, uintptr_t arg, const GoClosure *fn);
uintptr_t *finalizer_weak_handle(uintptr_t p);
uintptr_t finalizer_weak_get(uintptr_t *handle);

// --- memstats.c ----------------------------------------------------------------------------------
typedef struct { // times of one cycle, ns; for gctrace and MemStats
	// os_nanotime(): stop asked for, go; stop asked for, stopped, go
	int64_t start, mark_start, stop2_start, mark_done, end;
	int64_t stop1_ns, stop2_ns; // gctrace's columns: stopped, from the request on
	int64_t stopped;            // the stop under way: asked for
	int64_t paused_ns;          // all stops; also marking in one, and terminations in vain
	uint64_t heap0, heap1, heap2, goal;
	int procs;
	bool forced;
	const char *kind; // generation_name()
} CycleTimes;
typedef struct {                   // ever
	uint64_t allocated, freed; // bytes
	uint64_t mallocs[NUM_CLASSES],
	    frees[NUM_CLASSES]; // objects; [0]: large; blocks of tiny ones
	uint64_t tiny;          // objects within those blocks
} HeapCounts;
typedef struct { // bytes from the system; idle and released are part of what stands before them
	uint64_t heap, idle, released, stacks;
	uint64_t mspan, mspan_inuse, mcache, mcache_inuse, buckets, gc, other;
} MemoryClasses;
void memstats_init(void);
void memstats_count_heap(HeapCounts *out); // the caller may yield
void memstats_memory(MemoryClasses *out);
void memstats_cycles(uint32_t *all, uint32_t *forced);
void memstats_read(void *go_memstats); // a runtime.MemStats
typedef struct {
	char text[32];
} Short;
Short memstats_ms(int64_t ns); // milliseconds to two or three digits, as Go prints them
int memstats_pauses(uint64_t *pauses, int max, uint64_t out[3]);
void memstats_cycle_done(const CycleTimes *t); // world stopped
typedef struct {
	char text[640];
} CycleLine;
void memstats_trace_cycle(CycleLine *line); // world stopped: the line of gctrace, "" without that
void memstats_trace_pacer_start(void);
void memstats_trace_pacer_end(double utilization, const PacerCycle *c, double cons_mark,
			      uint64_t goal);
typedef struct {
	uint64_t assist_ns, idle_ns;
} MarkTimes;
MarkTimes memstats_mark_times(void); // of assists and of idle Ps, ever
PacerMemory memstats_for_pacer(void);

// --- scavenge.c ----------------------------------------------------------------------------------
void scavenge_init(void);
void scavenge_after_cycle(uint64_t last_goal);
void scavenge_each_tick(void);
void scavenge_trace(void);
void scavenge_all(void);                                 // debug.FreeOSMemory
void scavenge_cpu(int64_t *assist, int64_t *background); // ns, ever; what frees all left out

// --- generation.c --------------------------------------------------------------------------------
void generation_remember(uintptr_t slot, uintptr_t value);    // value goes into slot; GC_OFF
void generation_remember_range(uintptr_t p, uintptr_t bytes); // pointers go there
uintptr_t generation_take_cards(Span *s, uintptr_t *card);    // a bit for each *card bytes
void generation_revived(uintptr_t bytes);
uint64_t generation_begin(bool major);
void generation_learn(Pacer *p, uint64_t scanned, uint64_t fresh);
void generation_commit(Pacer *p, uint64_t live, bool sweep_done); // in place of pacer_commit()
uint64_t generation_heap_scan(uint64_t all);
const char *generation_name(void);

// --- verify.c ------------------------------------------------------------------------------------
void verify_after_mark(void);  // world stopped, on g0, nothing is grey
void verify_stack_words(void); // ... and stacks were scanned in the same call

#endif
