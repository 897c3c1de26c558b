// schedtrace.c - the lines of GODEBUG=schedtrace=X,scheddetail=1, in Go's format.
//
// Ps, Ms and Gs change while they are printed: each pointer is read once and may be out of date.

#include <stdio.h>
#include "scheduler.h"
#include "traceback.h"
#include "os.h"

typedef struct {
	char text[24];
} Id;

// A number, or "nil".
static Id id(bool present, int64_t n)
{
	Id i = {"nil"};

	if (present)
		snprintf(i.text, sizeof i.text, "%ld", (long)n);
	return i;
}

static const char *yes(bool b)
{
	return b ? "true" : "false";
}

static unsigned queued(P *p)
{
	return p->runq_tail - p->runq_head;
}

static void trace_p(P *p)
{
	M *m = atomic_get(p->m);

	rt_printf("  P%d: status=%u schedtick=%u syscalltick=%u m=%s runqsize=%u gfreecnt=%d "
		  "timerslen=%d\n",
		  p->id, atomic_load32(&p->status), atomic_get(p->sched_tick),
		  atomic_get(p->syscall_tick), id(m, m ? m->id : 0).text, queued(p), p->g_free_n,
		  timer_count(p));
}

static void trace_m(M *m)
{
	P *p = atomic_get(m->p);
	G *g = atomic_get(m->curg);

	rt_printf("  M%ld: p=%s curg=%s mallocing=0 throwing=0 preemptoff=%s locks=%d dying=0 "
		  "spinning=%s "
		  "blocked=%s lockedg=nil\n",
		  (long)m->id, id(p, p ? p->id : 0).text, id(g, g ? (int64_t)g->id : 0).text,
		  m->in_runtime ? m->in_runtime : "", m->locks, yes(m->spinning), yes(m->blocked));
}

static void trace_g(G *g)
{
	M *m = atomic_get(g->m);

	rt_printf("  G%lu: status=%u(%s) m=%s lockedm=nil\n", (unsigned long)g->id,
		  atomic_load32(&g->status), traceback_wait_reason(g), id(m, m ? m->id : 0).text);
}

static void trace_detail(void)
{
	rt_printf(" gcwaiting=%s nmidlelocked=0 stopwait=%d sysmonwait=%s\n",
		  yes(atomic_load32(&sched.gc_waiting)), sched.stop_wait,
		  yes(atomic_load32(&sched.sysmon_asleep)));
	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++)
		trace_p(sched_all_p[i]);
	for (M *m = sched_all_m; m; m = m->all_next)
		trace_m(m);
	for (G *g = sched_all_g; g; g = g->all_next)
		trace_g(g);
}

static void trace_queues(void)
{
	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++)
		rt_printf("%s%u", i ? " " : " [ ", queued(sched_all_p[i]));
	rt_printf(" ] schedticks=[ ");
	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++)
		rt_printf("%u ", atomic_get(sched_all_p[i]->sched_tick));
	rt_printf("]\n");
}

void schedtrace_print(bool detailed)
{
	long ms = (long)((os_nanotime() - sched.start_time) / 1000000);

	lock_acquire(&sched_lock);
	rt_printf(
	    "SCHED %ldms: gomaxprocs=%d idleprocs=%u threads=%d spinningthreads=%u needspinning=%u "
	    "idlethreads=%d runqueue=%d",
	    ms, atomic_get(sched_gomaxprocs), atomic_load32(&sched.n_idle_p), sched.n_m + 1,
	    atomic_load32(&sched.n_spinning), atomic_load32(&sched.need_spinning), sched.n_idle_m,
	    sched.runq.n);
	if (detailed)
		trace_detail();
	else
		trace_queues();
	lock_release(&sched_lock);
}
