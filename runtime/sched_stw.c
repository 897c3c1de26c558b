// sched_stw.c - stopping: the world, one goroutine, one round over all Ps.
//
// All three ask with preempt_one() (poisoned stack limit and a signal, preempt.c), and all three
// may meet:  A stops the world while B scans A's stack, or two markers scan each other.  Whoever
// waits therefore waits on g0 with its own goroutine in G_WAITING: its stack is at rest there and
// may be scanned, and its P is the waiter's, who needs no other to make progress.
//
// Stopping the world: gc_waiting is set; Ps in system calls and idle ones are taken at once; a
// running P is handed in by its M at the next look into the scheduler (sched_stop_for_gc).
// stop_wait counts those still missing.  world_sema lets one caller at a time stop the world or
// visit all Ps.
//
// A goroutine is visited by setting G_SCAN in its status, which holds it in that status, looking at
// it, and taking G_SCAN away.  If it is running, it is asked to stop itself in G_PREEMPTED; it
// becomes the visitor's to make runnable again.  The visitor rests until it has let go: two that
// visit each other hold each other, and each can come back from its rest only when the other has
// let go, which therefore must not wait for that.

#include "scheduler.h"
#include "sema.h"
#include "cpustats.h"
#include "fatal.h"
#include "histogram.h"
#include "os.h"
#include "trace.h"

enum { RETRY_NS = 100000 };

static uint32_t world_sema = 1;

static struct {        // the stop under way; by who has world_sema
	int64_t since; // ns, when it was asked for; 0: its pause has been recorded
	bool for_gc;
} stop;

// Let others stop and scan the goroutine we work for, while we wait on g0.  NULL: nothing to undo.
static G *rest_begin(int reason)
{
	G *self = getm()->curg;

	// G_SCAN on top: somebody is just asking it to stop.
	if (!self || (atomic_load32(&self->status) & ~(unsigned)G_SCAN) != G_RUNNING)
		return NULL;
	self->wait_reason = (uint32_t)reason;
	sched_cas_status(self, G_RUNNING, G_WAITING);
	return self;
}

static void rest_end(G *self)
{
	if (self)
		sched_cas_status(self, G_WAITING, G_RUNNING);
}

static void acquire_world(void)
{
	if (getg() != getm()->g0) {
		sema_acquire(&world_sema, false, WAIT_STOPPING_WORLD);
		return;
	}
	while (!sema_try(&world_sema))
		os_sleep(20000);
}

// --- the world -----------------------------------------------------------------------------------

#if VOLE_DEBUG
static bool all_stopped(void)
{
	for (int i = 0; i < sched_gomaxprocs; i++)
		if (atomic_load32(&sched_all_p[i]->status) != P_GCSTOP)
			return false;
	return true;
}

static void set_stopped_by(M *m)
{
	rt_assert(!m || (sched.stop_wait == 0 && all_stopped()) || fatal_dying(),
		  "stop the world: a P still runs");
	atomic_set(sched.stopped_by, m);
}

bool check_world_stopped(void)
{
	return atomic_get(sched.stopped_by) == getm() || !sched.main_started || fatal_dying();
}
#else
static void set_stopped_by(M *m)
{
	(void)m;
}
bool check_world_stopped(void)
{
	return true;
}
#endif

static void take_stopped_ps(P *mine)
{
	P *p;

	atomic_store32(&mine->status, P_GCSTOP);
	sched.stop_wait--;
	for (int i = 0; i < sched_gomaxprocs; i++) {
		p = sched_all_p[i];
		if (atomic_load32(&p->status) == P_SYSCALL &&
		    atomic_cas32(&p->status, P_SYSCALL, P_GCSTOP)) {
			atomic_set(p->syscall_tick, p->syscall_tick + 1);
			if (tracing())
				trace_proc_steal(p);
			sched.stop_wait--;
		}
	}
	while ((p = sched_idle_p_get())) {
		atomic_store32(&p->status, P_GCSTOP);
		sched.stop_wait--;
	}
}

static void stop_on_g0(void *unused)
{
	G *self = rest_begin(WAIT_STOPPING_WORLD);
	bool wait;

	(void)unused;
	lock_acquire(&sched_lock);
	note_clear(&sched.stop_note);
	sched.stop_wait = sched_gomaxprocs;
	atomic_store32_full(&sched.gc_waiting, 1);
	preempt_all();
	take_stopped_ps(getm()->p);
	wait = sched.stop_wait > 0;
	lock_release(&sched_lock);
	while (wait && !note_sleep(&sched.stop_note, RETRY_NS))
		preempt_all();
	set_stopped_by(getm());
	rest_end(self);
}

static void stop_world(const char *why, bool for_gc)
{
	acquire_world();
	sched_acquire_m(); // until sched_start_world: stay on this M
	getm()->in_runtime = why;
	stop.since = os_nanotime();
	stop.for_gc = for_gc;
	if (tracing())
		trace_stop_begin(why);
	sched_system(stop_on_g0, NULL);
	histogram_record(&histogram_stopping[for_gc], os_nanotime() - stop.since);
}

void sched_stop_world(const char *why)
{
	stop_world(why, false);
}

void sched_stop_world_for_gc(const char *why)
{
	stop_world(why, true);
}

int64_t sched_end_pause(void)
{
	int64_t now = os_nanotime();

	rt_assert_stopped("sched_end_pause");
	if (!stop.since)
		return now;
	histogram_record(&histogram_pauses[stop.for_gc], now - stop.since);
	if (stop.for_gc)
		cpustats_paused(now - stop.since);
	stop.since = 0;
	return now;
}

void sched_start_world(void)
{
	P *start[MAX_P], *mine = getm()->p;
	int n = 0;

	sched_end_pause();
	lock_acquire(&sched_lock);
	rt_assert_stopped("sched_start_world");
	set_stopped_by(NULL);
	atomic_store32(&sched.gc_waiting, 0);
	for (int i = sched_gomaxprocs; i-- > 0;) {
		P *p = sched_all_p[i];
		if (p == mine)
			continue;
		atomic_store32(&p->status, P_IDLE);
		if (runq_empty(p))
			sched_idle_p_put(p);
		else
			start[n++] = p;
	}
	atomic_store32(&mine->status, P_RUNNING);
	if (atomic_load32(&sched.sysmon_asleep))
		sysmon_wake();
	lock_release(&sched_lock);
	while (n > 0)
		sched_start_m(start[--n], false);
	sched_wake_p(); // it sees to timers and queues that nobody looks after
	getm()->in_runtime = NULL;
	if (tracing())
		trace_stop_end();
	sched_release_m();
	sema_release(&world_sema, false);
}

void sched_stop_for_gc(void)
{
	M *m = getm();
	P *p;

	if (m->spinning) {
		m->spinning = false;
		atomic_add32(&sched.n_spinning, -1);
	}
	p = sched_release_p();
	lock_acquire(&sched_lock);
	atomic_store32(&p->status, P_GCSTOP);
	if (--sched.stop_wait == 0)
		note_wake(&sched.stop_note);
	lock_release(&sched_lock);
	sched_stop_m();
}

// --- one goroutine -------------------------------------------------------------------------------

struct visit {
	G *g;
	void (*visit)(G *, void *);
	void *arg;
	bool alive;
};

static void release_hold(G *g, unsigned status)
{
	if (!sched_try_status(g, status | G_SCAN, status))
		throw("goroutine: its status changed while it was held");
}

static bool hold(G *g, unsigned status)
{
	if (!sched_try_status(g, status, status | G_SCAN))
		return false;
	atomic_store32(&g->preempt_stop, 0);
	if (status != G_RUNNING)
		atomic_store32(&g->preempt, 0);
	if (status == G_WAITING && !g->wait_since)
		g->wait_since = os_nanotime();
	return true;
}

// g runs: ask it to stop.  Its M cannot change while the status is held.
static void ask_to_stop(G *g)
{
	if (!sched_try_status(g, G_RUNNING, G_RUNNING | G_SCAN))
		return;
	atomic_store32(&g->preempt_stop, 1);
	M *m = atomic_get(g->m);
	P *p = m && atomic_get(m->curg) == g ? atomic_get(m->p) : NULL;
	if (p)
		preempt_one(p);
	release_hold(g, G_RUNNING);
}

static void pause_for(int round)
{
	if (round < 20)
		atomic_pause();
	else if (round < 60)
		os_yield();
	else
		os_sleep(20000);
}

// True when settled: held, or dead.
static bool try_hold(struct visit *s, bool ask)
{
	unsigned status = atomic_load32(&s->g->status);

	switch (status) {
	case G_DEAD:
	case G_IDLE:
		s->alive = false;
		return true;
	case G_PREEMPTED:
		if (!sched_try_status(s->g, G_PREEMPTED, G_WAITING | G_SCAN))
			return false;
		s->g->ready_when_let_go = true;
		atomic_store32(&s->g->preempt_stop, 0);
		atomic_store32(&s->g->preempt, 0);
		return true;
	case G_RUNNABLE:
	case G_SYSCALL:
	case G_WAITING:
		return hold(s->g, status);
	case G_RUNNING:
		if (s->g == getm()->curg) // we are on g0: it rests
			return hold(s->g, status);
		if (ask)
			ask_to_stop(s->g);
		return false;
	default: // another holder
		return false;
	}
}

static void let_go(G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;
	bool ready = g->ready_when_let_go;

	g->ready_when_let_go = false;
	release_hold(g, status);
	if (ready)
		sched_ready(g);
}

static void visit_on_g0(void *arg)
{
	struct visit *s = arg;
	G *self = s->g == getm()->curg ? NULL : rest_begin(WAIT_GC_SCAN);

	// Ask again from time to time: a request can be lost (SET_LIMIT in asm_amd64.S) or come at
	// a bad place.
	for (int round = 0; !try_hold(s, round % 64 == 0 || round > 100); round++)
		pause_for(round);
	if (s->alive) {
		s->visit(s->g, s->arg);
		let_go(s->g);
	}
	rest_end(self);
}

bool sched_visit_g(G *g, void (*visit)(G *, void *), void *arg)
{
	struct visit s = {g, visit, arg, true};

	sched_system(visit_on_g0, &s);
	return s.alive;
}

void sched_preempt_park(G *g)
{
	g->wait_reason = WAIT_PREEMPTED;
	if (tracing())
		trace_go_block(g);
	atomic_set(getm()->curg, NULL);
	sched_cas_status(g, G_RUNNING, G_PREEMPTED); // from here on it is the visitor's
	sched_schedule();
}

// --- all Ps --------------------------------------------------------------------------------------

static bool safe_point_taken(P *p)
{
	return atomic_cas32(&p->safe_point, 1, 0);
}

void sched_run_safe_point_locked(P *p)
{
	if (!safe_point_taken(p))
		return;
	sched.safe_point_fn(p);
	if (--sched.safe_point_wait == 0)
		note_wake(&sched.safe_point_note);
}

void sched_run_safe_point(P *p)
{
	if (!safe_point_taken(p))
		return;
	sched.safe_point_fn(p);
	lock_acquire(&sched_lock);
	if (--sched.safe_point_wait == 0)
		note_wake(&sched.safe_point_note);
	lock_release(&sched_lock);
}

// Idle Ps are taken off the list meanwhile, so that fn runs without sched_lock.
static void visit_idle_ps(void)
{
	P *idle[MAX_P];
	int n = 0;

	lock_acquire(&sched_lock);
	while (n < MAX_P && (idle[n] = sched_idle_p_get()))
		n++;
	lock_release(&sched_lock);
	for (int i = 0; i < n; i++)
		sched_run_safe_point(idle[i]);
	lock_acquire(&sched_lock);
	while (n > 0)
		sched_idle_p_put(idle[--n]);
	lock_release(&sched_lock);
	sched_wake_p();
}

// A P in a system call is handed off, which visits it.
static void visit_syscall_ps(void)
{
	for (int i = 0; i < sched_gomaxprocs; i++) {
		P *p = sched_all_p[i];
		if (atomic_load32(&p->safe_point) && atomic_load32(&p->status) == P_SYSCALL &&
		    atomic_cas32(&p->status, P_SYSCALL, P_IDLE)) {
			atomic_set(p->syscall_tick, p->syscall_tick + 1);
			if (tracing())
				trace_proc_steal(p);
			sched_hand_off_p(p);
		}
	}
}

static void each_p_on_g0(void *unused)
{
	G *self = rest_begin(WAIT_FLUSHING_CACHES);
	P *mine = getp();
	bool wait;

	(void)unused;
	sched_acquire_m();
	lock_acquire(&sched_lock);
	note_clear(&sched.safe_point_note);
	sched.safe_point_wait = sched_gomaxprocs;
	for (int i = 0; i < sched_gomaxprocs; i++)
		atomic_store32_full(&sched_all_p[i]->safe_point, 1);
	preempt_all();
	lock_release(&sched_lock);
	sched_run_safe_point(mine);
	visit_idle_ps();
	for (wait = true; wait; wait = !note_sleep(&sched.safe_point_note, RETRY_NS)) {
		visit_syscall_ps();
		preempt_all();
	}
	sched_release_m();
	rest_end(self);
}

void sched_each_p(void (*fn)(P *))
{
	// by this M: the world is ours
	if (atomic_load32(&sched.gc_waiting) && getm()->in_runtime) {
		for (int i = 0; i < sched_gomaxprocs; i++)
			fn(sched_all_p[i]);
		return;
	}
	acquire_world();
	sched.safe_point_fn = fn;
	sched_system(each_p_on_g0, NULL);
	sema_release(&world_sema, false);
}
