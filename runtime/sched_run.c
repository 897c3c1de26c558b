// sched_run.c - choosing the next goroutine, and parking when there is none.
//
// Order of search: the global queue once in 61 rounds (fairness), the collector's worker if one is
// due, this P's own queue, the global queue, descriptors that are ready (poll.c), other P's queues
// and timers (stealing), idle marking.  Nothing anywhere: the P becomes idle and the M parks; one
// parked M watches the clock for all timers, and the descriptors (netpoll.c).
//
// Parking in the right order is what keeps wake-ups from being lost (see sched.c):
//   1. give the P back under sched_lock, after a last look at the global queue;
//   2. stop counting as spinning (full barrier);
//   3. look at all queues again: work published before 2 found a spinner and woke nobody;
//   4. sleep.

#include "scheduler.h"
#include "histogram.h"
#include "memory.h"
#include "poll.h"
#include "os.h"
#include "trace.h"

enum { FAIRNESS = 61, STEAL_ROUNDS = 4 };

void sched_execute(G *g, bool inherit_time)
{
	if (tracing())
		trace_go_start(g);
	sched_resume(g, inherit_time);
}

void sched_resume(G *g, bool inherit_time)
{
	M *m = getm();

	rt_assert(m->p && m->p->m == m && m->p == getp(), "execute: the M holds no P");
	rt_assert(m->curg == NULL, "execute: the M runs another goroutine");
	atomic_set(m->curg, g);
	atomic_set(g->m, m);
	g->wait_since = 0;
	atomic_store32(&g->preempt, 0);
	if (unlikely(g->runnable_since)) {
		histogram_record(&histogram_latencies, os_nanotime() - g->runnable_since);
		g->runnable_since = 0;
	}
	sched_cas_status(g, G_RUNNABLE, G_RUNNING);
	if (!inherit_time)
		atomic_set(m->p->sched_tick, m->p->sched_tick + 1);
	asm_gogo(g);
}

static G *from_global(P *p, int max)
{
	G *g;

	if (!atomic_load32(&sched.n_runq))
		return NULL;
	lock_acquire(&sched_lock);
	g = globrunq_get(p, max);
	lock_release(&sched_lock);
	return g;
}

// A worker of the collector is parked; it becomes runnable by being found.  Who holds it at this
// moment (the scan of a worker that was not yet known as one, a dump of all stacks) is waited for.
static G *found_worker(G *g)
{
	if (!g)
		return NULL;
	sched_cas_status(g, G_WAITING, G_RUNNABLE);
	if (tracing())
		trace_go_unblock(g);
	return g;
}

// What this P can run without asking others.
static G *find_here(P *p, bool *inherit)
{
	G *g = NULL;

	*inherit = false;
	if (p->sched_tick % FAIRNESS == 0)
		g = from_global(p, 1);
	if (!g && barrier_enabled == BARRIER_MARK)
		g = found_worker(worker_find(p));
	if (!g)
		g = runq_get(p, inherit);
	if (!g)
		g = from_global(p, 0);
	return g;
}

// Visit all Ps in a random order a few times; timers and run_next only in the last round.  *ran: a
// timer fired, look at the own queue again.  *next: earliest timer seen.
static G *steal(P *p, int64_t *now, int64_t *next, bool *ran)
{
	G *g;

	for (int round = 0; round < STEAL_ROUNDS; round++) {
		bool last = round == STEAL_ROUNDS - 1;
		unsigned start = (unsigned)rt_rand();

		for (int i = 0; i < sched_gomaxprocs; i++) {
			P *victim = sched_all_p[(start + (unsigned)i) % (unsigned)sched_gomaxprocs];
			if (atomic_load32(&sched.gc_waiting)) {
				*ran = true;
				return NULL;
			}
			if (victim == p)
				continue;
			if (last) {
				int64_t when;
				if (timer_check(victim, now, &when)) {
					*ran = true;
					return NULL;
				}
				if (when && (!*next || when < *next))
					*next = when;
			}
			if ((g = runq_steal(p, victim, last)))
				return g;
		}
	}
	return NULL;
}

// Work on any queue, and an idle P to run it on.
static P *recheck_queues(void)
{
	P *p = NULL;
	bool work = atomic_load32(&sched.n_runq) ||
		    (atomic_get(barrier_enabled) == BARRIER_MARK && worker_wanted());

	for (int i = 0; i < atomic_get(sched_gomaxprocs) && !work; i++)
		work = !runq_empty(sched_all_p[i]);
	if (!work)
		return NULL;
	lock_acquire(&sched_lock);
	p = sched_idle_p_get();
	if (!p)
		atomic_store32_full(&sched.need_spinning, 1);
	lock_release(&sched_lock);
	return p;
}

static int64_t earliest_timer(int64_t next)
{
	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++) {
		int64_t when = timer_next(sched_all_p[i]);
		if (when && (!next || when < next))
			next = when;
	}
	return next;
}

// On this P's queue, or the global one if there is none.
static void ready_all(G **ready, int n)
{
	for (int i = 0; i < n; i++)
		poll_wake(ready[i]);
}

bool sched_poll(void)
{
	G *ready[POLL_BATCH];
	uintptr_t last = atomic_load(&sched.last_poll); // expected value of the cas
	int n;

	if (!poll_pending() || !poll_started() || last == 0)
		return false;
	if (!atomic_cas(&sched.last_poll, last, (uintptr_t)os_nanotime()))
		return false; // somebody else does it
	n = poll_collect(0, ready);
	ready_all(ready, n);
	return n > 0;
}

// Sleep until `until` unless another M does so already.  True: woke up, with a P.
static bool watch_clock(int64_t until)
{
	P *p;
	G *ready[POLL_BATCH];
	int n;
	uintptr_t last = atomic_load(&sched.last_poll);

	if (last == 0 || !atomic_cas(&sched.last_poll, last, 0)) {
		netpoll_wake_for(until);
		return false;
	}
	n = netpoll_sleep(until, ready);
	atomic_store_full(&sched.last_poll, (uintptr_t)os_nanotime());
	lock_acquire(&sched_lock);
	p = sched_idle_p_get();
	lock_release(&sched_lock);
	if (p)
		sched_acquire_p(p);
	ready_all(ready, n);
	return p != NULL;
}

// Give the P back.  False: something turned up meanwhile.
static bool release_p(P *p)
{
	M *m = getm();

	gc_p_flush(p);
	lock_acquire(&sched_lock);
	if (atomic_load32(&sched.gc_waiting) || p->safe_point || sched.runq.n) {
		lock_release(&sched_lock);
		return false;
	}
	if (!m->spinning && atomic_load32(&sched.need_spinning)) {
		sched_become_spinning();
		lock_release(&sched_lock);
		return false;
	}
	sched_release_p();
	sched_idle_p_put(p);
	lock_release(&sched_lock);
	return true;
}

// Nothing to run: park.  Returns with a P.
static void park_m(P *p, int64_t next)
{
	M *m = getm();
	bool was_spinning = m->spinning;

	if (!release_p(p))
		return;
	if (was_spinning) {
		m->spinning = false;
		atomic_add32(&sched.n_spinning, -1); // full barrier: step 2
		p = recheck_queues();
		if (p) {
			sched_acquire_p(p);
			sched_become_spinning();
			return;
		}
		next = earliest_timer(next);
	}
	if (!next && poll_pending())
		next = INT64_MAX;
	if (next && watch_clock(next)) {
		if (was_spinning)
			sched_become_spinning();
		return;
	}
	sched_stop_m();
}

static bool may_spin(void)
{
	M *m = getm();

	if (m->spinning)
		return true;
	if (2 * atomic_load32(&sched.n_spinning) >=
	    (unsigned)sched_gomaxprocs - atomic_load32(&sched.n_idle_p))
		return false;
	sched_become_spinning();
	return true;
}

static G *find_runnable(bool *inherit)
{
	for (;;) {
		P *p = getp();
		int64_t now = 0, next;
		bool ran = false;
		G *g;

		if (atomic_load32(&sched.gc_waiting)) {
			sched_stop_for_gc();
			continue;
		}
		if (unlikely(atomic_load32(&p->safe_point)))
			sched_run_safe_point(p);
		timer_check(p, &now, &next);
		if ((g = find_here(p, inherit)))
			return g;
		if (sched_poll())
			continue;
		if (may_spin() && (g = steal(p, &now, &next, &ran)))
			return g;
		if (ran)
			continue;
		if (barrier_enabled == BARRIER_MARK && (g = found_worker(worker_find_idle(p))))
			return g;
		park_m(p, next);
	}
}

void sched_schedule(void)
{
	M *m = getm();
	bool inherit;
	G *g;

	if (m->locks) {
		lock_print_held();
		throw("schedule: holding locks");
	}
	if (unlikely(m->wired)) {
		sched_wait_wired();
		sched_execute(m->wired, false);
	}
	for (;;) {
		g = find_runnable(&inherit);
		if (m->spinning)
			sched_no_longer_spinning();
		if (likely(!g->wired_to))
			sched_execute(g, inherit);
		sched_run_wired(g);
	}
}
