// netpoll.c - the one parked M that watches the clock, and descriptors.
//
// When nothing can run, one M sleeps here until the earliest timer is due, or a descriptor that a
// goroutine waits for is ready (poll.c); all others sleep in sched_stop_m.  sched.last_poll == 0
// says that somebody sleeps here (sched_run.c), sched.poll_until until when; who arms an earlier
// timer wakes it.  Regular files are read and written by blocking calls (sched_enter_syscall).
//
// It sleeps in epoll once there was a descriptor, before on a futex.  Whoever interrupts it does
// both, as it may have just changed over; an interrupt too many makes it look again.

#include "scheduler.h"
#include "poll.h"
#include "os.h"

static atomic_u32 woken; // futex: 1 after netpoll_interrupt.  Relaxed store: own, awake

int netpoll_sleep(int64_t until, G **ready)
{
	int n = 0;

	atomic_store_full(&sched.poll_until, (uintptr_t)until);
	lock_acquire(&sched_lock);
	sched_check_dead();
	lock_release(&sched_lock);
	while (n == 0) {
		int64_t wait = until == INT64_MAX ? INT64_MAX : until - os_nanotime();
		// acquire: pairs with the store in netpoll_interrupt(): the timer is in its heap.
		if (wait <= 0 || atomic_load32_acquire(&woken))
			break;
		if (poll_started())
			n = poll_collect(wait == INT64_MAX ? -1 : wait, ready);
		else
			os_futex_wait(&woken, 0, wait);
	}
	atomic_store32(&woken, 0); // a break that comes now finds us awake anyway
	atomic_store_full(&sched.poll_until, 0);
	return n;
}

void netpoll_interrupt(void)
{
	atomic_store32_full(&woken, 1);
	os_futex_wake(&woken, 1);
	poll_interrupt();
}

void netpoll_wake_for(int64_t when)
{
	int64_t until;

	if (atomic_load(&sched.last_poll) != 0) {
		sched_wake_p(); // nobody is there: a spinning M will end up there
		return;
	}
	until = (int64_t)atomic_load(&sched.poll_until);
	if (until == 0 || until > when)
		netpoll_interrupt();
}
