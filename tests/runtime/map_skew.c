// map_skew.c - maps whose hashes are bad on purpose, against an array that says what must be in
// them.
//
//     map_skew [seed]
//
// With good hashes the tables of a directory have nearly the same depth, and hardly any fills up
// with tombstones. Here the upper bits are mostly zeros, so that tables of very different depths
// stand side by side; and odd keys of a table all begin at its first group: they fill groups, which
// then keep tombstones when they go. Entries are also walked while that happens: whatever stays
// must come once.
//
// run: 1
// run: 2
// run: GODEBUG=gcstress=50,clobberfree=1 3

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "internal.h"
#include "linked.h"
#include "memory.h"
#include "os.h"
#include "empty_roots.h"

enum { KEYS = 40000, ROUNDS = 12 };

const GoInit go_inits[] = {{NULL, NULL}};

static uint64_t seed = 1, value[KEYS]; // 0: not in the map
static uint32_t walk[KEYS];            // in which walk the key has come
static intptr_t live;

static uint64_t mix(uint64_t n)
{
	n = (n ^ n >> 31) * 0x9e3779b97f4a7c15u;
	n = (n ^ n >> 29) * 0xbf58476d1ce4e5b9u;
	return n ^ n >> 32;
}

static uint64_t below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % n;
}

static uint64_t hash(const void *key, uint64_t map_seed, const GoType *t)
{
	uint64_t n = *(const uint64_t *)key, h = mix(n + 77);

	(void)map_seed;
	(void)t;
	uint64_t top = mix(n) >> mix(n + 1) % 9 & ~(uint64_t)0xffffffff;
	return top | (n & 1 ? h & 0x7f : h & 0xffffffff);
}

static bool equal(const void *a, const void *b, const GoType *t)
{
	(void)t;
	return *(const uint64_t *)a == *(const uint64_t *)b;
}

static const GoType word = {
    .size = 8, .align = 8, .field_align = 8, .kind = GO_UINT64, .equal = equal};
static const GoType group = {.size = 8 + 8 * 16, .align = 8, .field_align = 8, .kind = GO_STRUCT};
static const GoMapType type = {
    .key = &word, .elem = &word, .group = &group, .hasher = hash, .slot_size = 16, .elem_off = 8};

static _Noreturn void fail(const char *what, uint64_t key)
{
	printf("FAIL: key %lu %s\n", (unsigned long)key, what);
	exit(1);
}

static void set(void *m, uint64_t key)
{
	uint64_t v = 1 + below(1u << 30);

	*(uint64_t *)map_assign((void *)&type, m, &key) = v;
	live += value[key] == 0;
	value[key] = v;
}

static void drop(void *m, uint64_t key)
{
	map_delete((void *)&type, m, &key);
	live -= value[key] != 0;
	value[key] = 0;
}

static void compare(void *m)
{
	if (*(intptr_t *)m != live)
		fail("makes the number of entries wrong", 0);
	for (uint64_t key = 0; key < KEYS; key++) {
		RtPair p = map_access2((void *)&type, m, &key);
		if (p.b != (value[key] != 0) || (p.b && *(uint64_t *)p.a != value[key]))
			fail("reads wrong", key);
	}
}

// Walks over the map; one in `often` entries changes it: keys of the given parity are set or
// dropped.
static void walk_over(void *m, uint32_t number, unsigned often, unsigned parity, bool grow)
{
	static bool stays[KEYS];
	GoMapIter it;

	for (int key = 0; key < KEYS; key++)
		stays[key] = value[key] != 0;
	for (map_iter_init((void *)&type, m, &it); it.key; map_iter_next(&it)) {
		uint64_t key = *(uint64_t *)it.key;
		if (value[key] == 0 || *(uint64_t *)it.elem != value[key])
			fail("comes with a wrong value", key);
		if (walk[key] == number && stays[key])
			fail("comes twice", key);
		walk[key] = number;
		for (unsigned i = 0; below(often) == 0 && i < 60; i++) {
			uint64_t other = below(KEYS / 2) * 2 + parity;
			if (grow)
				set(m, other);
			else
				drop(m, other);
			stays[other] &= grow;
		}
	}
	for (uint64_t key = 0; key < KEYS; key++)
		if (stays[key] && walk[key] != number)
			fail("does not come", key);
}

void go_main_main(void)
{
	void *volatile m = map_make((void *)&type, 0);

	if (os_argc > 1)
		seed = strtoull(os_argv[1], NULL, 10);
	printf("seed %lu\n", (unsigned long)seed);
	for (uint32_t round = 1; round <= ROUNDS; round++) {
		unsigned parity = round & 1;
		for (int i = 0; i < KEYS / 4; i++)
			set(m, below(KEYS / 2) * 2 + parity);
		walk_over(m, 3 * round, 4, parity, true);
		compare(m);
		walk_over(m, 3 * round + 1, 4, parity, false);
		for (uint64_t key = parity; key < KEYS; key += 2)
			if (below(10))
				drop(m, key);
		compare(m);
		walk_over(m, 3 * round + 2, 8, !parity, true);
		compare(m);
	}
	map_clear((void *)&type, m);
	memset(value, 0, sizeof value);
	live = 0;
	compare(m);
	printf("ok\n");
	exit(0);
}
