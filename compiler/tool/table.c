// table.c - hash table from words to pointers, with open addressing.  Entries are never removed.

#include <string.h>

#include "tool.h"

struct TableEntry {
	uint64_t key;
	void *value; // NULL: the place is free
};

// The place of key, or the free one where it belongs.  There is a free one.
static struct TableEntry *find(const Table *t, uint64_t key)
{
	uint64_t hash = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
	size_t at = (hash >> 20) & (t->cap - 1);
	while (t->at[at].value && t->at[at].key != key)
		at = (at + 1) & (t->cap - 1);
	return &t->at[at];
}

void *table_get(const Table *t, uint64_t key)
{
	return t->cap ? find(t, key)->value : NULL;
}

static void grow(Table *t)
{
	Table old = *t;
	t->cap = old.cap ? old.cap * 2 : 64;
	t->at = arena_alloc(t->cap * sizeof *t->at);
	for (size_t i = 0; i < old.cap; i++)
		if (old.at[i].value)
			*find(t, old.at[i].key) = old.at[i];
}

void table_put(Table *t, uint64_t key, void *value)
{
	if (t->len * 4 >= t->cap * 3)
		grow(t);
	struct TableEntry *e = find(t, key);
	t->len += !e->value;
	*e = (struct TableEntry){key, value};
}
