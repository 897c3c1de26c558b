// groots.c - what a goroutine holds: all places outside the heap that may point into it on its
// behalf.  The one list of them, for the marker and for those who check it.
//
//     pointers   what it was begun with, its labels, and the closures of its deferred calls.  They
//                are NULL or point at what they say, as long as the goroutine lives
//     words      each piece of its stack from the saved stack pointer up, the registers it was
//                saved with, what a waker handed over: may hold numbers that were pointers once
//
// Records of deferred calls lie in frames, where the scan of the words finds their closures as
// well, or in the runtime's memory (panic.c); so all are visited as pointers.  Panics lie on the
// stack.

#include "scheduler.h"
#include "roots.h"
#include "stack.h"

void g_each_pointer(G *g, RootFn fn, void *arg)
{
	fn(&g->entry, sizeof g->entry, arg);
	fn(&g->c_arg, sizeof g->c_arg, arg);
	fn(&g->labels, sizeof g->labels, arg);
	for (GoDefer *d = g->defers; d; d = d->link)
		if (d->kind != GO_DEFER_LOOP)
			fn(&d->fn, sizeof d->fn, arg);
		else
			for (GoDefer *b = d->body; b; b = b->link)
				fn(&b->fn, sizeof b->fn, arg);
}

typedef struct {
	RootFn fn;
	void *arg;
} EachRange;

static void each_range(uintptr_t lo, uintptr_t hi, void *each_range_arg)
{
	const EachRange *each = each_range_arg;

	lo &= ~(uintptr_t)7;
	each->fn((void *)lo, hi - lo, each->arg);
}

void g_each_word(G *g, RootFn fn, void *arg)
{
	EachRange each = {fn, arg};

	fn(&g->wait_param, sizeof g->wait_param, arg);
	stack_each_range(g, each_range, &each);
}

void g_each_root(G *g, RootFn fn, void *arg)
{
	g_each_pointer(g, fn, arg);
	g_each_word(g, fn, arg);
}
