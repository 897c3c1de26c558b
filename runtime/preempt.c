// preempt.c - making a running goroutine yield.
//
// Two means, always both.  The thread's stack limit is poisoned, so the next prologue lands in
// __morestack, which finds room and calls preempt_at_prologue(): a safepoint for the price of a
// compare that is there anyway.  And the thread gets SIGURG; if it is in goroutine text, the
// handler makes the goroutine call asm_async_preempt, which saves every register on its stack and
// comes to preempt_async().  So loops without calls need no polls.
//
// The handler refuses, and leaves the poison to act, where a goroutine must not stop:
//   - outside [go_text_begin, go_text_end): runtime and libc code, which may hold anything;
//   - m->locks > 0, or on g0;
//   - in a barrier window, from the test of barrier_enabled to the store it guards
//     (lang/abi.h): a collection could start there and the store would go unseen;
//   - without room on the stack for the registers.
//
// The request proper is g->preempt; poison and signal are only hints, and both may be lost or hit
// the goroutine that came next.  Whoever needs the stop asks again.

#include <cpuid.h>
#include <ucontext.h>
#include "scheduler.h"
#include "memory.h"
#include "debugvars.h"
#include "linked.h"
#include "trace.h"

enum { ASYNC_ROOM = 8192 };

// How asm_async_preempt saves vector state.  Mask 0: fxsave.
unsigned preempt_xsave_mask, preempt_xsave_size = 512, preempt_xsave_compact;

enum { XSTATE_X87 = 1, XSTATE_SSE = 2, XSTATE_AVX = 4, XSTATE_AVX512 = 0xe0 };

static unsigned os_enabled_state(void)
{
	unsigned lo, hi;

	__asm__("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
	return lo;
}

// Size of the area for the states in mask: laid out at fixed offsets, or packed.
static unsigned state_size(unsigned mask, bool compact)
{
	unsigned size = 512 + 64, a, b, c, d;

	for (int i = 2; i < 8; i++) {
		if (!(mask >> i & 1))
			continue;
		__cpuid_count(0xd, i, a, b, c, d);
		if (!compact)
			size = b + a > size ? b + a : size;
		else
			size = (c & 2 ? (size + 63) & ~63u : size) + a;
	}
	return size;
}

void preempt_init(void)
{
	unsigned a, b, c, d;

	__cpuid(1, a, b, c, d);
	if (!(c & bit_OSXSAVE))
		return;
	preempt_xsave_mask =
	    os_enabled_state() & (XSTATE_X87 | XSTATE_SSE | XSTATE_AVX | XSTATE_AVX512);
	__cpuid_count(0xd, 1, a, b, c, d);
	preempt_xsave_compact = a >> 1 & 1;
	preempt_xsave_size = state_size(preempt_xsave_mask, preempt_xsave_compact);
}

// --- asking --------------------------------------------------------------------------------------

// ThreadSanitizer delivers signals late, with the registers of an earlier moment.
static bool signals_are_prompt(void)
{
#ifdef __SANITIZE_THREAD__
	return false;
#else
	return !debug.asyncpreemptoff;
#endif
}

// Its thread may be about to end, and its words with that: preempt_end_thread() waits for askers.
static void ask_thread(M *m)
{
	atomic_add32(&m->askers, 1); // full barrier: now either it waits for us, or we see the NULL
	atomic_word *limit = atomic_get(m->limit_word);
	if (limit) {
		atomic_store_full(limit, POISON);
		if (signals_are_prompt() && atomic_cas32(&m->signal_pending, 0, 1))
			os_signal_thread(atomic_get(m->tid), SIGURG);
	}
	atomic_add32(&m->askers, -1);
}

// The running thread ends: nobody touches its words from now on.  A signal that was sent may never
// be handled, so it does not count for the thread that has this M next.
void preempt_end_thread(void)
{
	M *m = getm();

	atomic_store_full((atomic_word *)&m->limit_word, 0);
	// acquire: pairs with the end of ask_thread(); what it wrote is written.
	while (atomic_load32_acquire(&m->askers))
		os_yield();
	atomic_store32(&m->signal_pending, 0);
}

bool preempt_one(P *p)
{
	M *m = atomic_get(p->m);
	G *g = m ? atomic_get(m->curg) : NULL;

	if (!g || m == getm())
		return false;
	atomic_store32_full(&g->preempt, 1);
	ask_thread(m);
	return true;
}

void preempt_all(void)
{
	for (int i = 0; i < atomic_get(sched_gomaxprocs); i++)
		if (atomic_load32(&sched_all_p[i]->status) == P_RUNNING)
			preempt_one(sched_all_p[i]);
}

void preempt_reset_limit(G *g)
{
	M *m = getm();

	atomic_store_full(m->limit_word, g->stack_limit);
	if (atomic_load32(&g->preempt) && m->locks == 0 && g != m->g0)
		atomic_store_full(m->limit_word, POISON);
}

// --- yielding ------------------------------------------------------------------------------------

static void yield_on_g0(G *g, void *unused)
{
	(void)unused;
	if (atomic_load32(&g->preempt_stop))
		sched_preempt_park(g);
	if (tracing())
		trace_go_stop(g, true);
	atomic_set(getm()->curg, NULL);
	sched_cas_status(g, G_RUNNING, G_RUNNABLE);
	lock_acquire(&sched_lock);
	globrunq_put(g);
	lock_release(&sched_lock);
	sched_schedule();
}

// From __morestack: the limit was poisoned (or is out of date), there is room.
void preempt_at_prologue(void)
{
	G *g = getg();
	M *m = getm();

	if (g != m->g0 && atomic_load32(&g->preempt) && m->locks == 0 && m->p)
		asm_mcall(yield_on_g0, NULL);
	else
		atomic_store_full(m->limit_word, g->stack_limit); // on release of locks: again
}

// From asm_async_preempt, all registers saved.
void preempt_async(void)
{
	asm_mcall(yield_on_g0, NULL);
}

// --- the signal ----------------------------------------------------------------------------------

// Does the instruction that ends at `end` read "cmpl $0, barrier_enabled(%rip)"?
static bool is_barrier_test(const uint8_t *end)
{
	int32_t displacement;

	if ((const char *)end - 7 < go_text_begin || end[-7] != 0x83 || end[-6] != 0x3d ||
	    end[-1] != 0)
		return false;
	__builtin_memcpy(&displacement, end - 5, 4);
	return (uintptr_t)end + (intptr_t)displacement == (uintptr_t)&barrier_enabled;
}

static bool in_barrier_window(uintptr_t pc)
{
	const uint8_t *code = (const uint8_t *)pc;

	return is_barrier_test(code) || (code[-2] == 0x75 && is_barrier_test(code - 2));
}

static bool may_stop_at(G *g, M *m, uintptr_t pc, uintptr_t sp)
{
	uintptr_t low = stack_low(g);

	if (pc < (uintptr_t)go_text_begin + 2 || pc >= (uintptr_t)go_text_end)
		return false;
	if (m->locks || m->curg != g || !m->p)
		return false;
	if (sp < low + ASYNC_ROOM || !stack_contains(g, sp))
		return false;
	return !in_barrier_window(pc);
}

void preempt_signal(void *context)
{
	ucontext_t *uc = context;
	greg_t *reg = uc->uc_mcontext.gregs;
	G *g = getg();
	M *m = getm();
	uintptr_t pc = (uintptr_t)reg[REG_RIP], sp = (uintptr_t)reg[REG_RSP];

	if (!m)
		return;
	all_threads_signal();
	atomic_store32(&m->signal_pending, 0);
	if (g == m->g0 || !atomic_load32(&g->preempt) || !may_stop_at(g, m, pc, sp))
		return;
	sp -= PREEMPT_RED_ZONE + sizeof pc;
	*(uintptr_t *)sp = pc;
	reg[REG_RSP] = (greg_t)sp;
	reg[REG_RIP] = (greg_t)(uintptr_t)asm_async_preempt;
}
