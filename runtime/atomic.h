// atomic.h - the only door to libatomic_ops: typed, with the memory order in the name.
//
// Every shared word of the runtime that is read or written without a lock goes through these.  An
// acquire names the release it pairs with at the place of use.  A relaxed access (a load or store
// without an order in its name) has a reason, one for all accesses to a word: it stands where the
// word is declared.  The reasons that occur:
//
//     counter    only the value counts: nothing else is read on the strength of it
//     hint       a guess, checked again under the lock or by a compare-and-swap
//     stopped    changes only while the world is stopped; stopping and starting is a full barrier
//     own        written by who reads it here; others use atomic_get or a barrier
//     cas        the value read is the expected one of a compare-and-swap, a full barrier
//
// Only the core of the library is used.

#ifndef VOLE_ATOMIC_H
#define VOLE_ATOMIC_H

#include <stdbool.h>
#include <stdint.h>
#define AO_REQUIRE_CAS
#include <atomic_ops.h>

typedef volatile AO_t atomic_word; // one machine word: integer or pointer
typedef volatile unsigned int atomic_u32;
typedef volatile unsigned char atomic_u8;

static inline uintptr_t atomic_load(const atomic_word *p)
{
	return AO_load(p);
}
static inline uintptr_t atomic_load_acquire(const atomic_word *p)
{
	return AO_load_acquire(p);
}
static inline void atomic_store(atomic_word *p, uintptr_t v)
{
	AO_store(p, v);
}
static inline void atomic_store_release(atomic_word *p, uintptr_t v)
{
	AO_store_release(p, v);
}
static inline void atomic_store_full(atomic_word *p, uintptr_t v)
{
	AO_store_full(p, v);
}
static inline bool atomic_cas(atomic_word *p, uintptr_t old, uintptr_t new_)
{
	return AO_compare_and_swap_full(p, old, new_);
}
// new value
static inline uintptr_t atomic_add(atomic_word *p, intptr_t d)
{
	return AO_fetch_and_add_full(p, (AO_t)d) + (uintptr_t)d;
}
static inline uintptr_t atomic_swap(atomic_word *p, uintptr_t v)
{
	uintptr_t old;
	do
		old = AO_load(p);
	while (!AO_compare_and_swap_full(p, old, v));
	return old;
}
static inline void atomic_or(atomic_word *p, uintptr_t v)
{
	AO_or_full(p, v);
}
static inline void atomic_and(atomic_word *p, uintptr_t v)
{
	AO_and_full(p, v);
}

static inline void *atomic_load_ptr(void *const volatile *p)
{
	return (void *)AO_load((const atomic_word *)p);
}
static inline void *atomic_load_ptr_acquire(void *const volatile *p)
{
	return (void *)AO_load_acquire((const atomic_word *)p);
}
static inline void atomic_store_ptr(void *volatile *p, void *v)
{
	AO_store((atomic_word *)p, (AO_t)v);
}
static inline void atomic_store_ptr_release(void *volatile *p, void *v)
{
	AO_store_release((atomic_word *)p, (AO_t)v);
}
static inline bool atomic_cas_ptr(void *volatile *p, void *old, void *new_)
{
	return AO_compare_and_swap_full((atomic_word *)p, (AO_t)old, (AO_t)new_);
}

static inline unsigned atomic_load32(const atomic_u32 *p)
{
	return AO_int_load(p);
}
static inline unsigned atomic_load32_acquire(const atomic_u32 *p)
{
	return AO_int_load_acquire(p);
}
static inline void atomic_store32(atomic_u32 *p, unsigned v)
{
	AO_int_store(p, v);
}
static inline void atomic_store32_release(atomic_u32 *p, unsigned v)
{
	AO_int_store_release(p, v);
}
static inline void atomic_store32_full(atomic_u32 *p, unsigned v)
{
	AO_int_store_full(p, v);
}
static inline bool atomic_cas32(atomic_u32 *p, unsigned old, unsigned new_)
{
	return AO_int_compare_and_swap_full(p, old, new_);
}
static inline unsigned atomic_add32(atomic_u32 *p, int d)
{
	return AO_int_fetch_and_add_full(p, (unsigned)d) + (unsigned)d;
}
static inline unsigned atomic_swap32(atomic_u32 *p, unsigned v)
{
	unsigned old;
	do
		old = AO_int_load(p);
	while (!AO_int_compare_and_swap_full(p, old, v));
	return old;
}

// Write 0; a full barrier.
static inline void atomic_clear8(atomic_u8 *p)
{
	AO_char_and_full(p, 0);
}
static inline unsigned char atomic_load8(const atomic_u8 *p)
{
	return AO_char_load(p);
}
static inline void atomic_store8(atomic_u8 *p, unsigned char v)
{
	AO_char_store(p, v);
}
static inline unsigned char atomic_load8_acquire(const atomic_u8 *p)
{
	return AO_char_load_acquire(p);
}
static inline void atomic_store8_release(atomic_u8 *p, unsigned char v)
{
	AO_char_store_release(p, v);
}
// Set a bit; false if it was set already.  Of several that set it at once, one gets true.
static inline bool atomic_test_set8(atomic_u8 *p, unsigned char bit)
{
	for (;;) {
		unsigned char old = AO_char_load(p);
		if (old & bit)
			return false;
		if (AO_char_compare_and_swap_full(p, old, old | bit))
			return true;
	}
}

// A scalar of 1, 4 or 8 bytes that its owner changes by atomic_set() and others look at without a
// lock by atomic_get().  Release and acquire: on x86 both are plain moves.  The owner may read it
// plainly.
static inline uintptr_t atomic_get_bytes(const volatile void *p, unsigned bytes)
{
	return bytes == 8   ? AO_load_acquire(p)
	       : bytes == 4 ? AO_int_load_acquire(p)
			    : AO_char_load_acquire(p);
}
static inline void atomic_set_bytes(volatile void *p, unsigned bytes, uintptr_t v)
{
	if (bytes == 8)
		AO_store_release(p, v);
	else if (bytes == 4)
		AO_int_store_release(p, (unsigned)v);
	else
		AO_char_store_release(p, (unsigned char)v);
}
#define atomic_get(x) ((__typeof__(x))atomic_get_bytes(&(x), sizeof(x)))
#define atomic_set(x, v) atomic_set_bytes(&(x), sizeof(x), (uintptr_t)(v))

// The same for a double.
static inline double atomic_get_double(const double *p)
{
	union {
		uintptr_t word;
		double d;
	} u = {AO_load_acquire((const atomic_word *)p)};
	return u.d;
}
static inline void atomic_set_double(double *p, double d)
{
	union {
		double d;
		uintptr_t word;
	} u = {d};
	AO_store_release((atomic_word *)p, u.word);
}

static inline void atomic_pause(void)
{
	__asm__ volatile("pause");
}

#endif
