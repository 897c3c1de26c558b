// sched_wire.c - goroutines wired to a thread (runtime.LockOSThread).
//
// While goroutine g and thread m are wired, g runs on m only and m runs g only.  So what the kernel
// keeps for each thread, its namespaces, name, scheduling, or whose child dies with it, is g's.
//
//  - m comes to the scheduler when g stops.  It gives its P away and sleeps on m->wired_note
//    (sched_wait_wired), whatever else there is to run.
//  - g waits, becomes runnable and is queued like any goroutine.  Whoever takes it from a queue
//    hands it its own P, wakes m and looks for another P to have (sched_run_wired).
//
// So each switch to or from g costs a change of threads.  The P that is handed over is on no list
// meanwhile; who stops the world waits for it, and asks g to yield once m runs it.
//
// LockOSThread counts; UnlockOSThread must be called as often.  The main goroutine is wired to the
// first thread besides, until the packages are initialised: an init function that calls
// LockOSThread so keeps main.main there.
//
// A goroutine that ends while it is wired leaves a thread behind that nobody can use, for it may be
// in any state: it ends too.  Its M is used again by the next thread that begins.  The first
// thread, whose end some tools take for that of the process, sleeps for ever instead.
//
// New threads are like the one that makes them, so a wired one makes none: it asks the maker, a
// thread without a P that begins with the first LockOSThread.

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "scheduler.h"
#include "cpuprofile.h"
#include "trace.h"

void runtime_lock_os_thread(void) GO_SYMBOL("runtime.LockOSThread");
void runtime_unlock_os_thread(void) GO_SYMBOL("runtime.UnlockOSThread");

// --- wiring --------------------------------------------------------------------------------------

static void wire(G *g, M *m)
{
	m->wired = g;
	atomic_set(g->wired_to, m);
}

static void unwire(G *g, M *m)
{
	m->wired = NULL;
	atomic_set(g->wired_to, NULL);
}

static void start_maker(void);

void runtime_lock_os_thread(void)
{
	start_maker();
	getm()->wirings++;
	wire(getg(), getm());
}

void runtime_unlock_os_thread(void)
{
	M *m = getm();

	if (m->wirings == 0)
		return;
	if (--m->wirings == 0 && !m->wired_for_init)
		unwire(getg(), m);
}

void sched_wire_for_init(bool on)
{
	M *m = getm();

	if (m->id != 0)
		return; // it has come to another thread already
	m->wired_for_init = on;
	if (on)
		wire(getg(), m);
	else if (m->wirings == 0)
		unwire(getg(), m);
}

// A coroutine and who called it are one goroutine to the thread.
void sched_pass_wire(G *from, G *to)
{
	M *m = from->wired_to;

	unwire(from, m);
	wire(to, m);
}

// --- running -------------------------------------------------------------------------------------

static void count_waiting(int n)
{
	lock_acquire(&sched_lock);
	sched.n_wired_idle += n;
	if (n > 0)
		sched_check_dead();
	lock_release(&sched_lock);
}

void sched_wait_wired(void)
{
	M *m = getm();

	if (m->p)
		sched_hand_off_p(sched_release_p());
	count_waiting(1);
	note_sleep((Note *)&m->wired_note, -1);
	note_clear((Note *)&m->wired_note);
	sched_acquire_p(m->next_p);
	m->next_p = NULL;
	if (atomic_load32(&m->p->safe_point))
		sched_run_safe_point(m->p);
}

void sched_run_wired(G *g)
{
	M *m = g->wired_to;

	rt_assert(m->wired == g && m != getm(), "wired: not to that thread");
	count_waiting(-1);
	m->next_p = sched_release_p();
	note_wake((Note *)&m->wired_note);
	sched_stop_m();
}

// --- making threads ------------------------------------------------------------------------------

static struct {
	atomic_u32 begun; // relaxed: cas
	M *wanted;        // through sched_link, under sched_lock
	Note note;
} maker;

static void make_threads(void *unused)
{
	(void)unused;
	for (;;) {
		note_sleep(&maker.note, -1);
		note_clear(&maker.note); // before the look: who comes later wakes us again
		lock_acquire(&sched_lock);
		M *m = maker.wanted;
		maker.wanted = NULL;
		lock_release(&sched_lock);
		for (M *next; m; m = next) {
			next = m->sched_link;
			sched_begin_thread(m);
		}
	}
}

static void start_maker(void)
{
	if (atomic_load32(&maker.begun) == 0 && atomic_cas32(&maker.begun, 0, 1))
		sched_start_thread(make_threads);
}

bool sched_leave_to_maker(M *m)
{
	if (getm()->wirings == 0)
		return false;
	lock_acquire(&sched_lock);
	m->sched_link = maker.wanted;
	maker.wanted = m;
	lock_release(&sched_lock);
	note_wake(&maker.note);
	return true;
}

// --- ending one ----------------------------------------------------------------------------------

static M *volatile ended; // Ms whose threads have ended, through sched_link; pushed by cas

M *sched_ended_m(void)
{
	M *m;

	do { // who takes holds sched_lock, so what is next does not change while m is there
		m = atomic_get(ended);
	} while (m && !atomic_cas((atomic_word *)&ended, (uintptr_t)m, (uintptr_t)m->sched_link));
	return m;
}

_Noreturn static void end_thread(void)
{
	M *m = getm();
	void *end[5];
	sigset_t all;
	bool reusable = !m->trace_buf && !m->trace_chunk;

	sched_hand_off_p(sched_release_p());
	sigfillset(&all);
	if (m->id != 0)
		pthread_sigmask(SIG_SETMASK, &all, NULL);
	lock_acquire(&sched_lock);
	sched.n_m--;
	sched_check_dead();
	lock_release(&sched_lock);
	if (m->id == 0)
		for (;;)
			os_sleep(INT64_MAX);
	cpuprofile_end_m(m);
	os_hold_threads(true);
	atomic_store32(&m->begun, 0);
	os_hold_threads(false);
	preempt_end_thread();
	memcpy(end, m->end, sizeof end);
	setm(NULL);
	setg(NULL);
	while (reusable) {
		m->sched_link = atomic_get(ended);
		if (atomic_cas((atomic_word *)&ended, (uintptr_t)m->sched_link, (uintptr_t)m))
			break;
	}
	__builtin_longjmp(end, 1);
}

bool sched_end_wire(G *g)
{
	M *m = getm();
	bool ends = m->wirings > 0;

	if (m->wired != g)
		return false;
	unwire(g, m);
	m->wirings = 0;
	m->wired_for_init = false;
	return ends;
}

void sched_end_thread(void)
{
	end_thread();
}
