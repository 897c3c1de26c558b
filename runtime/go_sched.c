// go_sched.c - what stdlib packages ask of the scheduler, stacks and the system (stdlib/README.md).
//
// Thin: each function is the external symbol of a Go declaration without a body, arguments as
// machine words.  Package sync's semaphores are in sema.c, package time's timers in timer.c.

#include <string.h>
#include "scheduler.h"
#include "fatal.h"
#include "heapsites.h"
#include "panic.h"
#include "traceback.h"
#include "symtab.h"

static GoString go_string(const char *s)
{
	return (GoString){(const uint8_t *)s, (intptr_t)strlen(s)};
}

// --- package sync --------------------------------------------------------------------------------

intptr_t sync_proc_pin(void) GO_SYMBOL("sync.runtime_procPin");
intptr_t sync_atomic_proc_pin(void) GO_SYMBOL("sync.atomic.runtime_procPin");
void sync_atomic_proc_unpin(void) GO_SYMBOL("sync.atomic.runtime_procUnpin");
void sync_proc_unpin(void) GO_SYMBOL("sync.runtime_procUnpin");

void sync_fatal(const char *text, intptr_t n) GO_SYMBOL("sync.fatal");

void sync_fatal(const char *text, intptr_t n)
{
	fatal_text(text, n);
}

intptr_t sync_proc_pin(void)
{
	sched_acquire_m();
	return getp()->id;
}

void sync_proc_unpin(void)
{
	sched_release_m();
}

intptr_t sync_atomic_proc_pin(void)
{
	return sync_proc_pin();
}
void sync_atomic_proc_unpin(void)
{
	sync_proc_unpin();
}

// --- package syscall -----------------------------------------------------------------------------

intptr_t syscall_syscall(intptr_t n, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
			 intptr_t f) GO_SYMBOL("syscall.runtime_syscall");
intptr_t syscall_rawsyscall(intptr_t n, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
			    intptr_t f) GO_SYMBOL("syscall.runtime_rawsyscall");
GoString syscall_arg(intptr_t i) GO_SYMBOL("syscall.runtime_arg");
intptr_t syscall_narg(void) GO_SYMBOL("syscall.runtime_narg");
GoString syscall_env(intptr_t i) GO_SYMBOL("syscall.runtime_env");
intptr_t syscall_nenv(void) GO_SYMBOL("syscall.runtime_nenv");
void syscall_exit(intptr_t code) GO_SYMBOL("syscall.runtime_exit");

intptr_t syscall_syscall(intptr_t n, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
			 intptr_t f)
{
	intptr_t result;

	sched_enter_syscall();
	result = os_syscall(n, a, b, c, d, e, f);
	sched_exit_syscall();
	return result;
}

intptr_t syscall_rawsyscall(intptr_t n, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
			    intptr_t f)
{
	return os_syscall(n, a, b, c, d, e, f);
}

GoString syscall_arg(intptr_t i)
{
	return go_string(os_argv[i]);
}
intptr_t syscall_narg(void)
{
	return os_argc;
}
GoString syscall_env(intptr_t i)
{
	return go_string(os_envp[i]);
}
void syscall_exit(intptr_t code)
{
	heapsites_write();
	os_exit((int)code);
}

intptr_t syscall_nenv(void)
{
	intptr_t n = 0;

	while (os_envp[n])
		n++;
	return n;
}

// --- package runtime -----------------------------------------------------------------------------

void runtime_gosched(void) GO_SYMBOL("runtime.Gosched");
void runtime_goexit(void) GO_SYMBOL("runtime.Goexit");
intptr_t runtime_num_cpu(void) GO_SYMBOL("runtime.NumCPU");
intptr_t runtime_num_goroutine(void) GO_SYMBOL("runtime.NumGoroutine");
intptr_t runtime_gomaxprocs(intptr_t n) GO_SYMBOL("runtime.GOMAXPROCS");
intptr_t runtime_stack(uint8_t *buf, intptr_t n, intptr_t cap, intptr_t all)
    GO_SYMBOL("runtime.Stack");
intptr_t runtime_callers(intptr_t skip, uintptr_t *pcs, intptr_t n) GO_SYMBOL("runtime.callers");
intptr_t runtime_pcinfo(uintptr_t pc, intptr_t index, void *out) GO_SYMBOL("runtime.pcinfo");
void runtime_note_keep_alive(void *p) GO_SYMBOL("runtime.noteKeepAlive");
void runtime_fatal(const char *text, intptr_t n) GO_SYMBOL("runtime.fatal");
void runtime_breakpoint(void) GO_SYMBOL("runtime.Breakpoint");

void runtime_gosched(void)
{
	sched_gosched();
}
void runtime_goexit(void)
{
	panic_goexit();
}
intptr_t runtime_num_cpu(void)
{
	return sched_ncpu;
}
intptr_t runtime_num_goroutine(void)
{
	return sched_goroutines();
}
void runtime_note_keep_alive(void *p)
{
	(void)p;
}
void runtime_breakpoint(void)
{
	__asm__ volatile("int3");
}
void runtime_fatal(const char *text, intptr_t n)
{
	fatal_text(text, n);
}

intptr_t runtime_gomaxprocs(intptr_t n)
{
	int old = sched_gomaxprocs;

	if (n > MAX_P)
		n = MAX_P;
	if (n <= 0 || n == old)
		return old;
	sched_stop_world("GOMAXPROCS");
	sched_resize((int)n);
	sched_start_world();
	return old;
}

intptr_t runtime_stack(uint8_t *buf, intptr_t n, intptr_t cap, intptr_t all)
{
	TraceOut out = {(char *)buf, 0, (size_t)n};

	(void)cap;
	if (n <= 0)
		return 0;
	if (all & 1)
		sched_stop_world("runtime.Stack");
	traceback_print(&out, getg());
	if (all & 1) {
		traceback_others(&out, getg(), 0);
		sched_start_world();
	}
	return (intptr_t)out.n;
}

intptr_t runtime_callers(intptr_t skip, uintptr_t *pcs, intptr_t n)
{
	return traceback_logical((int)skip, pcs, (int)n);
}

intptr_t runtime_pcinfo(uintptr_t pc, intptr_t index, void *out)
{
	// pcInfo in stdlib/runtime: name, file, line int, entry: the line is a whole word there.
	struct {
		GoString name, file;
		intptr_t line;
		uintptr_t entry;
	} *go = out;
	PcInfo info;

	if (!symtab_pc(pc, (int)index, &info))
		return 0;
	go->name = info.name;
	go->file = info.file;
	go->line = info.line;
	go->entry = info.entry;
	return 1;
}

// --- package runtime/debug -----------------------------------------------------------------------

intptr_t debug_set_max_stack(intptr_t n) GO_SYMBOL("runtime.debug.setMaxStack");
intptr_t debug_set_max_threads(intptr_t n) GO_SYMBOL("runtime.debug.setMaxThreads");
intptr_t debug_set_panic_on_fault(intptr_t on) GO_SYMBOL("runtime.debug.setPanicOnFault");

void debug_set_traceback(const char *level, intptr_t n) GO_SYMBOL("runtime.debug.setTraceback");

void debug_set_traceback(const char *level, intptr_t n)
{
	char text[16] = "";

	if (n > 0 && n < (intptr_t)sizeof text)
		memcpy(text, level, (size_t)n);
	fatal_set_trace_level(text);
}

intptr_t debug_set_max_stack(intptr_t n)
{
	intptr_t old = stack_max;

	stack_max = n;
	return old;
}

intptr_t debug_set_max_threads(intptr_t n)
{
	return sched_set_max_threads((int)n);
}

intptr_t debug_set_panic_on_fault(intptr_t on)
{
	intptr_t old = signal_panic_on_fault;

	signal_panic_on_fault = on & 1;
	return old;
}
