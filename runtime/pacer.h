// pacer.h - when to collect and how hard: numbers in, numbers out.  The essay is in pacer.c.

#ifndef VOLE_PACER_H
#define VOLE_PACER_H

#include <stdbool.h>
#include <stdint.h>

#define PACER_UTILIZATION 0.25                 // of all CPUs, for background marking
#define PACER_HEAP_MINIMUM ((uint64_t)4 << 20) // heap goal at GOGC=100 when nothing is live
#define PACER_NOT_TRIGGERED UINT64_MAX

typedef struct {
	int64_t gc_percent;    // GOGC; < 0: off
	uint64_t memory_limit; // GOMEMLIMIT
	// what the last cycle found
	uint64_t heap_marked;                                   // bytes live at its end
	uint64_t last_heap_scan, last_stack_scan, globals_scan; // scan work in it, bytes
	double cons_mark, last_cons_mark[4];
	// the coming or running cycle
	uint64_t triggered;         // heap_live when it began, or PACER_NOT_TRIGGERED
	uint64_t percent_goal;      // from gc_percent
	uint64_t runway;            // bytes the program will allocate while we mark
	uint64_t sweep_min_trigger; // leave sweeping that much room; 0: swept
} Pacer;

typedef struct {             // what counts against the memory limit
	uint64_t mapped;     // all that the runtime has from the system, not released
	uint64_t heap_free;  // free pages of the heap that still have memory
	uint64_t heap_alloc; // objects, dead ones not yet swept included
} PacerMemory;

typedef struct {
	uint64_t goal, trigger;
} PacerTarget;
typedef struct {
	int dedicated;
	double fraction;
} PacerWorkers; // fraction: of each P's time
typedef struct {
	uint64_t live, heap_scan, work_done, stack_max;
} PacerProgress;
typedef struct {
	double work_per_byte, bytes_per_work;
} PacerAssist;
typedef struct {
	uint64_t live, heap_work, stack_work, globals_work;
	int64_t mark_ns, assist_ns, idle_ns; // wall time of marking; CPU times in it
	int procs;
} PacerCycle;

void pacer_init(Pacer *p, int64_t gc_percent, uint64_t memory_limit);
void pacer_commit(Pacer *p, uint64_t live, bool sweep_done);
uint64_t pacer_goal(const Pacer *p, const PacerMemory *m);
PacerTarget pacer_target(const Pacer *p, const PacerMemory *m);
PacerWorkers pacer_workers(int procs);
PacerAssist pacer_assist(const Pacer *p, uint64_t goal, const PacerProgress *now);
double pacer_end_cycle(Pacer *p, const PacerCycle *c); // returns the utilization reached
uint64_t pacer_expected_work(const Pacer *p);

// --- limiter: the collector gets at most half of the CPU time, over seconds ----------------------
typedef struct {
	int64_t fill, capacity; // CPU nanoseconds
	bool limiting;          // bucket full: assists are waived while it is
} Limiter;
void limiter_init(Limiter *l, int procs);
void limiter_update(Limiter *l, int64_t mutator_ns, int64_t gc_ns);

#endif
