// gc.c - the collection cycle.
//
// A concurrent, non-moving mark-sweep collector after Go's.  One cycle:
//
//   GC_OFF               Sweep what the last cycle left unswept.
//     |  stop the world  ("sweep termination")
//     |      sync.Pool is emptied; root jobs are listed (mark.c); the mcaches give up their runs;
//     |      the barrier goes on, allocation becomes black, assists begin (assist.c)
//     |  start the world
//   GC_MARK              Workers (worker.c) and assists mark; the program runs with the barrier
//     |                  (barrier.c).  When the last of them finds nothing to do, marking may be
//     |                  complete: gc_maybe_done().
//     |  stop the world  ("mark termination")
//   GC_MARK_TERMINATION  Look again (nothing may be grey), check, count.
//     |      barrier and black allocation go off; every span is now to be swept; the next goal
//     |      is set (pacer.c)
//     |  start the world
//   GC_OFF               Sweep beside the program (sweep.c) until the heap reaches the trigger.
//
// Invariants.
//   - While marking: every white object that the program can reach is reachable from a grey object,
//     or from a stack or global not scanned yet (the weak tri-colour invariant; see barrier.c).
//   - barrier_enabled, gc.phase and mheap.sweepgen change only with the world stopped, so a
//     goroutine sees one value of them between two safepoints.
//   - Mark bits are all clear in GC_OFF once a span is swept, and no span is freed while marking.
//
// Is marking complete?  cycle.active counts workers and assists at work; each P may hold grey
// objects in its GcWork (the barrier puts them there at any time).  With active at 0 and no shared
// work, each P is visited at a safepoint and empties its GcWork (sched_each_p).  If none had
// anything, then there was nothing grey when the first was visited, except what the program shaded
// during the visits; to exclude that, the world is stopped and all GcWorks are looked at once more.
// If any holds work, marking goes on.
//
// When.  (1) The heap reaches the pacer's trigger: noticed by the slow path of malloc, and behind a
// large object.  (2) Two minutes have passed: noticed by sysmon, done by a helper goroutine.  (3)
// runtime.GC().
//
// Variants, for the lab.  GODEBUG=gcstoptheworld=1 marks with the world stopped (plain mark-sweep),
// =2 sweeps so too.  GODEBUG=gcbarrier=dijkstra scans all stacks again in mark termination.
// GODEBUG=gcgen=1 has minor cycles, which mark only what is new (generation.c).

#include "gc.h"
#include "sema.h"
#include "memory.h"
#include "debugvars.h"
#include "stack.h"
#include "os.h"
#include "trace.h"

#define PERIOD_NS (120 * (int64_t)1000000000)
#define LIMITER_PERIOD_NS (10 * (int64_t)1000000)

enum Why { WHY_HEAP, WHY_TIME, WHY_CYCLE, WHY_STRESS };

Gc gc;
Cycle cycle;

static uint32_t start_sema = 1;  // one goroutine at a time starts a cycle
static uint32_t done_sema = 1;   // ... ends marking
static bool ready;               // gc_init() has run
static CycleTimes times;         // of the running cycle
static int64_t last_end;         // os_nanotime() of the last cycle's end
static atomic_u32 stress_allocs; // gcstress: counts allocations, only by adding

static Daemon sweeper = {.name = "sweeper"}, forcer = {.name = "forced gc"};

static Lock waiters_lock = {.rank = RANK_GC_WAITERS};
static G *waiters; // of wait_on_mark(), through sched_link, under waiters_lock

bool gc_can_block(void)
{
	const M *m = getm();
	return ready && m->locks == 0 && getg() != m->g0;
}

// Cycles whose marking is complete.
static uint32_t marks_done(void)
{
	return atomic_load32(&gc.phase) == GC_OFF ? cycle.number : cycle.number - 1;
}

// --- goals ---------------------------------------------------------------------------------------

bool gc_has_memory_limit(void)
{
	return atomic_get(cycle.pacer.memory_limit) != INT64_MAX;
}

static PacerMemory memory_now(void)
{
	return gc_has_memory_limit() ? memstats_for_pacer() : (PacerMemory){0};
}

uint64_t gc_heap_goal(void)
{
	PacerMemory m = memory_now();
	return pacer_goal(&cycle.pacer, &m);
}

static void revise(void)
{
	PacerProgress now = {
	    .live = atomic_load(&gc.heap_live),
	    .heap_scan = atomic_load(&gc.heap_scan),
	    .work_done = atomic_load(&cycle.heap_work) + atomic_load(&cycle.stack_work) +
			 atomic_load(&cycle.globals_work),
	    .stack_max = stack_bytes_in_use(),
	};
	PacerAssist a = pacer_assist(&cycle.pacer, gc_heap_goal(), &now);
	atomic_set_double(&cycle.work_per_byte, a.work_per_byte);
	atomic_set_double(&cycle.bytes_per_work, a.bytes_per_work);
}

static void set_trigger(void)
{
	PacerMemory m = memory_now();
	atomic_store(&gc.trigger, pacer_target(&cycle.pacer, &m).trigger);
}

// An mcache took (or gave back) that much free space, or a large object was made.  While marking,
// heap_scan stays what it was at the start: what is born black needs no scanning in this cycle.
void gc_add_live(intptr_t bytes, intptr_t scan_bytes)
{
	uintptr_t live = atomic_add(&gc.heap_live, bytes);
	if (tracing())
		trace_heap_live(live);
	if (atomic_load32(&gc.phase) != GC_OFF) {
		revise();
		return;
	}
	if (scan_bytes)
		atomic_add(&gc.heap_scan, scan_bytes);
	if (gc_has_memory_limit())
		set_trigger();
}

// --- black allocation ----------------------------------------------------------------------------

static void count_new(const Span *s, intptr_t n)
{
	getp()->gcw->marked += n * (intptr_t)s->elem_size;
	if (!spanclass_noscan(s->span_class))
		atomic_add(&cycle.new_scan,
			   n * (intptr_t)(s->large ? s->scan_bytes : s->elem_size));
}

void gc_run_taken(Span *s, unsigned first, unsigned n)
{
	for (unsigned i = first; i < first + n; i++) {
		if (debug.gcmark_spans)
			atomic_or((atomic_word *)&s->scan_bits[i / 64], (uintptr_t)1 << i % 64);
		span_mark(s, i);
	}
	count_new(s, n);
	assist_debit(n * s->elem_size);
}

void gc_run_unused(Span *s, unsigned first, unsigned n)
{
	for (unsigned i = first; i < first + n; i++)
		s->mark_bits[i / 64] &= ~((uint64_t)1 << i % 64);
	count_new(s, -(intptr_t)n);
}

// --- beginning -----------------------------------------------------------------------------------

static bool due(int why, uint32_t wanted)
{
	if (atomic_load32(&gc.phase) != GC_OFF)
		return false;
	switch (why) {
	case WHY_HEAP:
		return atomic_load(&gc.heap_live) >= atomic_load(&gc.trigger);
	case WHY_TIME:
		return cycle.pacer.gc_percent >= 0 &&
		       os_nanotime() - atomic_get(last_end) > PERIOD_NS;
	default:
		return (int32_t)(wanted - cycle.number) > 0;
	}
}

static void reset_counters(void)
{
	atomic_word *counters[] = {
	    &cycle.heap_work,    &cycle.stack_work,    &cycle.globals_work,
	    &cycle.marked,       &cycle.new_scan,      &cycle.assist_ns,
	    &cycle.dedicated_ns, &cycle.fractional_ns, &cycle.idle_ns,
	};
	for (size_t i = 0; i < sizeof counters / sizeof counters[0]; i++)
		atomic_store(counters[i], 0);
}

static void finish_sweep(void *unused)
{
	(void)unused;
	while (sweep_one())
		;
	if (!sweep_done())
		throw("gc: spans left unswept");
}

// Off -> mark -> mark termination -> off, and only with the world stopped.
static void set_phase(unsigned phase)
{
	rt_assert_stopped("gc.phase");
	rt_assert(phase == (atomic_load32(&gc.phase) + 1) % 3, "gc: a phase was left out");
	atomic_store32(&gc.phase, phase);
}

// World stopped.
static void begin_mark(int why)
{
	rt_assert_stopped("begin_mark");
	bool may_be_minor = why == WHY_HEAP || (why == WHY_STRESS && cycle.number % 4 != 0);
	uint64_t marked = generation_begin(!may_be_minor);
	rt_assert_expensive(heapcheck_all(marked), "heap: inconsistent before marking");
	cycle.number++;
	reset_counters();
	atomic_store(&cycle.marked, marked);
	cycle.pacer.triggered = times.heap0 = atomic_load(&gc.heap_live);
	cycle.workers = pacer_workers(sched_gomaxprocs);
	mark_prepare();
	assist_reset();
	worker_start_cycle(why == WHY_TIME);
	for (int i = 0; i < sched_gomaxprocs; i++)
		mcache_begin_mark(sched_all_p[i]->mcache);
	set_phase(GC_MARK);
	atomic_set(barrier_enabled, BARRIER_MARK);
	times.kind = generation_name();
	if (tracing())
		trace_gc_begin();
	revise();
	times.goal = gc_heap_goal();
	times.mark_start = cycle.mark_start = os_nanotime();
	if (debug.gcpacertrace)
		memstats_trace_pacer_start();
}

static void mark_with_world_stopped(void *unused)
{
	Drain how = {.stacks = true};
	(void)unused;
	mark_drain(getp()->gcw, &how);
	if (debug.gccheckmark)
		verify_stack_words();
}

static void end_mark(void);

static void stop_world(const char *why)
{
	times.stopped = os_nanotime();
	sched_stop_world_for_gc(why);
}

static int64_t end_pause(void)
{
	int64_t now = sched_end_pause();

	times.paused_ns += now - times.stopped;
	return now;
}

static void run_start(int why)
{
	times = (CycleTimes){.forced = why >= WHY_CYCLE, .procs = sched_gomaxprocs};
	stop_world("GC sweep termination");
	times.start = times.stopped;
	sched_system(finish_sweep, NULL);
	gc_run_pool_cleanup();
	begin_mark(why);
	times.stop1_ns = times.mark_start - times.start;
	if (debug.gcstoptheworld) {
		sched_system(mark_with_world_stopped, NULL);
		times.stop2_start = os_nanotime();
		end_mark();
	} else {
		end_pause();
		sched_start_world();
	}
}

// Start a cycle if it is due.
static void start(int why, uint32_t wanted)
{
	while (due(why, wanted) && sweep_one())
		gc_yield();
	sema_acquire(&start_sema, false, WAIT_FOR_GC_CYCLE);
	if (due(why, wanted)) {
		worker_spawn();
		run_start(why);
		if (sched_gomaxprocs == 1 && atomic_load32(&gc.phase) == GC_MARK) {
			sema_release(&start_sema, false);
			sched_gosched(); // workers want the only P
			return;
		}
	}
	sema_release(&start_sema, false);
}

// --- ending --------------------------------------------------------------------------------------

static void flush_gcwork(P *p)
{
	gcwork_flush(p->gcw);
}

// World stopped: has no P any work?
static bool all_black(void)
{
	for (int i = 0; i < sched_gomaxprocs; i++)
		if (!gcwork_empty(sched_all_p[i]->gcw))
			return false;
	return !mark_work_available();
}

static bool looks_done(void)
{
	return atomic_load32(&gc.phase) == GC_MARK && atomic_load32(&cycle.active) == 0 &&
	       !mark_work_available();
}

// On g0, world stopped.
static void scan_stacks_again(void *unused)
{
	mark_stacks_again();
	mark_with_world_stopped(unused);
}

static void check_marks(void *unused)
{
	(void)unused;
	verify_after_mark();
}

static void learn(void)
{
	Pacer *p = &cycle.pacer;
	PacerCycle c = {
	    .live = times.heap1,
	    .procs = times.procs,
	    .heap_work = atomic_load(&cycle.heap_work),
	    .stack_work = atomic_load(&cycle.stack_work),
	    .globals_work = atomic_load(&cycle.globals_work),
	    .mark_ns = times.mark_done - times.mark_start,
	    .assist_ns = (int64_t)atomic_load(&cycle.assist_ns),
	    .idle_ns = (int64_t)atomic_load(&cycle.idle_ns),
	};
	double old = p->cons_mark, utilization = pacer_end_cycle(p, &c);
	if (debug.gcpacertrace)
		memstats_trace_pacer_end(utilization, &c, old, times.goal);
	p->heap_marked = times.heap2;
	p->last_heap_scan = c.heap_work;
	p->last_stack_scan = c.stack_work;
	p->triggered = PACER_NOT_TRIGGERED;
	generation_learn(p, c.heap_work, atomic_load(&cycle.new_scan));
}

// From now on the marks say what is alive.
static void begin_sweep(void)
{
	for (int i = 0; i < sched_gomaxprocs; i++)
		mcache_flush(sched_all_p[i]->mcache);
	atomic_store(&gc.heap_live, times.heap2);
	sweep_begin();
	generation_commit(&cycle.pacer, times.heap2, false);
	atomic_store(&gc.heap_scan, generation_heap_scan(atomic_load(&cycle.heap_work) +
							 atomic_load(&cycle.new_scan)));
	set_trigger();
	sweep_pace(times.heap2, atomic_load(&gc.trigger));
	if (tracing())
		trace_heap_goal(gc_heap_goal());
	if (debug.gcstoptheworld > 1)
		sched_system(finish_sweep, NULL);
}

static void wake_waiters(void)
{
	lock_acquire(&waiters_lock);
	G *g = waiters;
	waiters = NULL;
	lock_release(&waiters_lock);
	while (g) {
		G *next = g->sched_link;
		g_leave_queue(g, QUEUE_CYCLE);
		g->sched_link = NULL;
		sched_ready(g);
		g = next;
	}
}

// World stopped, nothing grey.  Starts the world.
static void end_mark(void)
{
	times.mark_done = os_nanotime();
	set_phase(GC_MARK_TERMINATION);
	if (debug.gcbarrier_dijkstra)
		sched_system(scan_stacks_again, NULL);
	for (int i = 0; i < sched_gomaxprocs; i++)
		mcache_end_mark(sched_all_p[i]->mcache); // counts go to our own P's GcWork
	for (int i = 0; i < sched_gomaxprocs; i++)
		gcwork_flush(sched_all_p[i]->gcw);
	if (mark_work_available())
		throw("gc: work left at mark termination");
	if (debug.gccheckmark)
		sched_system(check_marks, NULL);
	times.heap1 = atomic_load(&gc.heap_live);
	times.heap2 = atomic_load(&cycle.marked);
	learn();
	set_phase(GC_OFF);
	atomic_set(barrier_enabled, debug.gcgen ? BARRIER_REMEMBER : BARRIER_OFF);
	if (tracing())
		trace_gc_end();
	profile_next_cycle();
	begin_sweep();
	times.end = end_pause();
	atomic_set(last_end, times.end);
	times.stop2_ns = times.end - times.stop2_start;
	memstats_cycle_done(&times);
	uint64_t goal = times.goal;
	CycleLine line;
	memstats_trace_cycle(&line);
	sched_start_world(); // the next cycle may begin now
	assist_wake_all();
	wake_waiters();
	daemon_poke(&sweeper);
	scavenge_after_cycle(goal);
	if (line.text[0])
		rt_printf("%s", line.text);
}

// Called by whoever left marking last, on a goroutine.
void gc_maybe_done(void)
{
	sema_acquire(&done_sema, false, WAIT_GC_MARK_TERMINATION);
	while (looks_done()) {
		sched_each_p(flush_gcwork);
		if (!looks_done())
			break;
		stop_world("GC mark termination");
		times.stop2_start = times.stopped;
		if (looks_done() && all_black()) {
			end_mark();
			break;
		}
		for (int i = 0; i < sched_gomaxprocs; i++)
			gcwork_flush(sched_all_p[i]->gcw);
		end_pause();
		sched_start_world();
	}
	sema_release(&done_sema, false);
	if (atomic_load32(&gc.phase) == GC_MARK && mark_work_available())
		sched_wake_worker();
}

void gc_leave_marking(void)
{
	bool last = atomic_add32(&cycle.active, -1) == 0;
	if (!mark_work_available()) {
		if (last)
			gc_maybe_done();
	} else if (sched_idle_ps() > 0) {
		sched_wake_worker();
	}
}

// --- asked for -----------------------------------------------------------------------------------

static bool enter_waiters(G *g, void *n)
{
	lock_acquire(&waiters_lock);
	bool wait = (int32_t)(marks_done() - *(uint32_t *)n) < 0;
	if (wait) {
		g_enter_queue(g, QUEUE_CYCLE, G_WAITING);
		g->sched_link = waiters;
		waiters = g;
	}
	lock_release(&waiters_lock);
	return wait;
}

static void wait_on_mark(uint32_t n)
{
	while ((int32_t)(marks_done() - n) < 0)
		sched_park(enter_waiters, &n, WAIT_FOR_GC_CYCLE);
}

// A whole cycle that begins after the call, sweeping included.
static void collect(enum Why why)
{
	uint32_t n = cycle.number;
	wait_on_mark(n);
	start(why, n + 1);
	wait_on_mark(n + 1);
	while (cycle.number == n + 1 && sweep_one())
		gc_yield();
	while (cycle.number == n + 1 && !sweep_done())
		sched_gosched();
	if (cycle.number == n + 1)
		profile_publish();
}

void gc_collect(void)
{
	collect(WHY_CYCLE);
}

static void stress(void)
{
	if (debug.gcstress && gc_can_block() &&
	    atomic_add32(&stress_allocs, 1) % (unsigned)debug.gcstress == 0)
		collect(WHY_STRESS);
}

static void start_if_due(void)
{
	if (atomic_load(&gc.heap_live) >= atomic_load(&gc.trigger) && gc_can_block())
		start(WHY_HEAP, 0);
}

// A loop that allocates may have no other safepoint: it calls no Go function, and a signal finds it
// in runtime text.
void gc_before_alloc(void)
{
	gc_yield();
	if (unlikely(debug.gcstress))
		stress();
	if (atomic_load32(&gc.phase) == GC_MARK)
		assist_pay();
	else
		start_if_due();
}

// While marking goes on, an object that is large beside the heap may take it far beyond its goal.
void gc_before_large(size_t bytes)
{
	gc_before_alloc();
	if (atomic_load32(&gc.phase) == GC_MARK)
		assist_pay_ahead(bytes);
}

void gc_after_large(void)
{
	if (atomic_load32(&gc.phase) == GC_OFF)
		start_if_due();
}

// --- settings ------------------------------------------------------------------------------------

static void recommit(void) // world stopped
{
	rt_assert_stopped("recommit");
	generation_commit(&cycle.pacer, atomic_load(&gc.heap_live), sweep_done());
	set_trigger();
	if (tracing())
		trace_heap_goal(gc_heap_goal());
	if (atomic_load32(&gc.phase) == GC_MARK)
		revise();
	else
		sweep_pace(atomic_load(&gc.heap_live), atomic_load(&gc.trigger));
}

int64_t gc_set_percent(int64_t percent)
{
	sched_stop_world("GOGC");
	int64_t old = cycle.pacer.gc_percent;
	cycle.pacer.gc_percent = percent < 0 ? -1 : percent;
	recommit();
	sched_start_world();
	if (percent < 0) // as Go: collection is off when this returns
		wait_on_mark(cycle.number);
	return old;
}

int64_t gc_set_memory_limit(int64_t limit)
{
	int64_t old = (int64_t)cycle.pacer.memory_limit;
	if (limit < 0)
		return old;
	sched_stop_world("GC memory limit");
	atomic_set(cycle.pacer.memory_limit, (uint64_t)limit);
	recommit();
	sched_start_world();
	return old;
}

// --- the clock -----------------------------------------------------------------------------------

static int64_t limiter_last; // sysmon only, as is:
static MarkTimes limiter_times;

// Assists and the background quarter against everything the Ps did, idling left out: a P that marks
// because it has nothing else to do idles.
static void tick_limiter(int64_t now)
{
	int64_t window = now - limiter_last;
	if (window < LIMITER_PERIOD_NS)
		return;
	MarkTimes marked = memstats_mark_times();
	int64_t total = window * atomic_get(sched_gomaxprocs);
	int64_t gc_ns = (int64_t)(marked.assist_ns - limiter_times.assist_ns);
	if (atomic_load32(&gc.phase) != GC_OFF)
		gc_ns += total / 4;
	total -= window * sched_idle_ps() + (int64_t)(marked.idle_ns - limiter_times.idle_ns);
	limiter_update(&cycle.limiter, total > gc_ns ? total - gc_ns : 0, gc_ns);
	if (cycle.limiter.limiting && !cycle.waived)
		atomic_set(cycle.limited_in, marks_done() + 1);
	atomic_set(cycle.waived, cycle.limiter.limiting);
	limiter_last = now;
	limiter_times = marked;
}

void gc_each_tick(int64_t now)
{
	if (!ready)
		return;
	tick_limiter(now);
	if (now - atomic_get(last_end) > PERIOD_NS && atomic_load32(&gc.phase) == GC_OFF)
		daemon_poke(&forcer);
	scavenge_each_tick();
}

// --- daemons -------------------------------------------------------------------------------------

static void sweeper_main(void *unused)
{
	(void)unused;
	for (;;) {
		for (int n = 0; sweep_one(); n++)
			if (n % 16 == 15)
				sched_gosched();
		if (cycle.number)
			scavenge_trace();
		daemon_sleep(&sweeper, WAIT_GC_SWEEP);
	}
}

static void forcer_main(void *unused)
{
	(void)unused;
	for (;;) {
		daemon_sleep(&forcer, WAIT_FORCE_GC);
		start(WHY_TIME, 0);
	}
}

void gc_init(void)
{
	memstats_init();
	pacer_init(&cycle.pacer, env_gogc(), (uint64_t)env_memlimit());
	limiter_init(&cycle.limiter, sched_gomaxprocs);
	set_trigger();
	mcache_ask = debug.gcstress || debug.efence;
	last_end = limiter_last = os_nanotime();
	daemon_start(&sweeper, sweeper_main);
	daemon_start(&forcer, forcer_main);
	scavenge_init();
	finalizer_init();
	ready = true;
}

// The P goes idle, or dies.
void gc_p_flush(P *p)
{
	if (barrier_enabled)
		gcwork_flush(p->gcw);
}
