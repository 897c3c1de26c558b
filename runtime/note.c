// note.c - notes: one-shot events on a futex.
//
// A note is cleared, then one thread sleeps on it and one wakes it, in either order.  What the
// waker did before is seen by the sleeper.

#include "scheduler.h"
#include "os.h"

void note_clear(Note *n)
{
	atomic_store32(&n->set, 0);
}

void note_wake(Note *n)
{
	atomic_store32_full(&n->set, 1);
	os_futex_wake(&n->set, 1);
}

bool note_sleep(Note *n, int64_t ns)
{
	int64_t deadline = ns < 0 ? 0 : os_nanotime() + ns;

	while (!atomic_load32_acquire(&n->set)) { // acquire: pairs with note_wake's store
		if (ns >= 0) {
			ns = deadline - os_nanotime();
			if (ns <= 0)
				return false;
		}
		os_futex_wait(&n->set, 0, ns);
	}
	return true;
}
