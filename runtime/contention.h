// contention.h - the block and mutex profiles.  See contention.c.

#ifndef VOLE_CONTENTION_H
#define VOLE_CONTENTION_H

#include "internal.h"
#include "os.h"

typedef enum { CONTENTION_BLOCK, CONTENTION_MUTEX } ContentionKind;

// 0: off.  Changed at any time, read without a lock (atomic_load): hints.
extern atomic_word contention_block_rate, contention_mutex_rate;

static inline bool contention_wants(ContentionKind kind)
{
	return unlikely(atomic_load(kind == CONTENTION_BLOCK ? &contention_block_rate
							     : &contention_mutex_rate) != 0);
}

// Now, if goroutines that begin to wait are of interest; else 0.
static inline int64_t contention_begin(void)
{
	return contention_wants(CONTENTION_BLOCK) ? os_nanotime() : 0;
}

void contention_blocked(int64_t since);

// The running goroutine, which waited from `since` (0: not of interest), was woken.
static inline void contention_end(int64_t since)
{
	if (unlikely(since != 0))
		contention_blocked(since);
}
// The running goroutine has let others go on who waited ns for it in all.
void contention_released(int64_t ns);
// fn sees each stack: how many events, how long in all.  It must not allocate.
typedef void (*ContentionFn)(int64_t count, int64_t ns, const uintptr_t *pcs, int npcs, void *arg);
void contention_each(ContentionKind kind, ContentionFn fn, void *arg);

#endif
