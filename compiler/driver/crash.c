// crash.c - a fault of the compiler itself: say so, and exit with status 3.

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "compiler.h"

static const char *volatile compiling; // the package at hand

void crash_context(const char *package)
{
	compiling = package;
}

static void put(const char *s)
{
	(void)!write(STDERR_FILENO, s, strlen(s));
}

static void crashed(int sig)
{
	put("vole: internal compiler error");
	if (compiling) {
		put(" while compiling ");
		put(compiling);
	}
	put(sig == SIGSEGV   ? ": segmentation fault"
	    : sig == SIGABRT ? ": aborted"
			     : ": fatal signal");
	put("\n\tThis is a fault of the compiler, not of the program. "
	    "Please report it with the source.\n");
	install_clean_up();
	_exit(3);
}

// Handlers run on a stack of their own, for deep recursion ends in SIGSEGV too; the ordinary stack
// may grow to what the system leaves free below the memory mappings at least.
void crash_init(void)
{
	enum { STACK = 64 << 10, DEEP = 120 << 20 };
	static char stack[STACK];
	static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	struct sigaction sa = {.sa_handler = crashed, .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND)};
	struct rlimit limit;
	sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = STACK}, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &sa, NULL);
	if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < DEEP &&
	    limit.rlim_max >= DEEP) {
		limit.rlim_cur = DEEP;
		setrlimit(RLIMIT_STACK, &limit);
	}
}
