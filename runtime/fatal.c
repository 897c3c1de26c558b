// fatal.c - fatal errors: text, goroutine stacks, exit status 2.
//
// throw: the runtime found itself broken.  fatal: the program did something that cannot be
// recovered.  An uncaught panic (panic.c) ends here too.  GOTRACEBACK says what is printed: none,
// single (the failing goroutine; the default), all, system (the runtime's own as well), crash (and
// dump core).
//
// What the failing thread prints goes through fatal_write(), which copies it to the file of
// debug.SetCrashOutput from the first word on (Go leaves out the line "fatal error: ...", which it
// prints before it knows of the failure).
//
// The stages fatal_begin() goes through are counted per process: a second failure while the first
// is being reported prints less, a third exits at once.

#include <stdlib.h>
#include <string.h>
#include "scheduler.h"
#include "fatal.h"
#include "heapsites.h"
#include "panic.h"
#include "traceback.h"
#include "os.h"

static atomic_word dying_m; // the M that reports; set once.  Relaxed: cas, and hint
static atomic_u32 dying_stage;

static TraceLevel set_level; // debug.SetTraceback

static TraceLevel parse_level(const char *s)
{
	if (!s || !*s || !strcmp(s, "single"))
		return (TraceLevel){1, false, false};
	if (!strcmp(s, "none"))
		return (TraceLevel){0, false, false};
	if (!strcmp(s, "all"))
		return (TraceLevel){1, true, false};
	if (!strcmp(s, "system"))
		return (TraceLevel){2, true, false};
	if (!strcmp(s, "crash"))
		return (TraceLevel){2, true, true};
	return (TraceLevel){atoi(s), true, false};
}

TraceLevel fatal_trace_level(void)
{
	TraceLevel env = parse_level(os_getenv("GOTRACEBACK"));

	if (env.level > set_level.level)
		return env;
	return (TraceLevel){set_level.level, set_level.all || env.all,
			    set_level.crash || env.crash};
}

void fatal_set_trace_level(const char *text)
{
	set_level = parse_level(text);
}

intptr_t debug_set_crash_output(intptr_t fd) GO_SYMBOL("runtime.debug.setCrashOutput");

static atomic_word crash_output = (uintptr_t)-1; // a file; -1: none

// Returns the file before, which SetCrashOutput closes, as in Go: the last lines of a crash at that
// moment go astray.
intptr_t debug_set_crash_output(intptr_t fd)
{
	return (intptr_t)atomic_swap(&crash_output, (uintptr_t)fd);
}

void fatal_write(const void *text, size_t n)
{
	int fd = (int)atomic_load(&crash_output);

	os_write(2, text, n);
	if (fd >= 0 && fatal_dying() && atomic_load(&dying_m) == (uintptr_t)getm())
		os_write(fd, text, n);
}

bool fatal_dying(void)
{
	return atomic_load(&dying_m) != 0;
}

static bool is_run_by_other(P *p)
{
	M *m = p ? atomic_get(p->m) : NULL;
	return m && m != getm();
}

// Keep goroutines from going on: best effort, some may run in C.
static void freeze_world(void)
{
	bool locked = lock_try(&sched_lock);

	sched.stop_wait = 1 << 30;
	if (locked)
		lock_release(&sched_lock);
	for (int i = 0; i < 5; i++) {
		atomic_store32_full(&sched.gc_waiting, 1);
		preempt_all();
		os_sleep(1000000);
		bool running = false;
		for (int j = 0; j < sched_gomaxprocs; j++)
			running |= is_run_by_other(sched_all_p[j]);
		if (!running)
			return;
	}
}

bool fatal_begin(void)
{
	M *m = getm();

	if (!atomic_cas(&dying_m, 0, (uintptr_t)m)) {
		if (atomic_load(&dying_m) != (uintptr_t)m)
			for (;;)
				os_sleep(1000000000); // the other will end the process
		if (atomic_add32(&dying_stage, 1) > 2)
			os_exit(5);
		rt_printf("panic during panic\n");
		return false;
	}
	m->locks++;
	freeze_world();
	return true;
}

void fatal_print_signal(const G *g)
{
	if (g && g->signal) // NULL: while the runtime starts
		rt_printf("[signal %s code=0x%lx addr=0x%lx pc=0x%lx]\n", signal_name(g->signal),
			  g->signal_code, g->signal_addr, g->signal_pc);
}

// bubble: of which the goroutines are shown, unless all are.
static _Noreturn void end(bool all, uint32_t bubble)
{
	TraceLevel want = fatal_trace_level();
	TraceOut out = {0};
	G *g = getg();
	M *m = getm();

	if (want.level > 0) {
		G *mine = g == m->g0 ? m->curg : g;
		if (mine) {
			rt_printf("\n");
			traceback_print(&out, mine);
		}
		if (all || want.all || !mine)
			traceback_others(&out, mine, 0);
		else if (bubble)
			traceback_others(&out, mine, bubble);
	}
	heapsites_write();
	if (want.crash)
		abort();
	os_exit(2);
}

void fatal_end(bool all)
{
	end(all, 0);
}

void fatal_end_bubble(uint32_t bubble)
{
	end(false, bubble);
}

// all: the other goroutines are shown as well, as they are if none is to blame.
static _Noreturn void fail(const char *text, bool all)
{
	bool first = fatal_begin();

	rt_printf("fatal error: %s\n", text);
	fatal_print_signal(getg());
	if (!first)
		os_exit(4);
	fatal_end(all);
}

void throw(const char *text)
{
	fail(text, true);
}

void fatal(const char *text)
{
	fail(text, false);
}

void fatal_text(const char *text, intptr_t n)
{
	char copy[256];

	if (n > (intptr_t)sizeof copy - 1)
		n = sizeof copy - 1;
	memcpy(copy, text, (size_t)n);
	copy[n] = 0;
	fail(copy, false);
}
