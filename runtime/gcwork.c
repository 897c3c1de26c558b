// gcwork.c - the grey set: objects that are marked but not yet scanned.
//
// Each P has a GcWork with two buffers of object addresses; it pushes to and pops from the first
// and swaps them when that runs over or dry, so that a P that oscillates around a buffer's end does
// not touch the shared lists.  Full buffers go to a global list, from which every P takes when it
// has none: that is how work is shared.  When somebody is hungry and the list is empty, half of a
// buffer is given away.
//
// Between buffer and scanning lies a short ring: what is popped is prefetched and comes out some
// objects later, when its first cache line has arrived.  Marking a large heap is a walk through
// memory in no order, and this hides most of the misses.
//
// An empty buffer set at every P, an empty global list and no root jobs left means that marking is
// complete; gc.c establishes that this was so at one moment.

#include "gc.h"

#define PREFETCH_SPANS 4

static Lock lists_lock = {.rank = RANK_GCWORK};
static WorkBuf *full_list, *empty_list; // under lists_lock
// Of full_list, changed under lists_lock.  Relaxed: hint; that marking is over is established with
// the world stopped.
static atomic_u32 full_count;

// --- shared lists --------------------------------------------------------------------------------

static WorkBuf *take_from(WorkBuf **list)
{
	WorkBuf *b = *list;
	if (b)
		*list = b->next;
	return b;
}

static WorkBuf *get_empty(void)
{
	lock_acquire(&lists_lock);
	WorkBuf *b = take_from(&empty_list);
	lock_release(&lists_lock);
	if (!b)
		b = rt_alloc_kind(sizeof *b, SYS_GC);
	b->n = 0;
	return b;
}

static void put_empty(WorkBuf *b)
{
	lock_acquire(&lists_lock);
	b->next = empty_list;
	empty_list = b;
	lock_release(&lists_lock);
}

static void add_full(WorkBuf *b) // under lists_lock
{
	b->next = full_list;
	full_list = b;
	atomic_add32(&full_count, 1);
}

static void put_full(WorkBuf *b)
{
	lock_acquire(&lists_lock);
	add_full(b);
	lock_release(&lists_lock);
}

// Full for empty.
static WorkBuf *exchange_full(WorkBuf *full)
{
	lock_acquire(&lists_lock);
	add_full(full);
	WorkBuf *b = take_from(&empty_list);
	lock_release(&lists_lock);
	return b ? b : get_empty();
}

// For empty, if that is not NULL and there is a full one.
static WorkBuf *get_full(WorkBuf *empty)
{
	if (atomic_load32(&full_count) == 0)
		return NULL;
	lock_acquire(&lists_lock);
	WorkBuf *b = take_from(&full_list);
	if (b) {
		atomic_add32(&full_count, -1);
		if (empty) {
			empty->next = empty_list;
			empty_list = empty;
		}
	}
	lock_release(&lists_lock);
	return b;
}

bool gcwork_shared(void)
{
	return atomic_load32(&full_count) != 0;
}

void gcwork_each_shared(void (*fn)(uintptr_t, void *), void *arg)
{
	rt_assert_stopped("gcwork_each_shared");
	for (WorkBuf *b = full_list; b; b = b->next)
		for (uintptr_t i = 0; i < b->n; i++)
			fn(b->obj[i], arg);
}

void gcwork_drop_shared(void)
{
	WorkBuf *b;
	rt_assert_stopped("gcwork_drop_shared");
	while ((b = get_full(NULL)) != NULL)
		put_empty(b);
}

// --- one P's work --------------------------------------------------------------------------------

void gcwork_push(GcWork *w, uintptr_t obj)
{
	rt_assert(mheap_span_of(obj & ~GCWORK_IS_SPAN) != NULL, "gcwork: not an object");
	if (unlikely(w->a == NULL)) {
		w->a = get_empty();
		w->b = get_empty();
	}
	if (unlikely(w->a->n == WORKBUF_LEN)) {
		WorkBuf *full = w->a;
		w->a = w->b;
		w->b = full;
		if (w->a->n == WORKBUF_LEN) {
			w->a = exchange_full(w->a);
			w->a->n = 0;
		}
	}
	w->a->obj[w->a->n++] = obj;
}

static uintptr_t pop(GcWork *w)
{
	if (unlikely(w->a == NULL))
		return 0;
	if (w->a->n == 0) {
		WorkBuf *dry = w->a;
		w->a = w->b;
		w->b = dry;
		if (w->a->n == 0) {
			WorkBuf *full = get_full(w->a);
			if (!full)
				return 0;
			w->a = full;
		}
	}
	return w->a->obj[--w->a->n];
}

// First in, first out: the later a span is scanned, the more of its objects are grey by then.
void gcwork_push_span(GcWork *w, Span *s)
{
	if (w->n_spans == GCWORK_SPANS) {
		gcwork_push(w, s->base | GCWORK_IS_SPAN);
		return;
	}
	w->spans[(w->first_span + w->n_spans++) % GCWORK_SPANS] = s;
}

static uintptr_t pop_span(GcWork *w)
{
	if (w->n_spans == 0)
		return 0;
	Span *s = w->spans[w->first_span];
	w->first_span = (w->first_span + 1) % GCWORK_SPANS;
	w->n_spans--;
	if (w->n_spans >= PREFETCH_SPANS) {
		const Span *later = w->spans[(w->first_span + PREFETCH_SPANS - 1) % GCWORK_SPANS];
		__builtin_prefetch(later);
		__builtin_prefetch(later->inline_bits);
	}
	return s->base | GCWORK_IS_SPAN;
}

static uintptr_t swap_ring(GcWork *w, uintptr_t obj)
{
	unsigned i = w->ring_at++ % GCWORK_RING;
	uintptr_t out = w->ring[i];
	w->ring[i] = obj;
	return out;
}

// The next object to scan, 0 if this P has none and the shared list is empty.
uintptr_t gcwork_next(GcWork *w)
{
	if (unlikely(w->a == NULL)) {
		w->a = get_empty();
		w->b = get_empty();
	}
	for (;;) {
		uintptr_t obj = pop(w);
		if (obj == 0)
			break;
		__builtin_prefetch((const void *)obj);
		obj = swap_ring(w, obj);
		if (obj)
			return obj;
	}
	for (unsigned i = 0; i < GCWORK_RING; i++) {
		uintptr_t obj = swap_ring(w, 0);
		if (obj)
			return obj;
	}
	return pop_span(w);
}

// Others are out of work and the shared list is empty: give them half of what is here.
void gcwork_balance(GcWork *w)
{
	if (w->a == NULL)
		return;
	if (w->b->n) {
		put_full(w->b);
		w->b = get_empty();
	} else if (w->a->n > 4) {
		WorkBuf *half = get_empty();
		half->n = w->a->n / 2;
		w->a->n -= half->n;
		memcpy(half->obj, w->a->obj + w->a->n, half->n * sizeof half->obj[0]);
		put_full(half);
	} else if (w->n_spans > 4) {
		WorkBuf *half = get_empty();
		for (unsigned n = w->n_spans / 2; half->n < n && half->n < WORKBUF_LEN;)
			half->obj[half->n++] = pop_span(w);
		put_full(half);
	}
}

static void dispose_buffer(WorkBuf *b)
{
	if (b->n)
		put_full(b);
	else
		put_empty(b);
}

// Put everything where all Ps find it, and the counts into the cycle's.
void gcwork_flush(GcWork *w)
{
	for (unsigned i = 0; i < GCWORK_RING; i++) {
		uintptr_t obj = swap_ring(w, 0);
		if (obj)
			gcwork_push(w, obj);
	}
	for (uintptr_t s; (s = pop_span(w)) != 0;)
		gcwork_push(w, s);
	if (w->a) {
		dispose_buffer(w->a);
		dispose_buffer(w->b);
		w->a = w->b = NULL;
	}
	mark_flush_counts(w);
}

bool gcwork_empty(const GcWork *w)
{
	for (unsigned i = 0; i < GCWORK_RING; i++)
		if (w->ring[i])
			return false;
	return w->n_spans == 0 && (w->a == NULL || (w->a->n == 0 && w->b->n == 0));
}
