// alg.h - hashing of plain memory, inlined into map.h.  See alg.c.

#ifndef VOLE_ALG_H
#define VOLE_ALG_H

#include <stdint.h>
#include <string.h>

// Odd 64-bit constants with balanced bits, as multiply-and-fold hashes want them.
#define ALG_K0 0x9e3779b97f4a7c15u
#define ALG_K1 0xd6e8feb86659fd93u
#define ALG_K2 0xa0761d6478bd642fu

// Multiplies to 128 bits and folds: every input bit reaches every output bit.
static inline uint64_t alg_mix(uint64_t a, uint64_t b)
{
	unsigned __int128 m = (unsigned __int128)a * b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline uint64_t alg_read64(const uint8_t *p)
{
	uint64_t v;
	memcpy(&v, p, 8);
	return v;
}

static inline uint64_t alg_read32(const uint8_t *p)
{
	uint32_t v;
	memcpy(&v, p, 4);
	return v;
}

// The hashes of 4 and 8 plain bytes; equal to alg_memhash of as many bytes.
static inline uint64_t alg_hash32(uint32_t v, uint64_t seed)
{
	return alg_mix(v ^ ALG_K1, seed ^ ALG_K0);
}

static inline uint64_t alg_hash64(uint64_t v, uint64_t seed)
{
	return alg_mix(v ^ ALG_K2, seed ^ ALG_K0);
}

uint64_t alg_hash_bytes(const uint8_t *p, size_t n, uint64_t seed);

#endif
