// mcache.c - the first tier: what a P allocates from without a lock.  See malloc.c.
//
// For each span class the mcache owns one span and hands out its free slots in runs: a run is a
// stretch of neighbouring free slots, found in alloc_bits a word at a time (count trailing zeros),
// so that the allocator's common case is an addition and a comparison, however the bits look.
// Slots of a run are zeroed together when it is taken, while they are about to be used, and so are
// their pointer bitmaps; in spans fresh from the system nothing has to be zeroed at all.

#include "gc.h"
#include "profile.h"
#include "memory.h"

#define ZERO_STEP 4096 // zero at most this much ahead of use
#define MARK_STEP 2048 // while marking: a run is born black and paid for as a whole
#define DIRTY_MIN 512  // larger pointer-free slots are zeroed one by one, if asked

bool mcache_ask;

// --- runs ----------------------------------------------------------------------------------------

// First slot >= from whose alloc bit equals value; nelems if there is none.
static unsigned next_bit(const Span *s, unsigned from, bool value)
{
	for (unsigned w = from / 64; w < s->bits_words; w++) {
		uint64_t x = value ? s->alloc_bits[w] : ~s->alloc_bits[w];
		if (w == from / 64)
			x &= ~(uint64_t)0 << from % 64;
		if (x) {
			unsigned i = w * 64 + (unsigned)__builtin_ctzll(x);
			return i < s->nelems ? i : s->nelems;
		}
	}
	return s->nelems;
}

// Slots of a reused span hold old objects and old bitmaps.
static void clean_run(AllocRun *r, unsigned nslots)
{
	Span *s = r->span;
	size_t bytes = nslots * s->elem_size;
	memset((void *)r->next, 0, bytes);
	if (!span_has_bitmap(s))
		return;
	uint64_t *bitmap = span_bitmap(r->next);
	size_t first = (r->next - s->base) / 8, n = bytes / 8;
	for (size_t w = first / 64; w * 64 < first + n; w++)
		atomic_set(bitmap[w], bitmap[w] & ~bits_mask(w, first, first + n));
}

void mcache_check_rate(MCache *c)
{
	int64_t rate = profile_rate();
	if (c->sample_rate == rate)
		return;
	c->sample_rate = rate;
	c->next_sample = profile_next_sample();
}

// Choose the slot in the run that the heap profile samples: the one in which next_sample runs out.
// Each byte that is put into a run moves the sampling on; so every object is sampled with the right
// probability, in whatever order the runs of different classes are used up.
static void choose_sample(MCache *c, AllocRun *r)
{
	int64_t bytes = (int64_t)(r->run_end - r->next);
	mcache_check_rate(c);
	r->sample = UINTPTR_MAX;
	if (c->next_sample >= bytes) {
		c->next_sample -= bytes;
		return;
	}
	r->sample = r->next + (uintptr_t)c->next_sample / r->size * r->size;
	c->next_sample = profile_next_sample();
}

// Let the fast path go up to the next slot that somebody wants to see.
static void arm(AllocRun *r)
{
	if (mcache_ask)
		r->end = 0;
	else
		r->end = r->sample < r->run_end ? r->sample : r->run_end;
}

void mcache_sampled(MCache *c, AllocRun *r)
{
	choose_sample(c, r);
	arm(r);
}

void mcache_sample_anew(MCache *c)
{
	c->sample_rate = -1;
	for (int i = 0; i < NUM_SPAN_CLASSES; i++)
		if (c->run[i].span)
			mcache_sampled(c, &c->run[i]);
}

static unsigned at_most(unsigned n, uintptr_t max)
{
	return n <= max ? n : max ? (unsigned)max : 1;
}

// For assertions.  next <= end <= run_end, or end == 0; whole slots of its span, all of them free.
bool mcache_run_valid(const AllocRun *r)
{
	const Span *s = r->span;
	uintptr_t first = (r->next - s->base) / r->size, end = (r->run_end - s->base) / r->size;
	if (r->size != s->elem_size || r->next < s->base || r->next > r->run_end ||
	    end > s->nelems || span_slot_base(s, (unsigned)first) != r->next ||
	    span_slot_base(s, (unsigned)end) != r->run_end)
		return false;
	if (r->end && (r->end < r->next || r->end > r->run_end))
		return false;
	for (uintptr_t i = first; i < end; i++)
		if (bit_get(s->alloc_bits, (unsigned)i))
			return false;
	return s->list == NULL && s->alloc_count >= end - first &&
	       atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen);
}

static bool take_run(MCache *c, AllocRun *r)
{
	Span *s = r->span;
	unsigned from = (unsigned)((r->next - s->base) / s->elem_size);
	unsigned first = next_bit(s, from, false);
	if (first == s->nelems)
		return false;
	unsigned n = next_bit(s, first, true) - first;
	if (atomic_load32(&gc.phase) != GC_OFF)
		n = at_most(n, MARK_STEP / s->elem_size);
	r->dirty = s->needzero && spanclass_noscan(s->span_class) && s->elem_size > DIRTY_MIN;
	r->next = span_slot_base(s, first);
	bool clean = s->needzero && !r->dirty;
	if (clean)
		n = at_most(n, ZERO_STEP / s->elem_size);
	heap_unpoison(r->next, n * s->elem_size);
	if (clean)
		clean_run(r, n);
	r->run_end = r->next + n * s->elem_size;
	s->alloc_count += n;
	if (atomic_load32(&gc.phase) != GC_OFF)
		gc_run_taken(s, first, n);
	atomic_store32(&s->freeindex, first);
	choose_sample(c, r);
	arm(r);
	rt_assert(mcache_run_valid(r), "mcache: a run is not free slots of its span");
	return true;
}

// --- spans ---------------------------------------------------------------------------------------

static uint32_t unused_slots(const AllocRun *r)
{
	return (uint32_t)((r->run_end - r->next) / r->size);
}

static void set_freeindex(const AllocRun *r)
{
	atomic_store32(&r->span->freeindex, (uint32_t)((r->next - r->span->base) / r->size));
}

static uintptr_t free_bytes(const Span *s)
{
	return (s->nelems - s->alloc_count) * s->elem_size;
}

// Give the run's span back.  What the span still has free was counted as live when it was taken.
static void release_span(AllocRun *r)
{
	Span *s = r->span;
	rt_assert(mcache_run_valid(r), "mcache: a run is not free slots of its span");
	set_freeindex(r);
	s->alloc_count -= unused_slots(r);
	uintptr_t unused = free_bytes(s);
	gc_add_live(-(intptr_t)unused, spanclass_noscan(s->span_class) ? 0 : -(intptr_t)unused);
	uint32_t taken_with = r->taken_with;
	*r = (AllocRun){.size = 1};
	mcentral_give(s, s->alloc_count - taken_with);
}

static void refill(MCache *c, unsigned span_class)
{
	AllocRun *r = &c->run[span_class];
	if (r->span)
		release_span(r);
	Span *s = mcentral_take(span_class);
	uintptr_t unused = free_bytes(s);
	gc_add_live((intptr_t)unused, spanclass_noscan(span_class) ? 0 : (intptr_t)unused);
	r->span = s;
	r->size = (uint32_t)s->elem_size;
	r->next = r->run_end = span_slot_base(s, atomic_load32(&s->freeindex));
	r->taken_with = s->alloc_count;
}

void mcache_next_run(MCache *c, unsigned span_class)
{
	AllocRun *r = &c->run[span_class];
	while (!r->span || !take_run(c, r))
		refill(c, span_class);
}

// --- with the world stopped ----------------------------------------------------------------------

// Marking begins: what is left of the runs becomes free again, so that all that is handed out from
// now on comes from runs that are black; the tiny block is white, and what is free of it must not
// be handed out.
void mcache_begin_mark(MCache *c)
{
	rt_assert_stopped("mcache_begin_mark");
	c->tiny = 0;
	for (int i = 0; i < NUM_SPAN_CLASSES; i++) {
		AllocRun *r = &c->run[i];
		if (!r->span)
			continue;
		set_freeindex(r);
		r->span->alloc_count -= unused_slots(r);
		r->run_end = r->end = r->next;
	}
}

// Marking ends: what is left of the runs was marked with them but never handed out.
void mcache_end_mark(MCache *c)
{
	rt_assert_stopped("mcache_end_mark");
	for (int i = 0; i < NUM_SPAN_CLASSES; i++) {
		AllocRun *r = &c->run[i];
		if (!r->span)
			continue;
		set_freeindex(r);
		gc_run_unused(r->span, span_slot(r->span, r->next), unused_slots(r));
	}
}

uint64_t mcache_handed_out(const MCache *c, unsigned span_class)
{
	const AllocRun *r = &c->run[span_class];
	return r->span ? r->span->alloc_count - unused_slots(r) - r->taken_with : 0;
}

// P only: tell the mcentrals of the slots handed out so far.
void mcache_settle(MCache *c)
{
	for (unsigned sc = 0; sc < NUM_SPAN_CLASSES; sc++) {
		uint32_t n = (uint32_t)mcache_handed_out(c, sc);
		if (!n)
			continue;
		mcentral_count_mallocs(sc, n);
		c->run[sc].taken_with += n;
	}
}

void mcache_flush(MCache *c) // world stopped
{
	rt_assert_stopped("mcache_flush");
	c->tiny = 0;
	for (int i = 0; i < NUM_SPAN_CLASSES; i++)
		if (c->run[i].span)
			release_span(&c->run[i]);
}

// --- life ----------------------------------------------------------------------------------------

static MCache *free_mcaches; // world stopped, or before there is a second P

void mcache_init_p(P *p)
{
	MCache *c = free_mcaches;
	if (c)
		free_mcaches = (MCache *)c->tiny;
	else
		c = rt_alloc_kind(sizeof *c, SYS_CACHE);
	memset(c, 0, sizeof *c);
	for (int i = 0; i < NUM_SPAN_CLASSES; i++)
		c->run[i].size = 1;
	c->sample_rate = -1;
	mcache_check_rate(c);
	p->mcache = c;
	if (!p->gcw)
		p->gcw = rt_alloc_kind(sizeof *p->gcw, SYS_GC);
}

// World stopped.
void mcache_free_p(P *p)
{
	MCache *c = p->mcache;
	if (atomic_load32(&gc.phase) != GC_OFF)
		mcache_end_mark(c);
	mcache_flush(c);
	memstats_retire_mcache(c);
	c->tiny = (uintptr_t)free_mcaches;
	free_mcaches = c;
	p->mcache = NULL;
}
