// exit.c - what must be written before the process ends.

#include "internal.h"
#include "exit.h"
#include "os.h"

enum { MAX_HOOKS = 8 };

static void (*hooks[MAX_HOOKS])(void);
static int n_hooks;
static atomic_u32 leaving;

void exit_hook(void (*fn)(void))
{
	if (n_hooks == MAX_HOOKS)
		throw("too many exit hooks");
	hooks[n_hooks++] = fn;
}

void exit_process(int code)
{
	if (atomic_cas32(&leaving, 0, 1))
		for (int i = 0; i < n_hooks; i++)
			hooks[i]();
	os_exit(code);
}
