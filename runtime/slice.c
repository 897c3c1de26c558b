// slice.c - making, growing and copying slices.
//
// append's growth rule is Go 1.18's: double while small, then ease towards 1.25x from 256 elements
// on, and round up to what the size class holds anyway; programs print cap() and compare it with
// Go's.

#include <string.h>
#include "internal.h"
#include "memory.h"

enum { DOUBLE_BELOW = 256 };

void *slice_make(void *elem, intptr_t len, intptr_t cap)
{
	const GoType *t = elem;
	uintptr_t bytes;
	bool too_large =
	    __builtin_mul_overflow(t->size, (uintptr_t)cap, &bytes) || bytes > (uintptr_t)1 << 47;

	if (unlikely(too_large || len < 0 || len > cap)) {
		if (len < 0 || __builtin_mul_overflow(t->size, (uintptr_t)len, &bytes) ||
		    bytes > (uintptr_t)1 << 47)
			panic_error("makeslice: len out of range");
		panic_error("makeslice: cap out of range");
	}
	return malloc_newarray(elem, cap);
}

static intptr_t next_cap(intptr_t newlen, intptr_t oldcap)
{
	intptr_t cap = oldcap;

	if (newlen > oldcap + oldcap)
		return newlen;
	if (oldcap < DOUBLE_BELOW)
		return oldcap + oldcap;
	while ((uintptr_t)cap < (uintptr_t)newlen)
		cap += (cap + 3 * DOUBLE_BELOW) >> 2;
	return cap > 0 ? cap : newlen;
}

RtPair slice_grow(void *old, intptr_t newlen, intptr_t oldcap, intptr_t num, void *elem)
{
	const GoType *t = elem;
	intptr_t oldlen = newlen - num;
	uintptr_t bytes;

	if (unlikely(newlen < 0))
		panic_error("growslice: len out of range");
	if (t->size == 0)
		return (RtPair){(uintptr_t)(old ? old : malloc_newobject(elem)), (uintptr_t)newlen};
	intptr_t cap = next_cap(newlen, oldcap);
	if (unlikely(__builtin_mul_overflow(t->size, (uintptr_t)cap, &bytes) || bytes > (uintptr_t)1
											    << 47))
		panic_error("growslice: len out of range");
	bytes = malloc_round_size(bytes, t->ptrdata == 0);
	cap = (intptr_t)(bytes / t->size);
	if (t->ptrdata == 0) {
		uint8_t *p = malloc_gc((intptr_t)bytes, NULL, false);
		memcpy(p, old, (size_t)oldlen * t->size);
		memset(p + (size_t)oldlen * t->size, 0, bytes - (size_t)oldlen * t->size);
		return (RtPair){(uintptr_t)p, (uintptr_t)cap};
	}
	void *p = malloc_newarray(elem, cap);
	if (oldlen > 0)
		slice_copy(elem, p, oldlen, old, oldlen);
	return (RtPair){(uintptr_t)p, (uintptr_t)cap};
}

intptr_t slice_copy(void *elem, void *dst, intptr_t dstlen, void *src, intptr_t srclen)
{
	const GoType *t = elem;
	intptr_t n = dstlen < srclen ? dstlen : srclen;

	if (n <= 0 || t->size == 0 || dst == src)
		return n < 0 ? 0 : n;
	if (t->ptrdata == 0)
		memmove(dst, src, (size_t)n * t->size);
	else
		barrier_arraymove(t, dst, src, n);
	return n;
}
