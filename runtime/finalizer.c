// finalizer.c - runtime.SetFinalizer, AddCleanup and weak pointers: what happens when an object
// dies.
//
// An object with a finalizer lives through at least two cycles.
//   1. Marking does not reach it, but treats its fields as roots (specials.c), so that everything
//      the finalizer may look at is alive.  Sweeping finds it unmarked: it is marked after all
//      ("revived"), its finalizer goes from the list to the queue with the object's address.
//   2. The finalizer goroutine calls it with the object.  Unless it stored the pointer somewhere,
//      the next cycle finds the object unmarked and without a finalizer, and frees it.
// If A points to B and both have finalizers, B is reached from A's fields: A's runs first, B's a
// cycle later. A cycle of such objects is never freed, as in Go.
//
// A cleanup (runtime.AddCleanup) is a closure that does not get the object: the object is freed at
// once and the closure queued.  A weak handle is a word that holds the object's address until it
// dies, and then 0; it is cleared before a finalizer runs.
//
// The queue is made of the records themselves, which lie outside the heap, and is a root.  A
// sweeper moves all that died in a span there at once; a system goroutine takes the whole row, runs
// it and frees its records by the dozen.  So the two, which are busy at the same time, seldom meet
// at the queue's lock.  What is taken stays a root, word by word, until it has run.  The goroutine
// is one like any other, and its callees may block or allocate.

#include "gc.h"
#include "roots.h"
#include "tied.h"
#include "memory.h"

#define FREE_BATCH 128
#define FORGET_BYTES 2048
#define HANDLE_BYTES 24 // more than TINY_BYTES, with a word to spare in front

static Lock queue_lock = {.rank = RANK_FINALIZER_QUEUE};
static SpecialRow queue;       // under queue_lock; oldest first
static Special *taken;         // the row being run; written by its goroutine, under queue_lock
static atomic_word cleanup_id; // the last one given
static Daemon runner = {.name = "finalizers"};
static FinalizerCounts
    counts; // queued: under queue_lock; executed: finalizer goroutine (atomic_set)

// --- the queue -----------------------------------------------------------------------------------

// Called by the sweeper.
void finalizer_queue(SpecialRow dead)
{
	uint64_t n[2] = {0};
	if (!dead.first)
		return;
	dead.last->next = NULL;
	for (const Special *sp = dead.first; sp; sp = sp->next)
		n[sp->kind == SPECIAL_CLEANUP]++;
	lock_acquire(&queue_lock);
	if (queue.last)
		queue.last->next = dead.first;
	else
		queue.first = dead.first;
	queue.last = dead.last;
	counts.queued[0] += n[0];
	counts.queued[1] += n[1];
	lock_release(&queue_lock);
	daemon_poke(&runner);
}

// All that is queued.
static Special *take(void)
{
	lock_acquire(&queue_lock);
	taken = queue.first;
	queue = (SpecialRow){0};
	lock_release(&queue_lock);
	return taken;
}

// The records up to `last` are done with.
static void free_taken(Special *last)
{
	SpecialRow row = {taken, last};
	lock_acquire(&queue_lock);
	taken = last->next;
	lock_release(&queue_lock);
	special_free_row(row);
}

void finalizer_counts(FinalizerCounts *out)
{
	lock_acquire(&queue_lock);
	*out = counts;
	for (int i = 0; i < 2; i++)
		out->executed[i] = atomic_get(counts.executed[i]);
	lock_release(&queue_lock);
}

static void each_queued(Special *sp, RootFn fn, void *arg)
{
	for (; sp; sp = sp->next) {
		fn(&sp->object, sizeof sp->object, arg);
		fn(&sp->fn, sizeof sp->fn, arg);
	}
}

// What is queued is reachable.  Concurrent with the finalizer goroutine, which shades what it runs
// and then clears it.
void finalizer_each_root(RootFn fn, void *arg)
{
	lock_acquire(&queue_lock);
	each_queued(taken, fn, arg);
	each_queued(queue.first, fn, arg);
	lock_release(&queue_lock);
}

// --- the finalizer goroutine ---------------------------------------------------------------------

// Not inlined, so that the object's address stays in no register of the goroutine that is about to
// sleep.
static __attribute__((noinline)) void run_one(Special *sp)
{
	bool cleanup = sp->kind == SPECIAL_CLEANUP;
	if (barrier_enabled == BARRIER_MARK) {
		mark_shade(getp()->gcw, (uintptr_t)sp->fn);
		mark_shade(getp()->gcw, sp->object);
	}
	asm_call_closure3(sp->fn, sp->object, 0, 0);
	atomic_set(sp->object, 0);
	atomic_set(sp->fn, NULL);
	atomic_set(counts.executed[cleanup], counts.executed[cleanup] + 1);
}

// Stacks are scanned word by word: what calls left below would keep the last object alive, for the
// frames we sleep in have holes.
static __attribute__((noinline)) void forget_calls(void)
{
	char below[FORGET_BYTES];
	memset(below, 0, sizeof below);
	__asm__ volatile("" : : "r"(below) : "memory");
}

static void run_taken(void)
{
	int n = 0;
	for (Special *sp = taken, *next; sp; sp = next) {
		next = sp->next;
		run_one(sp);
		if (!next || ++n % FREE_BATCH == 0)
			free_taken(sp);
	}
}

static void runner_main(void *unused)
{
	(void)unused;
	for (;;) {
		while (take())
			run_taken();
		forget_calls();
		daemon_sleep(&runner, WAIT_FINALIZER);
	}
}

void finalizer_init(void)
{
	special_init();
	daemon_start(&runner, runner_main);
}

// --- attaching -----------------------------------------------------------------------------------

// The span of the object that begins at p, swept; NULL if no object begins there.  Within a block
// of the tiny allocator any address will do, as objects there have no boundaries.
static Span *span_of_object(uintptr_t p)
{
	Span *s = mheap_span_of(p);
	if (!s)
		return NULL;
	uintptr_t base = span_slot_base(s, span_slot(s, p));
	if (!s->large && !spanclass_noscan(s->span_class) && s->elem_size > BITMAP_MAX_OBJECT)
		base += HEADER_BYTES;
	bool tiny = spanclass_noscan(s->span_class) && s->elem_size == TINY_BYTES;
	if (p != base && !tiny)
		return NULL;
	sweep_ensure(s);
	return s;
}

// A root job may have passed this span already.
static void mark_now(Span *s, const Special *sp)
{
	if (atomic_load32(&gc.phase) == GC_MARK)
		special_mark(getp()->gcw, s, sp);
}

static void remove_special(Span *s, uintptr_t p, int kind, uint64_t id)
{
	Special *sp = special_find(s, p, kind, id, true);
	if (sp)
		special_free(sp);
}

int finalizer_set(uintptr_t p, GoClosure *fn)
{
	if (!heap_contains(p))
		return FINALIZER_STATIC;
	Span *s = span_of_object(p);
	if (!s)
		return FINALIZER_NOT_AN_OBJECT;
	if (!fn) {
		remove_special(s, p, SPECIAL_FINALIZER, 0);
		return FINALIZER_DONE;
	}
	Special *sp = special_new(SPECIAL_FINALIZER);
	sp->fn = fn;
	if (!special_add(s, p, sp, true)) {
		special_free(sp);
		return FINALIZER_TWICE;
	}
	mark_now(s, sp);
	return FINALIZER_DONE;
}

// fn takes no argument.  p may point anywhere into the object.  Returns an id for
// finalizer_stop_cleanup, 0: not a heap object.
uint64_t finalizer_add_cleanup(uintptr_t p, GoClosure *fn)
{
	Span *s = mheap_span_of(p);
	if (!s)
		return 0;
	sweep_ensure(s);
	Special *sp = special_new(SPECIAL_CLEANUP);
	sp->fn = fn;
	uint64_t id = sp->id = (uint64_t)atomic_add(&cleanup_id, 1);
	special_add(s, p, sp, false);
	mark_now(s, sp);
	return id;
}

typedef struct {
	uintptr_t base, size;
	bool found;
} Within;

static bool is_tiny_block(const Span *s)
{
	return spanclass_noscan(s->span_class) && s->elem_size == TINY_BYTES;
}

// Small objects that share a block are different objects.
static Within object_around(uintptr_t p)
{
	const Span *s = mheap_span_of(p);
	if (!s)
		return (Within){0};
	if (is_tiny_block(s))
		return (Within){p, 1, false};
	return (Within){span_slot_base(s, span_slot(s, p)), s->elem_size, false};
}

static void is_within(uintptr_t *slot, void *arg)
{
	Within *w = arg;
	w->found |= *slot - w->base < w->size;
}

// Would a cleanup of the object that p points into never run?  1: its argument (0: no pointer)
// points into the object, too; 2: its function's closure does.
int finalizer_cleanup_fault(uintptr_t p, uintptr_t arg, const GoClosure *fn)
{
	Within object = object_around(p);
	Span *s = mheap_span_of((uintptr_t)fn);
	if (arg - object.base < object.size)
		return 1;
	if (s)
		mark_each_pointer(s, span_slot_base(s, span_slot(s, (uintptr_t)fn)), is_within,
				  &object);
	return object.found ? 2 : 0;
}

void finalizer_stop_cleanup(uintptr_t p, uint64_t id)
{
	Span *s = mheap_span_of(p);
	if (s) {
		sweep_ensure(s);
		remove_special(s, p, SPECIAL_CLEANUP, id);
	}
}

// --- timers --------------------------------------------------------------------------------------

// timer_dead(t) when the object that t is a part of has died.
void finalizer_watch_timer(uintptr_t t)
{
	Span *s = mheap_span_of(t);
	sweep_ensure(s);
	Special *sp = special_new(SPECIAL_TIMER);
	special_add(s, t, sp, false);
}

// --- weak pointers -------------------------------------------------------------------------------

// Is it known of the object at p, to which only a weak reference is at hand, whether it has died?
// When this is so for an object that still is what it was, it is alive until the goroutine's next
// safepoint.
bool object_settled(const void *p)
{
	const Span *s = mheap_span_of((uintptr_t)p);
	// acquire: pairs with the release in sweep_span(): what it did with the object is done.
	return !s || atomic_load32_acquire(&s->sweepgen) == atomic_load32(&mheap.sweepgen);
}

// Make it known: if the object has died, what is attached to it hears of it.  No lock is held.
void object_settle(const void *p)
{
	Span *s = mheap_span_of((uintptr_t)p);
	if (s) // else somebody has just freed it
		sweep_ensure(s);
}

// The object's handle: a heap word without pointers, the same for equal p; p itself if that is not
// in the heap.  The handle does not share a block with other small objects, whose lives it would
// prolong; and it is not the first word of its own, since a word on a stack keeps alive what ends
// there too (mark.c), which could be the object.
uintptr_t *finalizer_weak_handle(uintptr_t p)
{
	Span *s = mheap_span_of(p);
	if (!s)
		return (uintptr_t *)p;
	// This may collect; p is on the stack.
	uintptr_t *handle = (uintptr_t *)malloc_gc(HANDLE_BYTES, NULL, false) + 1;
	sweep_ensure(s);
	Special *sp = special_find(s, p, SPECIAL_WEAK, 0, false);
	if (sp) {
		mark_now(s, sp);
		return sp->handle;
	}
	*handle = p;
	sp = special_new(SPECIAL_WEAK);
	sp->handle = handle;
	if (!special_add(s, p, sp, true)) {
		special_free(sp);
		sp = special_find(s, p, SPECIAL_WEAK, 0, false);
	}
	mark_now(s, sp);
	return sp->handle;
}

// The object, kept alive from now on, or 0 if it is dead.
uintptr_t finalizer_weak_get(uintptr_t *handle)
{
	if (!mheap_span_of((uintptr_t)handle))
		return (uintptr_t)handle;
	uintptr_t p = atomic_load((atomic_word *)handle);
	if (p == 0)
		return 0;
	if (atomic_load32(&gc.phase) == GC_OFF) {
		object_settle((void *)p); // it may be found dead only now
		return atomic_load((atomic_word *)handle);
	}
	mark_shade(getp()->gcw, p);
	return p;
}
