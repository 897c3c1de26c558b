// ptrmap.h - a hash table from pointer to pointer, in the arena

#ifndef VOLE_PTRMAP_H
#define VOLE_PTRMAP_H

#include "lang.h"

typedef struct { // zeroed: empty
	const void **keys;
	void **values;
	int len, cap; // cap is 0 or a power of two
} PtrMap;

static inline int ptrmap_slot(const PtrMap *m, const void *key)
{
	uint64_t h = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;
	int i = (int)(h >> 40) & (m->cap - 1);
	while (m->keys[i] && m->keys[i] != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

// The value set for key, NULL if absent.
static inline void *ptrmap_get(const PtrMap *m, const void *key)
{
	return m->cap ? m->values[ptrmap_slot(m, key)] : NULL;
}

static inline void ptrmap_grow(PtrMap *m)
{
	PtrMap old = *m;
	m->cap = old.cap ? old.cap * 2 : 16;
	m->keys = arena_alloc((size_t)m->cap * sizeof *m->keys);
	m->values = arena_alloc((size_t)m->cap * sizeof *m->values);
	for (int i = 0; i < old.cap; i++) {
		if (!old.keys[i])
			continue;
		int slot = ptrmap_slot(m, old.keys[i]);
		m->keys[slot] = old.keys[i];
		m->values[slot] = old.values[i];
	}
}

static inline void ptrmap_set(PtrMap *m, const void *key, void *value)
{
	if (4 * (m->len + 1) > 3 * m->cap)
		ptrmap_grow(m);
	int slot = ptrmap_slot(m, key);
	m->len += m->keys[slot] == NULL;
	m->keys[slot] = key;
	m->values[slot] = value;
}

#endif
