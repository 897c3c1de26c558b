// go_atomic.c - package sync/atomic as functions.
//
// The compiler turns calls into instructions, except those that store pointers, which need a
// barrier; the rest is here for function values.  All are sequentially consistent.  The barrier
// comes before the store and shades old and new value; in a compare-and-swap that fails it was
// merely unnecessary.
//
// The C code of the runtime is not preempted, so no collection can begin between barrier and store.

#include "internal.h"
#include "memory.h"

// acquire: pairs with the full barriers of the stores, which all are compare-and-swaps, here and in
// compiled code.
static inline uint32_t load4(uint32_t *p)
{
	return atomic_load32_acquire(p);
}
static inline uint64_t load8(uint64_t *p)
{
	return atomic_load_acquire(p);
}
static inline bool cas4(uint32_t *p, uint32_t old, uint32_t new)
{
	return atomic_cas32(p, old, new);
}
static inline bool cas8(uint64_t *p, uint64_t old, uint64_t new)
{
	return atomic_cas(p, old, new);
}

// Replace *p by `to`, an expression in `old`.
#define UPDATE(bytes, p, old, to)                                                                  \
	do                                                                                         \
		old = load##bytes(p);                                                              \
	while (!cas##bytes(p, old, to))

// One Go type: T its name, W the machine type, bytes its size.
#define FUNCTIONS(T, W, bytes)                                                                     \
	W go_load_##T(W *p) GO_SYMBOL("sync.atomic.Load" #T);                                      \
	void go_store_##T(W *p, W v) GO_SYMBOL("sync.atomic.Store" #T);                            \
	W go_swap_##T(W *p, W v) GO_SYMBOL("sync.atomic.Swap" #T);                                 \
	bool go_cas_##T(W *p, W a, W b) GO_SYMBOL("sync.atomic.CompareAndSwap" #T);                \
	W go_add_##T(W *p, W v) GO_SYMBOL("sync.atomic.Add" #T);                                   \
	W go_and_##T(W *p, W v) GO_SYMBOL("sync.atomic.And" #T);                                   \
	W go_or_##T(W *p, W v) GO_SYMBOL("sync.atomic.Or" #T);                                     \
	W go_load_##T(W *p)                                                                        \
	{                                                                                          \
		return load##bytes(p);                                                             \
	}                                                                                          \
	void go_store_##T(W *p, W v)                                                               \
	{                                                                                          \
		go_swap_##T(p, v);                                                                 \
	}                                                                                          \
	W go_swap_##T(W *p, W v)                                                                   \
	{                                                                                          \
		W old;                                                                             \
		UPDATE(bytes, p, old, v);                                                          \
		return old;                                                                        \
	}                                                                                          \
	bool go_cas_##T(W *p, W a, W b)                                                            \
	{                                                                                          \
		return cas##bytes(p, a, b);                                                        \
	}                                                                                          \
	W go_add_##T(W *p, W v)                                                                    \
	{                                                                                          \
		W old;                                                                             \
		UPDATE(bytes, p, old, old + v);                                                    \
		return old + v;                                                                    \
	}                                                                                          \
	W go_and_##T(W *p, W v)                                                                    \
	{                                                                                          \
		W old;                                                                             \
		UPDATE(bytes, p, old, old &v);                                                     \
		return old;                                                                        \
	}                                                                                          \
	W go_or_##T(W *p, W v)                                                                     \
	{                                                                                          \
		W old;                                                                             \
		UPDATE(bytes, p, old, old | v);                                                    \
		return old;                                                                        \
	}

FUNCTIONS(Int32, uint32_t, 4)
FUNCTIONS(Uint32, uint32_t, 4)
FUNCTIONS(Int64, uint64_t, 8)
FUNCTIONS(Uint64, uint64_t, 8)
FUNCTIONS(Uintptr, uint64_t, 8)

// --- pointers ------------------------------------------------------------------------------------

void *go_load_pointer(void **p) GO_SYMBOL("sync.atomic.LoadPointer");
void go_store_pointer(void **p, void *v) GO_SYMBOL("sync.atomic.StorePointer");
void *go_swap_pointer(void **p, void *v) GO_SYMBOL("sync.atomic.SwapPointer");
bool go_cas_pointer(void **p, void *old, void *v) GO_SYMBOL("sync.atomic.CompareAndSwapPointer");

void *go_load_pointer(void **p)
{
	return atomic_load_ptr_acquire(p); // acquire: as load8()
}

void *go_swap_pointer(void **p, void *v)
{
	barrier_shade(p, v);
	return (void *)atomic_swap((atomic_word *)p, (uintptr_t)v);
}

void go_store_pointer(void **p, void *v)
{
	go_swap_pointer(p, v);
}

bool go_cas_pointer(void **p, void *old, void *v)
{
	barrier_shade(p, v);
	return atomic_cas_ptr(p, old, v);
}
