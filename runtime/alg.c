// alg.c - hash and equality of the basic kinds; generated code combines them for composite types.
//
// The hash is of the multiply-and-fold family (Wang Yi's wyhash, 2019): 16 bytes a step are xored
// with constants and the running seed, multiplied to 128 bits and folded.  Quality matters here
// because map.h takes both its group index and its 7-bit tags from one hash value.  Every map has
// its own random seed, so a chosen set of keys does not collide in two maps or two runs.
//
// Rules that maps rely on: x == y implies equal hashes (so +0 and -0 hash alike), and a NaN,
// unequal to itself, hashes at random so that many NaN keys do not pile up in one group.

#include "internal.h"
#include "alg.h"

uint64_t alg_hash_bytes(const uint8_t *p, size_t n, uint64_t seed)
{
	uint64_t h = seed ^ ALG_K0, a, b;
	size_t left = n;

	if (n == 4)
		return alg_hash32((uint32_t)alg_read32(p), seed);
	if (n == 8)
		return alg_hash64(alg_read64(p), seed);
	for (; left > 16; left -= 16, p += 16)
		h = alg_mix(alg_read64(p) ^ ALG_K1, alg_read64(p + 8) ^ h);
	if (left >= 8) {
		a = alg_read64(p);
		b = alg_read64(p + left - 8);
	} else if (left >= 4) {
		a = alg_read32(p);
		b = alg_read32(p + left - 4);
	} else if (left > 0) {
		a = (uint64_t)p[0] << 16 | (uint64_t)p[left >> 1] << 8 | p[left - 1];
		b = 0;
	} else {
		a = b = 0;
	}
	return alg_mix(ALG_K2 ^ n, alg_mix(a ^ ALG_K1, b ^ h));
}

intptr_t alg_memequal(void *a, void *b, intptr_t n)
{
	return memcmp(a, b, (size_t)n) == 0;
}

intptr_t alg_memhash(void *p, intptr_t seed, intptr_t n)
{
	return (intptr_t)alg_hash_bytes(p, (size_t)n, (uint64_t)seed);
}

intptr_t alg_strhash(void *p, intptr_t seed)
{
	const GoString *s = p;
	return (intptr_t)alg_hash_bytes(s->ptr, (size_t)s->len, (uint64_t)seed);
}

intptr_t alg_f64hash(void *p, intptr_t seed)
{
	double f = *(double *)p;

	if (f == 0)
		return (intptr_t)alg_hash64(0, (uint64_t)seed);
	if (f != f)
		return (intptr_t)rt_rand();
	return (intptr_t)alg_hash64(alg_read64(p), (uint64_t)seed);
}

intptr_t alg_f32hash(void *p, intptr_t seed)
{
	float f = *(float *)p;

	if (f == 0)
		return (intptr_t)alg_hash32(0, (uint64_t)seed);
	if (f != f)
		return (intptr_t)rt_rand();
	return (intptr_t)alg_hash32((uint32_t)alg_read32(p), (uint64_t)seed);
}
