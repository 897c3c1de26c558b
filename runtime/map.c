// map.c - Go's maps: a Swiss table with keys and elements inline.
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
// Growth: at 7/8 full (8/8 for a single group) the live entries move to a table twice the size, or
// of the same size when most of the used slots are tombstones.  The old array is left as it was, so
// an iterator that still walks it stays valid; it asks the current table for each key's present
// value, and skips keys that are gone.  An entry is thus produced at most once and never after its
// deletion, as the language says.  Rejected for now: Go's directory of small tables, which bounds
// the pause of one growth step.
//
// The collector sees group arrays through GoMapType.group and the header through header_type.  All
// key stores and moves go through barriers when the key has pointers: the new array is allocated
// black during marking, so a pointer copied into it must be shaded.  Generated code stores the
// element itself.
//
// Concurrent use without a lock is a bug of the program; the `writing` flag catches it when it can.

#include <emmintrin.h>
#include "internal.h"
#include "alg.h"
#include "iface.h"

enum { GROUP_SLOTS = 8, CTRL_EMPTY = 0x80, CTRL_DELETED = 0xfe };
#define CTRL_ALL_EMPTY 0x8080808080808080u

typedef struct Map {
	intptr_t count;  // live entries; generated code reads it as len(m)
	uint8_t *groups; // NULL until the first assignment
	uintptr_t mask;  // number of groups - 1
	intptr_t room;   // empty slots that may still be filled before growth
	uint64_t seed;
	uint32_t clears;  // how often map_clear ran: lets iterators drop unfindable (NaN) keys
	uint32_t writing; // an assignment or deletion is under way
} Map;

static const uint8_t header_ptrmask[8] = {2}; // word 1: groups
static const GoType header_type = {
    .size = sizeof(Map),
    .ptrdata = 16,
    .align = 8,
    .field_align = 8,
    .kind = GO_STRUCT,
    .gcdata = header_ptrmask,
    .str = {(const uint8_t *)"runtime.hmap", 12},
};

typedef struct { // a GoMapIter seen from inside; fits its words
	void *key, *elem;
	const GoMapType *type;
	Map *map;
	uint8_t *groups; // as they were when the iteration began
	uintptr_t mask;
	uintptr_t position; // slots visited
	uintptr_t start;    // random offset
	uint32_t clears;
} Iter;
_Static_assert(sizeof(Iter) <= sizeof(GoMapIter),
	       "iterator must fit the words generated code sets aside");

// Keys whose comparison and hash are inlined here; the same hash as the type's own hasher gives.
typedef enum { KEY_ANY, KEY_32, KEY_64, KEY_STR } KeyKind;

static uint8_t zero_elem[1024] __attribute__((aligned(16))); // what an absent element reads as

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

// The slot of key, or NULL.
static inline __attribute__((always_inline)) uint8_t *
find(const GoMapType *t, Map *m, const void *key, uint64_t hash, KeyKind kind)
{
	uintptr_t g = (hash >> 7) & m->mask;

	for (uintptr_t step = 1;; step++) {
		uint8_t *group = group_at(t, m->groups, g);
		for (unsigned hits = match_byte(group, hash & 0x7f); hits; hits &= hits - 1) {
			uint8_t *slot = slot_at(t, group, (unsigned)__builtin_ctz(hits));
			if (likely(key_equal(t, key, slot_key(t, slot), kind)))
				return slot;
		}
		if (match_byte(group, CTRL_EMPTY) || step > m->mask)
			return NULL;
		g = (g + step) & m->mask;
	}
}

static intptr_t room_of(uintptr_t ngroups)
{
	return ngroups == 1 ? GROUP_SLOTS : (intptr_t)(ngroups * 7);
}

static void new_groups(const GoMapType *t, Map *m, uintptr_t ngroups)
{
	uint8_t *groups = malloc_newarray((void *)t->group, (intptr_t)ngroups);

	for (uintptr_t i = 0; i < ngroups; i++)
		*(uint64_t *)group_at(t, groups, i) = CTRL_ALL_EMPTY;
	barrier_write(&m->groups, groups);
	m->mask = ngroups - 1;
	m->room = room_of(ngroups);
}

// A free slot for hash; the table has one.  Sets its tag.
static uint8_t *claim_slot(const GoMapType *t, Map *m, uint64_t hash)
{
	uintptr_t g = (hash >> 7) & m->mask;

	for (uintptr_t step = 1;; step++) {
		uint8_t *group = group_at(t, m->groups, g);
		unsigned free = match_free(group);
		if (free) {
			unsigned i = (unsigned)__builtin_ctz(free);
			m->room -= group[i] == CTRL_EMPTY;
			group[i] = hash & 0x7f;
			return slot_at(t, group, i);
		}
		g = (g + step) & m->mask;
	}
}

static void move_word_or_value(const GoType *t, bool indirect, void *dst, void *src)
{
	if (indirect)
		barrier_write(dst, *(void **)src);
	else if (t->ptrdata)
		barrier_typedmove((void *)t, dst, src);
	else
		memcpy(dst, src, t->size);
}

static void grow(const GoMapType *t, Map *m)
{
	uint8_t *old = m->groups;
	uintptr_t n = old ? m->mask + 1 : 0;
	uintptr_t wanted = n == 0 ? 1 : m->count <= room_of(n) / 2 ? n : n * 2;

	new_groups(t, m, wanted);
	for (uintptr_t g = 0; g < n; g++) {
		uint8_t *group = group_at(t, old, g);
		for (unsigned i = 0; i < GROUP_SLOTS; i++) {
			if (group[i] & 0x80)
				continue;
			uint8_t *from = slot_at(t, group, i);
			uint8_t *to =
			    claim_slot(t, m, t->hasher(slot_key(t, from), m->seed, t->key));
			move_word_or_value(t->key, t->flags & GO_MAP_INDIRECT_KEY, to, from);
			move_word_or_value(t->elem, t->flags & GO_MAP_INDIRECT_ELEM,
					   to + t->elem_off, from + t->elem_off);
		}
	}
}

static void begin_write(Map *m)
{
	if (unlikely(m->writing))
		fatal("concurrent map writes");
	m->writing = 1;
}

static void end_write(Map *m)
{
	if (unlikely(!m->writing))
		fatal("concurrent map writes");
	m->writing = 0;
}

static void check_read(const Map *m)
{
	if (unlikely(m->writing))
		fatal("concurrent map read and map write");
}

static void *zero_value(const GoMapType *t)
{
	return t->elem->size <= sizeof zero_elem ? zero_elem : malloc_newobject((void *)t->elem);
}

static void check_hashable(const GoMapType *t, void *key)
{
	if (t->flags & GO_MAP_HASH_MIGHT_PANIC)
		// a nil or empty map still panics on an unhashable key
		iface_check_hashable(t->key, key);
}

static inline __attribute__((always_inline)) uint8_t *lookup(const GoMapType *t, Map *m, void *key,
							     KeyKind kind)
{
	if (!m || !m->count) {
		check_hashable(t, key);
		return NULL;
	}
	check_read(m);
	return find(t, m, key, hash_key(t, m, key, kind), kind);
}

static inline __attribute__((always_inline)) void *access1(void *type, void *m, void *key,
							   KeyKind kind)
{
	const GoMapType *t = map_type(type);
	uint8_t *slot = lookup(t, m, key, kind);
	return slot ? slot_elem(t, slot) : zero_value(t);
}

static inline __attribute__((always_inline)) RtPair access2(void *type, void *m, void *key,
							    KeyKind kind)
{
	const GoMapType *t = map_type(type);
	uint8_t *slot = lookup(t, m, key, kind);
	void *elem = slot ? slot_elem(t, slot) : zero_value(t);
	return (RtPair){(uintptr_t)elem, slot != NULL};
}

static void store_key(const GoMapType *t, void *slot, void *key)
{
	if (t->flags & GO_MAP_INDIRECT_KEY) {
		void *box = malloc_newobject((void *)t->key);
		barrier_write(slot, box);
		slot = box;
	}
	if (t->key->ptrdata)
		barrier_typedmove((void *)t->key, slot, key);
	else
		memcpy(slot, key, t->key->size);
}

static uint8_t *insert(const GoMapType *t, Map *m, void *key, uint64_t hash)
{
	uint8_t *slot;

	if (m->room == 0 || !m->groups)
		grow(t, m);
	slot = claim_slot(t, m, hash);
	store_key(t, slot, key);
	if (t->flags & GO_MAP_INDIRECT_ELEM)
		barrier_write(slot + t->elem_off, malloc_newobject((void *)t->elem));
	m->count++;
	return slot;
}

static inline __attribute__((always_inline)) void *assign(void *type, void *map, void *key,
							  KeyKind kind)
{
	const GoMapType *t = map_type(type);
	Map *m = map;
	uint8_t *slot = NULL;

	if (unlikely(!m))
		panic_plain("assignment to entry in nil map");
	uint64_t hash = hash_key(t, m, key, kind); // may panic: before the flag is set
	begin_write(m);
	if (m->groups)
		slot = find(t, m, key, hash, kind);
	if (!slot)
		slot = insert(t, m, key, hash);
	else if (t->flags & GO_MAP_NEED_KEY_UPDATE)
		barrier_typedmove((void *)t->key, slot_key(t, slot), key);
	end_write(m);
	return slot_elem(t, slot);
}

void *map_make(void *type, intptr_t hint)
{
	const GoMapType *t = map_type(type);
	Map *m = malloc_newobject((void *)&header_type);
	uintptr_t groups = 1;

	m->seed = rt_rand();
	if (hint <= GROUP_SLOTS || (uintptr_t)hint > ((uintptr_t)1 << 46) / (t->slot_size + 1))
		return m;
	while (room_of(groups) < hint)
		groups *= 2;
	new_groups(t, m, groups);
	return m;
}

void *map_access1(void *type, void *m, void *key)
{
	return access1(type, m, key, KEY_ANY);
}
RtPair map_access2(void *type, void *m, void *key)
{
	return access2(type, m, key, KEY_ANY);
}
void *map_assign(void *type, void *m, void *key)
{
	return assign(type, m, key, KEY_ANY);
}

void *map_access1_32(void *type, void *m, intptr_t key)
{
	return access1(type, m, &key, KEY_32);
}
RtPair map_access2_32(void *type, void *m, intptr_t key)
{
	return access2(type, m, &key, KEY_32);
}
void *map_assign_32(void *type, void *m, intptr_t key)
{
	return assign(type, m, &key, KEY_32);
}

void *map_access1_64(void *type, void *m, intptr_t key)
{
	return access1(type, m, &key, KEY_64);
}
RtPair map_access2_64(void *type, void *m, intptr_t key)
{
	return access2(type, m, &key, KEY_64);
}
void *map_assign_64(void *type, void *m, intptr_t key)
{
	return assign(type, m, &key, KEY_64);
}

void *map_access1_str(void *type, void *m, void *s, intptr_t n)
{
	GoString key = {s, n};
	return access1(type, m, &key, KEY_STR);
}

RtPair map_access2_str(void *type, void *m, void *s, intptr_t n)
{
	GoString key = {s, n};
	return access2(type, m, &key, KEY_STR);
}

void *map_assign_str(void *type, void *m, void *s, intptr_t n)
{
	GoString key = {s, n};
	return assign(type, m, &key, KEY_STR);
}

// Clears one slot's memory, so that what it pointed to can be collected.
static void erase(const GoMapType *t, uint8_t *slot)
{
	if (t->flags & GO_MAP_INDIRECT_KEY)
		barrier_write(slot, NULL);
	else if (t->key->ptrdata)
		barrier_typedclear((void *)t->key, slot);
	if (t->flags & GO_MAP_INDIRECT_ELEM)
		barrier_write(slot + t->elem_off, NULL);
	else if (t->elem->ptrdata)
		barrier_typedclear((void *)t->elem, slot + t->elem_off);
	else
		memset(slot + t->elem_off, 0, t->elem->size);
}

void map_delete(void *type, void *map, void *key)
{
	const GoMapType *t = map_type(type);
	Map *m = map;

	if (!m || !m->count) {
		check_hashable(t, key);
		return;
	}
	uint64_t hash = t->hasher(key, m->seed, t->key);
	begin_write(m);
	uint8_t *slot = find(t, m, key, hash, KEY_ANY);
	if (slot) {
		uintptr_t g = (uintptr_t)(slot - m->groups) / group_size(t);
		uint8_t *group = group_at(t, m->groups, g);
		unsigned i = (unsigned)((uintptr_t)(slot - group - 8) / t->slot_size);
		// No search ever passed a group that has an empty slot, so none needs a tombstone
		// here.
		bool ends_search = match_byte(group, CTRL_EMPTY) != 0 || m->mask == 0;
		erase(t, slot);
		group[i] = ends_search ? CTRL_EMPTY : CTRL_DELETED;
		m->room += ends_search;
		m->count--;
	}
	end_write(m);
}

void map_clear(void *type, void *map)
{
	const GoMapType *t = map_type(type);
	Map *m = map;

	if (!m || !m->groups)
		return;
	begin_write(m);
	barrier_arrayclear((void *)t->group, m->groups, (intptr_t)(m->mask + 1));
	for (uintptr_t g = 0; g <= m->mask; g++)
		*(uint64_t *)group_at(t, m->groups, g) = CTRL_ALL_EMPTY;
	m->count = 0;
	m->room = room_of(m->mask + 1);
	m->seed = rt_rand();
	m->clears++;
	end_write(m);
}

// The entry at an old array's slot as it is now.  False: gone.
static bool refresh(Iter *it, uint8_t *slot)
{
	const GoMapType *t = it->type;
	void *key = slot_key(t, slot);
	uint8_t *now = it->map->count
			   ? find(t, it->map, key, t->hasher(key, it->map->seed, t->key), KEY_ANY)
			   : NULL;

	if (now) {
		it->key = slot_key(t, now);
		it->elem = slot_elem(t, now);
		return true;
	}
	if (t->key->equal(key, key, t->key) || it->clears != it->map->clears)
		return false;
	it->key = key; // a NaN: cannot be deleted or updated, only cleared
	it->elem = slot_elem(t, slot);
	return true;
}

void map_iter_next(void *iter)
{
	Iter *it = iter;
	const GoMapType *t = it->type;
	uintptr_t slots = (it->mask + 1) * GROUP_SLOTS;

	if (it->map && unlikely(it->map->writing))
		fatal("concurrent map iteration and map write");
	while (it->groups && it->position < slots) {
		uintptr_t n = (it->start + it->position++) & (slots - 1);
		uint8_t *group = group_at(t, it->groups, n / GROUP_SLOTS);
		if (group[n % GROUP_SLOTS] & 0x80)
			continue;
		uint8_t *slot = slot_at(t, group, n % GROUP_SLOTS);
		if (it->groups != it->map->groups) {
			if (refresh(it, slot))
				return;
			continue;
		}
		it->key = slot_key(t, slot);
		it->elem = slot_elem(t, slot);
		return;
	}
	it->key = it->elem = NULL;
}

void map_iter_init(void *type, void *map, void *iter)
{
	Iter *it = iter;
	Map *m = map;

	memset(it, 0, sizeof *it);
	if (!m || !m->count)
		return;
	it->type = map_type(type);
	it->map = m;
	it->groups = m->groups;
	it->mask = m->mask;
	it->start = rt_rand();
	it->clears = m->clears;
	map_iter_next(it);
}
