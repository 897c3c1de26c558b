// map.c - what programs do with maps: read, assign, delete, clear.  See map.h.

#include "map.h"

static const uint8_t header_ptrmask[8] = {2}; // word 1: groups
static const GoType header_type = {
    .size = sizeof(Map),
    .ptrdata = 16,
    .align = 8,
    .field_align = 8,
    .tflag = GO_TFLAG_NO_ARRAY_END,
    .kind = GO_STRUCT,
    .gcdata = header_ptrmask,
    .str = {(const uint8_t *)"runtime.hmap", 12},
};

static uint8_t zero_elem[1024] __attribute__((aligned(16))); // what an absent element reads as

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
	uint8_t *groups, *slot;

	if (!m->groups)
		map_new_tables(t, m, 1);
	while (*room_at(t, m, groups = table_of(m, hash)) == 0) // all may have gone to one half
		map_grow(t, m, hash);
	slot = claim_slot(t, groups, m->mask, room_at(t, m, groups), hash);
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

static void prepare(const GoMapType *t, Map *m, intptr_t hint)
{
	m->seed = rt_rand();
	if (hint > GROUP_SLOTS && (uintptr_t)hint <= ((uintptr_t)1 << 46) / (t->slot_size + 1))
		map_new_tables(t, m, hint);
}

void *map_make(void *type, intptr_t hint)
{
	Map *m = malloc_newobject((void *)&header_type);

	prepare(map_type(type), m, hint);
	return m;
}

void map_make_at(void *type, void *header, void *group, intptr_t hint)
{
	const GoMapType *t = map_type(type);
	Map *m = header;

	*m = (Map){.count = 0};
	prepare(t, m, hint);
	if (!group || m->groups)
		return;
	memset(group, 0, group_size(t));
	set_all_empty(t, group, 1);
	m->groups = group;
	m->room = GROUP_SLOTS;
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
	uint8_t *groups = table_of(m, hash);
	uint8_t *slot = find_in(t, groups, m->mask, key, hash, KEY_ANY);
	if (slot) {
		uintptr_t g = (uintptr_t)(slot - groups) / group_size(t);
		uint8_t *group = group_at(t, groups, g);
		unsigned i = (unsigned)((uintptr_t)(slot - group - 8) / t->slot_size);
		// No search ever passed a group that has an empty slot, so none needs a tombstone
		// here.
		bool ends_search = match_byte(group, CTRL_EMPTY) != 0 || m->mask == 0;
		erase(t, slot);
		group[i] = ends_search ? CTRL_EMPTY : CTRL_DELETED;
		*room_at(t, m, groups) += ends_search;
		m->count--;
	}
	end_write(m);
}

static void clear_table(const GoMapType *t, Map *m, uint8_t *groups)
{
	barrier_arrayclear((void *)t->group, groups, (intptr_t)m->mask + 1);
	set_all_empty(t, groups, m->mask + 1);
	*room_at(t, m, groups) = room_of(m->mask + 1);
}

void map_clear(void *type, void *map)
{
	const GoMapType *t = map_type(type);
	Map *m = map;

	if (!m || !m->groups)
		return;
	begin_write(m);
	uint8_t *last = NULL;
	for (uintptr_t i = 0; i < (uintptr_t)1 << m->depth; i++) {
		uint8_t *groups = m->depth ? ((uint8_t **)m->groups)[i] : m->groups;
		if (groups != last)
			clear_table(t, m, groups);
		last = groups;
	}
	m->count = 0;
	m->seed = rt_rand();
	m->clears++;
	end_write(m);
}
