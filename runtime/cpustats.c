// cpustats.c - what became of the CPU time that the Ps had: marking (assists, workers, workers on
// Ps with nothing else to do), pauses, giving memory back, idling, and what is left, the program's.
//
// Available is the time since the start, times the number of Ps.  Each part is measured where it is
// spent, by the wall: an assist or a shift of a worker from its beginning to its end, a pause times
// the number of Ps, since nobody else can run; a P is idle while it is on the idle list
// (sched_m.c).  So parts count time in which the system ran something else, and the program's share
// is what the others leave of the whole.
//
// The books are closed where a cycle ends, with the world stopped: then no assist and no shift is
// under way, and no P is on the idle list.  In between the parts would disagree about work that has
// not been measured to its end.  A shift may overlap with a pause by as much as its worker takes to
// stop; so that no part ever shrinks, the program's share then stays what it was.

#include "cpustats.h"
#include "gc.h"

static Lock stats_lock = {.rank = RANK_CPU_STATS};
static CpuStats stats;         // under stats_lock
static int64_t pause_ns;       // world stopped
static int64_t available_ns;   // world stopped ...
static int64_t available_till; // ... 0: not started

int64_t cpustats_available(int64_t now)
{
	if (available_till)
		available_ns += (now - available_till) * sched_gomaxprocs;
	available_till = now;
	return available_ns;
}

void cpustats_paused(int64_t ns)
{
	rt_assert_stopped("cpustats_paused");
	pause_ns += ns * sched_gomaxprocs;
}

static int64_t all_but_user(const CpuStats *s)
{
	return s->mark_assist + s->mark_dedicated + s->mark_idle + s->pause + s->scavenge_assist +
	       s->scavenge_background + s->idle;
}

void cpustats_cycle_done(int64_t now, int64_t assist, int64_t background, int64_t idle)
{
	rt_assert_stopped("cpustats_cycle_done");
	int64_t available = cpustats_available(now);
	lock_acquire(&stats_lock);
	stats.mark_assist += assist;
	stats.mark_dedicated += background;
	stats.mark_idle += idle;
	stats.pause = pause_ns;
	scavenge_cpu(&stats.scavenge_assist, &stats.scavenge_background);
	stats.idle = sched.idle_ns;
	int64_t user = available - all_but_user(&stats);
	if (user > stats.user)
		stats.user = user;
	lock_release(&stats_lock);
}

void cpustats_read(CpuStats *out)
{
	lock_acquire(&stats_lock);
	*out = stats;
	lock_release(&stats_lock);
}
