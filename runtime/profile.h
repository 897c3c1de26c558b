// profile.h - reading the heap profile.  See profile.c.

#ifndef VOLE_PROFILE_H
#define VOLE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROFILE_DEPTH 128 // frames kept of a stack, as Go

typedef struct {
	int64_t allocs, alloc_bytes, frees, free_bytes;
} ProfileCounts;
typedef struct {
	size_t size;          // of each object
	ProfileCounts counts; // of sampled objects, as of the last complete cycle
	const uintptr_t *pcs; // innermost first
	int npcs;
	uintptr_t entry; // what Go code called; 0: not known
} ProfileRecord;

int64_t profile_rate(void);
uint64_t profile_hash_stack(const uintptr_t *pcs, int n, size_t size);
void profile_each(void (*fn)(const ProfileRecord *, void *), void *arg);
bool profile_hold(void);
void profile_each_ever(void (*fn)(const ProfileRecord *, void *), void *arg);

#endif
