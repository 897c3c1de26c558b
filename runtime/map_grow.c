// map_grow.c - tables of a map: made, enlarged, split.
//
// At 7/8 full (8/8 for a single group) the live entries move to a table twice the size, or
// of the same size when most of the used slots are tombstones.  A table of the largest size is
// split instead, so that no insertion ever moves more than one table's entries: a directory of 2^d
// tables is indexed by the upper d bits of the hash, and a table that is full makes way for two of
// the same size, which its entries go to by one more bit.  If that bit is the directory's d+1st,
// the directory is doubled first: extendible hashing (Fagin et al., 1979), as in Go 1.24's maps.

#include "map.h"

static const uint8_t directory_ptrmask[8] = {1};
static const GoType directory_type = {
    // one entry
    .size = 8,
    .ptrdata = 8,
    .align = 8,
    .field_align = 8,
    .kind = GO_UNSAFE_POINTER,
    .gcdata = directory_ptrmask,
    .str = {(const uint8_t *)"unsafe.Pointer", 14},
};

static uintptr_t max_groups(const GoMapType *t)
{
	uintptr_t n = MAX_GROUPS;

	while (n > MIN_SPLIT_GROUPS && table_bytes(t, n) + sizeof(Tail) > MAX_TABLE_BYTES)
		n /= 2;
	return n;
}

static uint8_t *new_table(const GoMapType *t, uintptr_t ngroups, size_t tail)
{
	uint8_t *groups =
	    malloc_gc((intptr_t)(table_bytes(t, ngroups) + tail), (void *)t->group, true);

	set_all_empty(t, groups, ngroups);
	return groups;
}

// A table of the directory; of all hashes that share depth bits.
static uint8_t *new_part(const GoMapType *t, const Map *m, unsigned depth)
{
	uint8_t *groups = new_table(t, m->mask + 1, sizeof(Tail));

	*tail_of(t, m, groups) = (Tail){room_of(m->mask + 1), depth};
	return groups;
}

static void new_single(const GoMapType *t, Map *m, uintptr_t ngroups)
{
	barrier_write(&m->groups, new_table(t, ngroups, 0));
	m->mask = (uint32_t)(ngroups - 1);
	m->room = room_of(ngroups);
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

static intptr_t live_entries(const GoMapType *t, uint8_t *groups, uintptr_t ngroups)
{
	intptr_t n = 0;

	for (uintptr_t g = 0; g < ngroups; g++)
		n += GROUP_SLOTS - __builtin_popcount(match_free(group_at(t, groups, g)));
	return n;
}

// Copies the entries of a table with ngroups groups to one of two, by bit of their hash; both may
// be the same.  They belong to m, whose mask is theirs.
static void move_entries(const GoMapType *t, Map *m, uint8_t *old, uintptr_t ngroups,
			 uint8_t *const to[2], unsigned bit)
{
	int32_t *room[2] = {room_at(t, m, to[0]), room_at(t, m, to[1])};

	for (uintptr_t g = 0; g < ngroups; g++) {
		uint8_t *group = group_at(t, old, g);
		for (unsigned i = 0; i < GROUP_SLOTS; i++) {
			if (group[i] & 0x80)
				continue;
			uint8_t *from = slot_at(t, group, i);
			uint64_t hash = t->hasher(slot_key(t, from), m->seed, t->key);
			unsigned half = hash >> bit & 1;
			uint8_t *slot = claim_slot(t, to[half], m->mask, room[half], hash);
			move_word_or_value(t->key, t->flags & GO_MAP_INDIRECT_KEY, slot, from);
			move_word_or_value(t->elem, t->flags & GO_MAP_INDIRECT_ELEM,
					   slot + t->elem_off, from + t->elem_off);
		}
	}
}

static void new_directory(Map *m, unsigned depth)
{
	barrier_write(&m->groups, malloc_newarray((void *)&directory_type, (intptr_t)1 << depth));
	m->depth = (uint8_t)depth;
}

// Puts a table into the directory: where all hashes that share its depth's bits with hash lead.
static void enter_part(const GoMapType *t, Map *m, uint8_t *groups, uint64_t hash)
{
	unsigned spread = m->depth - tail_of(t, m, groups)->depth;
	uint8_t **entry = (uint8_t **)m->groups + (hash >> (64 - m->depth) >> spread << spread);

	for (uintptr_t i = 0; i < (uintptr_t)1 << spread; i++)
		barrier_write(entry + i, groups);
}

static void double_directory(Map *m)
{
	uint8_t **old = m->groups;
	uintptr_t n = (uintptr_t)1 << m->depth;

	new_directory(m, m->depth + 1u);
	for (uintptr_t i = 0; i < 2 * n; i++)
		barrier_write((uint8_t **)m->groups + i, old[i / 2]);
}

// The table of hash, of depth d, makes way for two.
static void split(const GoMapType *t, Map *m, uint8_t *old, uint64_t hash, unsigned d)
{
	uint64_t bit = (uint64_t)1 << (63 - d);

	if (m->depth == 0)
		new_directory(m, 1);
	else if (d == m->depth)
		double_directory(m);
	uint8_t *half[2] = {new_part(t, m, d + 1), new_part(t, m, d + 1)};
	move_entries(t, m, old, m->mask + 1, half, 63 - d);
	enter_part(t, m, half[0], hash & ~bit);
	enter_part(t, m, half[1], hash | bit);
}

// The only table makes way for one of the same or twice the size.
static void grow_single(const GoMapType *t, Map *m, intptr_t live)
{
	uint8_t *old = m->groups;
	uintptr_t n = m->mask + 1;

	new_single(t, m, live <= room_of(n) / 2 ? n : n * 2);
	move_entries(t, m, old, n, (uint8_t *const[2]){m->groups, m->groups}, 0);
}

// The table of hash is full: makes room.
void map_grow(const GoMapType *t, Map *m, uint64_t hash)
{
	uint8_t *old = table_of(m, hash);
	uintptr_t n = m->mask + 1;
	intptr_t live = live_entries(t, old, n);
	bool sparse = live <= room_of(n) / 2;

	m->moves++;
	if (m->depth == 0 && (sparse || n < max_groups(t))) {
		grow_single(t, m, live);
	} else if (sparse) {
		uint8_t *groups = new_part(t, m, tail_of(t, m, old)->depth);
		move_entries(t, m, old, n, (uint8_t *const[2]){groups, groups}, 0);
		enter_part(t, m, groups, hash);
	} else {
		split(t, m, old, hash, m->depth ? tail_of(t, m, old)->depth : 0);
	}
}

static void make_parts(const GoMapType *t, Map *m, intptr_t hint)
{
	uintptr_t max = max_groups(t);
	unsigned depth = 1;

	while ((intptr_t)room_of(max) << depth < hint)
		depth++;
	m->mask = (uint32_t)(max - 1);
	new_directory(m, depth);
	for (uintptr_t i = 0; i < (uintptr_t)1 << depth; i++)
		barrier_write((uint8_t **)m->groups + i, new_part(t, m, depth));
}

void map_new_tables(const GoMapType *t, Map *m, intptr_t hint)
{
	uintptr_t groups = 1;

	if (hint > room_of(max_groups(t))) {
		make_parts(t, m, hint);
		return;
	}
	while (room_of(groups) < hint)
		groups *= 2;
	new_single(t, m, groups);
}
