// assist.c - who allocates while marking is under way, helps to mark.
//
// Each goroutine has an account in bytes (G.assist_bytes).  A run of slots that its P takes, and a
// large object, is debited; the next time round, in the red, the goroutine owes scan work at the
// pacer's rate (cycle.work_per_byte) and pays (for a large object before it is made, as one alone
// can take the heap far beyond its goal), in this order:
//   1. from the credit that background workers have earned for everybody,
//   2. by scanning itself, at least OVER_WORK bytes, so that the price of starting is paid seldom,
//   3. by waiting in a queue until workers have earned its debt, when there is nothing to scan.
// A worker's credit, for stacks and globals as for objects, goes to the queue first, to its head;
// only what is left over becomes public credit.
//
// Assists leave the stacks of other goroutines to the workers: an allocation is not to wait until a
// goroutine stops.  Near the memory limit the limiter (pacer.c) may waive assists altogether.

#include "gc.h"
#include "memory.h"
#include "os.h"
#include "trace.h"

#define OVER_WORK (64 << 10)
#define MAX_BYTES 0x1p50

static Lock queue_lock = {.rank = RANK_ASSIST};
static G *queue_head, *queue_tail; // through sched_link, under queue_lock
// Bytes of scan work, signed.  Relaxed: hint; a bit too much is stolen when two take at once.
static atomic_word credit;

// What scan work is worth in bytes of allocation.  With GOGC=off there is no goal and a byte of
// work is worth more than fits.
static int64_t bytes_for(int64_t work)
{
	double bytes = atomic_get_double(&cycle.bytes_per_work) * (double)work;
	return bytes < MAX_BYTES ? (int64_t)bytes : (int64_t)MAX_BYTES;
}

static int64_t credit_now(void)
{
	return (int64_t)atomic_load(&credit);
}

// Marking is about to begin and all accounts start at zero (G.assist_cycle).
void assist_reset(void)
{
	atomic_store(&credit, 0);
}

// --- the queue -----------------------------------------------------------------------------------

static void enqueue(G *g) // under queue_lock
{
	rt_assert_held(&queue_lock, "assist queue");
	g_enter_queue(g, QUEUE_ASSIST, G_WAITING);
	g->sched_link = NULL;
	if (queue_tail)
		queue_tail->sched_link = g;
	else
		atomic_set(queue_head, g);
	queue_tail = g;
}

static G *dequeue(void)
{
	G *g = queue_head;
	rt_assert_held(&queue_lock, "assist queue");
	g_leave_queue(g, QUEUE_ASSIST);
	atomic_set(queue_head, g->sched_link);
	if (!queue_head)
		queue_tail = NULL;
	g->sched_link = NULL;
	return g;
}

static bool marking(void)
{
	return atomic_load32(&gc.phase) == GC_MARK;
}

// On g0 after the switch.  The last look, under the lock, at what would make waiting pointless.
static bool enter_queue(G *g, void *unused)
{
	(void)unused;
	lock_acquire(&queue_lock);
	bool wait = marking() && credit_now() <= 0;
	if (wait)
		enqueue(g);
	lock_release(&queue_lock);
	return wait;
}

void assist_wake_all(void)
{
	lock_acquire(&queue_lock);
	G *g = queue_head;
	queue_tail = NULL;
	atomic_set(queue_head, NULL);
	lock_release(&queue_lock);
	while (g) {
		G *next = g->sched_link;
		g_leave_queue(g, QUEUE_ASSIST);
		g->sched_link = NULL;
		sched_ready(g);
		g = next;
	}
}

// Pay debts in the queue with bytes; returns what is left.  Woken goroutines go to *woken.
static int64_t pay_queue(int64_t bytes, G **woken)
{
	lock_acquire(&queue_lock);
	while (queue_head && bytes > 0) {
		G *g = dequeue();
		bytes += g->assist_bytes;
		if (bytes < 0) {
			g->assist_bytes = bytes;
			enqueue(g); // to the tail: one large debt must not block all others
			bytes = 0;
			break;
		}
		g->assist_bytes = 0;
		g->sched_link = *woken;
		*woken = g;
	}
	lock_release(&queue_lock);
	return bytes;
}

void assist_flush_credit(int64_t work)
{
	// A goroutine that enters the queue just now sees the credit: enter_queue().
	if (atomic_get(queue_head) == NULL) {
		atomic_add(&credit, work);
		return;
	}
	G *woken = NULL;
	int64_t left = pay_queue(bytes_for(work), &woken);
	if (left > 0)
		atomic_add(&credit,
			   (int64_t)((double)left * atomic_get_double(&cycle.work_per_byte)));
	while (woken) {
		G *g = woken;
		woken = g->sched_link;
		g->sched_link = NULL;
		sched_ready(g);
	}
}

// --- assisting -----------------------------------------------------------------------------------

static int64_t steal_credit(G *g, int64_t work, int64_t debt)
{
	int64_t have = credit_now();
	if (have <= 0)
		return work;
	int64_t stolen = have < work ? have : work;
	atomic_add(&credit, -stolen);
	g->assist_bytes += stolen == work ? debt : 1 + bytes_for(stolen);
	return work - stolen;
}

static void scan_some(G *g, int64_t work)
{
	P *p = getp();
	int64_t start = os_nanotime();
	atomic_add32(&cycle.active, 1);
	Drain how = {.limit = work};
	int64_t done = mark_drain(p->gcw, &how);
	int64_t ns = os_nanotime() - start;
	g->assist_bytes += 1 + bytes_for(done);
	atomic_add(&cycle.assist_ns, ns);
	gc_leave_marking();
}

// One attempt at the debt.  False: it is not paid, and there was a chance to wait or yield.
static bool try_assist(G *g)
{
	int64_t debt = -g->assist_bytes;
	int64_t work = (int64_t)(atomic_get_double(&cycle.work_per_byte) * (double)debt);
	if (work < OVER_WORK) {
		work = OVER_WORK;
		debt = bytes_for(work);
	}
	work = steal_credit(g, work, debt);
	if (work <= 0)
		return true;
	trace_assist(g, true);
	scan_some(g, work);
	if (g->assist_bytes >= 0 || !marking())
		return true;
	if (!gc_yield())
		sched_park(enter_queue, NULL, WAIT_GC_ASSIST_MARKING);
	return g->assist_bytes >= 0;
}

void assist_debit(size_t bytes)
{
	G *g = getg();
	if (g->assist_cycle != cycle.number) {
		g->assist_cycle = cycle.number;
		g->assist_bytes = 0;
	}
	g->assist_bytes -= (int64_t)bytes;
}

void assist_pay(void)
{
	G *g = getg();
	if (g->assist_cycle != cycle.number)
		return;
	while (g->assist_bytes < 0 && marking() && !atomic_get(cycle.waived) && gc_can_block())
		if (try_assist(g))
			break;
	trace_assist(g, false);
}

// Pay for an object before it is made.  It is debited when it is there.
void assist_pay_ahead(size_t bytes)
{
	assist_debit(bytes);
	assist_pay();
	getg()->assist_bytes += (int64_t)bytes;
}

// --- goroutines come and go ----------------------------------------------------------------------

void gc_goexit(G *g)
{
	if (marking() && g->assist_cycle == cycle.number && g->assist_bytes > 0)
		assist_flush_credit(
		    (int64_t)((double)g->assist_bytes * atomic_get_double(&cycle.work_per_byte)));
	g->assist_bytes = 0;
}

// Its stack is empty and what it is given has been shaded: it begins black.
void gc_new_g(G *g)
{
	g->assist_bytes = 0;
	g->assist_cycle = g->scan_cycle = cycle.number;
}
