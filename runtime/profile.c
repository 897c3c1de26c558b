// profile.c - the heap profile: a sample of the allocations with their call stacks, and what became
// of them.
//
// One allocation in MemProfileRate bytes (512 KiB) is sampled, as a Poisson process over bytes: the
// distance to the next sample is exponentially distributed, so an object of size s is sampled with
// probability 1 - exp(-s / rate), whatever the pattern of allocations; readers scale by its
// inverse.  mcache.c places the next sample in a run of free slots, so an allocation that is not
// sampled costs nothing; where MemProfileRate is set the compiler calls profile_new_rate().
//
// A bucket stands for one (stack, size).  A sampled object carries a special (specials.c) that
// names its bucket; when the sweeper frees the object it counts there.
//
// A profile shows the heap as of the end of the last cycle, so that what is allocated now and
// garbage in a moment does not look like a leak.  Events are therefore kept apart by cycle: with
// `now` the number of mark terminations so far, allocations go to phase[now + 2] and frees, which
// sweeping finds a cycle late, to phase[now + 1] (modulo 3).  When a cycle's sweep is complete,
// phase[now + 1] joins the published counts: all that was allocated before that cycle, less all
// that it found dead.

#include "gc.h"
#include "heapsites.h"
#include "profile.h"
#include "debugvars.h"
#include "traceback.h"

#define TABLE 4096
#define DEFAULT_RATE (512 << 10)

struct ProfileBucket {
	ProfileBucket *hash_next, *all_next;
	size_t size;     // of the objects
	uintptr_t entry; // of the runtime that allocated them, if heapsites_wanted
	int npcs;
	ProfileCounts published, phase[3]; // under profile_lock
	uintptr_t pcs[];
};

extern int64_t go_mem_profile_rate GO_SYMBOL("runtime.MemProfileRate") __attribute__((weak));

static Lock profile_lock = {.rank = RANK_PROFILE};
static ProfileBucket **table;      // under profile_lock
static ProfileBucket *all_buckets; // newest first; under profile_lock
static unsigned now;               // mark terminations; changes with the world stopped
static bool published_now;         // phase[now + 1] has been published; under profile_lock

int64_t profile_rate(void)
{
	if (debug.memprofilerate >= 0)
		return debug.memprofilerate;
	return &go_mem_profile_rate ? go_mem_profile_rate : DEFAULT_RATE;
}

// The natural logarithm.  The library's would be all that most programs load libm for: 450 KB.
static double logarithm(double x)
{
	long double result;
	__asm__("fyl2x"
		: "=t"(result)
		: "0"((long double)x), "u"(0x1.62e42fefa39ef358p-1L)
		: "st(1)");
	return (double)result;
}

int64_t profile_next_sample(void)
{
	int64_t rate = profile_rate();
	if (rate <= 1)
		return rate == 1 ? 0 : INT64_MAX;
	double u = (double)((rt_rand() >> 11) + 1) * 0x1p-53; // (0, 1]
	double distance = -logarithm(u) * (double)rate;
	return distance < 0x1p62 ? (int64_t)distance : INT64_MAX;
}

static void sample_anew(P *p)
{
	if (p->mcache)
		mcache_sample_anew(p->mcache);
}

// A rate of 1 holds from the next allocation on, whatever runs of slots Ps have in hand.
void profile_new_rate(void)
{
	sched_each_p(sample_anew);
}

// --- buckets -------------------------------------------------------------------------------------

uint64_t profile_hash_stack(const uintptr_t *pcs, int n, size_t size)
{
	uint64_t h = size * 0x9e3779b97f4a7c15u;
	for (int i = 0; i < n; i++)
		h = (h ^ pcs[i]) * 0xff51afd7ed558ccdu, h ^= h >> 29;
	return h;
}

// under profile_lock
static ProfileBucket *bucket_for(const uintptr_t *pcs, int n, size_t size, uintptr_t entry)
{
	if (!table)
		table = rt_alloc_kind(TABLE * sizeof *table, SYS_PROFILE);
	ProfileBucket **list = &table[profile_hash_stack(pcs, n, size) % TABLE];
	for (ProfileBucket *b = *list; b; b = b->hash_next)
		if (b->size == size && b->npcs == n && b->entry == entry &&
		    !memcmp(b->pcs, pcs, (size_t)n * sizeof *pcs))
			return b;
	ProfileBucket *b = rt_alloc_kind(sizeof *b + (size_t)n * sizeof *pcs, SYS_PROFILE);
	b->size = size;
	b->entry = entry;
	b->npcs = n;
	memcpy(b->pcs, pcs, (size_t)n * sizeof *pcs);
	b->hash_next = *list;
	*list = b;
	b->all_next = all_buckets;
	all_buckets = b;
	return b;
}

// --- events --------------------------------------------------------------------------------------

void profile_sample(Span *s, uintptr_t p, size_t size)
{
	uintptr_t pcs[PROFILE_DEPTH];
	int n = traceback_callers(pcs, PROFILE_DEPTH, heapsites_wanted);
	bool has_entry = n > 0 && !symtab_is_go(pcs[0]);
	Special *sp = special_new(SPECIAL_PROFILE);
	lock_acquire(&profile_lock);
	sp->bucket = bucket_for(pcs + has_entry, n - has_entry, size, has_entry ? pcs[0] : 0);
	ProfileCounts *c = &sp->bucket->phase[(now + 2) % 3];
	c->allocs++;
	c->alloc_bytes += (int64_t)size;
	lock_release(&profile_lock);
	special_add(s, p, sp, true);
}

void profile_freed(ProfileBucket *b, size_t size)
{
	lock_acquire(&profile_lock);
	ProfileCounts *c = &b->phase[(now + 1) % 3];
	c->frees++;
	c->free_bytes += (int64_t)size;
	lock_release(&profile_lock);
}

static void publish(unsigned phase) // under profile_lock
{
	for (ProfileBucket *b = all_buckets; b; b = b->all_next) {
		ProfileCounts *c = &b->phase[phase % 3];
		b->published.allocs += c->allocs;
		b->published.alloc_bytes += c->alloc_bytes;
		b->published.frees += c->frees;
		b->published.free_bytes += c->free_bytes;
		*c = (ProfileCounts){0};
	}
}

// Mark termination, world stopped.  What the last cycle's sweep found is complete, as it is swept.
void profile_next_cycle(void)
{
	lock_acquire(&profile_lock);
	if (!published_now)
		publish(now + 1);
	now++;
	published_now = false;
	lock_release(&profile_lock);
}

// Everything is swept.
void profile_publish(void)
{
	lock_acquire(&profile_lock);
	if (!published_now)
		publish(now + 1);
	published_now = true;
	lock_release(&profile_lock);
}

// --- reading -------------------------------------------------------------------------------------

// For a process that ends: takes the lock for good.  False: it does not come free.
bool profile_hold(void)
{
	for (int i = 0; i < 1000; i++) {
		if (lock_try(&profile_lock))
			return true;
		os_sleep(1000000);
	}
	return false;
}

// After profile_hold(): fn sees each bucket, with all that was ever allocated there.
void profile_each_ever(void (*fn)(const ProfileRecord *, void *), void *arg)
{
	for (ProfileBucket *b = all_buckets; b; b = b->all_next) {
		ProfileRecord r = {b->size, b->published, b->pcs, b->npcs, b->entry};
		for (int i = 0; i < 3; i++) {
			r.counts.allocs += b->phase[i].allocs;
			r.counts.alloc_bytes += b->phase[i].alloc_bytes;
		}
		fn(&r, arg);
	}
}

// fn sees each bucket of which something was published; it must not allocate.
void profile_each(void (*fn)(const ProfileRecord *, void *), void *arg)
{
	lock_acquire(&profile_lock);
	for (ProfileBucket *b = all_buckets; b; b = b->all_next) {
		ProfileRecord r = {b->size, b->published, b->pcs, b->npcs, b->entry};
		if (r.counts.allocs)
			fn(&r, arg);
	}
	lock_release(&profile_lock);
}
