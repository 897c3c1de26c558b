// heapcheck.c - the debug build looks at the whole heap, with the world stopped, when marking
// begins and before everything becomes unswept.  At both moments everything is swept, so each span
// is on one list of its mcentral or in one mcache, and the equations of heap.h hold exactly:
//
//     span       alloc_count = slots below the run's end or in alloc_bits; bits end at nelems
//     lists      a partial list's spans have a free slot, a full list's have none
//     mheap      pages_in_use = pages of all spans; spans_in_use = spans on lists + in mcaches
//     pages      summaries and counts are what the bitmaps say (pagealloc.c)
//     cycle      marked = bytes of all slots whose mark is set

#include "gc.h"
#include "debugvars.h"

typedef struct {
	uintptr_t spans, pages, on_lists, in_caches;
	uint64_t marked;
	bool good;
} Census;

static bool complain(const Span *s, const char *what)
{
	rt_printf("runtime: span %#lx (class %u, %u of %u slots, sweepgen %u of %u): %s\n",
		  (unsigned long)s->base, s->span_class, s->alloc_count, s->nelems,
		  atomic_load32(&s->sweepgen), atomic_load32(&mheap.sweepgen), what);
	return false;
}

// --- one span ------------------------------------------------------------------------------------

static unsigned count_allocated(const Span *s, unsigned below)
{
	unsigned n = 0;
	for (unsigned i = 0; i < s->nelems; i++)
		n += i < below || bit_get(s->alloc_bits, i);
	return n;
}

static bool bits_end(const uint64_t *bits, const Span *s)
{
	unsigned used = s->nelems % 64;
	return used == 0 || bits[s->bits_words - 1] >> used == 0;
}

// below: slots up to there are allocated, whatever alloc_bits say.
static bool span_counts_valid(const Span *s, unsigned below)
{
	if (!bits_end(s->alloc_bits, s) || !bits_end(s->mark_bits, s) ||
	    !bits_end(s->array_bits, s))
		return complain(s, "bits beyond the last slot");
	for (unsigned i = below; i < s->nelems; i++)
		if (span_slot_is_array(s, i) && !bit_get(s->alloc_bits, i))
			return complain(s, "a free slot is noted as an array's");
	if (below > s->nelems || count_allocated(s, below) != s->alloc_count)
		return complain(s, "alloc_count is not the number of allocated slots");
	return true;
}

// s is on no list and in no mcache, or it is being put on a list: what it says of itself.
bool heapcheck_span(const Span *s)
{
	if (atomic_load8(&s->state) != SPAN_IN_USE)
		return complain(s, "it is not in use");
	if (mheap_span_of(s->base) != s || mheap_span_of(s->base + s->npages * PAGE_BYTES - 1) != s)
		return complain(s, "its pages are not its own");
	return span_counts_valid(s, atomic_load32(&s->freeindex));
}

// --- lists and mcaches ---------------------------------------------------------------------------

static bool list_valid(const SpanList *l, unsigned span_class, bool full, Census *c)
{
	const Span *before = NULL;
	for (const Span *s = l->first; s; before = s, s = s->next) {
		if (s->list != l || s->prev != before)
			return complain(s, "its list does not hold together");
		if (s->span_class != span_class)
			return complain(s, "on another span class's list");
		if (full != (s->alloc_count == s->nelems))
			return complain(s, full ? "on a full list with a free slot"
						: "on a partial list without a free slot");
		if (!heapcheck_span(s))
			return false;
		c->on_lists++;
	}
	return true;
}

static bool mcentral_valid(unsigned span_class, Census *c)
{
	const MCentral *m = &mcentral[span_class];
	unsigned swept = atomic_load32(&mheap.sweepgen) / 2 % 2;
	const Span *unswept = m->partial[1 - swept].first;
	if (!unswept)
		unswept = m->full[1 - swept].first;
	if (unswept)
		return complain(unswept, "on a list of spans to be swept");
	return list_valid(&m->partial[swept], span_class, false, c) &&
	       list_valid(&m->full[swept], span_class, true, c);
}

static bool mcache_valid(const MCache *m, Census *c)
{
	for (unsigned sc = 0; sc < NUM_SPAN_CLASSES; sc++) {
		const AllocRun *r = &m->run[sc];
		if (!r->span)
			continue;
		if (r->span->list || r->span->span_class != sc || !mcache_run_valid(r))
			return complain(r->span, "its run in an mcache is wrong");
		if (!span_counts_valid(r->span, (unsigned)((r->run_end - r->span->base) / r->size)))
			return false;
		c->in_caches++;
	}
	return true;
}

// --- everything ----------------------------------------------------------------------------------

static void count_span(Span *s, void *census)
{
	Census *c = census;
	c->spans++;
	c->pages += s->npages;
	for (unsigned i = 0; i < s->nelems; i++)
		c->marked += span_alive(s, i) ? s->elem_size : 0;
	if (atomic_load32(&s->sweepgen) != atomic_load32(&mheap.sweepgen))
		c->good = complain(s, "it is not swept");
	for (uintptr_t p = 0; p < s->npages; p++)
		if (mheap_span_of(s->base + p * PAGE_BYTES) != s)
			c->good = complain(s, "one of its pages is another's");
}

static bool same(const char *what, uint64_t counted, uint64_t found)
{
	if (counted != found)
		rt_printf("runtime: heap: %s: %lu by the count, %lu found\n", what, counted, found);
	return counted == found;
}

static bool pages_match(void)
{
	uintptr_t total = pages_total();
	if (!pages_valid()) {
		rt_printf("runtime: heap: what is derived from the bitmaps of pages is wrong\n");
		return false;
	}
	return same("pages", mheap.size / PAGE_BYTES, total) &&
	       (debug.efence ||
		same("pages free and in use", total, pages_free_count() + mheap.pages_in_use));
}

// World stopped, everything swept.  marked: bytes that are marked now.
bool heapcheck_all(uint64_t marked)
{
	Census c = {.good = true};
	for (unsigned sc = 0; sc < NUM_SPAN_CLASSES && c.good; sc++)
		c.good = mcentral_valid(sc, &c);
	for (int i = 0; i < sched_gomaxprocs && c.good; i++)
		c.good = mcache_valid(sched_all_p[i]->mcache, &c);
	if (!c.good)
		return false;
	mheap_each_span(count_span, &c);
	return c.good && same("pages in use", mheap.pages_in_use, c.pages) &&
	       same("spans in use", mheap.spans_in_use, c.spans) &&
	       same("spans on lists and in mcaches", c.on_lists + c.in_caches, c.spans) &&
	       same("bytes marked", marked, c.marked) && pages_match();
}
