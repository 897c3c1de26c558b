// stack.h - goroutine stacks, for the scheduler, preemption, panics and tracebacks.  See stack.c.

#ifndef VOLE_STACK_H
#define VOLE_STACK_H

#include "internal.h"
#include "asm_offsets.h"

#define STACK_SLOT (64u << 10)    // virtual size of a goroutine's first stack
#define STACK_RESERVE (16u << 10) // below the limit: runtime C code, libc, async preemption

// A further piece of stack.  The record lies at the piece's high end.  A goroutine's active
// segments form a list from g->segment through older; only the newest is being run on.
struct Segment {
	Segment *older;  // the one it grew from; NULL: the first stack
	uintptr_t hi;    // first stack pointer, 16-byte aligned
	uintptr_t limit; // what %fs:0x70 holds while running here
	uintptr_t room;  // largest frame plus arguments that may enter
	// in the older piece: where __morestack was called, holds its return address
	uintptr_t old_rsp;
	uintptr_t old_limit;
	uintptr_t lo; // lowest address
	size_t bytes;
	Segment *pool_next; // while pooled
};

// Calls fn(lo, hi) for each range of g's stack that may hold pointers: from the saved stack pointer
// to the top of each segment, newest first; saved registers lie on the stack.  g is held
// (sched_visit_g) or the caller.
void stack_each_range(G *g, void (*fn)(uintptr_t lo, uintptr_t hi, void *arg), void *arg);
size_t stack_bytes_in_use(void); // for MemStats.StackInuse and gctrace

extern int64_t stack_max; // bytes a goroutine may use: debug.SetMaxStack

void stack_init(void);
void stack_attach(G *g); // give a new G its slot
// Lay out g's stack so that asm_gogo(g) begins it.  Returns where `payload` bytes, copied nowhere
// yet, lie at the top of the stack.
void *stack_prepare(G *g, size_t payload);
void stack_finish(G *g);                // g is dead: return segments
void stack_release(G *g);               // g is dead: return the slot's memory, keep the slot
void stack_cut_back(G *g, Segment *to); // on g0: drop the segments newer than `to`
bool stack_contains(G *g, uintptr_t addr);
bool stack_deeper(G *g, uintptr_t a, uintptr_t b); // was a's frame called (transitively) from b's?
// A callee that __morestack moved sees a CFA on its own segment; the one its caller would expect.
uintptr_t stack_logical_cfa(G *g, uintptr_t cfa);
// Step from frame pointer *rbp to the caller: its return address (0: the end), *rbp moved on.
uintptr_t stack_unwind(G *g, uintptr_t *rbp);
uintptr_t stack_low(G *g);       // lowest address of the piece in use
void stack_grow(uintptr_t need); // __morestack only
void stack_drop_spare(void);     // __morestack only

#endif
