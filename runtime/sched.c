// sched.c - the scheduler's parts: goroutines (G), threads (M), processors (P) and their queues.
//
// A P is the right to run Go code and owns what that needs without locks: a run queue, an allocation
// cache, timers.  There are GOMAXPROCS of them.  An M is a thread; it must hold a P to run a G.  An M that
// blocks in a system call leaves its P behind, for another M to pick up, so Ms may outnumber Ps.
//
// Life of a G (only sched_cas_status changes it; G_SCAN or'ed in forbids every change):
//
//     G_DEAD --spawn--> G_RUNNABLE --execute--> G_RUNNING --goexit--> G_DEAD
//                         ^   ^                   |  |  \--enter_syscall--> G_SYSCALL --\.
//                         |   '----gosched--------'  |        ^---exit_syscall---------/
//                         '---ready--- G_WAITING <---'
//     G_RUNNING --asked by sched_suspend_g--> G_PREEMPTED --that one's resume--> G_RUNNABLE
//
// Where runnable Gs are: p->run_next (made ready by the running G, inherits its time slice, so that two
// goroutines handing work to each other stay on one P), the P's ring of 256, and the global queue, which
// takes what overflows a ring, what lost its P, and what was preempted.
//
// The hard part is parking and waking threads: too few awake loses parallelism, too many burn CPU.
// An M out of work "spins" for a while: looks at every other queue before it parks.  The rule is
//
//     whoever makes work, then finds an idle P and nobody spinning, wakes one spinner;
//     a spinner that finds work and was the last one wakes another before it runs the work.
//
// So wake-ups are a chain, each paid for by work found.  Against a lost wake-up: an M first stops being
// counted as spinning, then looks once more at all queues (sched_run.c); a producer first publishes its
// work, then looks at the count.  Both sides use full barriers, so one of them sees the other.
//
// Sources of the design: Go's scheduler (Vyukov), Blumofe and Leiserson's work stealing.

#include <string.h>
#include "scheduler.h"

enum { DEAD_LOCAL = 64, DEAD_BATCH = 32, TRIM_BATCH = 128 };

Sched sched;
Lock sched_lock = {.rank = RANK_SCHED, .name = "sched"};
G *volatile sched_all_g;
M *volatile sched_all_m;
P *sched_all_p[MAX_P];
int sched_gomaxprocs, sched_ncpu;
static int max_threads = 10000;        // debug.SetMaxThreads; under sched_lock

// --- status -----------------------------------------------------------------------------------------

void sched_cas_status(G *g, unsigned from, unsigned to)
{
	for (int i = 0; !atomic_cas32(&g->status, from, to); i++) {
		unsigned now = atomic_load32(&g->status);
		if (now != from && now != (from | G_SCAN)) {
			rt_printf("runtime: g %lu: status %#x, not %#x, on the way to %#x\n",
				  (unsigned long)g->id, now, from, to);
			throw("wrong goroutine status");
		}
		if (i < 100)
			atomic_pause();
		else
			os_yield();    // its stack is being scanned
	}
}

// --- run queues -------------------------------------------------------------------------------------

void globrunq_put(G *g)
{
	g->sched_link = NULL;
	if (sched.runq.tail)
		sched.runq.tail->sched_link = g;
	else
		sched.runq.head = g;
	sched.runq.tail = g;
	atomic_store32(&sched.n_runq, (unsigned)++sched.runq.n);
}

void globrunq_put_head(G *g)
{
	g->sched_link = sched.runq.head;
	sched.runq.head = g;
	if (!sched.runq.tail)
		sched.runq.tail = g;
	atomic_store32(&sched.n_runq, (unsigned)++sched.runq.n);
}

static G *globrunq_pop(void)
{
	G *g = sched.runq.head;

	sched.runq.head = g->sched_link;
	if (!sched.runq.head)
		sched.runq.tail = NULL;
	atomic_store32(&sched.n_runq, (unsigned)--sched.runq.n);
	return g;
}

G *globrunq_get(P *p, int max)
{
	int n = sched.runq.n / sched_gomaxprocs + 1;
	G *g;

	if (sched.runq.n == 0)
		return NULL;
	if (n > sched.runq.n)
		n = sched.runq.n;
	if (max > 0 && n > max)
		n = max;
	if (n > RUNQ_LEN / 2)
		n = RUNQ_LEN / 2;
	g = globrunq_pop();
	while (--n > 0)
		runq_put(p, globrunq_pop(), false);
	return g;
}

// The ring is full: half of it and g go to the global queue.  False: a thief made room meanwhile.
static bool runq_overflow(P *p, G *g, unsigned head, unsigned tail)
{
	G *batch[RUNQ_LEN / 2 + 1];
	unsigned n = (tail - head) / 2;

	for (unsigned i = 0; i < n; i++)
		batch[i] = p->runq[(head + i) % RUNQ_LEN];
	if (!atomic_cas32(&p->runq_head, head, head + n))
		return false;
	batch[n] = g;
	lock_acquire(&sched_lock);
	for (unsigned i = 0; i <= n; i++)
		globrunq_put(batch[i]);
	lock_release(&sched_lock);
	return true;
}

// p is the caller's.  next: run it next, what was to be next goes to the ring.
void runq_put(P *p, G *g, bool next)
{
	if (next) {
		G *old;
		do
			old = p->run_next;
		while (!atomic_cas_ptr(&p->run_next, old, g));
		if (!old)
			return;
		g = old;
	}
	for (;;) {
		// acquire: pairs with the consumers' cas of runq_head; they are done with the slots.
		unsigned head = atomic_load32_acquire(&p->runq_head), tail = p->runq_tail;
		if (tail - head < RUNQ_LEN) {
			p->runq[tail % RUNQ_LEN] = g;
			atomic_store32_release(&p->runq_tail, tail + 1);
			return;
		}
		if (runq_overflow(p, g, head, tail))
			return;
	}
}

// p is the caller's.  *inherit: it came from run_next and goes on with the time slice.
G *runq_get(P *p, bool *inherit)
{
	G *g = p->run_next;

	*inherit = false;
	if (g && atomic_cas_ptr(&p->run_next, g, NULL)) {
		*inherit = true;
		return g;
	}
	for (;;) {
		unsigned head = atomic_load32_acquire(&p->runq_head), tail = p->runq_tail;
		if (head == tail)
			return NULL;
		g = p->runq[head % RUNQ_LEN];
		if (atomic_cas32(&p->runq_head, head, head + 1))
			return g;
	}
}

// Any thread.  A moment without run_next and without ring entries while a G moves between them does not
// count as empty: tail is read twice.
bool runq_empty(P *p)
{
	for (;;) {
		unsigned head = atomic_load32_acquire(&p->runq_head);
		unsigned tail = atomic_load32_acquire(&p->runq_tail);
		void *next = atomic_load_ptr_acquire(&p->run_next);
		if (tail == atomic_load32_acquire(&p->runq_tail))
			return head == tail && !next;
	}
}

// victim's run_next: only if victim has not had the time to run it itself.
static G *steal_next_of(P *victim)
{
	G *g = atomic_load_ptr(&victim->run_next);

	if (!g)
		return NULL;
	if (atomic_load32(&victim->status) == P_RUNNING) {
		// It was made ready just now and will most likely run at once: moving it between CPUs back and
		// forth costs more than it gains.
		os_sleep(3000);
		if (atomic_load_ptr(&victim->run_next) != g)
			return NULL;
	}
	return atomic_cas_ptr(&victim->run_next, g, NULL) ? g : NULL;
}

// Move half of victim's ring to p's (the caller's); returns one of them to run, or NULL.
G *runq_steal(P *p, P *victim, bool steal_next)
{
	unsigned tail = p->runq_tail;

	for (;;) {
		unsigned head = atomic_load32_acquire(&victim->runq_head);
		// acquire: pairs with the release of runq_tail in runq_put; makes the slots visible.
		unsigned n = atomic_load32_acquire(&victim->runq_tail) - head;

		n -= n / 2;
		if (n == 0)
			return steal_next ? steal_next_of(victim) : NULL;
		if (n > RUNQ_LEN / 2)
			continue;              // head and tail were read at different times
		for (unsigned i = 0; i < n; i++)
			p->runq[(tail + i) % RUNQ_LEN] = victim->runq[(head + i) % RUNQ_LEN];
		if (!atomic_cas32(&victim->runq_head, head, head + n))
			continue;
		if (n > 1)
			atomic_store32_release(&p->runq_tail, tail + n - 1);
		return p->runq[(tail + n - 1) % RUNQ_LEN];
	}
}

// --- Gs: birth and death ----------------------------------------------------------------------------

static G *g_new(void)
{
	G *g = rt_alloc(sizeof *g);

	stack_attach(g);
	atomic_store32(&g->status, G_DEAD);
	lock_acquire(&sched_lock);
	g->all_next = sched_all_g;
	atomic_store_ptr_release((void *volatile *)&sched_all_g, g);
	lock_release(&sched_lock);
	return g;
}

static G *dead_pop(G **list)
{
	G *g = *list;

	if (g)
		*list = g->sched_link;
	return g;
}

static void dead_push(G **list, G *g)
{
	g->sched_link = *list;
	*list = g;
}

// Move a batch of dead Gs to p, first those that still have stack memory.
static void fetch_dead(P *p)
{
	G *g;

	lock_acquire(&sched_lock);
	for (int i = 0; i < DEAD_BATCH; i++) {
		g = dead_pop(&sched.dead);
		sched.n_dead -= g != NULL;
		if (!g && !(g = dead_pop(&sched.dead_clean)))
			break;
		dead_push(&p->g_free, g);
		p->g_free_n++;
	}
	lock_release(&sched_lock);
}

static G *g_get(P *p)
{
	if (!p->g_free && (sched.dead || sched.dead_clean))
		fetch_dead(p);
	if (!p->g_free)
		return g_new();
	p->g_free_n--;
	return dead_pop(&p->g_free);
}

static void give_dead_back(P *p, int keep)
{
	lock_acquire(&sched_lock);
	for (; p->g_free_n > keep; p->g_free_n--) {
		dead_push(&sched.dead, dead_pop(&p->g_free));
		sched.n_dead++;
	}
	lock_release(&sched_lock);
}

static void g_put(P *p, G *g)
{
	dead_push(&p->g_free, g);
	if (++p->g_free_n >= DEAD_LOCAL)
		give_dead_back(p, DEAD_LOCAL / 2);
}

// Dead Gs beyond a working stock keep no stack memory.  Half of what is too much goes at a time, so that
// a program that makes many goroutines again and again does not fault its stacks in again and again.
void sched_trim_dead(void)
{
	int stock = 4 * DEAD_LOCAL * sched_gomaxprocs;

	for (int excess = (sched.n_dead - stock) / 2; excess > 0; excess -= TRIM_BATCH) {
		G *batch = NULL, *g;

		lock_acquire(&sched_lock);
		for (int i = 0; i < TRIM_BATCH && (g = dead_pop(&sched.dead)); i++) {
			sched.n_dead--;
			dead_push(&batch, g);
		}
		lock_release(&sched_lock);
		for (g = batch; g; g = g->sched_link)
			stack_release(g);
		lock_acquire(&sched_lock);
		while ((g = dead_pop(&batch)))
			dead_push(&sched.dead_clean, g);
		lock_release(&sched_lock);
	}
}

// Make g runnable on the caller's P.
static void g_start(G *g, bool is_system, uintptr_t go_pc)
{
	P *p = getp();

	g->id = atomic_add((atomic_word *)&sched.next_goid, 1);
	g->parent_id = getg()->id;
	g->go_pc = go_pc;
	g->is_system = is_system;
	g->wait_reason = WAIT_NONE;
	gc_new_g(g);
	p->goroutines += !is_system;
	sched_cas_status(g, G_DEAD, G_RUNNABLE);
	runq_put(p, g, true);
	if (sched.main_started)
		sched_wake_p();
}

G *sched_spawn(GoClosure *entry, void (*c_entry)(void *), void *c_arg, bool is_system, uintptr_t go_pc)
{
	G *g;

	sched_acquire_m();
	g = g_get(getp());
	stack_prepare(g, 0);
	shade(entry);
	g->entry = entry;
	g->c_entry = c_entry;
	g->c_arg = c_arg;
	g_start(g, is_system, go_pc);
	sched_release_m();
	return g;
}

G *sched_spawn_payload(void (*fn)(void *), const void *payload, size_t bytes)
{
	G *g;

	sched_acquire_m();
	g = g_get(getp());
	g->c_arg = stack_prepare(g, bytes);
	memcpy(g->c_arg, payload, bytes);
	g->c_entry = fn;
	g_start(g, false, 0);
	sched_release_m();
	return g;
}

G *sched_spawn_c(void (*fn)(void *), void *arg, bool is_system)
{
	return sched_spawn(NULL, fn, arg, is_system, 0);
}

void sched_go(void *fn)
{
	if (unlikely(!fn))
		fatal("go of nil func value");
	sched_spawn(fn, NULL, NULL, false, (uintptr_t)__builtin_return_address(0));
}

void sched_goroutine_main(void)
{
	G *g = getg();

	if (g->c_entry)
		g->c_entry(g->c_arg);
	else
		asm_call_closure(g->entry);
	sched_goexit();
}

static void goexit_on_g0(G *g, void *unused)
{
	M *m = getm();
	P *p = getp();

	(void)unused;
	sched_cas_status(g, G_RUNNING, G_DEAD);
	p->goroutines -= !g->is_system;
	g->m = NULL;
	g->entry = NULL;
	g->c_entry = NULL;
	g->wait_param = NULL;
	g->defers = NULL;
	g->panics = NULL;
	g->waiting = NULL;
	g->goexiting = g->async_preempted = false;
	atomic_store32(&g->preempt, 0);
	atomic_store32(&g->preempt_stop, 0);
	m->curg = NULL;
	if (g->segment || g->spare)
		stack_finish(g);
	g_put(p, g);
	sched_schedule();
}

void sched_goexit(void)
{
	gc_goexit(getg());
	asm_mcall(goexit_on_g0, NULL);
	__builtin_unreachable();
}

int sched_goroutines(void)
{
	int64_t n = 0;

	for (int i = 0; i < MAX_P && sched_all_p[i]; i++)
		n += sched_all_p[i]->goroutines;
	return n > 0 ? (int)n : 0;
}

// --- services for goroutines ------------------------------------------------------------------------

void sched_system(void (*fn)(void *), void *arg)
{
	if (getg() == getm()->g0)
		fn(arg);
	else
		asm_system(fn, arg);
}

struct park { bool (*unlock)(G *, void *); void *arg; int reason; };

static void park_on_g0(G *g, void *arg)
{
	struct park park = *(struct park *)arg;
	M *m = getm();

	g->wait_reason = (uint32_t)park.reason;
	sched_cas_status(g, G_RUNNING, G_WAITING);
	m->curg = NULL;
	// From the moment unlock() lets go, g may run on another thread.
	if (park.unlock && !park.unlock(g, park.arg)) {
		sched_cas_status(g, G_WAITING, G_RUNNABLE);
		sched_execute(g, true);
	}
	sched_schedule();
}

void sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason)
{
	struct park park = {unlock, arg, wait_reason};

	asm_mcall(park_on_g0, &park);
}

void sched_ready(G *g)
{
	P *p;

	sched_acquire_m();
	p = getp();
	sched_cas_status(g, G_WAITING, G_RUNNABLE);
	if (p) {
		runq_put(p, g, true);
	} else {
		lock_acquire(&sched_lock);
		globrunq_put(g);
		lock_release(&sched_lock);
	}
	sched_wake_p();
	sched_release_m();
}

static void gosched_on_g0(G *g, void *unused)
{
	(void)unused;
	getm()->curg = NULL;
	sched_cas_status(g, G_RUNNING, G_RUNNABLE);
	lock_acquire(&sched_lock);
	globrunq_put(g);
	lock_release(&sched_lock);
	if (sched.main_started)
		sched_wake_p();
	sched_schedule();
}

void sched_gosched(void)
{
	asm_mcall(gosched_on_g0, NULL);
}

static void goyield_on_g0(G *g, void *unused)
{
	(void)unused;
	getm()->curg = NULL;
	sched_cas_status(g, G_RUNNING, G_RUNNABLE);
	runq_put(getp(), g, false);
	sched_schedule();
}

void sched_goyield(void)
{
	asm_mcall(goyield_on_g0, NULL);
}

bool sched_preempt_asked(void)
{
	G *g = getg();

	return unlikely(g->preempt) && g != getm()->g0 && getm()->locks == 0;
}

// --- Ps ---------------------------------------------------------------------------------------------

void sched_acquire_p(P *p)
{
	M *m = getm();

	if (m->p || p->m)
		throw("P is taken already");
	m->p = p;
	p->m = m;
	atomic_store32_release(&p->status, P_RUNNING);
	setp(p);
}

P *sched_release_p(void)
{
	M *m = getm();
	P *p = m->p;

	m->p = NULL;
	p->m = NULL;
	setp(NULL);
	atomic_store32_release(&p->status, P_IDLE);
	return p;
}

void sched_idle_p_put(P *p)
{
	p->link = sched.idle_p;
	sched.idle_p = p;
	atomic_add32(&sched.n_idle_p, 1);
}

P *sched_idle_p_get(void)
{
	P *p = sched.idle_p;

	if (p) {
		sched.idle_p = p->link;
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
	p->rand = (uint64_t)os_nanotime() * 2654435761u + (uint64_t)id * 0x9e3779b97f4a7c15u + 1;
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
	give_dead_back(p, 0);
	atomic_store32(&p->status, P_DEAD);
}

// World stopped (or not yet started); the caller holds a P unless this is the start.  Ps with work are
// started by sched_start_world, all others go to the idle list here, except the caller's.
void sched_resize(int n)
{
	int old = sched_gomaxprocs;
	M *m = getm();
	P *mine = m->p;

	for (int i = 0; i < n; i++) {
		if (!sched_all_p[i])
			sched_all_p[i] = p_new(i);
		if (i >= old) {
			atomic_store32(&sched_all_p[i]->status, P_GCSTOP);
			mcache_init_p(sched_all_p[i]);
		}
	}
	sched_gomaxprocs = n;
	if (mine && mine->id >= n) {
		mine->m = NULL;
		m->p = NULL;
		mine = NULL;
	}
	if (!mine) {
		setp(NULL);
		sched_acquire_p(sched_all_p[0]);
		mine = sched_all_p[0];
	}
	atomic_store32(&mine->status, P_RUNNING);
	for (int i = n; i < old; i++)
		p_retire(sched_all_p[i], mine);
}

// --- Ms ---------------------------------------------------------------------------------------------

static M *m_new(void)
{
	M *m = rt_alloc(sizeof *m);

	m->g0 = rt_alloc(sizeof *m->g0);
	atomic_store32(&m->g0->status, G_RUNNING);
	m->g0->is_system = true;
	m->g0->m = m;
	m->rand = (uint32_t)os_nanotime() | 1;
	return m;
}

// The words every thread keeps at fixed places, and the start of its scheduler stack.
static void m_become(M *m, uintptr_t stack)
{
	char *tcb;

	__asm__("movq %%fs:0x10, %0" : "=r"(tcb));
	m->limit_word = (atomic_word *)(tcb + ABI_FS_STACK_LIMIT);
	m->g0->rsp = (stack - 1024) & ~(uintptr_t)15;
	m->tid = os_thread_id();
	m->thread = pthread_self();
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

static void *m_thread(void *arg)
{
	M *m = arg;

	m_become(m, (uintptr_t)__builtin_frame_address(0));
	if (m->system_fn)
		m->system_fn(NULL);
	asm_run_on(m->g0->rsp, m_main);
}

int sched_set_max_threads(int n)
{
	int old = max_threads;

	lock_acquire(&sched_lock);
	max_threads = n;
	lock_release(&sched_lock);
	return old;
}

static void m_start_thread(void *arg)
{
	if (!os_thread(m_thread, arg))
		throw("cannot create a thread");
}

static void m_add(M *m)
{
	lock_acquire(&sched_lock);
	m->id = sched.next_m_id++;
	if (sched.n_m > max_threads) {
		lock_release(&sched_lock);
		rt_printf("runtime: program exceeds %d-thread limit\n", max_threads);
		fatal("thread exhaustion");
	}
	m->all_next = sched_all_m;
	atomic_store_ptr_release((void *volatile *)&sched_all_m, m);
	lock_release(&sched_lock);
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
	sched_acquire_m();             // p is in our hands: no stop of the world in between
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

	if (!runq_empty(p) || atomic_load32(&sched.n_runq) || (barrier_enabled && gc_has_mark_work())) {
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
	if (when)
		netpoll_wake_for(when);
}

// --- system calls -----------------------------------------------------------------------------------

// The world is stopping: count our P as stopped now, nobody else will look at it soon.
static void begin_syscall_stopping(P *p)
{
	lock_acquire(&sched_lock);
	if (sched.stop_wait > 0 && atomic_cas32(&p->status, P_SYSCALL, P_GCSTOP)) {
		p->syscall_tick++;
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
	sched_cas_status(g, G_RUNNING, G_SYSCALL);
	if (atomic_load32(&sched.sysmon_asleep))
		sysmon_wake();
	if (unlikely(p->safe_point))
		sched_run_safe_point(p);
	m->old_p = p;
	m->p = NULL;
	p->m = NULL;
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
	getm()->curg = NULL;
	sched_cas_status(g, G_SYSCALL, G_RUNNABLE);
	lock_acquire(&sched_lock);
	p = atomic_load32(&sched.gc_waiting) ? NULL : sched_idle_p_get();
	if (!p)
		globrunq_put(g);
	lock_release(&sched_lock);
	if (p) {
		sched_acquire_p(p);
		sched_execute(g, false);
	}
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
	if (atomic_load32(&p->status) == P_SYSCALL && atomic_cas32(&p->status, P_SYSCALL, P_RUNNING)) {
		m->p = p;
		p->m = m;
		setp(p);
		p->syscall_tick++;
		sched_cas_status(g, G_SYSCALL, G_RUNNING);
		m->locks--;
		preempt_reset_limit(g);
		return;
	}
	m->locks--;
	asm_mcall(exit_syscall_on_g0, NULL);
}

// --- deadlock ---------------------------------------------------------------------------------------

// How many user goroutines exist; one that could run means that this scheduler is broken.
static int count_blocked(void)
{
	int n = 0;

	for (G *g = sched_all_g; g; g = g->all_next) {
		unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;
		if (status == G_WAITING || status == G_PREEMPTED) {
			n += !g->is_system;
		} else if (status != G_DEAD && status != G_IDLE) {
			rt_printf("runtime: goroutine %lu has status %u\n", (unsigned long)g->id, status);
			throw("all threads are idle, but a goroutine can run");
		}
	}
	return n;
}

// Called whenever one more M has nothing to do.  A thread in netpoll_sleep waits for a timer only; system
// timers alone cannot make a user goroutine run.
void sched_check_dead(void)
{
	int running = sched.n_m - sched.n_idle_m - (atomic_load(&sched.last_poll) == 0);
	int blocked;

	if (running > 0 || !sched.main_started || timer_pending())
		return;
	blocked = count_blocked();
	lock_release(&sched_lock);
	if (blocked == 0)
		fatal("no goroutines (main called runtime.Goexit) - deadlock!");
	fatal("all goroutines are asleep - deadlock!");
}

// --- start ------------------------------------------------------------------------------------------

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
	sched.next_m_id = 1;
	sched.next_goid = 1;           // which is the main goroutine's
	sched_ncpu = os_cpu_count();
	m_become(&m0, (uintptr_t)__builtin_frame_address(0));
}

static int wanted_gomaxprocs(void)
{
	const char *text = os_getenv("GOMAXPROCS");
	int n = 0;

	for (; text && *text >= '0' && *text <= '9' && n <= MAX_P; text++)
		n = n * 10 + *text - '0';
	if (n <= 0 || (text && *text))
		n = sched_ncpu;
	return n < MAX_P ? n : MAX_P;
}

// After heap_init(): Ps exist, the caller holds the first one.
void sched_init(void)
{
	int n = wanted_gomaxprocs();

	sched.start_time = os_nanotime();
	atomic_store(&sched.last_poll, (uintptr_t)sched.start_time);
	sched_resize(n);
	for (int i = n; i-- > 1;) {
		atomic_store32(&sched_all_p[i]->status, P_IDLE);
		sched_idle_p_put(sched_all_p[i]);
	}
}

uint64_t rt_rand(void)
{
	P *p = getp();
	M *m = getm();

	if (!p) {
		m->rand = m->rand * 1664525 + 1013904223;
		return (uint64_t)m->rand << 32 | (m->rand * 2654435761u);
	}
	p->rand ^= p->rand << 13;
	p->rand ^= p->rand >> 7;
	p->rand ^= p->rand << 17;
	return p->rand;
}
