// signal.c - hardware faults and the few signals the runtime wants.
//
//   SIGSEGV SIGBUS SIGFPE   in a goroutine: a Go panic, raised as if the faulting instruction had
//                           called it; anywhere else: the runtime is broken, report and exit with 2
//   SIGURG                  preemption (preempt.c)
//   SIGQUIT SIGILL ...      dump all goroutines, exit with 2
//   SIGPROF                 CPU profile (cpuprofile.c), once there was one
//   SIGPIPE                 nothing, the write fails; package os dies of it on fd 1 and 2
//   SIGUSR1, SIGALRM ...    nothing
//
// SIGHUP, SIGINT, SIGTERM and those that stop a program keep their default action.  Package
// os/signal (sigqueue.c) may have any.  Handlers run on a stack of their own per thread, since a
// goroutine's may be short.

#include <sys/mman.h>
#include <ucontext.h>
#include "scheduler.h"
#include "cpuprofile.h"
#include "fatal.h"
#include "heapsites.h"
#include "traceback.h"
#include "panic.h"
#include "linked.h"
#include "signals.h"

enum { SIGNAL_STACK = 64 << 10, NIL_PAGE = 4096, RED_ZONE = 128 };

static const struct {
	int number;
	const char *name;
} texts[] = {
    {SIGSEGV, "SIGSEGV: segmentation violation"},
    {SIGBUS, "SIGBUS: bus error"},
    {SIGFPE, "SIGFPE: floating-point exception"},
    {SIGQUIT, "SIGQUIT: quit"},
    {SIGABRT, "SIGABRT: abort"},
    {SIGILL, "SIGILL: illegal instruction"},
    {SIGTRAP, "SIGTRAP: trace trap"},
    {SIGSYS, "SIGSYS: bad system call"},
};

bool signal_panic_on_fault; // debug.SetPanicOnFault: any bad address is a panic

const char *signal_name(int number)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i].number == number)
			return texts[i].name;
	return "unknown signal";
}

// --- faults --------------------------------------------------------------------------------------

// A goroutine that runs its own code, or C on its behalf that holds nothing.
static bool in_goroutine(G *g, M *m, uintptr_t pc, uintptr_t sp, uintptr_t addr)
{
	if (!m || g == m->g0 || m->curg != g || m->locks || !stack_contains(g, sp))
		return false;
	if (pc > (uintptr_t)go_text_begin && pc < (uintptr_t)go_text_end)
		return true;
	// memmove and its like, given a bad pointer
	return addr < NIL_PAGE || signal_panic_on_fault;
}

static _Noreturn void die(int number, siginfo_t *info, const greg_t *reg)
{
	uintptr_t pc = (uintptr_t)reg[REG_RIP];
	bool first;

	getm()->signal_pc = pc;
	getm()->signal_rbp = (uintptr_t)reg[REG_RBP];
	first = fatal_begin();

	if (number == SIGSEGV || number == SIGBUS || number == SIGFPE) {
		rt_printf("fatal error: unexpected signal during runtime execution\n");
		rt_printf("[signal %s code=0x%x addr=0x%lx pc=0x%lx]\n", signal_name(number),
			  (unsigned)info->si_code, (unsigned long)(uintptr_t)info->si_addr, pc);
	} else {
		rt_printf("%s\nPC=0x%lx m=%ld sigcode=%d\n", signal_name(number), pc,
			  (long)getm()->id, info->si_code);
	}
	if (!first)
		os_exit(4);
	fatal_end(true);
}

// Called from the faulting instruction, in effect (asm_signal_panic).
_Noreturn void signal_panic(void)
{
	G *g = getg();

	if (g->signal == SIGFPE)
		panic_divide_error();
	if (g->signal_addr < NIL_PAGE)
		panic_memory(0);
	if (signal_panic_on_fault)
		panic_memory(g->signal_addr);
	fatal_begin();
	rt_printf("unexpected fault address 0x%lx\nfatal error: fault\n", g->signal_addr);
	fatal_print_signal(g);
	fatal_end(true);
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	greg_t *reg = ((ucontext_t *)context)->uc_mcontext.gregs;
	uintptr_t pc = (uintptr_t)reg[REG_RIP], sp = (uintptr_t)reg[REG_RSP];
	uintptr_t addr = (uintptr_t)info->si_addr;
	G *g = getg();

	if (info->si_code <= 0 && sigqueue_take(number))
		return; // somebody sent it
	if (info->si_code <= 0 || !in_goroutine(g, getm(), pc, sp, addr))
		die(number, info, reg);
	g->signal = number;
	g->signal_code = (uintptr_t)info->si_code;
	g->signal_addr = number == SIGFPE ? 0 : addr;
	g->signal_pc = pc;
	sp -= RED_ZONE + sizeof pc;
	*(uintptr_t *)sp = pc;
	reg[REG_RSP] = (greg_t)sp;
	reg[REG_RIP] = (greg_t)(uintptr_t)asm_signal_panic;
}

static void on_dump(int number, siginfo_t *info, void *context)
{
	if (sigqueue_take(number))
		return;
	die(number, info, ((ucontext_t *)context)->uc_mcontext.gregs);
}

static void on_preempt(int number, siginfo_t *info, void *context)
{
	(void)info;
	preempt_signal(context);
	sigqueue_take(number);
}

static void on_profile(int number, siginfo_t *info, void *context)
{
	if (info->si_code == SI_TIMER)
		cpuprofile_signal(context, info->si_overrun);
	else
		sigqueue_take(number);
}

// A handler, and not SIG_IGN, which a program that is executed would inherit.
static void on_pipe(int number, siginfo_t *info, void *context)
{
	(void)info, (void)context;
	sigqueue_take(number);
}

// One that only the program wants.
static void on_notify(int number, siginfo_t *info, void *context)
{
	(void)info, (void)context;
	sigqueue_take(number);
}

void os_sigpipe(void) GO_SYMBOL("os.sigpipe");

// A write to standard output or error has found nobody at the other end.
void os_sigpipe(void)
{
	if (signal_is_ignored(SIGPIPE) || sigqueue_take(SIGPIPE))
		return;
	heapsites_write();
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
	os_exit(2);
}

// --- setting up ----------------------------------------------------------------------------------

static void handle(int number, void (*handler)(int, siginfo_t *, void *))
{
	struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};

	action.sa_sigaction = handler;
	sigfillset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

// What the runtime does with a signal; NULL: what the kernel does, be it to end the program, stop
// it, or nothing.  Any other is caught and has no effect, as Go documents (package os/signal).
static void (*own_handler(int number))(int, siginfo_t *, void *)
{
	switch (number) {
	case SIGSEGV:
	case SIGBUS:
	case SIGFPE:
		return on_fault;
	case SIGURG:
		return on_preempt;
	case SIGPIPE:
		return on_pipe;
	case SIGQUIT:
	case SIGILL:
	case SIGTRAP:
	case SIGSYS:
	case SIGSTKFLT:
		return on_dump;
	case SIGUSR1:
	case SIGUSR2:
	case SIGALRM:
	case SIGXCPU:
	case SIGXFSZ:
	case SIGVTALRM:
	case SIGIO:
	case SIGPWR:
		return on_notify;
	default:
		return number >= SIGRTMIN && number <= SIGRTMAX ? on_notify : NULL;
	}
}

// One that was ignored when the program began stays so, if it has no effect otherwise.
void signal_init(void)
{
	for (int n = 1; n < NSIG; n++) {
		void (*handler)(int, siginfo_t *, void *) = own_handler(n);
		if (handler && !(handler == on_notify && signal_is_ignored(n)))
			handle(n, handler);
	}
}

bool signal_is_ignored(int number)
{
	struct sigaction now;

	return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void signal_to_program(int number)
{
	if (number == SIGPROF)
		signal_handle_profile();
	else
		handle(number, own_handler(number) ? own_handler(number) : on_notify);
}

void signal_to_runtime(int number, bool ignored)
{
	if (ignored)
		signal(number, SIG_IGN);
	else if (own_handler(number))
		handle(number, own_handler(number));
	else if (number != SIGPROF)
		signal(number, SIG_DFL);
}

void signal_handle_profile(void)
{
	handle(SIGPROF, on_profile);
}

void signal_init_m(M *m)
{
	stack_t stack = {.ss_size = SIGNAL_STACK};

	if (!m->sigstack) // another thread may have had this M
		m->sigstack = os_map(SIGNAL_STACK);
	if (!m->sigstack)
		throw("out of memory (signal stack)");
	stack.ss_sp = m->sigstack;
	sigaltstack(&stack, NULL);
}
