// bubble.c - bubbles: groups of goroutines with a time of their own, for testing/synctest.
//
// A goroutine that calls Run becomes the root of a bubble; a new goroutine, main, runs Run's
// function, and whatever goroutines that starts belong to the bubble.  Their clock stands still
// while any of them can go on.  When all are durably blocked, that is, none can go on but by
// another of them or by the clock, the bubble is at rest, and one of three happens:
//
//     a goroutine is in Wait     Wait returns
//     a timer is armed           the clock goes to when that fires, and it fires
//     neither, or main is gone   Run returns; if goroutines are left it is a deadlock
//
// Durable are waits on channels made in the bubble, on the clock, on sync.Cond and on a WaitGroup
// that counts in the bubble; on nil channels; of Wait itself.  Waits for a Mutex, for the system or
// for a channel from outside are not: somebody else may end them.  The wait reason tells
// (bubble_is_durable); channels and select choose it (WAIT_SYNCTEST_...).
//
// The scheduler counts: a goroutine leaves `running` when it parks durably and comes back when it
// is made runnable, before it can run.  A park is not complete until the callback that lets go of
// what guards the condition has had its say, so meanwhile the bubble is held active.  Whoever finds
// running and active 0, under the lock, chooses who goes on and holds the bubble active in its
// name; making it runnable is done without the lock.  Root is not counted; the bubble is active
// while it runs.
//
// Timers of a bubble are in a heap of its own (timer.c), which only root looks at; those that are
// due when they are armed fire at once.  Among those of one time a random number decides, so that
// programs do not come to rely on an order.
//
// What outsiders must not touch (channels, timers, WaitGroups) bears the bubble's number.
// Records of bubbles stay, to be used again with a new number, unless goroutines were left in one.

#include "bubble.h"
#include "fatal.h"
#include "gc.h"
#include "memory.h"
#include "tied.h"

#define YEAR_2000 (INT64_C(946684800) * 1000000000)

Bubble *volatile bubble_all;
static Lock bubbles_lock = {.rank = RANK_BUBBLES};
static Bubble *free_bubbles; // under bubbles_lock
static uint32_t last_id;     // under bubbles_lock

bool bubble_is_durable(int wait_reason)
{
	switch (wait_reason) {
	case WAIT_CHAN_RECEIVE_NIL:
	case WAIT_CHAN_SEND_NIL:
	case WAIT_SELECT_NO_CASES:
	case WAIT_SLEEP:
	case WAIT_COND:
	case WAIT_COROUTINE:
	case WAIT_SYNCTEST_RUN:
	case WAIT_SYNCTEST_WAIT:
	case WAIT_SYNCTEST_CHAN_RECEIVE:
	case WAIT_SYNCTEST_CHAN_SEND:
	case WAIT_SYNCTEST_SELECT:
	case WAIT_SYNCTEST_WAITGROUP:
		return true;
	default:
		return false;
	}
}

// --- counting ------------------------------------------------------------------------------------

// Under lock: at rest?  Then who is to go on.
static G *choose(Bubble *b)
{
	int64_t next;

	rt_assert_held(&b->lock, "bubble");
	if (b->running < 0 || b->active < 0 || b->total < 0)
		throw("bubble: a count is negative");
	if (b->running + b->active > 0)
		return NULL;
	b->active++;
	next = timer_heap_next(b->timers);
	if (b->waiter && !(next && next <= b->now))
		return b->waiter;
	return b->root;
}

static void unlock_and_wake(Bubble *b)
{
	G *g = choose(b);

	lock_release(&b->lock);
	if (g)
		sched_ready(g);
}

void bubble_hold(Bubble *b)
{
	lock_acquire(&b->lock);
	b->active++;
	lock_release(&b->lock);
}

void bubble_let_go(Bubble *b)
{
	lock_acquire(&b->lock);
	b->active--;
	unlock_and_wake(b);
}

void bubble_asleep(G *g, int wait_reason)
{
	Bubble *b = g->bubble;

	if (g == b->root || !bubble_is_durable(wait_reason))
		return;
	lock_acquire(&b->lock);
	g->durable = true;
	b->running--;
	unlock_and_wake(b);
}

void bubble_awake(G *g)
{
	Bubble *b = g->bubble;

	lock_acquire(&b->lock);
	b->running += g->durable;
	g->durable = false;
	lock_release(&b->lock);
}

void bubble_enter(G *g, bool runs)
{
	Bubble *b = g->bubble;

	lock_acquire(&b->lock);
	b->total++;
	b->running += runs;
	g->durable = !runs;
	lock_release(&b->lock);
}

void bubble_leave(G *g)
{
	Bubble *b = g->bubble;

	g->bubble = NULL;
	lock_acquire(&b->lock);
	b->total--;
	b->running--;
	if (g == b->main) {
		b->main = NULL;
		b->done = true;
	}
	unlock_and_wake(b);
}

// --- records -------------------------------------------------------------------------------------

static Bubble *new_record(void)
{
	Bubble *b = rt_alloc(sizeof *b);

	b->lock.rank = RANK_BUBBLE;
	b->timers = timer_heap_new();
	b->all_next = bubble_all;
	// release: the collector walks the list without the lock and finds all_next and timers set
	atomic_store_ptr_release((void *volatile *)&bubble_all, b);
	return b;
}

static Bubble *take_record(G *root)
{
	Bubble *b;

	lock_acquire(&bubbles_lock);
	b = free_bubbles;
	if (b)
		free_bubbles = b->free_next;
	else
		b = new_record();
	b->id = ++last_id;
	lock_release(&bubbles_lock);
	b->now = YEAR_2000;
	b->root = root;
	b->main = b->waiter = NULL;
	b->waits = b->done = false;
	b->total = b->running = 0;
	b->active = 1; // root runs
	return b;
}

static void give_record(Bubble *b)
{
	lock_acquire(&bubbles_lock);
	b->free_next = free_bubbles;
	free_bubbles = b;
	lock_release(&bubbles_lock);
}

// --- the root ------------------------------------------------------------------------------------

// On g0: root has parked.
static bool rest_root(G *g, void *bubble)
{
	Bubble *b = bubble;
	G *next;

	lock_acquire(&b->lock);
	b->active--;
	next = choose(b);
	lock_release(&b->lock);
	if (next && next != g)
		sched_ready(next);
	return next != g;
}

// The bubble is at rest.  False: for ever.
static bool advance(Bubble *b)
{
	int64_t next = timer_heap_next(b->timers);

	if (!next || b->done)
		return false;
	if (next > b->now)
		b->now = next;
	return true;
}

enum { ALL_ENDED, MAIN_ENDED, ALL_BLOCKED };

intptr_t bubble_run(GoClosure *f, uint32_t *id) GO_SYMBOL("internal.synctest.run");
intptr_t bubble_wait(void) GO_SYMBOL("internal.synctest.wait");
bool bubble_is_in(void) GO_SYMBOL("internal.synctest.IsInBubble");
bool bubble_sync_is_in(void) GO_SYMBOL("sync.inBubble");
bool bubble_time_is_in(void) GO_SYMBOL("time.inBubble");

// What became of it: one of the above; its number.  The caller is in no bubble.
intptr_t bubble_run(GoClosure *f, uint32_t *id)
{
	G *root = getg();
	Bubble *b = take_record(root);
	intptr_t outcome = ALL_ENDED;

	*id = b->id;
	root->bubble = b;
	b->main = sched_spawn_bubbled(f, (uintptr_t)__builtin_return_address(0));
	do {
		timer_heap_run(b->timers, b->now);
		sched_park(rest_root, b, WAIT_SYNCTEST_RUN);
	} while (advance(b));
	root->bubble = NULL;
	timer_heap_clear(b->timers);
	if (b->total == 0)
		give_record(b);
	else
		outcome = b->done ? MAIN_ENDED : ALL_BLOCKED;
	return outcome;
}

// --- Wait ----------------------------------------------------------------------------------------

static bool enter_wait(G *g, void *bubble)
{
	Bubble *b = bubble;

	lock_acquire(&b->lock);
	b->waiter = g;
	lock_release(&b->lock);
	return true;
}

// 0: the others are all durably blocked; 1: not in a bubble; 2: somebody else waits already.
intptr_t bubble_wait(void)
{
	Bubble *b = getg()->bubble;
	bool taken;

	if (!b)
		return 1;
	lock_acquire(&b->lock);
	taken = b->waits;
	b->waits = true;
	lock_release(&b->lock);
	if (taken)
		return 2;
	sched_park(enter_wait, b, WAIT_SYNCTEST_WAIT);
	lock_acquire(&b->lock);
	b->active--; // we were chosen
	b->waiter = NULL;
	b->waits = false;
	lock_release(&b->lock);
	return 0;
}

bool bubble_is_in(void)
{
	return getg()->bubble != NULL;
}

bool bubble_sync_is_in(void)
{
	return getg()->bubble != NULL;
}

bool bubble_time_is_in(void)
{
	return getg()->bubble != NULL;
}

// --- objects of a bubble -------------------------------------------------------------------------

enum { UNBUBBLED, CURRENT, OTHER };

intptr_t bubble_associate(void *p, bool add) GO_SYMBOL("sync.associate");
void bubble_disassociate(void *p) GO_SYMBOL("sync.disassociate");

// Which bubble is p of?  add: if none, of this one from now on.  What is not on the heap is of
// none.
intptr_t bubble_associate(void *p, bool add)
{
	uint32_t id = bubble_id(getg());
	Span *s = mheap_span_of((uintptr_t)p);
	uint64_t of = 0;

	if (!s || !id)
		return UNBUBBLED;
	sweep_ensure(s);
	Special *sp = add ? special_new(SPECIAL_BUBBLE) : NULL;
	if (sp) {
		sp->id = of = id;
		if (special_add(s, (uintptr_t)p, sp, true))
			return CURRENT;
		special_free(sp);
	}
	of = special_bubble(s, (uintptr_t)p);
	return of == 0 ? UNBUBBLED : of == id ? CURRENT : OTHER;
}

void bubble_disassociate(void *p)
{
	Span *s = mheap_span_of((uintptr_t)p);

	if (!s)
		return;
	sweep_ensure(s);
	Special *sp = special_find(s, (uintptr_t)p, SPECIAL_BUBBLE, bubble_id(getg()), true);
	if (sp)
		special_free(sp);
}
