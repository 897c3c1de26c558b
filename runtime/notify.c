// notify.c - the waiting room of sync.Cond.
//
// Wait must have a place in line before it unlocks the caller's lock, and can park only after;
// whoever announces something between must not miss it.  So waiters draw tickets, numbered from 0
// on:
//
//   notify_list_add     draws the next ticket, with the caller's lock held;
//   notify_list_wait    parks, unless its ticket has been called already;
//   notify_list_one     calls the next ticket and wakes who has it; who has not parked will not;
//   notify_list_all     calls all tickets drawn so far and wakes who is parked.
//
// Invariant, under the lock: the tickets below `called` are called, and nobody parked holds one.
// Numbers wrap, so only differences are compared.  Waiters park in whatever order they come to, so
// the line is searched for the ticket; it is near the front.
//
// The lock is the runtime's own, that of a bucket of semaphores (sema.c), and not a Mutex: what
// wakes a waiter must not make it wait again, and the block profile shows waits for Mutexes, of
// which a Cond has none.  A waiter's record lies on its own stack.

#include "scheduler.h"
#include "contention.h"
#include "sema.h"

typedef struct Waiter Waiter;
struct Waiter {
	G *g;
	uint32_t ticket;
	Waiter *next;
};

// sync.notifyList, a part of each Cond.
typedef struct {
	atomic_u32 drawn;     // changed without the lock.  Relaxed load: counter
	uint32_t called;      // under the lock
	Waiter *first, *last; // those parked; under the lock
} NotifyList;

uint32_t notify_list_add(NotifyList *l) GO_SYMBOL("sync.runtime_notifyListAdd");
void notify_list_wait(NotifyList *l, uint32_t ticket) GO_SYMBOL("sync.runtime_notifyListWait");
void notify_list_one(NotifyList *l) GO_SYMBOL("sync.runtime_notifyListNotifyOne");
void notify_list_all(NotifyList *l) GO_SYMBOL("sync.runtime_notifyListNotifyAll");

static Lock *lock_of(NotifyList *l)
{
	return sema_lock(&l->called);
}

uint32_t notify_list_add(NotifyList *l)
{
	return atomic_add32(&l->drawn, 1) - 1;
}

static bool unlock(G *g, void *lock)
{
	(void)g;
	lock_release(lock);
	return true;
}

void notify_list_wait(NotifyList *l, uint32_t ticket)
{
	Lock *lock = lock_of(l);
	Waiter w = {.g = getg(), .ticket = ticket};
	int64_t since;

	lock_acquire(lock);
	if ((int32_t)(ticket - l->called) < 0) {
		lock_release(lock);
		return;
	}
	if (l->last)
		l->last->next = &w;
	else
		l->first = &w;
	l->last = &w;
	since = contention_begin();
	sched_park(unlock, lock, WAIT_COND);
	contention_end(since);
	STAY_ON_STACK();
}

// Take who holds the ticket out of the line; NULL: it has not parked.
static Waiter *take(NotifyList *l, uint32_t ticket)
{
	Waiter **at = &l->first, *before = NULL, *w;

	while (*at && (*at)->ticket != ticket) {
		before = *at;
		at = &before->next;
	}
	w = *at;
	if (!w)
		return NULL;
	*at = w->next;
	if (l->last == w)
		l->last = before;
	return w;
}

static void wake(Waiter *w)
{
	sema_check_bubble(w->g);
	sched_ready(w->g); // w is gone from here on
}

void notify_list_one(NotifyList *l)
{
	Lock *lock = lock_of(l);
	Waiter *w = NULL;

	lock_acquire(lock);
	if (l->called != atomic_load32(&l->drawn))
		w = take(l, l->called++);
	lock_release(lock);
	if (w)
		wake(w);
	STAY_ON_STACK();
}

void notify_list_all(NotifyList *l)
{
	Lock *lock = lock_of(l);
	Waiter *w, *next;

	lock_acquire(lock);
	l->called = atomic_load32(&l->drawn);
	w = l->first;
	l->first = l->last = NULL;
	lock_release(lock);
	for (; w; w = next) {
		next = w->next;
		wake(w);
	}
	STAY_ON_STACK();
}
