// sweep.c - turning unmarked slots into free ones, while the program runs.
//
// After mark termination every span is "to be swept" (mheap.sweepgen went up by 2).  Sweeping a
// span is a swap: its mark bits become the allocation bits, the old allocation bits, cleared,
// collect the next cycle's marks.  No slot is touched (unless GODEBUG=clobberfree=1); a span
// without marks goes back to mheap as pages.  Before the swap the specials of unmarked objects are
// dealt with (specials.c).
//
// Four parties sweep, each span once (mcentral.c says how it is claimed):
//   - the background sweeper, a goroutine that takes span after span and yields to everybody,
//   - an mcache in need of a span sweeps candidates of its class first (mcentral_take),
//   - an allocation that the background sweeper has not kept ahead of pays in proportion:
//     sweep_credit().  Over the heap growth left until the next trigger all spans must get swept,
//     so each allocated byte owes pages_to_sweep / bytes_to_trigger pages.
//   - a large object, for which dead ones that nobody has swept yet may make room: sweep_reclaim().
// The next cycle begins by sweeping what is left.
//
// A minor cycle's marks are about young objects only: the old allocation bits are added to them
// (generation.c).
//
// A mark on a slot that was never allocated means that the program holds a pointer to a free
// object: throw at once ("zombie"), as every later step would work on sand.

#include "gc.h"
#include "debugvars.h"
#include "trace.h"

#define CLOBBER 0xdeadbeefdeadbeefull
#define LARGE_CLASSES 2 // span classes 0 and 1: with and without pointers
#define RECLAIM_LOOK 16

SweepState sweep;

// --- one span ------------------------------------------------------------------------------------

static uint64_t slots_mask(const Span *s, unsigned word) // bits of word that stand for slots
{
	unsigned left = s->nelems - word * 64;
	return left >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
}

static uint64_t allocated_word(const Span *s, unsigned word)
{
	unsigned freeindex = atomic_load32(&s->freeindex);
	uint64_t bits = s->alloc_bits[word];
	if (freeindex >= word * 64 + 64)
		bits = ~(uint64_t)0;
	else if (freeindex > word * 64)
		bits |= ((uint64_t)1 << (freeindex - word * 64)) - 1;
	return bits & slots_mask(s, word);
}

static _Noreturn void report_zombie(const Span *s, unsigned slot)
{
	uintptr_t p = span_slot_base(s, slot);
	rt_printf("runtime: marked free object at %#lx in span %#lx, slot size %lu, freeindex %u\n",
		  (unsigned long)p, (unsigned long)s->base, (unsigned long)s->elem_size,
		  atomic_load32(&s->freeindex));
	const uintptr_t *words = (const uintptr_t *)p;
	for (unsigned i = 0; i < s->elem_size / 8 && i < 16; i++)
		rt_printf("\t*(%#lx+%u) = %#lx\n", (unsigned long)p, i * 8,
			  (unsigned long)words[i]);
	throw("found pointer to free object");
}

static void check_zombies(const Span *s)
{
	for (unsigned w = 0; w < s->bits_words; w++) {
		uint64_t zombies = s->mark_bits[w] & ~allocated_word(s, w);
		if (zombies)
			report_zombie(s, w * 64 + (unsigned)__builtin_ctzll(zombies));
	}
}

static void clobber(uintptr_t p, uintptr_t size)
{
	uint64_t *words = (uint64_t *)p;
	for (uintptr_t w = 0; w < size / 8; w++)
		words[w] = CLOBBER;
}

#ifdef __SANITIZE_ADDRESS__
#define TOUCH_DEAD true
#else
#define TOUCH_DEAD debug.clobberfree
#endif

static void touch_dead(const Span *s)
{
	for (unsigned i = 0; i < s->nelems; i++) {
		if (!span_slot_allocated(s, i) || span_marked(s, i))
			continue;
		if (debug.clobberfree)
			clobber(span_slot_base(s, i), s->elem_size);
		heap_poison(span_slot_base(s, i), s->elem_size);
	}
}

static void keep_old(Span *s)
{
	for (unsigned w = 0; w < s->bits_words; w++)
		s->mark_bits[w] |= s->alloc_bits[w];
}

static uint32_t count_marks(const Span *s)
{
	uint32_t n = 0;
	for (unsigned w = 0; w < s->bits_words; w++)
		n += bits_count(s->mark_bits[w]);
	return n;
}

static void swap_bits(Span *s)
{
	uint64_t *old = s->alloc_bits;
	s->alloc_bits = s->mark_bits;
	memset(old, 0, s->bits_words * sizeof *old);
	s->mark_bits = old;
	if (debug.gcmark_spans)
		memset(s->scan_bits, 0, s->bits_words * sizeof *s->scan_bits);
	for (unsigned w = 0; w < s->bits_words; w++)
		atomic_set(s->array_bits[w], s->array_bits[w] & s->alloc_bits[w]);
}

static void free_span(Span *s)
{
	if (s->large)
		atomic_add(&mheap.large_free_bytes, (intptr_t)s->elem_size);
	if (debug.efence)
		mheap_fence(s);
	else
		mheap_free(s);
}

// Sweep s, which the caller has claimed.  keep: the caller wants the span itself.  Otherwise it
// goes to its mcentral, or, when empty, back to mheap (then the result is true).
bool sweep_span(Span *s, bool keep)
{
	uintptr_t npages = s->npages;
	rt_assert(atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen) - 1,
		  "sweep: the span was not claimed");
	rt_assert(atomic_load8(&s->state) == SPAN_IN_USE, "sweep: the span is free");
	rt_assert(s->list == NULL, "sweep: the span is on a list");
	if (heap_sticky)
		keep_old(s);
	if (s->specials)
		special_sweep(s);
	check_zombies(s);
	if (TOUCH_DEAD)
		touch_dead(s);
	uint32_t live = count_marks(s), nfreed = s->alloc_count - live;
	if (live > s->alloc_count)
		throw("sweep: more objects marked than allocated");
	if (nfreed) {
		s->needzero = true;
		mcentral_count_frees(s->span_class, nfreed);
	}
	swap_bits(s);
	s->alloc_count = live;
	atomic_store32(&s->freeindex, 0);
	// release: pairs with the acquire in sweep_ensure(); the bits above are then in place.
	atomic_store32_release(&s->sweepgen, atomic_load32(&mheap.sweepgen));
	atomic_add(&sweep.pages_swept, (intptr_t)npages);
	if (tracing())
		trace_sweep_span(npages * PAGE_BYTES, nfreed * s->elem_size);
	rt_assert(atomic_load(&sweep.pages_swept) <= sweep.pages_to_sweep,
		  "sweep: more pages swept than there were to sweep");
	if (live == 0 && !keep) {
		free_span(s);
		return true;
	}
	if (!keep)
		mcentral_give(s, 0);
	return false;
}

// --- the whole heap ------------------------------------------------------------------------------

// Classes only ever run out during a cycle, so the first that still has spans can be remembered; a
// lost race costs a look at an empty list.
static Span *next_unswept(unsigned end_class)
{
	for (unsigned sc = atomic_load32(&sweep.next_class); sc < end_class; sc++) {
		Span *s = mcentral_next_unswept(sc);
		if (s)
			return s;
		atomic_store32(&sweep.next_class, sc + 1);
	}
	return NULL;
}

uintptr_t sweep_one(void)
{
	Span *s = next_unswept(NUM_SPAN_CLASSES);
	uintptr_t npages = s ? s->npages : 0;
	if (s)
		sweep_span(s, false);
	return npages;
}

void sweep_reclaim(uintptr_t npages)
{
	uintptr_t freed = 0, looked_at = 0;
	while (freed < npages && looked_at < npages * RECLAIM_LOOK) {
		Span *s = next_unswept(LARGE_CLASSES);
		if (!s)
			return;
		uintptr_t n = s->npages;
		looked_at += n;
		if (sweep_span(s, false))
			freed += n;
	}
}

// No span is left, and none is in a sweeper's hands.
bool sweep_done(void)
{
	return atomic_load(&sweep.pages_swept) >= sweep.pages_to_sweep;
}

void sweep_ensure(Span *s)
{
	// acquire, here and below: pairs with the release in sweep_span(); the bits are swapped.
	if (atomic_load32_acquire(&s->sweepgen) == atomic_load32(&mheap.sweepgen))
		return;
	if (mcentral_claim(s)) {
		sweep_span(s, false);
		return;
	}
	while (atomic_load32_acquire(&s->sweepgen) != atomic_load32(&mheap.sweepgen))
		atomic_pause();
}

void sweep_begin(void)
{
	rt_assert_stopped("sweep_begin");
	rt_assert_expensive(heapcheck_all(atomic_load(&cycle.marked)),
			    "heap: inconsistent after marking");
	atomic_add32(&mheap.sweepgen, 2);
	sweep.pages_to_sweep = mheap.pages_in_use;
	atomic_store(&sweep.pages_swept, 0);
	atomic_store32(&sweep.next_class, 0);
}

// From now on sweeping shall be complete when the heap has grown from live to trigger.
void sweep_pace(uintptr_t live, uintptr_t trigger)
{
	rt_assert_stopped("sweep_pace");
	intptr_t left = (intptr_t)(sweep.pages_to_sweep - atomic_load(&sweep.pages_swept));
	intptr_t distance = (intptr_t)(trigger - live) - (1 << 20);
	if (distance < (intptr_t)PAGE_BYTES)
		distance = (intptr_t)PAGE_BYTES;
	atomic_set_double(&sweep.pages_per_byte, left > 0 ? (double)left / (double)distance : 0);
	sweep.live_basis = live;
	sweep.swept_basis = atomic_load(&sweep.pages_swept);
}

void sweep_credit(uintptr_t bytes)
{
	double pages_per_byte = atomic_get_double(&sweep.pages_per_byte);
	if (pages_per_byte == 0)
		return;
	intptr_t grown = (intptr_t)(atomic_load(&gc.heap_live) - sweep.live_basis + bytes);
	intptr_t target = (intptr_t)(pages_per_byte * (double)grown);
	while ((intptr_t)(atomic_load(&sweep.pages_swept) - sweep.swept_basis) < target)
		if (sweep_one() == 0) {
			atomic_set_double(&sweep.pages_per_byte, 0);
			return;
		}
}
