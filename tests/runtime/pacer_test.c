// pacer_test.c - whole programs run through the pacer as numbers.  The simulation is in
// simulate.h.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "simulate.h"

typedef struct {
	const char *name;
	double alloc_rate;      // bytes a CPU second
	double scan_rate;       // bytes a CPU second
	double growth;          // live heap: factor per cycle ...
	double live, live_max;  // ... from, up to (bytes)
	double scannable;       // fraction of the heap
	double stacks, globals; // bytes
	double jitter;          // of alloc_rate, +-
	int procs, gogc;
	double limit; // 0: none
	int cycles;
	// wanted, over the last quarter of the cycles
	double goal_low, goal_high; // heap at the end of marking / goal
	double use_low, use_high;   // collector's share of the CPUs while marking
} Program;

static int failures;

#define CHECK(cond, ...)                                                                           \
	do                                                                                         \
		if (!(cond)) {                                                                     \
			failures++;                                                                \
			printf("pacer_test:%d: ", __LINE__);                                       \
			printf(__VA_ARGS__);                                                       \
			putchar('\n');                                                             \
		}                                                                                  \
	while (0)

static double random_unit(void)
{
	static unsigned long x = 88172645463325252;
	x ^= x << 13, x ^= x >> 7, x ^= x << 17;
	return (double)(x >> 11) * 0x1p-53;
}

// --- programs ------------------------------------------------------------------------------------

static void check_outcome(const Program *p, int cycle, const SimCycle *o)
{
	double ratio = o->peak / o->goal;
	CHECK(ratio >= p->goal_low && ratio <= p->goal_high,
	      "%s, cycle %d: heap %.1f MiB, goal %.1f MiB", p->name, cycle, o->peak / MIB,
	      o->goal / MIB);
	CHECK(o->utilization >= p->use_low && o->utilization <= p->use_high,
	      "%s, cycle %d: collector took %.0f %%", p->name, cycle, o->utilization * 100);
	CHECK(o->trigger <= o->goal, "%s, cycle %d: trigger beyond the goal", p->name, cycle);
	if (p->limit > 0)
		CHECK(o->peak <= p->limit, "%s, cycle %d: heap %.1f MiB above the limit", p->name,
		      cycle, o->peak / MIB);
}

static void run(const Program *p)
{
	Pacer pacer;
	pacer_init(&pacer, p->gogc, p->limit > 0 ? (uint64_t)p->limit : INT64_MAX);
	double live = p->live;
	for (int cycle = 1; cycle <= p->cycles; cycle++) {
		SimProgram sim = {.alloc_rate =
				      p->alloc_rate * (1 + p->jitter * (2 * random_unit() - 1)),
				  .scan_rate = p->scan_rate,
				  .scannable = p->scannable,
				  .stacks = p->stacks,
				  .globals = p->globals,
				  .other = 4 * MIB,
				  .procs = p->procs};
		SimCycle o = sim_cycle(&pacer, NULL, &sim, live);
		if (getenv("VERBOSE"))
			printf("%s %d: live %.1f trigger %.1f peak %.1f goal %.1f use %.2f\n",
			       p->name, cycle, live / MIB, o.trigger / MIB, o.peak / MIB,
			       o.goal / MIB, o.utilization);
		if (cycle > p->cycles * 3 / 4)
			check_outcome(p, cycle, &o);
		live = fmin(live * p->growth, p->live_max);
	}
}

// alloc, scan, growth, live, live_max, scannable, stacks, globals, jitter, procs, GOGC, limit,
// cycles; heap at the end of marking / goal: from, to; collector's share: from, to
static const Program programs[] = {
    {"steady", 33 * MIB, 1024 * MIB, 2, 4 * MIB, 64 * MIB, 1, 8192, 8192, 0, 8, 100, 0, 40, .95,
     1.05, .25, .30},
    {"steady, two CPUs", 200 * MIB, 500 * MIB, 2, 4 * MIB, 64 * MIB, .5, 8192, 8192, 0, 2, 100, 0,
     40, .90, 1.05, .25, .35},
    {"fast allocation", 1024 * MIB, 512 * MIB, 2, 4 * MIB, 64 * MIB, 1, 8192, 8192, 0, 8, 100, 0,
     40, .90, 1.10, .60, .90}, // the trigger is at its lower bound: assists do most
    {"jitter", 100 * MIB, 1024 * MIB, 2, 4 * MIB, 128 * MIB, 1, 8192, 8192, .3, 8, 100, 0, 60, .85,
     1.05, .25, .35},
    {"large stacks", 100 * MIB, 1024 * MIB, 1, 8 * MIB, 8 * MIB, 1, 64 * MIB, 8192, 0, 8, 100, 0,
     40, .90, 1.05, .25, .35},
    {"large globals", 100 * MIB, 1024 * MIB, 1, 8 * MIB, 8 * MIB, 1, 8192, 64 * MIB, 0, 8, 100, 0,
     40, .90, 1.05, .25, .35},
    {"growing", 100 * MIB, 1024 * MIB, 1.3, 4 * MIB, 4096 * MIB, 1, 8192, 8192, 0, 8, 100, 0, 24,
     .70, 1.05, .25, .60},
    {"GOGC=50", 33 * MIB, 1024 * MIB, 2, 4 * MIB, 64 * MIB, 1, 8192, 8192, 0, 8, 50, 0, 40, .90,
     1.05, .25, .35},
    {"GOGC=off, limit", 100 * MIB, 1024 * MIB, 1, 64 * MIB, 64 * MIB, 1, 8192, 8192, 0, 8, -1,
     512 * MIB, 30, .80, 1.01, .25, .35},
    {"limit below GOGC's goal", 33 * MIB, 1024 * MIB, 1, 200 * MIB, 200 * MIB, 1, 8192, 8192, 0, 8,
     100, 300 * MIB, 30, .80, 1.01, .25, .45},
};

// --- single functions ----------------------------------------------------------------------------

static void test_workers(void)
{
	static const struct {
		int procs, dedicated;
		double fraction;
	} want[] = {
	    {1, 0, .25},    {2, 0, .25}, {3, 0, .25}, {4, 1, 0},  {5, 1, 0},
	    {6, 1, .5 / 6}, {7, 2, 0},   {8, 2, 0},   {16, 4, 0}, {64, 16, 0},
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		PacerWorkers w = pacer_workers(want[i].procs);
		CHECK(w.dedicated == want[i].dedicated &&
			  fabs(w.fraction - want[i].fraction) < 1e-9,
		      "%d CPUs: %d + %g", want[i].procs, w.dedicated, w.fraction);
	}
}

static void test_targets(void)
{
	PacerMemory none = {0};
	Pacer p;
	pacer_init(&p, 100, INT64_MAX);
	CHECK(pacer_goal(&p, &none) == 4 << 20, "first goal %lu",
	      (unsigned long)pacer_goal(&p, &none));
	pacer_init(&p, 200, INT64_MAX);
	CHECK(pacer_goal(&p, &none) == 8 << 20, "first goal at GOGC=200");
	pacer_init(&p, 100, INT64_MAX);
	p.heap_marked = 100 << 20;
	p.last_stack_scan = 6 << 20;
	p.globals_scan = 4 << 20;
	for (double cons_mark = 0; cons_mark < 4; cons_mark += .25) {
		p.cons_mark = cons_mark;
		p.last_heap_scan = 100 << 20;
		pacer_commit(&p, 100 << 20, true);
		PacerTarget t = pacer_target(&p, &none);
		double way = ((double)t.trigger - 100 * MIB) / (double)(t.goal - (100 << 20));
		CHECK(t.goal == 210 << 20, "goal %lu", (unsigned long)t.goal);
		CHECK(way >= .699 && way <= .971, "cons/mark %.2f: trigger at %.3f", cons_mark,
		      way);
	}
	pacer_init(&p, -1, INT64_MAX);
	CHECK(pacer_target(&p, &none).trigger > (uint64_t)1 << 60, "GOGC=off collects");
}

// Stacks that the last cycle did not see: they earn the heap room as all stacks do, but not above a
// memory limit.
static void test_new_stacks(void)
{
	PacerMemory none = {0};
	Pacer p;
	pacer_init(&p, 100, INT64_MAX);
	p.triggered = 4 << 20;
	p.globals_scan = 8192;
	PacerProgress now = {14 << 20, 4 << 20, 100 << 20, 1000 << 20};
	double owed = pacer_assist(&p, pacer_goal(&p, &none), &now).work_per_byte;
	CHECK(owed > .5 && owed < 1.5, "1000 MiB of new stacks: %g bytes owed for one", owed);
	p.memory_limit = 3 << 20;
	PacerMemory full = {.mapped = 3 << 20, .heap_alloc = 3 << 20};
	owed = pacer_assist(&p, pacer_goal(&p, &full), &now).work_per_byte;
	CHECK(owed > 1e6, "new stacks and a memory limit: %g bytes owed for one", owed);
}

// The first cycle has no past to expect the work from: below a memory limit it counts with all of
// the heap, and the limit's goal stays where it is however much there turns out to be.
static void test_first_limited_cycle(void)
{
	PacerMemory full = {.mapped = 58 << 20, .heap_alloc = 57 << 20};
	Pacer p;
	pacer_init(&p, -1, 64 << 20);
	p.triggered = 57 << 20;
	p.globals_scan = 8192;
	double goal = (double)pacer_goal(&p, &full);
	for (uint64_t done = 0; done <= 16 << 20; done += 4 << 20) {
		PacerProgress now = {58 << 20, 57 << 20, done, 4096};
		double owed = pacer_assist(&p, pacer_goal(&p, &full), &now).work_per_byte;
		double least = (57 * MIB - (double)done) / (goal - 58 * MIB);
		CHECK(owed >= .99 * least,
		      "first cycle, limit, %g MiB done: %g bytes owed for one, want %g",
		      (double)done / MIB, owed, least);
	}
}

static void test_limiter(void)
{
	Limiter l = {0};
	limiter_init(&l, 2);
	for (int i = 0; i < 100; i++)
		limiter_update(&l, 15000000, 5000000);
	CHECK(!l.limiting, "limits at 25 %%");
	int n = 0;
	for (; !l.limiting && n < 1000; n++)
		limiter_update(&l, 2000000, 18000000);
	CHECK(n > 100 && n < 150, "limits after %d windows at 90 %%", n);
	limiter_update(&l, 0, 500000000);
	CHECK(l.limiting, "does not go on limiting");
	n = 0;
	for (; l.limiting && n < 1000; n++)
		limiter_update(&l, 15000000, 5000000);
	CHECK(n >= 20 && n < 30, "stops limiting after %d windows at 25 %%", n);
}

// A collector that takes what it may gets half, be it looked at ever so seldom.
static void test_limited_share(void)
{
	for (int64_t window = 1000000; window <= 64000000; window *= 4) {
		Limiter l = {0};
		double sum = 0;
		limiter_init(&l, 2);
		for (int i = 0; i < 8000; i++) {
			int64_t collector = window * 2 * (l.limiting ? 25 : 80) / 100;
			limiter_update(&l, window * 2 - collector, collector);
			sum += i >= 4000 ? (double)collector / (double)window / 2 : 0;
		}
		CHECK(sum / 4000 < .51 && sum / 4000 > .48, "looked at every %d us: %.3f",
		      (int)(window / 1000), sum / 4000);
	}
}

int main(void)
{
	test_workers();
	test_targets();
	test_new_stacks();
	test_first_limited_cycle();
	test_limiter();
	test_limited_share();
	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
		run(&programs[i]);
	if (failures == 0)
		puts("ok");
	return failures != 0;
}
