// rt0.c - from the C main() to main.main and out again.
//
// The first thread becomes m0 with its own stack as g0.  The parts start bottom up: system, stacks,
// heap, Ps, collector.  Then the main goroutine makes the maps that are constant
// (compiler/gen/gen_init.c), runs the packages' initialisers in dependency order (the compiler's
// driver wrote the table go_inits) and main.main.

#include "scheduler.h"
#include "fatal.h"
#include "heapsites.h"
#include "panic.h"
#include "inittrace.h"
#include "memory.h"
#include "debugvars.h"
#include "linked.h"
#include "words.h"

typedef void MakeMap(void);
extern MakeMap *const __start_gomaps[] __attribute__((weak));
extern MakeMap *const __stop_gomaps[] __attribute__((weak));

static void init_packages(void)
{
	for (MakeMap *const *make = __start_gomaps; make < __stop_gomaps; make++)
		(*make)();
	for (const GoInit *init = go_inits; init->fn; init++)
		if (debug.inittrace)
			inittrace_run(init);
		else
			init->fn();
}

// A panic that is being reported, or whose deferred calls still run, decides how the process ends.
static void wait_for_panics(void)
{
	for (int i = 0; panic_running() && i < 1000; i++)
		sched_gosched();
	while (fatal_dying())
		os_sleep(1000000000);
}

void main_goroutine(void *unused)
{
	(void)unused;
	sysmon_start();
	sched.main_started = true;
	sched_wire_for_init(true);
	init_packages();
	sched_wire_for_init(false);
	go_main_main();
	wait_for_panics();
	heapsites_write();
	os_exit(0);
}

static void start_main(void)
{
	// Goroutine 1, though the collector has begun some of its own.
	sched_spawn_c(main_goroutine, NULL, false)->id = 1;
	sched_schedule();
}

int main(int argc, char **argv, char **envp)
{
	os_init(argc, argv, envp);
	words_init();
	sched_init_m0();
	debugvars_init();
	heapsites_init();
	preempt_init();
	signal_init();
	heapsites_catch();
	stack_init();
	heap_init();
	sched_init();
	gc_init();
	asm_run_on(getm()->g0->rsp, start_main);
}
