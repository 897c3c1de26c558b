// sched_m.c - threads (M) and processors (P): who has which, and what happens around a blocking
// call.  See sched.c.

#include "scheduler.h"
#include "cpuprofile.h"
#include "cpustats.h"
#include "memory.h"
#include "os.h"
#include "poll.h"
#include "trace.h"
#include "traceback.h"

static int max_threads = 10000; // debug.SetMaxThreads; under sched_lock

// --- Ps ------------------------------------------------------------------------------------------

void sched_acquire_p(P *p)
{
	M *m = getm();

	if (m->p || p->m)
		throw("P is taken already");
	atomic_set(m->p, p);
	atomic_set(p->m, m);
	// release: sysmon and others who take p by a cas of its status see what its last owner did
	atomic_store32_release(&p->status, P_RUNNING);
	setp(p);
	if (tracing())
		trace_proc_start(p);
}

P *sched_release_p(void)
{
	M *m = getm();
	P *p = m->p;

	rt_assert(p && p->m == m && p == getp(), "P: released by an M that does not hold it");
	if (tracing())
		trace_proc_stop();
	atomic_set(m->p, NULL);
	atomic_set(p->m, NULL);
	setp(NULL);
	atomic_store32_release(&p->status, P_IDLE); // release: as in sched_acquire_p()
	return p;
}

static bool is_on_idle_list(const P *p) // for assertions
{
	for (const P *idle = sched.idle_p; idle; idle = idle->link)
		if (idle == p)
			return true;
	return false;
}

void sched_idle_p_put(P *p)
{
	rt_assert(lock_held(&sched_lock) || !sched.main_started, "idle Ps: sched is not held");
	rt_assert(p->m == NULL && atomic_load32(&p->status) == P_IDLE, "idle Ps: it is not idle");
	rt_assert_expensive(!is_on_idle_list(p), "idle Ps: it is on the list already");
	p->idle_since = os_nanotime();
	p->link = sched.idle_p;
	sched.idle_p = p;
	atomic_add32(&sched.n_idle_p, 1);
}

P *sched_idle_p_get(void)
{
	P *p = sched.idle_p;

	rt_assert_held(&sched_lock, "idle Ps");
	if (p) {
		sched.idle_p = p->link;
		sched.idle_ns += os_nanotime() - p->idle_since;
		atomic_add32(&sched.n_idle_p, -1);
	}
	return p;
}

int sched_idle_ps(void)
{
	return (int)atomic_load32(&sched.n_idle_p);
}

static P *p_new(int id)
{
	P *p = rt_alloc(sizeof *p);

	p->id = id;
	atomic_store32(&p->status, P_GCSTOP);
	os_random(&p->rand, sizeof p->rand);
	p->rand |= 1; // never 0
	if (tracing())
		trace_proc_created(p);
	return p;
}

// p will not run any more: hand over what it owns.
static void p_retire(P *p, P *heir)
{
	bool inherit;
	G *g;

	lock_acquire(&sched_lock);
	while ((g = runq_get(p, &inherit)))
		globrunq_put(g);
	lock_release(&sched_lock);
	timer_move(heir, p);
	gc_p_flush(p);
	mcache_free_p(p);
	sched_give_dead_back(p, 0);
	atomic_store32(&p->status, P_DEAD);
}

// m's P is one of those to go: it goes on with the first one.
static P *move_to_first(M *m, P *mine)
{
	if (tracing()) {
		trace_go_stop(m->curg, true);
		trace_proc_stop();
	}
	atomic_set(mine->m, NULL);
	atomic_set(m->p, NULL);
	setp(NULL);
	sched_acquire_p(sched_all_p[0]);
	if (tracing())
		trace_go_start(m->curg);
	return sched_all_p[0];
}

// World stopped (or not yet started); the caller holds a P unless this is the start.  Ps with work
// are started by sched_start_world, all others go to the idle list here, except the caller's.
void sched_resize(int n)
{
	int old = sched_gomaxprocs;
	M *m = getm();
	P *mine = m->p;

	rt_assert_stopped("sched_resize");
	cpustats_available(os_nanotime());

	for (int i = 0; i < n; i++) {
		if (!sched_all_p[i])
			atomic_set(sched_all_p[i], p_new(i));
		if (i >= old) {
			atomic_store32(&sched_all_p[i]->status, P_GCSTOP);
			mcache_init_p(sched_all_p[i]);
		}
	}
	atomic_set(sched_gomaxprocs, n);
	if (mine && mine->id >= n)
		mine = move_to_first(m, mine);
	if (!mine) {
		setp(NULL);
		sched_acquire_p(sched_all_p[0]);
		mine = sched_all_p[0];
	}
	atomic_store32(&mine->status, P_RUNNING);
	for (int i = n; i < old; i++)
		p_retire(sched_all_p[i], mine);
	if (tracing())
		trace_procs_changed();
}

// --- m->locks ------------------------------------------------------------------------------------

void sched_acquire_m(void)
{
	getm()->locks++;
}

// A request to yield that came while it was held was put aside: poison the limit again.
void sched_release_m(void)
{
	G *g = getg();

	if (--getm()->locks == 0 && unlikely(atomic_load32(&g->preempt)))
		preempt_reset_limit(g);
}

// --- Ms ------------------------------------------------------------------------------------------

static M *m_new(void)
{
	M *m;

	lock_acquire(&sched_lock);
	m = sched_ended_m();
	lock_release(&sched_lock);
	if (!m) {
		m = rt_alloc(sizeof *m);
		m->g0 = rt_alloc(sizeof *m->g0);
		atomic_store32(&m->g0->status, G_RUNNING);
		m->g0->is_system = true;
		m->g0->m = m;
	}
	m->system_fn = NULL;
	m->rand = (uint32_t)os_nanotime() | 1;
	m->created_depth = traceback_callers(m->created_at, CREATED_DEPTH, true);
	return m;
}

// The words every thread keeps at fixed places, and the start of its scheduler stack.
static void m_become(M *m, uintptr_t stack)
{
	char *tcb;

	__asm__("movq %%fs:0x10, %0" : "=r"(tcb));
	atomic_set(m->limit_word, (atomic_word *)(tcb + ABI_FS_STACK_LIMIT));
	m->g0->rsp = (stack - 1024) & ~(uintptr_t)15;
	m->g0_high = stack & ~(uintptr_t)15;
	atomic_set(m->tid, os_thread_id());
	setg(m->g0);
	setm(m);
	setp(NULL);
	atomic_store(m->limit_word, 0);
	signal_init_m(m);
}

static void m_main(void)
{
	M *m = getm();

	sched_acquire_p(m->next_p);
	m->next_p = NULL;
	sched_schedule();
}

// It ends by coming back through m->end (sched_wire.c).
static void *m_thread(void *arg)
{
	M *m = arg;

	m_become(m, (uintptr_t)__builtin_frame_address(0));
	cpuprofile_init_m(m);
	if (m->system_fn)
		m->system_fn(NULL);
	if (__builtin_setjmp(m->end) == 0)
		asm_run_on(m->g0->rsp, m_main);
	return NULL;
}

int sched_set_max_threads(int n)
{
	int old = max_threads;

	lock_acquire(&sched_lock);
	max_threads = n;
	lock_release(&sched_lock);
	return old;
}

void sched_begin_thread(M *m)
{
	bool ok;

	os_hold_threads(true);
	atomic_store32(&m->begun, 1);
	ok = os_thread(m_thread, m);
	os_hold_threads(false);
	if (ok)
		return;
	rt_printf("runtime: failed to create new OS thread (have %d already)\n", sched.n_m);
	throw("out of memory or threads");
}

static void m_start_thread(void *m)
{
	sched_begin_thread(m);
}

static void m_add(M *m)
{
	lock_acquire(&sched_lock);
	bool listed = m->id != 0; // once it was another thread's
	m->id = sched.next_m_id++;
	if (sched.n_m > max_threads) {
		lock_release(&sched_lock);
		rt_printf("runtime: program exceeds %d-thread limit\n", max_threads);
		fatal("thread exhaustion");
	}
	if (!listed) {
		m->all_next = sched_all_m;
		// release: as sched_all_g
		atomic_store_ptr_release((void *volatile *)&sched_all_m, m);
	}
	lock_release(&sched_lock);
	if (!sched_leave_to_maker(m))
		sched_system(m_start_thread, m);
}

// A new thread for p.  Called without sched_lock, under which it was counted already.
static void m_spawn(P *p, bool spinning)
{
	M *m = m_new();

	m->next_p = p;
	m->spinning = spinning;
	m_add(m);
}

void sched_start_thread(void (*fn)(void *))
{
	M *m = m_new();

	m->system_fn = fn;
	m_add(m);
}

static M *idle_m_get(void)
{
	M *m = sched.idle_m;

	rt_assert_held(&sched_lock, "idle Ms");
	if (m) {
		sched.idle_m = m->sched_link;
		sched.n_idle_m--;
	}
	return m;
}

void sched_start_m(P *p, bool spinning)
{
	M *m;

	lock_acquire(&sched_lock);
	if (!p)
		p = sched_idle_p_get();
	if (!p) {
		lock_release(&sched_lock);
		return;
	}
	m = idle_m_get();
	if (!m)
		sched.n_m++;
	sched_acquire_m(); // p is in our hands: no stop of the world in between
	lock_release(&sched_lock);
	if (m) {
		m->spinning = spinning;
		m->next_p = p;
		note_wake((Note *)&m->park);
	} else {
		m_spawn(p, spinning);
	}
	sched_release_m();
}

void sched_stop_m(void)
{
	M *m = getm();

	lock_acquire(&sched_lock);
	note_clear((Note *)&m->park);
	m->sched_link = sched.idle_m;
	sched.idle_m = m;
	sched.n_idle_m++;
	sched_check_dead();
	lock_release(&sched_lock);
	note_sleep((Note *)&m->park, -1);
	sched_acquire_p(m->next_p);
	m->next_p = NULL;
}

void sched_wake_p(void)
{
	P *p;

	if (atomic_load32(&sched.n_spinning))
		return;
	if (atomic_load32(&sched.n_idle_p) == 0) {
		if (!atomic_load32(&sched.need_spinning))
			atomic_store32_full(&sched.need_spinning, 1);
		if (atomic_load32(&sched.n_idle_p) == 0)
			return;
	}
	if (!atomic_cas32(&sched.n_spinning, 0, 1))
		return;
	sched_acquire_m();
	lock_acquire(&sched_lock);
	p = sched_idle_p_get();
	if (!p)
		atomic_store32_full(&sched.need_spinning, 1);
	lock_release(&sched_lock);
	if (p)
		sched_start_m(p, true);
	else
		atomic_add32(&sched.n_spinning, -1);
	sched_release_m();
}

void sched_wake_worker(void)
{
	sched_wake_p();
}

void sched_become_spinning(void)
{
	getm()->spinning = true;
	atomic_add32(&sched.n_spinning, 1);
	atomic_store32(&sched.need_spinning, 0);
}

// It found work: if it was the last one looking, another may find more.
void sched_no_longer_spinning(void)
{
	getm()->spinning = false;
	if ((int)atomic_add32(&sched.n_spinning, -1) < 0)
		throw("negative count of spinning Ms");
	sched_wake_p();
}

// Under sched_lock: p must not run on but be counted as stopped.  True if so.
static bool stop_handed_off(P *p)
{
	if (!atomic_load32(&sched.gc_waiting))
		return false;
	atomic_store32(&p->status, P_GCSTOP);
	if (--sched.stop_wait == 0)
		note_wake(&sched.stop_note);
	return true;
}

void sched_hand_off_p(P *p)
{
	int64_t when;

	if (!runq_empty(p) || atomic_load32(&sched.n_runq) ||
	    (atomic_get(barrier_enabled) == BARRIER_MARK && worker_wanted())) {
		sched_start_m(p, false);
		return;
	}
	if (atomic_load32(&sched.n_spinning) + atomic_load32(&sched.n_idle_p) == 0 &&
	    atomic_cas32(&sched.n_spinning, 0, 1)) {
		atomic_store32(&sched.need_spinning, 0);
		sched_start_m(p, true);
		return;
	}
	lock_acquire(&sched_lock);
	if (stop_handed_off(p)) {
		lock_release(&sched_lock);
		return;
	}
	sched_run_safe_point_locked(p);
	if (sched.runq.n) {
		lock_release(&sched_lock);
		sched_start_m(p, false);
		return;
	}
	when = timer_next(p);
	sched_idle_p_put(p);
	lock_release(&sched_lock);
	if (!when && poll_pending()) // for a descriptor too somebody must be awake or in epoll
		when = INT64_MAX;
	if (when)
		netpoll_wake_for(when);
}

// First of all: the calling thread becomes m0 on its g0.
void sched_init_m0(void)
{
	static M m0;
	static G g0;

	m0.g0 = &g0;
	atomic_store32(&g0.status, G_RUNNING);
	g0.is_system = true;
	g0.m = &m0;
	m0.rand = 1;
	sched_all_m = &m0;
	sched.n_m = 1;
	atomic_store32(&m0.begun, 1);
	sched.next_m_id = 1;
	sched.next_goid = 1; // which is the main goroutine's
	sched_ncpu = os_cpu_count();
	m_become(&m0, (uintptr_t)__builtin_frame_address(0));
}

// --- system calls --------------------------------------------------------------------------------

// The world is stopping: count our P as stopped now, nobody else will look at it soon.
static void begin_syscall_stopping(P *p)
{
	lock_acquire(&sched_lock);
	if (sched.stop_wait > 0 && atomic_cas32(&p->status, P_SYSCALL, P_GCSTOP)) {
		atomic_set(p->syscall_tick, p->syscall_tick + 1);
		if (tracing())
			trace_proc_stop();
		if (--sched.stop_wait == 0)
			note_wake(&sched.stop_note);
	}
	lock_release(&sched_lock);
}

// The P stays with us in status P_SYSCALL: whoever wants it takes it by changing that.
void sched_begin_syscall(void)
{
	G *g = getg();
	M *m = getm();
	P *p = m->p;

	m->locks++;
	if (tracing())
		trace_syscall_begin(p);
	sched_cas_status(g, G_RUNNING, G_SYSCALL);
	if (atomic_load32(&sched.sysmon_asleep))
		sysmon_wake();
	if (unlikely(atomic_load32(&p->safe_point)))
		sched_run_safe_point(p);
	m->old_p = p;
	atomic_set(m->p, NULL);
	atomic_set(p->m, NULL);
	setp(NULL);
	atomic_store32_full(&p->status, P_SYSCALL);
	if (unlikely(atomic_load32(&sched.gc_waiting)))
		begin_syscall_stopping(p);
	m->locks--;
}

static void exit_syscall_on_g0(G *g, void *unused)
{
	P *p;

	(void)unused;
	trace_enter();
	if (tracing())
		trace_syscall_end_blocked();
	atomic_set(getm()->curg, NULL);
	sched_cas_status(g, G_SYSCALL, G_RUNNABLE);
	trace_leave();
	if (atomic_load32(&sched.sysmon_asleep))
		sysmon_wake(); // all was idle; it is not any more
	lock_acquire(&sched_lock);
	p = atomic_load32(&sched.gc_waiting) ? NULL : sched_idle_p_get();
	if (!p)
		globrunq_put(g);
	lock_release(&sched_lock);
	if (p) {
		sched_acquire_p(p);
		sched_execute(g, false);
	}
	if (!getm()->wired)
		sched_stop_m();
	sched_schedule();
}

void sched_exit_syscall(void)
{
	G *g = getg();
	M *m = getm();
	P *p = m->old_p;

	m->locks++;
	m->old_p = NULL;
	if (atomic_load32(&p->status) == P_SYSCALL &&
	    atomic_cas32(&p->status, P_SYSCALL, P_RUNNING)) {
		atomic_set(m->p, p);
		atomic_set(p->m, m);
		setp(p);
		atomic_set(p->syscall_tick, p->syscall_tick + 1);
		sched_cas_status(g, G_SYSCALL, G_RUNNING);
		if (tracing())
			trace_syscall_end(p, g);
		m->locks--;
		preempt_reset_limit(g);
		return;
	}
	m->locks--;
	asm_mcall(exit_syscall_on_g0, NULL);
}
