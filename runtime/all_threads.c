// all_threads.c - a system call that every thread makes (syscall.AllThreadsSyscall, Setuid, ...).
//
// The kernel keeps user and group ids, capabilities and the like for each thread.  A goroutine runs
// now on this thread, now on that, so a program that changes them wants them changed for all.
//
//  1. The world stops, and no thread begins.
//  2. The calling thread makes the call.  If it fails, that is the answer; nothing has changed.
//  3. Every other thread that has begun is asked by M.asked and SIGURG, whose handler makes the
//     call; in the middle of a blocking call too, which the kernel then begins anew or ends with
//     EINTR.  A thread that has no M in its hands yet overlooks the signal, so it is sent again.
//  4. Answers that differ cannot be taken back: the process ends.
//
// A thread that begins later is like the one that made it, and so has been asked.

#include "scheduler.h"
#include "fatal.h"

void all_threads_syscall(const uintptr_t *call, uintptr_t *result)
    GO_SYMBOL("runtime.allThreadsSyscall");

static const uintptr_t *volatile wanted; // number and six arguments; while the world is stopped
static uintptr_t answer;                 // of the calling thread
static atomic_u32 left, wrong;           // threads that have not answered; have answered otherwise

static uintptr_t make(const uintptr_t *call)
{
	const intptr_t *a = (const intptr_t *)call;

	return (uintptr_t)os_syscall(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
}

void all_threads_signal(void)
{
	M *m = getm();

	if (!atomic_load32(&m->asked) || !atomic_cas32(&m->asked, 1, 0))
		return;
	if (make(wanted) != answer)
		atomic_add32(&wrong, 1);
	atomic_add32(&left, -1); // full barrier: the last one that touches `wanted`
}

static void ask_others(void)
{
	enum { AGAIN = 100000 }; // ns

	for (M *m = atomic_get(sched_all_m); m; m = m->all_next)
		if (m != getm() && atomic_load32(&m->begun)) {
			atomic_add32(&left, 1);
			atomic_store32_full(&m->asked, 1);
		}
	while (atomic_load32_acquire(&left)) { // acquire: pairs with the handlers' adds
		for (M *m = atomic_get(sched_all_m); m; m = m->all_next)
			if (atomic_load32(&m->asked) && atomic_get(m->tid))
				os_signal_thread(atomic_get(m->tid), SIGURG);
		os_sleep(AGAIN);
	}
}

void all_threads_syscall(const uintptr_t *call, uintptr_t *result)
{
	sched_stop_world("AllThreadsSyscall");
	os_hold_threads(true);
	answer = make(call);
	if ((intptr_t)answer >= 0 || (intptr_t)answer < -4095) {
		wanted = call;
		ask_others();
		wanted = NULL;
	}
	os_hold_threads(false);
	if (atomic_load32(&wrong))
		fatal("results of AllThreadsSyscall differ between threads");
	*result = answer;
	sched_start_world();
}
