// sysmon.c - the thread that watches the others.  It needs no P, so it runs even when all are busy.
//
// Every 20 us to 10 ms (slower while nothing happens, asleep while all is idle) it takes Ps from Ms
// that are stuck in a system call, asks goroutines that have run for 10 ms to yield, looks at
// descriptors if nobody has, gives the collector its tick (forced cycles, returning memory),
// returns memory of dead goroutines' stacks, and prints schedtrace lines.

#include "scheduler.h"
#include "memory.h"
#include "debugvars.h"
#include "os.h"
#include "trace.h"

enum {
	SLICE_NS = 10000000,
	POLL_NS = 10000000,
	MIN_DELAY = 20000,
	MAX_DELAY = 10000000,
	IDLE_ROUNDS = 50
};
#define SECOND 1000000000LL
#define LONG_SLEEP (60 * SECOND)

// p has run the same goroutine, or sat in the same system call, since when?
static int64_t same_since(uint32_t tick, uint32_t *seen, int64_t *when, int64_t now)
{
	if (*seen != tick) {
		*seen = tick;
		*when = now;
	}
	return *when;
}

static bool take_from_syscall(P *p)
{
	trace_enter();
	bool taken = atomic_cas32(&p->status, P_SYSCALL, P_IDLE);
	if (taken && tracing())
		trace_proc_steal(p);
	trace_leave();
	return taken;
}

// A P in a system call is taken if somebody could use it, or after a time slice.
static bool retake_from_syscall(P *p, int64_t now)
{
	int64_t since = same_since(atomic_get(p->syscall_tick), &p->watched.syscall_tick,
				   &p->watched.syscall_when, now);

	if (since == now)
		return false;
	if (runq_empty(p) &&
	    atomic_load32(&sched.n_spinning) + atomic_load32(&sched.n_idle_p) > 0 &&
	    now - since < SLICE_NS)
		return false;
	if (!take_from_syscall(p))
		return false;
	atomic_set(p->syscall_tick, p->syscall_tick + 1);
	sched_hand_off_p(p);
	return true;
}

static bool retake(int64_t now)
{
	bool any = false;

	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++) {
		P *p = sched_all_p[i];
		unsigned status = atomic_load32(&p->status);
		if (status == P_RUNNING) {
			int64_t since =
			    same_since(atomic_get(p->sched_tick), &p->watched.sched_tick,
				       &p->watched.sched_when, now);
			if (now - since >= SLICE_NS)
				preempt_one(p);
		} else if (status == P_SYSCALL) {
			any |= retake_from_syscall(p, now);
		}
	}
	return any;
}

static int64_t sleep_while_idle(int64_t now)
{
	int64_t until = now + LONG_SLEEP;

	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++) {
		int64_t when = timer_next(sched_all_p[i]);
		if (when && when < until)
			until = when;
	}
	return until > now ? until - now : 1; // due: somebody is about to run it
}

static bool all_idle(void)
{
	return atomic_load32(&sched.gc_waiting) ||
	       atomic_load32(&sched.n_idle_p) == (unsigned)atomic_get(sched_gomaxprocs);
}

// Everything is idle: sleep until somebody enters a system call, a timer is due or a minute is
// over.  The lock keeps Ps from being taken meanwhile: a timer that has been fired already would
// not be among those looked at, and nobody would take turns with what it has set going.
static void doze(int64_t now)
{
	int64_t ns;

	lock_acquire(&sched_lock);
	if (!all_idle()) {
		lock_release(&sched_lock);
		return;
	}
	ns = sleep_while_idle(now);
	note_clear(&sched.sysmon_note);
	atomic_store32_full(&sched.sysmon_asleep, 1);
	lock_release(&sched_lock);
	note_sleep(&sched.sysmon_note, ns);
	atomic_store32_full(&sched.sysmon_asleep, 0);
}

void sysmon_wake(void)
{
	if (atomic_cas32(&sched.sysmon_asleep, 1, 0))
		note_wake(&sched.sysmon_note);
}

static int64_t next_delay(int64_t delay, int idle_rounds)
{
	if (idle_rounds == 0)
		return MIN_DELAY;
	if (idle_rounds > IDLE_ROUNDS)
		delay *= 2;
	return delay < MAX_DELAY ? delay : MAX_DELAY;
}

// While all Ps are busy nobody looks at descriptors.
static void poll_if_late(int64_t now)
{
	int64_t last = (int64_t)atomic_load(&sched.last_poll); // hint

	if (last != 0 && last + POLL_NS < now)
		sched_poll();
}

static void sysmon_main(void *unused)
{
	int64_t delay = MIN_DELAY, last_trace = 0, last_trim = 0;
	int idle_rounds = 0;

	(void)unused;
	for (;;) {
		int64_t now;

		delay = next_delay(delay, idle_rounds);
		os_sleep(delay);
		now = os_nanotime();
		if (debug.schedtrace <= 0 && all_idle()) {
			doze(now);
			idle_rounds = 0;
			now = os_nanotime();
		}
		poll_if_late(now);
		idle_rounds = retake(now) ? 0 : idle_rounds + 1;
		gc_each_tick(now);
		if (now - last_trim >= SECOND) {
			last_trim = now;
			sched_trim_dead();
		}
		if (debug.schedtrace > 0 && now - last_trace >= debug.schedtrace * 1000000LL) {
			last_trace = now;
			schedtrace_print(debug.scheddetail > 0);
		}
	}
}

void sysmon_start(void)
{
	sched_start_thread(sysmon_main);
}
