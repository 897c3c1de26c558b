// map.h - Go's maps: a Swiss table with keys and elements inline.
//
// A table is an array of 2^k groups.  A group is one control word of eight bytes and eight slots:
//
//     ctrl byte   0x80 empty      0xfe deleted      0x00..0x7f full, holding the low 7 bits of the
//                 hash
//     slot        key, then element at elem_off; either is behind a pointer when larger than 128
//                 bytes
//
// Finding a key: the upper bits of the hash choose a group; one SSE2 comparison of the control word
// with the 7-bit tag yields the slots worth looking at (a false one in about 16 groups); a group
// that has an empty slot ends the search, else the next one is probed, at triangular distances,
// which visit every group of a power-of-two table once.  A table of a single group needs no empty
// slot: it is the end.  (Source: the Abseil flat_hash_map design, 2017, which Go 1.24's maps follow
// as well.)
//
// A map of many entries has a directory of tables (map_grow.c):
//
//     depth 0   Map.groups is the table
//     depth d   Map.groups is the directory, indexed by the upper d bits of the hash
//
// The tables of a directory have Map.mask + 1 groups each, and a tail behind the last: its room and
// its own depth d' <= d; 2^(d-d') entries of the directory name it.
//
// The collector sees group arrays through GoMapType.group and the header through header_type.  All
// key stores and moves go through barriers when the key has pointers: the new array is allocated
// black during marking, so a pointer copied into it must be shaded.  Generated code stores the
// element itself.
//
// Header and first group may lie in a frame (map_make_at).  The barriers know that by the address:
// of what a frame held they shade nothing.  A map that grows leaves that group behind.
//
// Concurrent use without a lock is a bug of the program; the `writing` flag catches it when it can.

#ifndef VOLE_MAP_H
#define VOLE_MAP_H

#include <emmintrin.h>
#include "internal.h"
#include "alg.h"
#include "iface.h"

enum {
	GROUP_SLOTS = ABI_MAP_SLOTS,
	CTRL_EMPTY = 0x80,
	CTRL_DELETED = 0xfe,
	// The largest table: what moves in one insertion, and a size class, as large objects are
	// dear.  Smaller ones fill the directory sooner.
	MAX_GROUPS = 128,
	MIN_SPLIT_GROUPS = 16,
	MAX_TABLE_BYTES = 32 << 10,
};
#define CTRL_ALL_EMPTY 0x8080808080808080u

typedef struct Map {
	intptr_t count; // live entries; generated code reads it as len(m)
	void *groups;   // the table or the directory; NULL until the first assignment
	uint64_t seed;
	uint32_t mask;   // number of a table's groups - 1
	int32_t room;    // depth 0: empty slots that may still be filled before growth
	uint32_t clears; // how often map_clear ran: lets iterators drop unfindable (NaN) keys
	uint32_t moves; // how often entries moved: iterators look whether their table is still used
	uint8_t writing; // an assignment or deletion is under way
	uint8_t depth;   // of the directory; 0: there is none
} Map;

_Static_assert(sizeof(Map) == 8 * ABI_MAP_WORDS && offsetof(Map, groups) == 8,
	       "generated code sets its words aside");

typedef struct { // behind a table's last group, if there is a directory
	int32_t room;
	uint32_t depth; // the upper bits of the hash that all its entries share
} Tail;

// Keys whose comparison and hash are inlined here; the same hash as the type's own hasher gives.
typedef enum { KEY_ANY, KEY_32, KEY_64, KEY_STR } KeyKind;

static inline const GoMapType *map_type(void *type)
{
	return type;
}

static inline size_t group_size(const GoMapType *t)
{
	return 8 + GROUP_SLOTS * t->slot_size;
}

static inline uint8_t *group_at(const GoMapType *t, uint8_t *groups, uintptr_t i)
{
	return groups + i * group_size(t);
}

static inline uint8_t *slot_at(const GoMapType *t, uint8_t *group, unsigned i)
{
	return group + 8 + i * t->slot_size;
}

static inline void *slot_key(const GoMapType *t, uint8_t *slot)
{
	return t->flags & GO_MAP_INDIRECT_KEY ? *(void **)slot : slot;
}

static inline void *slot_elem(const GoMapType *t, uint8_t *slot)
{
	void *e = slot + t->elem_off;
	return t->flags & GO_MAP_INDIRECT_ELEM ? *(void **)e : e;
}

static inline unsigned match_byte(const uint8_t *group, uint8_t b)
{
	__m128i ctrl = _mm_loadl_epi64((const __m128i *)group);
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(ctrl, _mm_set1_epi8((char)b))) & 0xff;
}

static inline unsigned match_free(const uint8_t *group) // empty or deleted: the top bit
{
	return (unsigned)_mm_movemask_epi8(_mm_loadl_epi64((const __m128i *)group)) & 0xff;
}

static inline uint64_t hash_key(const GoMapType *t, const Map *m, const void *key, KeyKind kind)
{
	switch (kind) {
	case KEY_32:
		return alg_hash32(*(const uint32_t *)key, m->seed);
	case KEY_64:
		return alg_hash64(*(const uint64_t *)key, m->seed);
	case KEY_STR:
		return alg_hash_bytes(((const GoString *)key)->ptr,
				      (size_t)((const GoString *)key)->len, m->seed);
	default:
		return t->hasher(key, m->seed, t->key);
	}
}

static inline bool key_equal(const GoMapType *t, const void *a, const void *b, KeyKind kind)
{
	const GoString *s = a, *u = b;

	switch (kind) {
	case KEY_32:
		return *(const uint32_t *)a == *(const uint32_t *)b;
	case KEY_64:
		return *(const uint64_t *)a == *(const uint64_t *)b;
	case KEY_STR:
		return s->len == u->len &&
		       (s->ptr == u->ptr || memcmp(s->ptr, u->ptr, (size_t)s->len) == 0);
	default:
		return t->key->equal(a, b, t->key);
	}
}

static inline size_t table_bytes(const GoMapType *t, uintptr_t ngroups)
{
	return ngroups * group_size(t);
}

// The table where hash belongs; there is one.
static inline uint8_t *table_of(const Map *m, uint64_t hash)
{
	if (likely(m->depth == 0))
		return m->groups;
	return ((uint8_t **)m->groups)[hash >> (64 - m->depth)];
}

static inline Tail *tail_of(const GoMapType *t, const Map *m, uint8_t *groups)
{
	return (Tail *)(groups + table_bytes(t, m->mask + 1));
}

static inline int32_t *room_at(const GoMapType *t, Map *m, uint8_t *groups)
{
	return m->depth ? &tail_of(t, m, groups)->room : &m->room;
}

// The slot of key in a table, or NULL.
static inline __attribute__((always_inline)) uint8_t *find_in(const GoMapType *t, uint8_t *groups,
							      uintptr_t mask, const void *key,
							      uint64_t hash, KeyKind kind)
{
	uintptr_t g = (hash >> 7) & mask;

	for (uintptr_t step = 1;; step++) {
		uint8_t *group = group_at(t, groups, g);
		for (unsigned hits = match_byte(group, hash & 0x7f); hits; hits &= hits - 1) {
			uint8_t *slot = slot_at(t, group, (unsigned)__builtin_ctz(hits));
			if (likely(key_equal(t, key, slot_key(t, slot), kind)))
				return slot;
		}
		if (match_byte(group, CTRL_EMPTY) || step > mask)
			return NULL;
		g = (g + step) & mask;
	}
}

static inline __attribute__((always_inline)) uint8_t *
find(const GoMapType *t, Map *m, const void *key, uint64_t hash, KeyKind kind)
{
	return find_in(t, table_of(m, hash), m->mask, key, hash, kind);
}

static inline int32_t room_of(uintptr_t ngroups)
{
	return ngroups == 1 ? GROUP_SLOTS : (int32_t)(ngroups * 7);
}

static inline void set_all_empty(const GoMapType *t, uint8_t *groups, uintptr_t ngroups)
{
	for (uintptr_t i = 0; i < ngroups; i++)
		*(uint64_t *)group_at(t, groups, i) = CTRL_ALL_EMPTY;
}

// A free slot for hash in a table that has one.  Sets its tag.
static inline uint8_t *claim_slot(const GoMapType *t, uint8_t *groups, uintptr_t mask,
				  int32_t *room, uint64_t hash)
{
	uintptr_t g = (hash >> 7) & mask;

	for (uintptr_t step = 1;; step++) {
		uint8_t *group = group_at(t, groups, g);
		unsigned free = match_free(group);
		if (free) {
			unsigned i = (unsigned)__builtin_ctz(free);
			*room -= group[i] == CTRL_EMPTY;
			group[i] = hash & 0x7f;
			return slot_at(t, group, i);
		}
		g = (g + step) & mask;
	}
}

// --- map_grow.c ----------------------------------------------------------------------------------
void map_new_tables(const GoMapType *t, Map *m, intptr_t hint); // with room for as many entries
void map_grow(const GoMapType *t, Map *m, uint64_t hash);       // the table of hash is full

#endif
