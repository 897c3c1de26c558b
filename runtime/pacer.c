// pacer.c - when to start a cycle and how fast to mark.  Pure: no heap, no clock, no threads, so
// that tests/runtime/pacer_test.c can run whole programs through it as numbers.
//
// Goal.  A cycle shall end when the heap has reached
//
//     goal = marked + (marked + stacks + globals) * GOGC / 100          at least 4 MiB * GOGC / 100
//
// where marked is what the last cycle found alive: stacks and globals cost marking like heap does,
// so they earn the heap room to grow as well.  With a memory limit,
//
//     limit_goal = limit - (mapped - heap_free - heap_alloc) - overage - headroom,
//                  and at least marked
//
// is the heap that fits: what is mapped for other ends is subtracted, so is (again) what we are
// over by, and 3 % headroom (1 MiB at least) for being inexact.  The smaller goal counts.
//
// Trigger.  Marking takes time, during which the program allocates; so the cycle starts a runway
// earlier:
//
//     runway = cons/mark * (1 - u) / u * (expected scan work),    u = 25 %
//
// cons/mark is the ratio of two speeds, both per CPU second: bytes the program allocates and bytes
// the collector scans.  It is measured in each cycle,
//
//     cons/mark = (grown / (1 - U)) / (scanned / (U + idle)),     U = 25 % + share of assists,
//
// and the largest of the last five is used: starting too early wastes less than starting too late.
// The trigger is kept between 70 % and 95 % of the way from marked to goal (above: at most 4 MiB
// before the goal, for big heaps), and leaves room for sweeping to finish first.
//
// Assists.  While marking, each allocated byte owes
//
//     (work expected - work done) / (goal - live)     bytes of scan work
//
// so that work and room run out together.  Expected is the last cycle's work; when that is
// exceeded, or no cycle has been, the heap is growing, and the worst case counts: everything
// scannable, against a goal moved in proportion, by at most one more GOGC, or by what stacks that
// have grown since the last cycle earn the heap (a program may have made its goroutines with hardly
// any heap: it would have no room left while a gigabyte of stacks is scanned, and stand still).
// The memory limit's goal does not move.  This is what makes the heap goal hold however fast a
// program allocates.
//
// Workers.  25 % of the CPUs mark: whole ones as dedicated workers, rounded; if rounding misses by
// more than 30 % (1, 2, 3 and 6 CPUs), the rest as a share of each P's time.  With 2 CPUs: 0 + 25 %
// of each.
//
// Limiter.  Near the memory limit a program could spend all its time collecting.  A bucket of one
// CPU second per P fills with collector time and drains with program time; while it is full assists
// are waived, and the heap may exceed the limit.  So the collector's share stays near 50 % at
// worst.  The bucket is looked at every so often, and what came too much since the last look stands
// above its rim (by an eighth at most): were it lost, each look would be worth some time to the
// collector, and its share would settle near 60 %, as Go's does.
//
// Source: Michael Knyszek, "GC pacer redesign" (Go proposal 44167) and "Soft memory limit" (48409).

#include "pacer.h"

#define MIN_RUNWAY ((uint64_t)64 << 10) // from where the cycle began to its goal, at least
#define SWEEP_ROOM ((uint64_t)1 << 20)
#define HEADROOM_PERCENT 3
#define HEADROOM_MIN ((uint64_t)1 << 20)
#define MIN_WORK 1000
#define MAX_OVERSHOOT 1.1

static uint64_t max_u64(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}
static uint64_t min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t heap_minimum(const Pacer *p)
{
	return p->gc_percent < 0 ? 0 : PACER_HEAP_MINIMUM * (uint64_t)p->gc_percent / 100;
}

void pacer_init(Pacer *p, int64_t gc_percent, uint64_t memory_limit)
{
	*p = (Pacer){.gc_percent = gc_percent,
		     .memory_limit = memory_limit,
		     .triggered = PACER_NOT_TRIGGERED};
	pacer_commit(p, 0, true);
}

uint64_t pacer_expected_work(const Pacer *p)
{
	return p->last_heap_scan + p->last_stack_scan + p->globals_scan;
}

// Fix goal and runway from what is known now: after a cycle, or when a setting changes.
void pacer_commit(Pacer *p, uint64_t live, bool sweep_done)
{
	uint64_t roots = p->last_stack_scan + p->globals_scan;
	p->sweep_min_trigger = sweep_done ? 0 : live + SWEEP_ROOM;
	p->percent_goal = UINT64_MAX;
	if (p->gc_percent >= 0)
		p->percent_goal =
		    max_u64(heap_minimum(p), p->heap_marked + (p->heap_marked + roots) *
								  (uint64_t)p->gc_percent / 100);
	p->runway = (uint64_t)(p->cons_mark * (1 - PACER_UTILIZATION) / PACER_UTILIZATION *
			       (double)pacer_expected_work(p));
}

static uint64_t limit_goal(const Pacer *p, const PacerMemory *m)
{
	uint64_t limit = p->memory_limit;
	uint64_t heap = m->heap_free + m->heap_alloc;
	uint64_t other = m->mapped > heap ? m->mapped - heap : 0;
	uint64_t overage = m->mapped > limit ? m->mapped - limit : 0;
	if (other + overage >= limit)
		return p->heap_marked;
	uint64_t goal = limit - other - overage;
	uint64_t headroom = max_u64(goal / 100 * HEADROOM_PERCENT, HEADROOM_MIN);
	goal = goal < 2 * headroom ? headroom : goal - headroom;
	return max_u64(goal, p->heap_marked);
}

static uint64_t goal_and_min_trigger(const Pacer *p, const PacerMemory *m, uint64_t *min_trigger)
{
	uint64_t limited = limit_goal(p, m);
	*min_trigger = 0;
	if (limited < p->percent_goal)
		return limited; // nothing may push this goal back
	uint64_t goal = max_u64(p->percent_goal, p->sweep_min_trigger);
	*min_trigger = p->sweep_min_trigger;
	if (p->triggered != PACER_NOT_TRIGGERED)
		goal = max_u64(goal, p->triggered + MIN_RUNWAY);
	return goal;
}

uint64_t pacer_goal(const Pacer *p, const PacerMemory *m)
{
	uint64_t min_trigger;
	return goal_and_min_trigger(p, m, &min_trigger);
}

PacerTarget pacer_target(const Pacer *p, const PacerMemory *m)
{
	uint64_t min_trigger, goal = goal_and_min_trigger(p, m, &min_trigger);
	if (p->heap_marked >= goal)
		return (PacerTarget){goal, goal};
	uint64_t room = goal - p->heap_marked;
	min_trigger = max_u64(min_trigger, p->heap_marked + room / 64 * 45);
	uint64_t max_trigger = p->heap_marked + room / 64 * 61;
	if (goal > PACER_HEAP_MINIMUM)
		max_trigger = max_u64(max_trigger, goal - PACER_HEAP_MINIMUM);
	max_trigger = max_u64(max_trigger, min_trigger);
	uint64_t trigger = p->runway > goal ? min_trigger : goal - p->runway;
	return (PacerTarget){goal, min_u64(max_u64(trigger, min_trigger), max_trigger)};
}

PacerWorkers pacer_workers(int procs)
{
	double goal = procs * PACER_UTILIZATION;
	PacerWorkers w = {.dedicated = (int)(goal + 0.5)};
	double error = w.dedicated / goal - 1;
	if (error >= -0.3 && error <= 0.3)
		return w;
	if (w.dedicated > goal)
		w.dedicated--;
	w.fraction = (goal - w.dedicated) / procs;
	return w;
}

// More work turned up than expected: extrapolate the goal to the worst case.
static double extended_goal(const Pacer *p, double goal, double expected, double worst,
			    double stacks_grown)
{
	double percent = p->gc_percent < 0 ? 100000 : (double)p->gc_percent;
	double triggered = (double)p->triggered;
	double extended = triggered + (goal - triggered) / (expected > 0 ? expected : 1) * worst;
	double hard = (1 + percent / 100) * goal, with_stacks = goal + percent / 100 * stacks_grown;
	if (goal < (double)p->percent_goal) // the memory limit's goal stays
		return goal;
	if (with_stacks > hard)
		hard = with_stacks;
	return extended < hard ? extended : hard;
}

PacerAssist pacer_assist(const Pacer *p, uint64_t heap_goal, const PacerProgress *now)
{
	double goal = (double)heap_goal, live = (double)now->live, done = (double)now->work_done;
	double expected = (double)pacer_expected_work(p);
	double worst = (double)(now->heap_scan + now->stack_max + p->globals_scan);
	if (done > expected || p->last_heap_scan == 0) {
		double grown = (double)now->stack_max - (double)p->last_stack_scan;
		goal = extended_goal(p, goal, expected, worst, grown);
		expected = worst;
	}
	if (live > goal) {
		goal *= MAX_OVERSHOOT;
		expected = worst;
	}
	double work_left = expected - done > MIN_WORK ? expected - done : MIN_WORK;
	double room_left = goal - live > 1 ? goal - live : 1;
	return (PacerAssist){work_left / room_left, room_left / work_left};
}

static void record_cons_mark(Pacer *p, double measured)
{
	p->cons_mark = measured;
	for (int i = 0; i < 4; i++)
		if (p->last_cons_mark[i] > p->cons_mark)
			p->cons_mark = p->last_cons_mark[i];
	for (int i = 0; i < 3; i++)
		p->last_cons_mark[i] = p->last_cons_mark[i + 1];
	p->last_cons_mark[3] = measured;
}

// Marking has ended: learn from it.
double pacer_end_cycle(Pacer *p, const PacerCycle *c)
{
	double cpu = (double)c->mark_ns * c->procs;
	double utilization = PACER_UTILIZATION, idle = 0;
	if (cpu > 0) {
		utilization += (double)c->assist_ns / cpu;
		idle = (double)c->idle_ns / cpu;
	}
	double work = (double)(c->heap_work + c->stack_work + c->globals_work);
	if (c->live <= p->triggered || work == 0 || utilization >= 1)
		return utilization; // too short to tell anything
	record_cons_mark(p, (double)(c->live - p->triggered) * (utilization + idle) /
				(work * (1 - utilization)));
	return utilization;
}

// --- limiter -------------------------------------------------------------------------------------

void limiter_init(Limiter *l, int procs)
{
	l->capacity = (int64_t)procs * 1000000000;
	if (l->fill > l->capacity)
		l->fill = l->capacity;
}

void limiter_update(Limiter *l, int64_t mutator_ns, int64_t gc_ns)
{
	int64_t most = l->capacity + l->capacity / 8;
	l->fill += gc_ns - mutator_ns;
	if (l->fill > most)
		l->fill = most;
	if (l->fill < 0)
		l->fill = 0;
	l->limiting = l->fill >= l->capacity;
}
