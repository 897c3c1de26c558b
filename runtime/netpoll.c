// netpoll.c - the one parked M that watches the clock.
//
// When nothing can run, one M sleeps here until the earliest timer is due, all others in
// sched_stop_m. sched.last_poll == 0 says that somebody sleeps here (sched_run.c), sched.poll_until
// until when; who arms an earlier timer wakes it.  Files are read and written by blocking calls
// (sched_enter_syscall), so there are no descriptors to wait for.

#include "scheduler.h"
#include "os.h"

static atomic_u32 woken; // futex: 1 after interrupt_sleep.  Relaxed store: own, awake

void netpoll_sleep(int64_t until)
{
	atomic_store_full(&sched.poll_until, (uintptr_t)until);
	lock_acquire(&sched_lock);
	sched_check_dead();
	lock_release(&sched_lock);
	for (;;) {
		int64_t wait = until - os_nanotime();
		// acquire: pairs with the store in interrupt_sleep(): the timer is in its heap.
		if (wait <= 0 || atomic_load32_acquire(&woken))
			break;
		os_futex_wait(&woken, 0, wait);
	}
	atomic_store32(&woken, 0); // a break that comes now finds us awake anyway
	atomic_store_full(&sched.poll_until, 0);
}

static void interrupt_sleep(void)
{
	atomic_store32_full(&woken, 1);
	os_futex_wake(&woken, 1);
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
		interrupt_sleep();
}
