// coro.c - coroutines, for package iter: pairs of goroutines of which exactly one runs.
//
// iter.Pull runs its sequence on a goroutine of its own, but never beside the one that calls next:
// the two hand control to each other.  Doing that through a channel costs two wake-ups a value.
// Here a switch parks the caller and runs its partner at once, on the same M and P and within the
// same time slice; no queue is touched.
//
// Coro.waiting is the partner that does not run.  It changes only in a switch, which only the one
// that runs can make, so it needs no lock: what the switch does happens before what the partner
// does next.
//
//     start    a new goroutine waits, without having run
//     switch   swap roles with the waiting one
//     exit     the coroutine's goroutine ends, by return or by runtime.Goexit; its partner goes on
//
// A goroutine asked to yield (preempt.c), by sysmon or by who stops the world, puts the partner
// behind all others, into the global queue, instead: a pair that switches all the time must not
// keep them from running.

#include "scheduler.h"
#include "bubble.h"
#include "fatal.h"
#include "asm.h"
#include "trace.h"

struct Coro {              // as iter.coro; Gs are not in the heap
	G *waiting, *self; // self: the coroutine's goroutine
	GoClosure *f;
};

void coro_start(Coro *c) GO_SYMBOL("iter.startCoro");
void coro_switch(Coro *c) GO_SYMBOL("iter.switchCoro");

static void coro_main(void *c)
{
	asm_call_closure(((Coro *)c)->f);
}

void coro_start(Coro *c)
{
	uintptr_t caller = (uintptr_t)__builtin_return_address(0);

	c->self = c->waiting = sched_spawn_waiting(coro_main, c, WAIT_COROUTINE, caller);
	c->self->is_coro = true;
}

_Noreturn void coro_run(G *next, bool yield)
{
	if (unlikely(next->durable))
		bubble_awake(next);
	sched_cas_status(next, G_WAITING, G_RUNNABLE);
	if (!yield && likely(!next->wired_to || next->wired_to == getm()))
		sched_resume(next, true);
	if (tracing())
		trace_go_unblock(next);
	lock_acquire(&sched_lock);
	globrunq_put(next);
	lock_release(&sched_lock);
	sched_schedule();
}

static void switch_on_g0(G *g, void *arg)
{
	Coro *c = arg;
	G *next = c->waiting;
	bool yield;

	if (!next || (next != c->self && g != c->self))
		fatal("iter.Pull: next or stop called by two goroutines at once");
	c->waiting = g;
	g->wait_reason = WAIT_COROUTINE;
	atomic_set(getm()->curg, NULL);
	if (unlikely(next->durable))
		bubble_awake(next); // first, so that the bubble does not come to rest
	sched_cas_status(g, G_RUNNING, G_WAITING);
	if (unlikely(g->bubble))
		bubble_asleep(g, WAIT_COROUTINE);
	if (unlikely(g->wired_to) && !next->wired_to)
		sched_pass_wire(g, next);
	// From here on nobody can ask g: no request is lost.
	yield = atomic_load32(&g->preempt) || atomic_load32(&sched.gc_waiting);
	if (unlikely(tracing()) && yield)
		trace_go_block(g);
	else if (tracing())
		trace_go_switch(next, false);
	coro_run(next, yield);
}

void coro_switch(Coro *c)
{
	asm_mcall(switch_on_g0, c);
}

G *coro_leave(G *g)
{
	Coro *c = g->c_arg;
	G *next = c->waiting;

	c->waiting = NULL;
	g->is_coro = false;
	return next;
}
