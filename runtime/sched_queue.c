// sched_queue.c - run queues: the global one, and each P's ring of 256 with run_next in front.  See
// sched.c.
//
// A ring has one producer, its P's owner, who stores at the tail, and many consumers, the owner and
// thieves, who advance the head by compare-and-swap.  A slot is reused only after the head has
// passed it; a thief whose head is an old one may read it then, so slots are read and written as a
// whole, and its compare-and-swap fails.

#include "scheduler.h"

void globrunq_put(G *g)
{
	rt_assert_held(&sched_lock, "globrunq_put");
	g_enter_queue(g, QUEUE_GLOBAL, G_RUNNABLE);
	g->sched_link = NULL;
	if (sched.runq.tail)
		sched.runq.tail->sched_link = g;
	else
		sched.runq.head = g;
	sched.runq.tail = g;
	atomic_store32(&sched.n_runq, (unsigned)++sched.runq.n);
}

static G *globrunq_pop(void)
{
	G *g = sched.runq.head;

	rt_assert_held(&sched_lock, "globrunq_pop");
	g_leave_queue(g, QUEUE_GLOBAL);
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
	for (unsigned i = 0; i <= n; i++) {
		g_leave_queue(batch[i], QUEUE_RUN);
		globrunq_put(batch[i]);
	}
	lock_release(&sched_lock);
	return true;
}

// p is the caller's.  next: run it next, what was to be next goes to the ring.
void runq_put(P *p, G *g, bool next)
{
	g_enter_queue(g, QUEUE_RUN, G_RUNNABLE);
	if (next) {
		G *old;
		do
			old = atomic_load_ptr(&p->run_next);
		while (!atomic_cas_ptr(&p->run_next, old, g));
		if (!old)
			return;
		g = old;
	}
	for (;;) {
		// acquire: pairs with the consumers' cas of runq_head; they are done with the
		// slots.
		unsigned head = atomic_load32_acquire(&p->runq_head), tail = p->runq_tail;
		if (tail - head < RUNQ_LEN) {
			atomic_set(p->runq[tail % RUNQ_LEN], g);
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
	G *g = atomic_load_ptr(&p->run_next);

	*inherit = false;
	if (g && atomic_cas_ptr(&p->run_next, g, NULL)) {
		*inherit = true;
		g_leave_queue(g, QUEUE_RUN);
		return g;
	}
	for (;;) {
		// acquire: pairs with the thieves' cas of runq_head; what lies above is not theirs.
		unsigned head = atomic_load32_acquire(&p->runq_head), tail = p->runq_tail;
		if (head == tail)
			return NULL;
		g = p->runq[head % RUNQ_LEN];
		if (atomic_cas32(&p->runq_head, head, head + 1)) {
			g_leave_queue(g, QUEUE_RUN);
			return g;
		}
	}
}

// The caller keeps its P for long: other Ps shall run what waits here.
void runq_give_away(void)
{
	P *p = getp();
	G *g;
	bool inherit;

	if (sched_gomaxprocs == 1 || runq_empty(p))
		return;
	lock_acquire(&sched_lock);
	while ((g = runq_get(p, &inherit)) != NULL)
		globrunq_put(g);
	lock_release(&sched_lock);
	sched_wake_p();
}

// Any thread.  A moment without run_next and without ring entries while a G moves between them does
// not count as empty: tail is read twice.  acquire: pairs with the release of runq_tail in runq_put
// and the cas of runq_head and run_next; it keeps the four reads in this order.
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
		// It was made ready just now and will most likely run at once: moving it between
		// CPUs back and forth costs more than it gains.
		os_sleep(3000);
		if (atomic_load_ptr(&victim->run_next) != g)
			return NULL;
	}
	if (!atomic_cas_ptr(&victim->run_next, g, NULL))
		return NULL;
	g_leave_queue(g, QUEUE_RUN);
	return g;
}

// Move half of victim's ring to p's (the caller's); returns one of them to run, or NULL.
G *runq_steal(P *p, P *victim, bool steal_next)
{
	unsigned tail = p->runq_tail;

	for (;;) {
		// acquire: pairs with the cas of runq_head; the tail is read after it.
		unsigned head = atomic_load32_acquire(&victim->runq_head);
		// acquire: pairs with the release of runq_tail in runq_put; makes the slots
		// visible.
		unsigned n = atomic_load32_acquire(&victim->runq_tail) - head;

		n -= n / 2;
		if (n == 0)
			return steal_next ? steal_next_of(victim) : NULL;
		if (n > RUNQ_LEN / 2)
			continue; // head and tail were read at different times
		for (unsigned i = 0; i < n; i++)
			atomic_set(p->runq[(tail + i) % RUNQ_LEN],
				   atomic_get(victim->runq[(head + i) % RUNQ_LEN]));
		if (!atomic_cas32(&victim->runq_head, head, head + n))
			continue;
		if (n > 1)
			atomic_store32_release(&p->runq_tail, tail + n - 1);
		g_leave_queue(p->runq[(tail + n - 1) % RUNQ_LEN], QUEUE_RUN);
		return p->runq[(tail + n - 1) % RUNQ_LEN];
	}
}
