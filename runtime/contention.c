// contention.c - the block profile, where goroutines waited and how long, and the mutex profile,
// who made them wait for locks.
//
// Both are off until a program sets a rate.  Block profile: a goroutine notes the time before it
// parks on a channel, in a select or on a semaphore of package sync; whoever makes it runnable
// notes the time too (sched_ready), so that waiting for a P does not count.  With rate r ns, a wait
// of t >= r is an event; a shorter one is with probability t / r, and then stands for r / t of its
// kind, so that r ns are added: totals are right on average.
//
// Mutex profile: a waiter on a lock's semaphore notes the time; whoever releases it adds up what
// all who were queued have waited since the lock was free last (sema.c), one release in `rate`,
// which counts as so many.
//
// A bucket stands for one stack; it lives for ever.

#include "contention.h"
#include "gc.h"
#include "profile.h"
#include "traceback.h"

enum { TABLE = 1024 };

typedef struct Bucket Bucket;
struct Bucket {
	Bucket *hash_next, *all_next;
	double count; // of events, estimated; under contention_lock
	int64_t ns;   // under contention_lock
	int npcs;
	uintptr_t pcs[];
};

typedef struct {
	Bucket **table, *all;
} Buckets;

static Lock contention_lock = {.rank = RANK_CONTENTION};
static Buckets profiles[2]; // under contention_lock
atomic_word contention_block_rate, contention_mutex_rate;

static Bucket *bucket_for(Buckets *b, const uintptr_t *pcs, int n)
{
	if (!b->table)
		b->table = rt_alloc_kind(TABLE * sizeof *b->table, SYS_PROFILE);
	Bucket **list = &b->table[profile_hash_stack(pcs, n, 0) % TABLE];
	for (Bucket *k = *list; k; k = k->hash_next)
		if (k->npcs == n && !memcmp(k->pcs, pcs, (size_t)n * sizeof *pcs))
			return k;
	Bucket *k = rt_alloc_kind(sizeof *k + (size_t)n * sizeof *pcs, SYS_PROFILE);
	k->npcs = n;
	memcpy(k->pcs, pcs, (size_t)n * sizeof *pcs);
	k->hash_next = *list;
	*list = k;
	k->all_next = b->all;
	b->all = k;
	return k;
}

static void add(ContentionKind kind, double count, int64_t ns)
{
	uintptr_t pcs[PROFILE_DEPTH];
	int n = traceback_callers(pcs, PROFILE_DEPTH, true);
	lock_acquire(&contention_lock);
	Bucket *b = bucket_for(&profiles[kind], pcs, n);
	b->count += count;
	b->ns += ns;
	lock_release(&contention_lock);
}

void contention_blocked(int64_t since)
{
	int64_t rate = (int64_t)atomic_load(&contention_block_rate);
	int64_t ns = getg()->woken_at - since;
	if (rate <= 0)
		return;
	if (ns <= 0)
		ns = 1;
	if (ns >= rate)
		add(CONTENTION_BLOCK, 1, ns);
	else if ((int64_t)(rt_rand() % (uint64_t)rate) < ns)
		add(CONTENTION_BLOCK, (double)rate / (double)ns, rate);
}

void contention_released(int64_t ns)
{
	int64_t rate = (int64_t)atomic_load(&contention_mutex_rate);
	if (rate > 0 && rt_rand() % (uint64_t)rate == 0)
		add(CONTENTION_MUTEX, (double)rate, (ns > 0 ? ns : 0) * rate);
}

void contention_each(ContentionKind kind, ContentionFn fn, void *arg)
{
	lock_acquire(&contention_lock);
	for (Bucket *b = profiles[kind].all; b; b = b->all_next)
		fn((int64_t)b->count, b->ns, b->pcs, b->npcs, arg);
	lock_release(&contention_lock);
}
