// mcentral.c - the second tier: the spans of one span class, under one lock.  See malloc.c.
//
// Four lists.  Swept spans: partial (with a free slot) and full.  Spans still to be swept in this
// cycle: partial and full as they were.  Which pair is which follows from mheap.sweepgen, so that
// raising it at mark termination turns every swept list into one to be swept, at no cost.  A span
// in an mcache or in a sweeper's hands is on no list.  Large objects' spans live in the full lists
// of size class 0.
//
// Taking a span prefers what is ready: a swept partial one; else sweep partial ones; else sweep
// full ones (a bounded number: garbage may be elsewhere); else a new span from mheap.

#include "heap.h"
#include "trace.h"

#define FULL_SWEEP_TRIES 100

MCentral mcentral[NUM_SPAN_CLASSES];

void mcentral_init(void)
{
	for (int i = 0; i < NUM_SPAN_CLASSES; i++)
		mcentral[i].lock = (Lock){.rank = RANK_MCENTRAL};
}

static unsigned swept_index(void)
{
	return atomic_load32(&mheap.sweepgen) / 2 % 2;
}

static SpanList *unswept_partial(MCentral *c)
{
	return &c->partial[1 - swept_index()];
}
static SpanList *unswept_full(MCentral *c)
{
	return &c->full[1 - swept_index()];
}

// --- taking --------------------------------------------------------------------------------------

static Span *pop_swept(MCentral *c)
{
	lock_acquire(&c->lock);
	Span *s = c->partial[swept_index()].first;
	if (s) {
		rt_assert(atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen),
			  "mcentral: a span on a swept list is not swept");
		rt_assert(s->alloc_count < s->nelems, "mcentral: a span on a partial list is full");
		span_list_remove(s);
	}
	lock_release(&c->lock);
	return s;
}

static void begin_sweep(Span *s) // under the lock
{
	rt_assert_held(&mcentral[s->span_class].lock, "mcentral");
	rt_assert(atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen) - 2,
		  "mcentral: a span on a list to be swept is swept");
	span_list_remove(s);
	atomic_store32(&s->sweepgen, atomic_load32(&mheap.sweepgen) - 1);
}

static Span *pop_unswept(MCentral *c, SpanList *unswept)
{
	lock_acquire(&c->lock);
	Span *s = unswept->first;
	if (s)
		begin_sweep(s);
	lock_release(&c->lock);
	return s;
}

// Sweep spans of the list until one has a free slot, at most tries.
static Span *sweep_for_slot(MCentral *c, SpanList *unswept, int tries)
{
	Span *s;
	while (tries-- > 0 && (s = pop_unswept(c, unswept)) != NULL) {
		sweep_span(s, true);
		if (s->alloc_count < s->nelems)
			return s;
		mcentral_give(s, 0);
	}
	return NULL;
}

Span *mcentral_take(unsigned span_class)
{
	MCentral *c = &mcentral[span_class];
	unsigned class = spanclass_size_class(span_class);
	if (tracing())
		trace_sweep_begin();
	sweep_credit(class_pages_table[class] * PAGE_BYTES);
	Span *s = pop_swept(c);
	if (!s)
		s = sweep_for_slot(c, unswept_partial(c), FULL_SWEEP_TRIES);
	if (!s)
		s = sweep_for_slot(c, unswept_full(c), FULL_SWEEP_TRIES);
	if (tracing())
		trace_sweep_end();
	if (!s)
		s = mheap_alloc(class_pages_table[class], span_class, true);
	return s;
}

// --- giving back ---------------------------------------------------------------------------------

// s is swept and no list's; nmalloc slots of it were given out since it was taken.
void mcentral_give(Span *s, uint32_t nmalloc)
{
	MCentral *c = &mcentral[s->span_class];
	SpanList *lists = s->alloc_count < s->nelems ? c->partial : c->full;
	rt_assert(atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen),
		  "mcentral: given a span that is not swept");
	rt_assert(s->alloc_count <= s->nelems, "mcentral: more slots in use than there are");
	rt_assert_expensive(heapcheck_span(s), "mcentral: given a span that is wrong");
	lock_acquire(&c->lock);
	atomic_set(c->nmalloc, c->nmalloc + nmalloc);
	span_list_push(&lists[swept_index()], s);
	lock_release(&c->lock);
}

void mcentral_count_mallocs(unsigned span_class, uint32_t n)
{
	MCentral *c = &mcentral[span_class];
	lock_acquire(&c->lock);
	atomic_set(c->nmalloc, c->nmalloc + n);
	lock_release(&c->lock);
}

void mcentral_count_frees(unsigned span_class, uint32_t n)
{
	MCentral *c = &mcentral[span_class];
	lock_acquire(&c->lock);
	atomic_set(c->nfree, c->nfree + n);
	lock_release(&c->lock);
}

// --- for the sweeper -----------------------------------------------------------------------------

// A span of this class that needs sweeping, now the caller's to sweep; NULL: none is left.
Span *mcentral_next_unswept(unsigned span_class)
{
	MCentral *c = &mcentral[span_class];
	Span *s = pop_unswept(c, unswept_full(c));
	return s ? s : pop_unswept(c, unswept_partial(c));
}

// Claim this very span for sweeping; false: it is swept, or somebody is at it.
bool mcentral_claim(Span *s)
{
	MCentral *c = &mcentral[s->span_class];
	lock_acquire(&c->lock);
	bool mine = atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen) - 2;
	if (mine)
		begin_sweep(s);
	lock_release(&c->lock);
	return mine;
}
