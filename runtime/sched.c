// sched.c - goroutines (G) on threads (M) by way of processors (P): the essay, the states of a G,
// and the services that goroutines call.  sched_queue.c run queues, sched_g.c birth and death of
// Gs, sched_m.c Ps and Ms, sched_run.c what runs next, sched_stw.c stopping.
//
// A P is the right to run Go code and owns what that needs without locks: a run queue, an
// allocation cache, timers.  There are GOMAXPROCS of them.  An M is a thread; it must hold a P to
// run a G.  An M that blocks in a system call leaves its P behind, for another M to pick up, so Ms
// may outnumber Ps.
//
// Life of a G (only sched_cas_status and sched_try_status change it; G_SCAN or'ed in forbids every
// change):
//
//     G_DEAD --spawn--> G_RUNNABLE --execute--> G_RUNNING --goexit--> G_DEAD
//                         ^   ^                   |  |  \--enter_syscall--> G_SYSCALL --\.
//                         |   '----gosched--------'  |        ^---exit_syscall---------/
//                         '---ready--- G_WAITING <---'
//     G_DEAD --spawn, a coroutine (coro.c)--> G_WAITING
//     G_RUNNING --asked by sched_visit_g--> G_PREEMPTED --the visitor, when done--> G_RUNNABLE
//
// Where runnable Gs are: p->run_next (made ready by the running G, inherits its time slice, so that
// two goroutines handing work to each other stay on one P), the P's ring of 256, and the global
// queue, which takes what overflows a ring, what lost its P, and what was preempted.
//
// The hard part is parking and waking threads: too few awake loses parallelism, too many burn CPU.
// An M out of work "spins" for a while: looks at every other queue before it parks.  The rule is
//
//     whoever makes work, then finds an idle P and nobody spinning, wakes one spinner;
//     a spinner that finds work and was the last one wakes another before it runs the work.
//
// So wake-ups are a chain, each paid for by work found.  Against a lost wake-up: an M first stops
// being counted as spinning, then looks once more at all queues (sched_run.c); a producer first
// publishes its work, then looks at the count.  Both sides use full barriers, so one of them sees
// the other.
//
// Sources of the design: Go's scheduler (Vyukov), Blumofe and Leiserson's work stealing.

#include "scheduler.h"
#include "bubble.h"
#include "contention.h"
#include "os.h"
#include "poll.h"
#include "trace.h"

Sched sched;
Lock sched_lock = {.rank = RANK_SCHED};
G *volatile sched_all_g;
M *volatile sched_all_m;
P *sched_all_p[MAX_P];
int sched_gomaxprocs, sched_ncpu;

// --- status --------------------------------------------------------------------------------------

static const char *status_name(unsigned status)
{
	static const char *const names[] = {
	    [G_IDLE] = "idle",           [G_RUNNABLE] = "runnable", [G_RUNNING] = "running",
	    [G_SYSCALL] = "syscall",     [G_WAITING] = "waiting",   [G_DEAD] = "dead",
	    [G_PREEMPTED] = "preempted",
	};

	status &= ~(unsigned)G_SCAN;
	return status <= G_PREEMPTED ? names[status] : "none";
}

static _Noreturn void wrong_status(const G *g, unsigned now, unsigned from, unsigned to,
				   const char *text)
{
	rt_printf("runtime: goroutine %lu is %s%s; from %s to %s%s\n", (unsigned long)g->id,
		  status_name(now), now & G_SCAN ? " (held)" : "", status_name(from),
		  status_name(to), to & G_SCAN ? " (held)" : "");
	throw(text);
}

// The edges of the drawing above, and what sched_visit_g does.
static bool is_legal(unsigned from, unsigned to)
{
	static const uint8_t next[] = {
	    [G_IDLE] = 1 << G_DEAD,
	    [G_RUNNABLE] = 1 << G_RUNNING,
	    [G_RUNNING] =
		1 << G_RUNNABLE | 1 << G_SYSCALL | 1 << G_WAITING | 1 << G_DEAD | 1 << G_PREEMPTED,
	    [G_SYSCALL] = 1 << G_RUNNABLE | 1 << G_RUNNING,
	    [G_WAITING] = 1 << G_RUNNABLE | 1 << G_RUNNING, // _RUNNING: its M rested
	    [G_DEAD] = 1 << G_RUNNABLE | 1 << G_WAITING,
	    [G_PREEMPTED] = 0,
	};
	unsigned plain = from & ~(unsigned)G_SCAN;

	if (plain > G_PREEMPTED || (to & ~(unsigned)G_SCAN) > G_PREEMPTED)
		return false;
	if (from & G_SCAN) // its holder lets go
		return to == plain;
	if (to & G_SCAN) // somebody holds it
		return from == G_PREEMPTED
			   ? to == (G_WAITING | G_SCAN)
			   : to == (from | G_SCAN) && from != G_IDLE && from != G_DEAD;
	return next[plain] >> to & 1;
}

static void check_transition(const G *g, unsigned from, unsigned to)
{
	if (VOLE_DEBUG && !is_legal(from, to))
		wrong_status(g, atomic_load32(&g->status), from, to,
			     "goroutine: illegal transition");
}

bool sched_try_status(G *g, unsigned from, unsigned to)
{
	check_transition(g, from, to);
	return atomic_cas32(&g->status, from, to);
}

// One time in so many it is measured how long a goroutine waits for a P.
enum { LATENCY_SAMPLE = 8 };

// The caller is about to make g runnable, and nobody else can.
static void begin_latency(G *g)
{
	if (++g->times_runnable % LATENCY_SAMPLE == 0)
		g->runnable_since = os_nanotime();
}

void sched_cas_status(G *g, unsigned from, unsigned to)
{
	check_transition(g, from, to);
	if (to == G_RUNNABLE)
		begin_latency(g);
	for (int i = 0; !atomic_cas32(&g->status, from, to); i++) {
		unsigned now = atomic_load32(&g->status);
		if (now != from && now != (from | G_SCAN))
			wrong_status(g, now, from, to, "wrong goroutine status");
		if (i < 100)
			atomic_pause();
		else
			os_yield(); // its stack is being scanned
	}
}

// --- queues, for assertions ----------------------------------------------------------------------

#if VOLE_DEBUG
void g_enter_queue(G *g, const char *queue, unsigned status)
{
	unsigned now = atomic_load32(&g->status) & ~(unsigned)G_SCAN;

	if (g->queue) {
		rt_printf("runtime: goroutine %lu, in \"%s\", is put into \"%s\"\n",
			  (unsigned long)g->id, g->queue, queue);
		throw("goroutine in two queues");
	}
	if (now != status) {
		rt_printf("runtime: goroutine %lu, %s, is put into \"%s\"\n", (unsigned long)g->id,
			  status_name(now), queue);
		throw("goroutine in a queue of another status");
	}
	g->queue = queue;
}

void g_leave_queue(G *g, const char *queue)
{
	if (g->queue != queue) {
		rt_printf("runtime: goroutine %lu, in \"%s\", is taken from \"%s\"\n",
			  (unsigned long)g->id, g->queue ? g->queue : "no queue", queue);
		throw("goroutine in two queues");
	}
	g->queue = NULL;
}
#endif

// --- services for goroutines ---------------------------------------------------------------------

void sched_system(void (*fn)(void *), void *arg)
{
	if (getg() == getm()->g0)
		fn(arg);
	else
		asm_system(fn, arg);
}

struct park {
	bool (*unlock)(G *, void *);
	void *arg;
	int reason;
};

static void park_on_g0(G *g, void *arg)
{
	struct park park = *(struct park *)arg;
	M *m = getm();
	Bubble *b = g->bubble;

	g->wait_reason = (uint32_t)park.reason;
	if (unlikely(b)) {
		bubble_hold(b);
		bubble_asleep(g, park.reason);
	}
	if (tracing())
		trace_go_block(g);
	sched_cas_status(g, G_RUNNING, G_WAITING);
	atomic_set(m->curg, NULL);
	// From the moment unlock() lets go, g may run on another thread.
	if (park.unlock && !park.unlock(g, park.arg)) {
		if (unlikely(b)) {
			bubble_awake(g);
			bubble_let_go(b);
		}
		sched_cas_status(g, G_WAITING, G_RUNNABLE);
		if (tracing())
			trace_go_unblock(g);
		sched_execute(g, true);
	}
	if (unlikely(b))
		bubble_let_go(b);
	sched_schedule();
}

void sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason)
{
	struct park park = {unlock, arg, wait_reason};

	asm_mcall(park_on_g0, &park);
}

static void make_runnable(G *g)
{
	sched_cas_status(g, G_WAITING, G_RUNNABLE);
	if (tracing())
		trace_go_unblock(g);
}

static void make_runnable_without_p(G *g)
{
	trace_enter();
	make_runnable(g);
	trace_leave();
}

void sched_ready(G *g)
{
	P *p;

	sched_acquire_m();
	p = getp();
	if (contention_wants(CONTENTION_BLOCK))
		g->woken_at = os_nanotime();
	if (unlikely(g->durable))
		bubble_awake(g);
	if (p)
		make_runnable(g);
	else
		make_runnable_without_p(g);
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
	if (tracing())
		trace_go_stop(g, false);
	atomic_set(getm()->curg, NULL);
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
	if (tracing())
		trace_go_stop(g, true);
	atomic_set(getm()->curg, NULL);
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

	return unlikely(atomic_load32(&g->preempt)) && g != getm()->g0 && getm()->locks == 0;
}

// --- deadlock ------------------------------------------------------------------------------------

// How many user goroutines exist; one that could run means that this scheduler is broken.
static int count_blocked(void)
{
	int n = 0;

	for (G *g = sched_all_g; g; g = g->all_next) {
		unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;
		if (status == G_WAITING || status == G_PREEMPTED) {
			n += !g->is_system;
		} else if (status != G_DEAD && status != G_IDLE) {
			rt_printf("runtime: goroutine %lu has status %u\n", (unsigned long)g->id,
				  status);
			throw("all threads are idle, but a goroutine can run");
		}
	}
	return n;
}

// Called whenever one more M has nothing to do.  A thread in netpoll_sleep waits for what may come;
// system timers alone cannot make a user goroutine run.
void sched_check_dead(void)
{
	int running =
	    sched.n_m - sched.n_idle_m - sched.n_wired_idle - (atomic_load(&sched.last_poll) == 0);
	int blocked;

	if (running > 0 || !sched.main_started || timer_pending() || poll_pending())
		return;
	blocked = count_blocked();
	lock_release(&sched_lock);
	if (blocked == 0)
		fatal("no goroutines (main called runtime.Goexit) - deadlock!");
	fatal("all goroutines are asleep - deadlock!");
}

// --- start ---------------------------------------------------------------------------------------

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
