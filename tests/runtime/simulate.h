// simulate.h - programs as numbers, and their cycles under the pacer.
//
// A simulated program allocates at some rate and keeps some heap alive; a simulated collector scans
// at another rate.  Marking advances in steps of 20 us: the background workers take a quarter of
// the CPUs, assists pay what the pacer asks for and the limiter does not waive, the rest of the CPU
// time allocates.  The pacer never sees more than it does in life.

#ifndef VOLE_SIMULATE_H
#define VOLE_SIMULATE_H

#include "pacer.h"

#define MIB ((double)(1 << 20))
#define STEP 20e-6

typedef struct {
	double alloc_rate, scan_rate; // bytes a CPU second
	double scannable;             // fraction of the heap
	double stacks, globals;       // bytes
	double other;                 // bytes mapped for other ends
	int procs;
} SimProgram;

typedef struct {
	double time;            // of marking, seconds
	double allocated;       // bytes in it
	double assist, mutator; // CPU seconds in it; background marking took a quarter besides
	double goal, trigger, peak, utilization;
} SimCycle;

static inline PacerMemory sim_memory(const SimProgram *p, double heap)
{
	return (PacerMemory){.mapped = (uint64_t)(heap + p->stacks + p->other),
			     .heap_alloc = (uint64_t)heap};
}

typedef struct {
	double heap, work, total, credit;
	SimCycle *sums;
} SimMarking;

// What is left of the CPUs allocates; each byte owes work, paid from credit, then by assisting.
static inline void sim_step(SimMarking *m, const SimProgram *p, double work_per_byte)
{
	double background = PACER_UTILIZATION * p->procs * STEP, cpu = p->procs * STEP - background;
	m->credit += background * p->scan_rate;
	m->work += background * p->scan_rate;
	// CPU time of assists for each of allocation.
	double owed_cpu = p->alloc_rate * work_per_byte / p->scan_rate;
	double allocation = cpu, owed = allocation * p->alloc_rate * work_per_byte;
	if (owed > m->credit) {
		allocation = (cpu + m->credit / p->scan_rate) / (1 + owed_cpu);
		if (allocation > cpu)
			allocation = cpu;
		owed = allocation * p->alloc_rate * work_per_byte;
	}
	double assist = owed > m->credit ? (owed - m->credit) / p->scan_rate : 0;
	m->credit -= owed < m->credit ? owed : m->credit;
	m->work += assist * p->scan_rate;
	m->heap += allocation * p->alloc_rate;
	m->sums->assist += assist;
	m->sums->mutator += allocation;
	m->sums->allocated += allocation * p->alloc_rate;
	m->sums->time += STEP;
}

// The seconds that a program needs until the next cycle begins.
static inline double sim_run_up(const Pacer *pacer, const SimProgram *p)
{
	PacerMemory mem = sim_memory(p, (double)pacer->heap_marked);
	double room = (double)pacer_target(pacer, &mem).trigger - (double)pacer->heap_marked;
	return room > 0 ? room / p->alloc_rate / p->procs : 0;
}

// One cycle, of which `live` bytes come out alive.  The limiter may be NULL.
static inline SimCycle sim_cycle(Pacer *pacer, Limiter *limiter, const SimProgram *p, double live)
{
	PacerMemory mem = sim_memory(p, (double)pacer->heap_marked);
	PacerTarget target = pacer_target(pacer, &mem);
	SimCycle o = {.goal = (double)target.goal, .trigger = (double)target.trigger};
	SimMarking m = {
	    .heap = o.trigger, .total = live * p->scannable + p->stacks + p->globals, .sums = &o};
	pacer->triggered = target.trigger;
	pacer->globals_scan = (uint64_t)p->globals;
	while (m.work < m.total) {
		PacerProgress now = {(uint64_t)m.heap, (uint64_t)(o.trigger * p->scannable),
				     (uint64_t)m.work, (uint64_t)p->stacks};
		mem = sim_memory(p, m.heap);
		PacerAssist a = pacer_assist(pacer, pacer_goal(pacer, &mem), &now);
		double assisted = o.assist, ran = o.mutator;
		sim_step(&m, p, limiter && limiter->limiting ? 0 : a.work_per_byte);
		double collector = o.assist - assisted + PACER_UTILIZATION * p->procs * STEP;
		if (limiter)
			limiter_update(limiter, (int64_t)((o.mutator - ran) * 1e9),
				       (int64_t)(collector * 1e9));
	}
	PacerCycle c = {.live = (uint64_t)m.heap,
			.procs = p->procs,
			.heap_work = (uint64_t)(live * p->scannable),
			.stack_work = (uint64_t)p->stacks,
			.globals_work = (uint64_t)p->globals,
			.mark_ns = (int64_t)(o.time * 1e9),
			.assist_ns = (int64_t)(o.assist * 1e9)};
	o.utilization = pacer_end_cycle(pacer, &c);
	o.peak = m.heap;
	double born_black = m.heap - o.trigger;
	pacer->heap_marked = (uint64_t)(live + born_black);
	pacer->last_heap_scan = c.heap_work;
	pacer->last_stack_scan = c.stack_work;
	pacer->triggered = PACER_NOT_TRIGGERED;
	pacer_commit(pacer, pacer->heap_marked, true);
	return o;
}

#endif
