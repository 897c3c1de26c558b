// sema.c - semaphores on any uint32: what package sync sleeps on, and a few users in the runtime.
//
// The count is the word itself, changed by compare-and-swap; this file is only the waiting room.
// Waiters are found by the word's address in a hash table of queues.  A waiter's record lies on its
// own (parked, unmoving) stack.  Per address the order is first in, first out; `lifo` goes to the
// front.
//
// Against the lost wake-up: a waiter counts itself in `waiters` before its last look at the word, a
// releaser adds to the word before it looks at `waiters`; both with full barriers.
//
// For the mutex profile a waiter on a lock notes the time.  Who releases the lock is charged with
// what the first in line has waited, and each of those behind it on average: half of the sum of the
// first's and the last's time.  The next in line is from then on the next holder's affair.
//
// A release wakes a waiter, which then competes for the count with whoever comes along.  With
// handoff the releaser takes the count for the waiter and yields to it at once (starving
// sync.Mutex).

#include "scheduler.h"
#include "sema.h"
#include "contention.h"

enum { BUCKETS = 1021 };

typedef struct Waiter Waiter;
struct Waiter {
	G *g;
	uint32_t *word;
	Waiter *next;      // same word, next in line
	Waiter *last;      // of the line; valid in its head only
	Waiter *next_word; // head of another word's line in this bucket
	bool handed;       // the count was taken for it
	int64_t since;     // ns, if it counts in the mutex profile, else 0
	int64_t parked_at; // ns, if it waits for a lock, else 0
	unsigned behind;   // length of the line behind it; valid in its head only
};

typedef struct {
	Lock lock;
	Waiter *heads;      // under lock
	atomic_u32 waiters; // changed under lock.  Relaxed load: the add to the word
			    // before it is a full barrier
} __attribute__((aligned(64))) Bucket;

static Bucket buckets[BUCKETS] = {
#if VOLE_DEBUG // elsewhere the array is to be no part of executables
    [0 ... BUCKETS - 1] = {.lock = {.rank = RANK_SEMA}},
#endif
};

static Bucket *bucket_of(uint32_t *word)
{
	return &buckets[((uintptr_t)word >> 3) % BUCKETS];
}

Lock *sema_lock(uint32_t *word)
{
	return &bucket_of(word)->lock;
}

static Waiter **head_of(Bucket *b, uint32_t *word)
{
	Waiter **p = &b->heads;

	while (*p && (*p)->word != word)
		p = &(*p)->next_word;
	return p;
}

static void enqueue(Bucket *b, Waiter *w, bool lifo)
{
	Waiter **slot = head_of(b, w->word), *head = *slot;

	if (!head) {
		w->last = w;
		*slot = w;
	} else if (lifo) {
		w->next = head;
		w->last = head->last;
		w->next_word = head->next_word;
		w->behind = head->behind + 1;
		w->since = head->since;
		*slot = w;
	} else {
		head->last->next = w;
		head->last = w;
		head->behind++;
	}
}

static Waiter *dequeue(Bucket *b, uint32_t *word)
{
	Waiter **slot = head_of(b, word), *head = *slot;

	if (!head)
		return NULL;
	if (head->next) {
		head->next->last = head->last;
		head->next->next_word = head->next_word;
		head->next->behind = head->behind - 1;
		*slot = head->next;
	} else {
		*slot = head->next_word;
	}
	return head;
}

bool sema_try(uint32_t *s)
{
	for (;;) {
		unsigned n = atomic_load32(s);
		if (n == 0)
			return false;
		if (atomic_cas32(s, n, n - 1))
			return true;
	}
}

static bool unlock_bucket(G *g, void *bucket)
{
	(void)g;
	lock_release(&((Bucket *)bucket)->lock);
	return true;
}

static bool is_lock(int wait_reason)
{
	return wait_reason == WAIT_MUTEX_LOCK || wait_reason == WAIT_RWMUTEX_RLOCK ||
	       wait_reason == WAIT_RWMUTEX_LOCK;
}

// What w and those behind it have waited for the lock that is released now.
static int64_t waited(Waiter *w)
{
	int64_t now = os_nanotime(), first = now - w->since;

	if (w->next && w->next->since) {
		int64_t last = now - w->last->since;
		w->next->since = now;
		return first + (first + last) / 2 * (int64_t)w->behind;
	}
	return first;
}

void sema_acquire(uint32_t *s, bool lifo, int wait_reason)
{
	Bucket *b = bucket_of(s);

	while (!sema_try(s)) {
		Waiter w = {.g = getg(), .word = s};

		if (is_lock(wait_reason))
			w.parked_at = os_nanotime();
		if (contention_wants(CONTENTION_MUTEX))
			w.since = w.parked_at;

		lock_acquire(&b->lock);
		atomic_add32(&b->waiters, 1);
		if (sema_try(s)) {
			atomic_add32(&b->waiters, -1);
			lock_release(&b->lock);
			return;
		}
		enqueue(b, &w, lifo);
		sched_park(unlock_bucket, b, wait_reason);
		if (w.handed)
			return;
	}
}

void sema_check_bubble(const G *g)
{
	if (likely(!g->durable) || g->bubble == getg()->bubble)
		return;
	rt_printf("semaphore wake of synctest goroutine %lu from outside bubble\n",
		  (unsigned long)g->id);
	fatal("semaphore wake of synctest goroutine from outside bubble");
}

void sema_release(uint32_t *s, bool handoff)
{
	Bucket *b = bucket_of(s);
	Waiter *w = NULL;
	int64_t ns = 0;
	bool handed;

	atomic_add32(s, 1);
	if (!atomic_load32(&b->waiters))
		return;
	lock_acquire(&b->lock);
	w = dequeue(b, s);
	if (w)
		atomic_add32(&b->waiters, -1);
	if (w && w->since)
		ns = waited(w);
	lock_release(&b->lock);
	if (!w)
		return;
	if (w->parked_at)
		lock_waited(os_nanotime() - w->parked_at);
	if (ns)
		contention_released(ns);
	sema_check_bubble(w->g);
	handed = handoff && sema_try(s);
	w->handed = handed;
	sched_ready(w->g); // w is gone from here on
	if (handed && getm()->locks == 0 && getg() != getm()->g0)
		sched_goyield();
}

// --- package sync --------------------------------------------------------------------------------

void sync_semacquire(uint32_t *s) GO_SYMBOL("sync.runtime_Semacquire");
void sync_semacquire_mutex(uint32_t *s, bool lifo) GO_SYMBOL("sync.runtime_SemacquireMutex");
void sync_semacquire_rwmutex_r(uint32_t *s, bool lifo) GO_SYMBOL("sync.runtime_SemacquireRWMutexR");
void sync_semacquire_rwmutex(uint32_t *s, bool lifo) GO_SYMBOL("sync.runtime_SemacquireRWMutex");
void sync_semacquire_waitgroup(uint32_t *s, bool durable)
    GO_SYMBOL("sync.runtime_SemacquireWaitGroup");
void sync_semrelease(uint32_t *s, bool handoff) GO_SYMBOL("sync.runtime_Semrelease");
bool sync_can_spin(intptr_t round) GO_SYMBOL("sync.runtime_canSpin");
void sync_do_spin(void) GO_SYMBOL("sync.runtime_doSpin");

// In line: the stacks of profiles begin with who calls it.
static inline __attribute__((always_inline)) void acquire(uint32_t *s, bool lifo, int wait_reason)
{
	int64_t since = contention_begin();

	if (sema_try(s))
		return;
	sema_acquire(s, lifo, wait_reason);
	contention_end(since);
	STAY_ON_STACK();
}

void sync_semacquire(uint32_t *s)
{
	acquire(s, false, WAIT_SEMACQUIRE);
}
void sync_semacquire_mutex(uint32_t *s, bool lifo)
{
	acquire(s, lifo, WAIT_MUTEX_LOCK);
}
void sync_semacquire_rwmutex_r(uint32_t *s, bool lifo)
{
	acquire(s, lifo, WAIT_RWMUTEX_RLOCK);
}
void sync_semacquire_rwmutex(uint32_t *s, bool lifo)
{
	acquire(s, lifo, WAIT_RWMUTEX_LOCK);
}
void sync_semacquire_waitgroup(uint32_t *s, bool durable)
{
	acquire(s, false, durable ? WAIT_SYNCTEST_WAITGROUP : WAIT_WAITGROUP);
}
void sync_semrelease(uint32_t *s, bool handoff)
{
	sema_release(s, handoff);
	STAY_ON_STACK();
}

bool sync_can_spin(intptr_t round)
{
	unsigned awake = (unsigned)sched_gomaxprocs - atomic_load32(&sched.n_idle_p);

	return round < 4 && sched_ncpu > 1 && awake > atomic_load32(&sched.n_spinning) + 1 &&
	       runq_empty(getp());
}

void sync_do_spin(void)
{
	for (int i = 0; i < 30; i++)
		atomic_pause();
}
