// go_atomic.c - package sync/atomic: bodies of its functions.
//
// The compiler replaces calls on integers, and loads of pointers, by instructions; these are what a function value
// refers to.  Stores of pointers always come here, for their write barrier.

#include "internal.h"

#define NAME(op, type) GO_SYMBOL("sync.atomic." #op #type)

// A 64-bit word is an atomic_word, a 32-bit one an atomic_u32.
#define FUNCTIONS(Type, ctype, word, load, store, swap, cas, add)                                  \
	ctype swap_##Type(word *p, ctype v) NAME(Swap, Type);                                      \
	bool cas_##Type(word *p, ctype old, ctype new_) NAME(CompareAndSwap, Type);                \
	ctype add_##Type(word *p, ctype d) NAME(Add, Type);                                        \
	ctype and_##Type(word *p, ctype mask) NAME(And, Type);                                     \
	ctype or_##Type(word *p, ctype mask) NAME(Or, Type);                                       \
	ctype load_##Type(word *p) NAME(Load, Type);                                               \
	void store_##Type(word *p, ctype v) NAME(Store, Type);                                     \
	ctype swap_##Type(word *p, ctype v) { return (ctype)swap(p, v); }                          \
	bool cas_##Type(word *p, ctype old, ctype new_) { return cas(p, old, new_); }              \
	ctype add_##Type(word *p, ctype d) { return (ctype)add(p, d); }                            \
	ctype and_##Type(word *p, ctype mask)                                                      \
	{                                                                                          \
		ctype old;                                                                         \
		do                                                                                 \
			old = (ctype)load(p);                                                      \
		while (!cas(p, old, old & mask));                                                  \
		return old;                                                                        \
	}                                                                                          \
	ctype or_##Type(word *p, ctype mask)                                                       \
	{                                                                                          \
		ctype old;                                                                         \
		do                                                                                 \
			old = (ctype)load(p);                                                      \
		while (!cas(p, old, old | mask));                                                  \
		return old;                                                                        \
	}                                                                                          \
	ctype load_##Type(word *p) { return (ctype)load(p); }                                      \
	void store_##Type(word *p, ctype v) { store(p, v); }

#define FUNCTIONS_32(Type) FUNCTIONS(Type, uint32_t, atomic_u32, atomic_load32_acquire, atomic_store32_full, \
                                     atomic_swap32, atomic_cas32, add32)
#define FUNCTIONS_64(Type) FUNCTIONS(Type, uint64_t, atomic_word, atomic_load_acquire, atomic_store_full, \
                                     atomic_swap, atomic_cas, add64)

static uint32_t add32(atomic_u32 *p, uint32_t d) { return atomic_add32(p, (int)d); }
static uint64_t add64(atomic_word *p, uint64_t d) { return atomic_add(p, (intptr_t)d); }

FUNCTIONS_32(Int32)
FUNCTIONS_32(Uint32)
FUNCTIONS_64(Int64)
FUNCTIONS_64(Uint64)
FUNCTIONS_64(Uintptr)

// --- pointers -------------------------------------------------------------------------------------------------

uintptr_t swap_pointer(atomic_word *p, uintptr_t v) NAME(Swap, Pointer);
bool cas_pointer(atomic_word *p, uintptr_t old, uintptr_t new_) NAME(CompareAndSwap, Pointer);
uintptr_t load_pointer(atomic_word *p) NAME(Load, Pointer);
void store_pointer(atomic_word *p, uintptr_t v) NAME(Store, Pointer);

uintptr_t swap_pointer(atomic_word *p, uintptr_t v)
{
	barrier_shade((void *)p, (void *)v);
	return atomic_swap(p, v);
}

bool cas_pointer(atomic_word *p, uintptr_t old, uintptr_t new_)
{
	barrier_shade((void *)p, (void *)new_);
	return atomic_cas(p, old, new_);
}

uintptr_t load_pointer(atomic_word *p)
{
	return atomic_load_acquire(p);
}

void store_pointer(atomic_word *p, uintptr_t v)
{
	barrier_shade((void *)p, (void *)v);
	atomic_store_full(p, v);
}

// --- sync/atomic.Value ----------------------------------------------------------------------------------------

intptr_t atomic_proc_pin(void) GO_SYMBOL("sync.atomic.runtime_procPin");
void atomic_proc_unpin(void) GO_SYMBOL("sync.atomic.runtime_procUnpin");

intptr_t atomic_proc_pin(void)
{
	sched_acquire_m();
	return getp()->id;
}

void atomic_proc_unpin(void)
{
	sched_release_m();
}
