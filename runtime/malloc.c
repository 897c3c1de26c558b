// malloc.c - allocation: the way of an object through the three tiers.
//
//     goroutine -> mcache -> mcentral -> mheap -> system
//                  no lock   a lock      one lock
//                  (of P)    a class
//
// Sizes.  0 bytes: the address of one static word.  Below 16 bytes without pointers: several
// objects share a 16-byte block (tiny allocator).  Up to 32 KiB: the next of 67 size classes
// (sizeclass.c), in a span that holds slots of that class only; objects with and without pointers
// have spans of their own, so that the marker never looks into the latter.  Above: a span of its
// own, straight from mheap.
//
// The common case is a handful of instructions: the P's run of free slots for the class,
//
//     p = run->next;  if (p + size > run->end) go the slow way;  run->next = p + size;
//
// and nothing else is asked.  What wants to see an allocation makes the run end early instead:
//   - the run or the span is used up (mcache.c finds the next run, mcentral.c the next span),
//   - the heap profile samples this object (profile.c),
//   - GODEBUG gcstress is on, or efence: every object is a large one then, on pages of its own.
// The heap trigger and the sweeper's credit are settled when a span is taken, by its whole free
// space; while the collector is marking, a (short) run is marked black and debited to the goroutine
// when it is taken.
//
// Pointer maps.  The marker must know which words of an object are pointers:
//   - up to 512 bytes: a bit a word in a bitmap at the end of the (one-page) span, or'ed in here;
//   - up to 32 KiB: the slot begins with a word that holds the element type, the object follows;
//   - large: the type is in the Span.
// An array of n elements is marked by repeating the element's map to the end of the slot: the slack
// behind the last element is zero.  A slot whose type is not written yet has no pointers; that is
// what another thread may see, and is right, since the object is zero.
//
// Zeroing happens a run at a time (mcache.c) except for pointer-free slots above 512 bytes.
//
// Concurrency.  This is runtime text: it is never preempted asynchronously, so the mcache needs no
// protection between loading the P and leaving.  Only gc_before_alloc() may block, and the P is
// loaded after it; and gc_after_large(), with which a large object is complete.

#include "gc.h"
#include "debugvars.h"
#include "heapsites.h"
#include "linked.h"

#define MAX_ALLOC ((uintptr_t)1 << 48)
#define ZERO_CHUNK (256 << 10)

// zeros: for objects of size 0, and boxes of zero values
uint8_t zero_base[1024] __attribute__((aligned(16)));

static void *newobject_slow(const GoType *type);
static void *large(size_t size, const GoType *type, bool needzero);

// --- a slot of a size class ----------------------------------------------------------------------

static __attribute__((noinline)) uintptr_t take_slow(unsigned span_class)
{
	gc_before_alloc();
	MCache *c = getp()->mcache;
	AllocRun *r = &c->run[span_class];
	if (r->next + r->size > r->run_end)
		mcache_next_run(c, span_class);
	uintptr_t p = r->next;
	r->next = p + r->size;
	if (p == r->sample) {
		profile_sample(r->span, p, r->size);
		mcache_sampled(c, r);
	}
	return p;
}

static inline uintptr_t take(unsigned span_class)
{
	AllocRun *r = &getp()->mcache->run[span_class];
	uintptr_t p = r->next, next = p + r->size;
	if (unlikely(next > r->end))
		return take_slow(span_class);
	r->next = next;
	return p;
}

// --- pointer maps --------------------------------------------------------------------------------

// The span's bits from p on are clear.  Only the P that owns the span writes; markers read other
// bits.
static inline void set_bitmap(uintptr_t p, uint64_t bits)
{
	uint64_t *word = span_bitmap(p) + p % PAGE_BYTES / 512;
	unsigned shift = p / 8 % 64;
	uint64_t high = bits >> 1 >> (63 - shift);
	atomic_set(word[0], word[0] | bits << shift);
	if (high)
		atomic_set(word[1], word[1] | high);
}

// A loop over the object at p may point to the end of its slot.
static inline void note_array(const Span *s, uintptr_t p)
{
	unsigned slot = span_slot(s, p);
	uint64_t *word = &s->array_bits[slot / 64];
	atomic_set(*word, *word | (uint64_t)1 << slot % 64);
}

static inline uint64_t type_bits(const GoType *type) // at most 64 words of pointers
{
	return *(const uint64_t *)type->gcdata;
}

// The map of size bytes of elements, at most 64 words.
static uint64_t array_map(const GoType *elem, size_t size)
{
	uint64_t bits = type_bits(elem);
	for (size_t words = elem->size / 8; words < size / 8; words *= 2)
		bits |= bits << words;
	return size == 512 ? bits : bits & (((uint64_t)1 << size / 8) - 1);
}

// --- objects without pointers --------------------------------------------------------------------

static __attribute__((noinline)) void *tiny_new_block(size_t size)
{
	if (unlikely(debug.efence))
		return large(size, NULL, true);
	uintptr_t block = take(spanclass_make(sizeclass_of(TINY_BYTES), true));
	MCache *c = getp()->mcache;
	// Keep the block with more room; none where each object is to be seen.
	if ((c->tiny == 0 || size < c->tiny_used) && !heapsites_wanted) {
		c->tiny = block;
		c->tiny_used = size;
	}
	return (void *)block;
}

// Alignment follows the size, as the type is not known: 8 for multiples of 8 and so on.
static inline void *tiny(size_t size)
{
	MCache *c = getp()->mcache;
	uintptr_t align = size % 8 == 0 ? 8 : size % 4 == 0 ? 4 : size % 2 == 0 ? 2 : 1;
	uintptr_t at = (c->tiny_used + align - 1) & -align;
	if (unlikely(c->tiny == 0 || at + size > TINY_BYTES))
		return tiny_new_block(size);
	c->tiny_used = at + size;
	c->tiny_allocs++;
	return (void *)(c->tiny + at);
}

static void *noscan_slot(size_t size, bool needzero)
{
	unsigned span_class = spanclass_make(sizeclass_of(size), true);
	uintptr_t p = take(span_class);
	const AllocRun *r = &getp()->mcache->run[span_class];
	if (needzero && r->dirty)
		memset((void *)p, 0, r->size);
	return (void *)p;
}

// --- objects in slots that begin with their type -------------------------------------------------

static void *header_slot(size_t size, const GoType *type)
{
	uintptr_t p = take(spanclass_make(sizeclass_of(size + HEADER_BYTES), false));
	*(const GoType *volatile *)p = type;
	return (void *)(p + HEADER_BYTES);
}

// --- large objects -------------------------------------------------------------------------------

// In steps, between which the collector may stop this goroutine.
static void zero_large(char *p, size_t size)
{
	for (size_t done = 0; done < size; done += ZERO_CHUNK) {
		size_t n = size - done < ZERO_CHUNK ? size - done : ZERO_CHUNK;
		memset(p + done, 0, n);
		gc_yield();
	}
}

static void sample_large(Span *s)
{
	MCache *c = getp()->mcache;
	mcache_check_rate(c);
	c->next_sample -= (int64_t)s->elem_size;
	if (c->next_sample >= 0)
		return;
	c->next_sample = profile_next_sample();
	profile_sample(s, s->base, s->elem_size);
}

static size_t large_scan_bytes(const GoType *type, size_t size)
{
	if (!type)
		return 0;
	return size == type->size ? type->ptrdata : size;
}

static void *large(size_t size, const GoType *type, bool needzero)
{
	uintptr_t npages = (size + PAGE_BYTES - 1) / PAGE_BYTES;
	gc_before_large(npages * PAGE_BYTES);
	sweep_reclaim(npages);
	Span *s = mheap_alloc(npages, spanclass_make(0, type == NULL), false);
	char *p = (char *)s->base;
	s->scan_bytes = large_scan_bytes(type, size);
	s->alloc_count = 1;
	if (size == s->elem_size)
		note_array(s, s->base);
	atomic_store32(&s->freeindex, 1);
	if (atomic_load32(&gc.phase) != GC_OFF)
		gc_run_taken(s, 0, 1);
	mcentral_give(s, 1);
	atomic_add(&mheap.large_alloc_bytes, (intptr_t)s->elem_size);
	gc_add_live((intptr_t)s->elem_size, (intptr_t)s->scan_bytes);
	sample_large(s);
	if (s->needzero && (needzero || type))
		zero_large(p, s->elem_size);
	// Until here the object has no pointers, and may have been found, through p, and marked so.
	s->large_type = type;
	gc_after_large();
	return p;
}

// --- by size -------------------------------------------------------------------------------------

// is_array: a loop over it, or over what it ends with, may point to its end.
static __attribute__((noinline)) void *malloc_any(size_t size, const GoType *type, bool needzero,
						  bool is_array)
{
	if (size == 0)
		return zero_base;
	if (type == NULL || type->ptrdata == 0) {
		if (size < TINY_BYTES)
			return tiny(size);
		if (size <= MAX_SMALL - HEADER_BYTES && likely(!debug.efence))
			return noscan_slot(size, needzero);
		return large(size, NULL, needzero);
	}
	while (type->gcdata == NULL)
		type = type->gc_elem;
	if (size > MAX_SMALL - HEADER_BYTES || unlikely(debug.efence))
		return large(size, type, true);
	if (size > BITMAP_MAX_OBJECT)
		return header_slot(size, type);
	unsigned span_class = spanclass_make(sizeclass_of(size), false);
	uintptr_t p = take(span_class);
	set_bitmap(p, array_map(type, size));
	const AllocRun *r = &getp()->mcache->run[span_class];
	if (is_array && size == r->size)
		note_array(r->span, p);
	return (void *)p;
}

// --- what generated code calls -------------------------------------------------------------------

// The fast path and nothing else: every way out of the ordinary is a tail call, so no register is
// saved.
void *malloc_newobject(void *t)
{
	const GoType *type = t;
	size_t size = type->size;
	if (unlikely(size - 1 >= BITMAP_MAX_OBJECT))
		return newobject_slow(type);
	bool noscan = type->ptrdata == 0;
	if (noscan && size < TINY_BYTES)
		return tiny(size);
	AllocRun *r = &getp()->mcache->run[spanclass_make(class_of_fine[(size + 7) / 8], noscan)];
	uintptr_t p = r->next, next = p + r->size;
	if (unlikely(next > r->end))
		return newobject_slow(type);
	r->next = next;
	if (!noscan) {
		set_bitmap(p, type_bits(type));
		if (unlikely(size == r->size && !(type->tflag & GO_TFLAG_NO_ARRAY_END)))
			note_array(r->span, p);
	}
	return (void *)p;
}

static __attribute__((noinline)) void *newobject_slow(const GoType *type)
{
	return malloc_any(type->size, type, true, !(type->tflag & GO_TFLAG_NO_ARRAY_END));
}

void *malloc_newarray(void *t, intptr_t n)
{
	const GoType *type = t;
	size_t size;
	if (n < 0 || __builtin_mul_overflow(type->size, (size_t)n, &size) || size > MAX_ALLOC)
		panic_plain("runtime: allocation size out of range");
	return malloc_any(size, t, true, true);
}

// size bytes of elements of a type (NULL: no pointers); the last element may be cut off.
void *malloc_gc(intptr_t n, void *t, intptr_t needzero)
{
	return malloc_any((size_t)n, t, needzero, true);
}
