// barrier.c - the write barrier: how a program may change pointers while they are being followed.
//
// The danger.  The marker has finished with object B (black).  The program copies the only pointer
// to a white object W into B and deletes it where it was.  Nobody will look into B again: W would
// be freed though B points to it.  Both halves must happen for that, and a barrier that prevents
// either is enough:
//
//     Dijkstra (insertion)               Yuasa (deletion)
//         shade(value)                       shade(*slot)
//         *slot = value                      *slot = value
//
// Neither can afford to run on every store to a stack, and stacks are scanned at some moment like
// B. With Dijkstra's, a scanned stack may load W from the heap and be its last holder; so all
// stacks must be scanned again with the world stopped (Go 1.5; GODEBUG=gcbarrier=dijkstra here).
// With Yuasa's, nothing that was reachable when marking began can be lost, but only if all stacks
// were scanned at that moment, with the world stopped.  Go 1.8's hybrid needs neither:
//
//     barrier_write(slot, value):
//         shade(*slot)           a scanned (black) stack may hold what is being deleted
//         shade(value)           an unscanned stack may be where value came from, and lose it
//         *slot = value
//
// Stacks are scanned one by one, each once, and never again.  Why it holds: suppose W is reachable
// only from a black stack or object.  It got there by a load (then W was in the heap: it is still
// there, or was shaded when deleted), by a store into a black object (shaded as value), or by birth
// (then it is black). Before a stack is scanned it may hide W anyhow: its scan will see it, unless
// it stored W away, which shades it.  Both shades are done without asking for the colour of the
// current stack.
//
// Objects are born black during marking, and a goroutine begun during marking counts as scanned:
// what it is given is shaded (gc_new_g).
//
// The window.  Generated code tests barrier_enabled and then stores, or calls us.  Between test and
// store no safepoint may lie: a goroutine that tested "off", was stopped, and stored after marking
// had begun would skip the barrier.  The test and the store are one inline asm; the preemption
// handler knows the window by its code (preempt.c).  barrier_enabled changes only with the world
// stopped.
//
// With generations (generation.c) the flag is on between cycles too: then nothing is shaded, but
// old objects that get a pointer to a young one are remembered.
//
// Shading happens at once, into the P's GcWork: no buffer of pending pointers has to be flushed.
// Runtime text is not preempted, so the P stays ours for the whole function.
//
// Bulk stores shade first and copy then, in one uninterrupted stretch, and the copy moves whole
// words (words.c): a marker that reads the destination meanwhile sees the old pointer or the new
// one.  The old values of a destination that is fresh (all zero) shade nothing.  Destinations on
// stacks are copied without a barrier for the old values; the new ones are shaded in case the stack
// is another goroutine's and scanned already.

#include "gc.h"
#include "memory.h"
#include "debugvars.h"

volatile int barrier_enabled;

extern char __data_start[], _end[]; // static data, by the linker

// Old values count only where the collector looks for them: a stack slot may not even be
// initialised.
READS_PUBLISHED static bool shades_old(const void *dst)
{
	uintptr_t a = (uintptr_t)dst;
	if (debug.gcbarrier_dijkstra)
		return false;
	return a - mheap.base < mheap.size || (a >= (uintptr_t)__data_start && a < (uintptr_t)_end);
}

READS_PUBLISHED static void shade_both(void *slot, void *value)
{
#ifndef VOLE_NO_BARRIER_SLOW
	if (barrier_enabled == BARRIER_MARK) {
		GcWork *w = getp()->gcw;
		if (shades_old(slot))
			mark_shade(w, *(uintptr_t *)slot);
		mark_shade(w, (uintptr_t)value);
	} else if (barrier_enabled == BARRIER_REMEMBER) {
		generation_remember((uintptr_t)slot, (uintptr_t)value);
	}
#else
	(void)slot, (void)value;
#endif
}

READS_PUBLISHED void barrier_write(void *slot, void *value)
{
	shade_both(slot, value);
	*(void *volatile *)slot = value; // as generated code would have done
}

// The same, but the caller does the store: sync/atomic's swaps.  Whoever puts another value into
// the slot in between has shaded that one.
void barrier_shade(void *slot, void *value)
{
	shade_both(slot, value);
}

static void shade_values(const GoType *type, void *p, intptr_t n)
{
#ifndef VOLE_NO_BARRIER_SLOW
	GcWork *w = getp()->gcw;
	for (intptr_t i = 0; i < n; i++)
		mark_typed(w, type, (uintptr_t)p + (uintptr_t)i * type->size);
#else
	(void)type, (void)p, (void)n;
#endif
}

static void shade_copy(const GoType *type, void *dst, void *src, intptr_t n)
{
	if (!barrier_enabled || type->ptrdata == 0)
		return;
	if (barrier_enabled == BARRIER_REMEMBER) {
		generation_remember_range((uintptr_t)dst, (uintptr_t)n * type->size);
		return;
	}
	if (shades_old(dst))
		shade_values(type, dst, n);
	shade_values(type, src, n);
}

static void shade_clear(const GoType *type, void *dst, intptr_t n)
{
	if (barrier_enabled == BARRIER_MARK && type->ptrdata && shades_old(dst))
		shade_values(type, dst, n);
}

void barrier_typedmove(void *type, void *dst, void *src)
{
	const GoType *t = type;
	shade_copy(t, dst, src, 1);
	words_copy(dst, src, (intptr_t)t->size);
}

void barrier_typedclear(void *type, void *dst)
{
	const GoType *t = type;
	shade_clear(t, dst, 1);
	words_clear(dst, (intptr_t)t->size);
}

void barrier_arrayclear(void *elem, void *p, intptr_t n)
{
	const GoType *t = elem;
	shade_clear(t, p, n);
	words_clear(p, (intptr_t)t->size * n);
}

// n values from src to dst, which may overlap.
void barrier_arraymove(const GoType *elem, void *dst, void *src, intptr_t n)
{
	shade_copy(elem, dst, src, n);
	words_copy(dst, src, (intptr_t)elem->size * n);
}
