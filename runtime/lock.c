// lock.c - the runtime's own mutual exclusion: futex mutexes.
//
// A Lock is a word: 0 free, 1 held, 2 held and somebody sleeps.  A goroutine that holds one is not
// preempted (m->locks > 0), so sections are short and a waiter may spin a little before it sleeps.
//
// The order in which they may be taken is a table in lock.h; the debug build checks it
// (lock_order.c).

#include "scheduler.h"

enum { FREE, HELD, CONTENDED };
enum { SPINS = 40 };

static atomic_word wait_total; // ns, ever.  Relaxed: counter

void lock_waited(int64_t ns)
{
	atomic_add(&wait_total, ns);
}

int64_t lock_wait_total(void)
{
	return (int64_t)atomic_load(&wait_total);
}

static void acquire_slow(Lock *l)
{
	if (sched_ncpu > 1)
		for (int i = 0; i < SPINS; i++) {
			if (atomic_load32(&l->state) == FREE && atomic_cas32(&l->state, FREE, HELD))
				return;
			atomic_pause();
		}
	int64_t since = os_nanotime();
	while (atomic_swap32(&l->state, CONTENDED) != FREE)
		os_futex_wait(&l->state, CONTENDED, -1);
	lock_waited(os_nanotime() - since);
}

void lock_acquire(Lock *l)
{
	M *m = getm();

	m->locks++;
	lock_order_acquire(l);
	if (!atomic_cas32(&l->state, FREE, HELD))
		acquire_slow(l);
	lock_order_acquired(l);
}

bool lock_try(Lock *l)
{
	M *m = getm();

	if (!atomic_cas32(&l->state, FREE, HELD))
		return false;
	m->locks++;
	lock_order_acquired(l);
	return true;
}

void lock_release(Lock *l)
{
	lock_order_release(l);
	if (atomic_swap32(&l->state, FREE) == CONTENDED)
		os_futex_wake(&l->state, 1);
	sched_release_m();
}
