// worker.c - the background mark workers: system goroutines, as many as Ps, parked in a pool
// between shifts.
//
// The scheduler asks for one when it looks for something to run.  Three kinds of shift:
//   dedicated   takes the P for as long as there is work (the scheduler may still want it back, and
//               then sends it again at once): 25 % of the Ps, rounded;
//   fractional  when rounding was bad (pacer.c): on any P while its share of the time since marking
//               began is below the fraction, though not for less than it takes to mark a small
//               heap: the next chance comes when the scheduler has the P again, which may be 10 ms
//               later, and until then all that is made is born black;
//   idle        the P has nothing else to do; ends as soon as it has.  In a periodic cycle (nobody
//               is in a hurry) idle time is left alone.
// What waits for the P of one of the first two goes to the global queue, where the idle shifts of
// other Ps see it.
//
// A worker drains with its P's GcWork, then flushes that, so that what it leaves can be taken by
// others.  The one that leaves no other at work and nothing to do calls gc_maybe_done().

#include "gc.h"
#include "memory.h"
#include "os.h"
#include "trace.h"

#define LEAST_FRACTIONAL (128 << 10) // bytes of work

enum Mode { DEDICATED, FRACTIONAL, IDLE };

typedef struct Worker {
	struct Worker *next; // in the pool
	G *g;
	int mode;
	int64_t start; // of its shift
} Worker;

static Lock pool_lock = {.rank = RANK_WORKERS};
static Worker *pool;                              // under pool_lock
static int nworkers;                              // by the one who starts a cycle
static atomic_u32 dedicated_needed, idle_running; // relaxed: cas, and hint
static unsigned idle_max;                         // world stopped

// --- the pool ------------------------------------------------------------------------------------

static Worker *take(void)
{
	lock_acquire(&pool_lock);
	Worker *w = pool;
	if (w)
		atomic_set(pool, w->next);
	lock_release(&pool_lock);
	return w;
}

static bool give(G *g, void *arg)
{
	Worker *w = arg;
	(void)g;
	lock_acquire(&pool_lock);
	w->next = pool;
	atomic_set(pool, w);
	lock_release(&pool_lock);
	return true;
}

// --- who works when ------------------------------------------------------------------------------

// Decrease unless it is 0.
static bool claim(atomic_u32 *n)
{
	for (;;) {
		unsigned have = atomic_load32(n);
		if (have == 0)
			return false;
		if (atomic_cas32(n, have, have - 1))
			return true;
	}
}

static bool claim_idle(void)
{
	for (;;) {
		unsigned n = atomic_load32(&idle_running);
		if (n >= idle_max)
			return false;
		if (atomic_cas32(&idle_running, n, n + 1))
			return true;
	}
}

static bool fraction_due(const P *p, double slack)
{
	int64_t elapsed = os_nanotime() - cycle.mark_start;
	return cycle.workers.fraction > 0 && elapsed > 0 &&
	       (double)p->gc_fractional_time < cycle.workers.fraction * slack * (double)elapsed;
}

static bool has_work(const P *p)
{
	return atomic_load32(&gc.phase) == GC_MARK &&
	       (mark_work_available() || !gcwork_empty(p->gcw));
}

static G *send(Worker *w, int mode)
{
	w->mode = mode;
	w->start = os_nanotime();
	return w->g;
}

// The scheduler asks for p, which it owns.  The G is parked: the caller makes it runnable and runs
// it now.
G *worker_find(P *p)
{
	if (!has_work(p))
		return NULL;
	Worker *w = take();
	if (!w)
		return NULL;
	if (claim(&dedicated_needed))
		return send(w, DEDICATED);
	if (fraction_due(p, 1))
		return send(w, FRACTIONAL);
	give(w->g, w);
	return NULL;
}

G *worker_find_idle(P *p)
{
	if (!has_work(p) || !claim_idle())
		return NULL;
	Worker *w = take();
	if (w)
		return send(w, IDLE);
	atomic_add32(&idle_running, -1);
	return NULL;
}

// True only if worker_find_idle() would most likely find one: an M decides by it whether to
// sleep.
bool worker_wanted(void)
{
	return atomic_load32(&gc.phase) == GC_MARK && mark_work_available() &&
	       atomic_get(pool) != NULL &&
	       (atomic_load32(&idle_running) < idle_max || atomic_load32(&dedicated_needed) > 0);
}

// --- a shift -------------------------------------------------------------------------------------

static bool stop_fractional(void *arg)
{
	Worker *w = arg;
	P *p = getp();
	int64_t now = os_nanotime(), elapsed = now - cycle.mark_start;
	return (double)(p->gc_fractional_time + now - w->start) >
	       1.2 * cycle.workers.fraction * (double)elapsed;
}

static bool stop_idle(void *arg)
{
	(void)arg;
	return !runq_empty(getp()) || atomic_load32(&sched.n_runq) != 0;
}

static void end_shift(Worker *w, P *p)
{
	int64_t ns = os_nanotime() - w->start;
	switch (w->mode) {
	case DEDICATED:
		atomic_add(&cycle.dedicated_ns, ns);
		atomic_add32(&dedicated_needed, 1);
		break;
	case FRACTIONAL:
		atomic_add(&cycle.fractional_ns, ns);
		p->gc_fractional_time += ns;
		break;
	case IDLE:
		atomic_add(&cycle.idle_ns, ns);
		atomic_add32(&idle_running, -1);
		break;
	}
}

static void shift(Worker *w)
{
	static bool (*const stop[])(void *) = {NULL, stop_fractional, stop_idle};
	P *p = getp();
	Drain how = {.stacks = true,
		     .to_credit = true,
		     .keeps_p = w->mode != IDLE,
		     .least = w->mode == FRACTIONAL ? LEAST_FRACTIONAL : 0,
		     .stop = stop[w->mode],
		     .arg = w};
	if (tracing())
		trace_worker(w->mode);
	if (how.keeps_p)
		runq_give_away();
	atomic_add32(&cycle.active, 1);
	mark_drain(p->gcw, &how);
	gcwork_flush(p->gcw);
	end_shift(w, p);
	gc_leave_marking();
}

static void worker_main(void *arg)
{
	Worker *w = arg;
	w->g = getg();
	atomic_set(w->g->is_gc_worker, true);
	for (;;) {
		sched_park(give, w, WAIT_GC_WORKER_IDLE);
		shift(w);
	}
}

// --- a cycle begins ------------------------------------------------------------------------------

// The new ones reach the pool when they are first scheduled.
void worker_spawn(void)
{
	for (; nworkers < sched_gomaxprocs; nworkers++)
		sched_spawn_c(worker_main, rt_alloc_kind(sizeof(Worker), SYS_GC), true);
}

void worker_start_cycle(bool periodic)
{
	int dedicated = cycle.workers.dedicated;
	atomic_store32(&dedicated_needed, (unsigned)dedicated);
	idle_max = (unsigned)(sched_gomaxprocs - dedicated);
	if (periodic)
		idle_max = dedicated ? 0 : 1;
	for (int i = 0; i < sched_gomaxprocs; i++)
		sched_all_p[i]->gc_fractional_time = 0;
}
