// lock.h - the runtime's locks (futex mutexes, lock.c) and the order in which they may be taken.
//
// A thread takes locks only downwards in this table: whoever holds one may take those of the rows
// below.  The debug build checks that, and that each lock has a row (lock_order.c).  Holding a lock
// implies m->locks > 0.

#ifndef VOLE_LOCK_H
#define VOLE_LOCK_H

#include "atomic.h"
#include "check.h"

// When two locks of one row may be held together.
enum LockPairs {
	LOCK_ALONE,
	LOCK_BY_ADDRESS, // taken in growing address order
	LOCK_STOPPED,    // with the world stopped
};

//        rank            name                   two of it       guards, and where it is
#define LOCK_RANKS(X)                                                                              \
	X(PRINT, "print", LOCK_ALONE)                     /* a print statement: print.c */         \
	X(GC_WAITERS, "gc waiters", LOCK_ALONE)           /* who waits on a cycle: gc.c */         \
	X(ASSIST, "assist queue", LOCK_ALONE)             /* who waits: assist.c */                \
	X(SEMA, "semaphore", LOCK_ALONE)                  /* waiters: sema.c, notify.c */          \
	X(ITAB, "itab", LOCK_ALONE)                       /* the table of itabs: iface.c */        \
	X(POLL, "poll descriptor", LOCK_ALONE)            /* a descriptor's deadlines: poll.c */   \
	X(POLL_FREE, "free poll descriptors", LOCK_ALONE) /* poll.c */                             \
	X(TIMERS, "timers", LOCK_STOPPED)                 /* one P's timers: timer.c */            \
	X(CHAN, "channel", LOCK_BY_ADDRESS)               /* chan.c, select.c */                   \
	X(BUBBLES, "records of bubbles", LOCK_ALONE)      /* bubble.c */                           \
	X(BUBBLE, "bubble", LOCK_ALONE)                   /* its counts: bubble.h */               \
	X(SCHED, "sched", LOCK_ALONE)                     /* scheduler.h */                        \
	X(STACK_POOL, "stack pool", LOCK_ALONE)           /* free segments: stack.c */             \
	X(DEFERS, "spare defer records", LOCK_ALONE)      /* panic.c */                            \
	X(MCENTRAL, "mcentral", LOCK_ALONE)               /* one span class: heap.h */             \
	X(FINALIZER_QUEUE, "finalizer queue", LOCK_ALONE) /* finalizer.c */                        \
	X(SPECIALS, "span's specials", LOCK_ALONE)        /* one span's list: heap.h */            \
	X(MHEAP, "mheap", LOCK_ALONE)                     /* pages, Spans: heap.h */               \
	X(PROFILE, "heap profile", LOCK_ALONE)            /* profile.c */                          \
	X(CONTENTION, "contention profiles", LOCK_ALONE)  /* contention.c */                       \
	X(CPU_STATS, "CPU statistics", LOCK_ALONE)        /* cpustats.c */                         \
	X(CPU_PROFILE, "CPU profile", LOCK_ALONE)         /* who reads it: cpuprofile.c */         \
	X(FREE_SPECIALS, "free specials", LOCK_ALONE)     /* specials.c */                         \
	X(WORKERS, "worker pool", LOCK_ALONE)             /* worker.c */                           \
	X(GCWORK, "gcwork lists", LOCK_ALONE)             /* gcwork.c */                           \
	X(BLOCK, "rt_alloc block", LOCK_ALONE)            /* rtalloc.c */                          \
	X(TRACE, "trace", LOCK_ALONE)                     /* buffers: trace.c */

enum LockRank {
	RANK_NONE, // zeroed memory: a mistake
#define LOCK_RANK_(rank, name, pairs) RANK_##rank,
	LOCK_RANKS(LOCK_RANK_)
#undef LOCK_RANK_
	    NUM_RANKS
};

// The state changes by compare-and-swap and swap.  Relaxed: cas, while spinning.
typedef struct {
	atomic_u32 state;
	uint8_t rank;
} Lock;

void lock_acquire(Lock *l);
void lock_release(Lock *l);
bool lock_try(Lock *l); // any rank: it does not wait
// What goroutines have waited for locks, these and those of package sync, for runtime/metrics.
void lock_waited(int64_t ns);
int64_t lock_wait_total(void);

// --- lock_order.c: which locks this M holds; the debug build only --------------------------------
enum { MAX_HELD = 600 }; // a select holds all its channels

#if VOLE_DEBUG
typedef struct {
	Lock *lock[MAX_HELD];
	int n;
} HeldLocks;
void lock_order_acquire(const Lock *l); // about to wait for it
void lock_order_acquired(Lock *l);
void lock_order_release(Lock *l);
#else
static inline void lock_order_acquire(const Lock *l)
{
	(void)l;
}
static inline void lock_order_acquired(Lock *l)
{
	(void)l;
}
static inline void lock_order_release(Lock *l)
{
	(void)l;
}
#endif
bool lock_held(const Lock *l); // by this M
void lock_print_held(void);    // the names of all it holds, on standard error
#define rt_assert_held(l, where) rt_assert(lock_held(l), where ": its lock is not held")

#endif
