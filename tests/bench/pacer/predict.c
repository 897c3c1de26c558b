// predict.c - what the pacer will do with a program of some shape, before it runs.
//
//     predict GOGC LIMIT OTHER ALLOC SCAN ALLOCATED:LIVE ...
//
// LIMIT (0: none), OTHER (mapped beside the heap), ALLOCATED and LIVE are in MB, ALLOC and SCAN in
// MB a CPU second; the pairs are corners of a line, as in shapes.go.  Prints a line for each cycle:
// the second it begins, MB alive, at its trigger, at its goal, at its end, seconds of marking, of
// assists, and whether the limiter waived them at the end.

#include <stdio.h>
#include <stdlib.h>
#include "simulate.h"

static double alive(char **shape, int n, double allocated)
{
	double at = 0, live = 0, to, then;
	for (int i = 0; i < n; i++) {
		if (sscanf(shape[i], "%lf:%lf", &to, &then) != 2)
			exit(2);
		if (i > 0 && allocated < to)
			return live + (then - live) * (allocated - at) / (to - at);
		at = to, live = then;
	}
	return live;
}

int main(int argc, char **argv)
{
	if (argc < 8)
		return 2;
	double limit = atof(argv[2]) * MIB, last = 0, allocated = 0, time = 0;
	SimProgram p = {.alloc_rate = atof(argv[4]) * MIB,
			.scan_rate = atof(argv[5]) * MIB,
			.scannable = 1,
			.stacks = 16384,
			.globals = 65536,
			.other = atof(argv[3]) * MIB,
			.procs = 2};
	char **shape = argv + 6;
	int corners = argc - 6;
	sscanf(shape[corners - 1], "%lf:", &last);
	Pacer pacer;
	Limiter limiter = {0};
	pacer_init(&pacer, atoi(argv[1]), limit > 0 ? (uint64_t)limit : INT64_MAX);
	limiter_init(&limiter, p.procs);
	for (;;) {
		double wait = sim_run_up(&pacer, &p), before = wait * p.procs * p.alloc_rate;
		limiter_update(&limiter, (int64_t)(wait * p.procs * 1e9), 0);
		time += wait;
		allocated += before;
		if (allocated >= last * MIB)
			return 0;
		double live = alive(shape, corners, allocated / MIB);
		SimCycle c = sim_cycle(&pacer, &limiter, &p, live * MIB);
		printf("%.4f %.1f %.1f %.1f %.1f %.5f %.5f %d\n", time, live, c.trigger / MIB,
		       c.goal / MIB, c.peak / MIB, c.time, c.assist, limiter.limiting);
		time += c.time;
		allocated += c.allocated;
	}
}
