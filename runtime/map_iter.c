// map_iter.c - range over a map.
//
// Old arrays are left as they were, tables and directories, so an iterator that still
// walks one stays valid; it asks the map for each key's present value, and skips keys that are
// gone.  A table covers the hashes of some prefix, and its entries never leave it: whether an
// iterator finds in its directory the table as it was, or what has come after, each prefix is
// walked in one array only.  An entry is thus produced at most once and never after its deletion,
// as the language says.

#include "map.h"

typedef struct { // a GoMapIter seen from inside; fits its words
	void *key, *elem;
	const GoMapType *type;
	Map *map;
	uint8_t *groups;     // the table that is walked, as it was; NULL: the next is to be found
	uint8_t **directory; // as it was when the iteration began; NULL: that table is all
	uintptr_t mask;
	uintptr_t position, start; // slots of the table visited; random offset
	uintptr_t entry, first;    // directory entries visited; random offset
	uint32_t clears, moves;    // of the map; moves: when the table was last known to be used
	unsigned depth;            // of directory
} Iter;
_Static_assert(sizeof(Iter) <= sizeof(GoMapIter),
	       "iterator must fit the words generated code sets aside");

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

// The directory's entry that is visited.
static uintptr_t entry_index(const Iter *it)
{
	return (it->first + it->entry) & (((uintptr_t)1 << it->depth) - 1);
}

// Does the map still use the table?
static bool is_current(Iter *it)
{
	const Map *m = it->map;
	bool current;

	if (likely(it->moves == m->moves))
		return true;
	if (!it->directory)
		current = it->groups == m->groups;
	else
		current = it->groups ==
			  ((uint8_t **)m->groups)[entry_index(it) << (m->depth - it->depth)];
	if (current)
		it->moves = m->moves;
	return current;
}

static void begin_table(Iter *it, uint8_t *groups)
{
	it->groups = groups;
	it->position = 0;
	it->start = rt_rand();
	it->moves = it->map->moves - 1; // not known
}

// The next table that the directory names.  False: there is none.
static bool next_table(Iter *it)
{
	if (!it->directory)
		return false;
	it->entry += (uintptr_t)1 << (it->depth - tail_of(it->type, it->map, it->groups)->depth);
	if (it->entry >= (uintptr_t)1 << it->depth)
		return false;
	begin_table(it, it->directory[entry_index(it)]);
	return true;
}

void map_iter_next(void *iter)
{
	Iter *it = iter;
	const GoMapType *t = it->type;
	uintptr_t slots = (it->mask + 1) * GROUP_SLOTS;

	if (it->map && unlikely(it->map->writing))
		fatal("concurrent map iteration and map write");
	while (it->groups && (it->position < slots || next_table(it))) {
		uintptr_t n = (it->start + it->position++) & (slots - 1);
		uint8_t *group = group_at(t, it->groups, n / GROUP_SLOTS);
		if (group[n % GROUP_SLOTS] & 0x80)
			continue;
		uint8_t *slot = slot_at(t, group, n % GROUP_SLOTS);
		if (!is_current(it)) {
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
	it->mask = m->mask;
	it->clears = m->clears;
	it->depth = m->depth;
	if (m->depth == 0) {
		begin_table(it, m->groups);
	} else {
		it->directory = m->groups;
		it->first = rt_rand() >> (64 - m->depth);
		unsigned spread = m->depth - tail_of(it->type, m, it->directory[it->first])->depth;
		it->first = it->first >> spread << spread; // where the table begins
		begin_table(it, it->directory[it->first]);
	}
	map_iter_next(it);
}
