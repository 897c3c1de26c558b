// generation.c - GODEBUG=gcgen=1: generations by sticky mark bits.
//
// Most objects die young.  A minor cycle therefore looks only at objects that were made since the
// last cycle.  Nothing is moved, so an object's generation is not where it lies but what its bits
// say.  Between two cycles
//
//     old      its bit in alloc_bits is set: the last cycle found it alive, or it was born in that
//     young    allocated since: a slot below freeindex, or of a new span, without that bit
//
// and sweeping, which makes mark bits allocation bits, is what makes objects old.  A minor cycle
// counts old objects as black from the beginning (heap_sticky; grey() in mark.c), and when it
// sweeps, the old allocation bits are or'ed to the new marks.  So a mark sticks until a major
// cycle, which is the ordinary one.  All roots are scanned in both.
//
// Why it holds.  When marking ends, what is marked points only to marked objects: what was scanned
// did so then, and the barrier shades whatever is stored while marking.  Later a pointer to a young
// object can get into an old one only by a store.  So the barrier stays on between cycles, and does
// then, in place of shading,
//
//     remember(slot, value): if slot lies in an old object and value is young,
//                            the old object is grey again
//
// Grey is, as always, to be in a GcWork: the minor cycle begins with work to do.  An object is
// remembered once: its mark bit, unused between cycles, says that it is; the cycle clears it when
// it begins.  (While its span waits to be swept the mark bit is in use; then only repetitions in a
// row are noticed.)  A large object has 64 cards, and only those written to are scanned.
//
// A span that is not swept yet holds old objects only, dead ones apart: nothing is allocated there.
//
// When.  After a major cycle the heap may grow to the goal that GOGC gives.  A quarter of that
// growth is the nursery: a minor cycle ends when the heap is that much
// larger than what the last cycle left.  If no room for a nursery is left before the goal, then old
// objects have died, or the heap has grown: the next cycle is major.  So are runtime.GC() and the
// cycle after two minutes.  The heap's goal holds as without generations.
// Of the cycles that gcstress asks for every fourth is major.
//
// Price: the barrier's slow path at each store of a pointer into the heap, old garbage until the
// next major cycle, and roots scanned more often.  docs/gc.md has figures.
//
// Source: Alan Demers, Mark Weiser et al., "Combining generational and conservative garbage
// collection: framework and implementations", POPL 1990 (sticky mark bits).

#include "gc.h"
#include "debugvars.h"
#include "memory.h"

enum { NURSERIES = 4, CARDS = 64, CARD_MIN = 512 };

bool heap_sticky;

// World stopped, but revived.
static struct {
	bool minor_next;
	uint64_t live;       // bytes that the last major cycle found alive
	uint64_t major_scan; // bytes a major cycle will have to scan, about
	uint64_t minor_scan; // bytes the last minor cycle scanned
	atomic_word revived; // bytes that live again since the last cycle ended.  Relaxed: counter
} generation;

// --- the barrier between cycles ------------------------------------------------------------------

READS_PUBLISHED static bool is_swept(const Span *s)
{
	// acquire: pairs with the release in sweep_span(); the bits are swapped.
	return atomic_load32_acquire(&s->sweepgen) == atomic_load32(&mheap.sweepgen);
}

READS_PUBLISHED static bool is_young(uintptr_t p)
{
	const Span *s = mheap_span_of(p);
	return s && is_swept(s) && span_slot(s, p) < s->nelems &&
	       !bit_get(s->alloc_bits, span_slot(s, p));
}

static uintptr_t card_bytes(const Span *s)
{
	uintptr_t bytes = (s->scan_bytes + CARDS - 1) / CARDS;
	return (bytes + CARD_MIN - 1) / CARD_MIN * CARD_MIN;
}

READS_PUBLISHED static void remember_cards(GcWork *w, Span *s, uintptr_t lo, uintptr_t hi)
{
	uintptr_t card = card_bytes(s), before;
	if (lo >= s->scan_bytes)
		return;
	uintptr_t cards = bits_mask(0, lo / card, hi < s->scan_bytes ? (hi - 1) / card + 1 : CARDS);
	do {
		before = atomic_load(&s->cards);
		if ((before & cards) == cards)
			return;
	} while (!atomic_cas(&s->cards, before, before | cards));
	if (before == 0)
		gcwork_push(w, s->base);
}

READS_PUBLISHED static void remember_object(uintptr_t slot, uintptr_t bytes)
{
	Span *s = mheap_span_of(slot);
	if (!s || spanclass_noscan(s->span_class))
		return;
	unsigned i = span_slot(s, slot);
	bool swept = is_swept(s);
	if (i >= s->nelems || (swept && !bit_get(s->alloc_bits, i)))
		return;
	GcWork *w = getp()->gcw;
	uintptr_t obj = span_slot_base(s, i);
	if (s->large) {
		remember_cards(w, s, slot - s->base, slot - s->base + bytes);
	} else if (swept ? span_mark(s, i) : w->remembered != obj) {
		gcwork_push(w, obj);
		w->remembered = obj;
	}
}

READS_PUBLISHED void generation_remember(uintptr_t slot, uintptr_t value)
{
	if (value - mheap.base < mheap.size && slot - mheap.base < mheap.size && is_young(value))
		remember_object(slot, sizeof value);
}

READS_PUBLISHED void generation_remember_range(uintptr_t p, uintptr_t bytes)
{
	if (bytes)
		remember_object(p, bytes);
}

uintptr_t generation_take_cards(Span *s, uintptr_t *card)
{
	*card = card_bytes(s);
	return atomic_swap(&s->cards, 0);
}

// A dead object lives again, as old as any.
void generation_revived(uintptr_t bytes)
{
	atomic_add(&generation.revived, (intptr_t)bytes);
}

// --- cycles --------------------------------------------------------------------------------------

// Mark bits and cards go back to what they are for.
static void forget(uintptr_t obj, void *minor)
{
	Span *s = mheap_span_of(obj);
	unsigned i = span_slot(s, obj);
	if (!s->large)
		s->mark_bits[i / 64] &= ~((uint64_t)1 << i % 64);
	else if (!*(bool *)minor)
		atomic_store(&s->cards, 0);
}

// World stopped, everything swept: what kind of cycle begins.  Returns the bytes that are marked
// beforehand.
uint64_t generation_begin(bool major)
{
	if (!debug.gcgen)
		return 0;
	rt_assert_stopped("generation_begin");
	bool minor = !major && (generation.minor_next || debug.gcstress);
	for (int i = 0; i < sched_gomaxprocs; i++) {
		gcwork_flush(sched_all_p[i]->gcw);
		sched_all_p[i]->gcw->remembered = 0;
	}
	gcwork_each_shared(forget, &minor);
	if (!minor)
		gcwork_drop_shared();
	heap_sticky = minor;
	return minor ? cycle.pacer.heap_marked + atomic_load(&generation.revived) : 0;
}

// World stopped, marking has ended: scanned bytes of the heap, of them fresh: of new objects.
void generation_learn(Pacer *p, uint64_t scanned, uint64_t fresh)
{
	if (!debug.gcgen)
		return;
	atomic_store(&generation.revived, 0);
	if (heap_sticky) {
		generation.minor_scan = scanned;
		generation.major_scan += scanned + fresh;
	} else {
		generation.live = p->heap_marked;
		generation.major_scan = scanned + fresh;
	}
}

// Fix goal and runway, like pacer_commit().
void generation_commit(Pacer *p, uint64_t live, bool sweep_done)
{
	if (!debug.gcgen) {
		pacer_commit(p, live, sweep_done);
		return;
	}
	uint64_t marked = p->heap_marked;
	p->heap_marked = generation.live;
	pacer_commit(p, live, sweep_done);
	uint64_t goal = p->percent_goal, nursery = (goal - generation.live) / NURSERIES;
	generation.minor_next = p->gc_percent >= 0 && marked + nursery <= goal;
	p->heap_marked = marked;
	p->last_heap_scan = generation.minor_next ? generation.minor_scan : generation.major_scan;
	pacer_commit(p, live, sweep_done);
	if (p->gc_percent < 0)
		return;
	p->percent_goal = marked + nursery;
	if (!generation.minor_next && goal > p->percent_goal)
		p->percent_goal = goal;
}

// Bytes of what there is now that the next cycle may have to scan.
uint64_t generation_heap_scan(uint64_t all)
{
	if (!debug.gcgen)
		return all;
	return generation.minor_next ? 0 : generation.major_scan;
}

// "" without generations.
const char *generation_name(void)
{
	if (!debug.gcgen)
		return "";
	return heap_sticky ? " (minor)" : " (major)";
}
