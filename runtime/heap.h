// heap.h - the memory system's own header: malloc.c mcache.c mcentral.c mheap.c pagealloc.c
// heapcheck.c rtalloc.c sizeclass.c sweep.c, and what those of gc.h show them.
//
// malloc.c tells how an allocation passes through the tiers, gc.c how a collection goes.  What the
// rest of the runtime may call is in memory.h.

#ifndef VOLE_HEAP_H
#define VOLE_HEAP_H

#include <string.h>
#include "internal.h"

#define PAGE_SHIFT 13
#define PAGE_BYTES ((uintptr_t)1 << PAGE_SHIFT)
#define NUM_CLASSES 68 // class 0: large objects, one a span
#define NUM_SPAN_CLASSES (2 * NUM_CLASSES)
#define MAX_SMALL 32768
#define TINY_BYTES 16
#define MAX_SLOTS 1024 // in a span
// Where the marker finds an object's pointers: in a bitmap at the end of its (one-page) span; in a
// type word in front of it; in the span, if it is large.
#define BITMAP_MAX_OBJECT 512
#define BITMAP_BYTES (PAGE_BYTES / 64)
#define HEADER_BYTES 8

typedef struct Span Span;
typedef struct Special Special;
typedef struct SpanList SpanList;

// A span class is a size class and whether its objects hold pointers: class * 2 + noscan.
static inline unsigned spanclass_make(unsigned class, bool noscan)
{
	return class * 2 + noscan;
}
static inline unsigned spanclass_size_class(unsigned sc)
{
	return sc >> 1;
}
static inline bool spanclass_noscan(unsigned sc)
{
	return sc & 1;
}

// In an AddressSanitizer build what is free is out of bounds for C code.
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define heap_poison(p, n) __asan_poison_memory_region((void *)(p), n)
#define heap_unpoison(p, n) __asan_unpoison_memory_region((void *)(p), n)
#else
#define heap_poison(p, n) ((void)(p), (void)(n))
#define heap_unpoison(p, n) ((void)(p), (void)(n))
#endif

// The collector follows pointers that the program stored plainly and reads memory the program may
// be writing.  What it then finds of spans, bitmaps and objects was written before the pointer was
// stored: the order in which x86 makes stores visible is all that says so, and ThreadSanitizer does
// not know it.  The same goes for stores on behalf of generated code, whose own ways to synchronise
// it does not see.
#ifdef __SANITIZE_THREAD__
#define READS_PUBLISHED __attribute__((no_sanitize_thread))
#else
#define READS_PUBLISHED
#endif

// --- sizeclass.c ---------------------------------------------------------------------------------
extern const uint16_t class_size_table[];
extern const uint8_t class_pages_table[], class_of_fine[], class_of_coarse[];

static inline unsigned sizeclass_of(size_t size) // size <= MAX_SMALL
{
	return size <= 1024 ? class_of_fine[(size + 7) / 8]
			    : class_of_coarse[(size - 1024 + 127) / 128];
}

// The baseline x86-64 has no instruction for it, and libgcc's is a call with tables.
static inline unsigned bits_count(uint64_t x)
{
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
	return (unsigned)(x * 0x0101010101010101u >> 56);
}

// The bits of a bitmap's word that stand for [first, end).
static inline uint64_t bits_mask(uintptr_t word, uintptr_t first, uintptr_t end)
{
	uintptr_t lo = first > word * 64 ? first - word * 64 : 0;
	uintptr_t hi = end < word * 64 + 64 ? end - word * 64 : 64;
	return (hi == 64 ? ~(uint64_t)0 : ((uint64_t)1 << hi) - 1) & ~(uint64_t)0 << lo;
}

// --- spans ---------------------------------------------------------------------------------------
enum SpanState { SPAN_FREE, SPAN_IN_USE };

// A run of pages cut into equal slots.  Slot i is allocated iff i < freeindex or alloc_bits has i;
// the slots that an mcache is handing out lie above freeindex and count as free until the run is
// used up.
//
// sweepgen against mheap.sweepgen (which a cycle raises by 2): equal: swept; 1 less: being swept;
// 2 less: to be swept.  It changes under the lock of the span's mcentral, except that the sweeper
// itself finishes (release) without it.
//
// A span has one owner at a time: a list of its mcentral (under that lock), an mcache (its P), the
// one who sweeps it, or who is just making or freeing it.  Invariants (rt_assert, heapcheck.c):
//
//     alloc_count <= nelems, and = slots allocated + slots of the run an mcache has taken
//     nelems * elem_size <= npages * PAGE_BYTES; base = mheap.base + first page * PAGE_BYTES
//     mheap.spans[page] = s for its npages pages, while state is SPAN_IN_USE
//     bits of alloc_bits and mark_bits at nelems and above are 0
//     mark_bits are 0 from sweeping until marking begins (with generations: but for slots that are
//     remembered); marked slots are allocated when it ends
//     scan_bits are 0 but while marking; scanned slots are marked
//     array_bits is 0 for slots that are free, and for runs not yet handed out
//     list = NULL or the list that holds it; on a partial one alloc_count < nelems, on a full one =
//
// Who writes: base ... div_magic, span_class, npages, large: mheap_alloc, once.  freeindex,
// alloc_count: the owner; both grow as an mcache takes runs, and sweeping sets them anew.
// alloc_bits, mark_bits: the sweeper swaps them; bits in mark_bits and scan_bits are set by any
// marker.
// array_bits: the owner, as it allocates, and the sweeper.  cards: the barrier and markers.  state,
// next: under mheap.lock, but SPAN_IN_USE (release, without).  prev, next, list: under the list's
// lock.  scan_bytes, large_type: who allocates it.  specials: under special_lock, or the sweeper.
//
// Relaxed reads of freeindex (markers: a slot handed out later was born marked, so either answer
// keeps it), sweepgen (stopped, or under mcentral's lock) and state (own, or under mheap.lock).
struct Span {
	// what marking reads
	uintptr_t base;
	uintptr_t elem_size; // bytes of a slot
	uint32_t div_magic;  // slot of offset o: o * div_magic >> 32; one slot: 0
	uint32_t nelems;
	atomic_u32 freeindex; // written by the owning mcache or sweeper
	uint8_t span_class;
	atomic_u8 queued; // by any marker: the span is in a queue of spans (mark.c)
	atomic_u8 state;  // release: SPAN_IN_USE makes the other fields visible
	bool large;
	uint64_t *mark_bits;               // of the running cycle; or'ed atomically
	uint64_t *alloc_bits;              // what the last sweep left; owner of the span only
	uint64_t *array_bits;              // whose end a loop may point to (shade_before)
	const GoType *volatile large_type; // element type of a large object; NULL: no pointers
	// what allocating and sweeping need
	uint64_t *scan_bits; // marking by spans: slots scanned, or born black; or'ed atomically
	atomic_u32 sweepgen;
	uint32_t alloc_count; // slots in use, the run an mcache works on included
	uint32_t bits_words;  // length of each bitmap in words
	uint32_t small_words; // ... and as allocated: 0: in inline_bits
	uint64_t inline_bits[4];
	uintptr_t npages;
	uintptr_t scan_bytes; // large: bytes the marker will look at
	// large: parts that a minor cycle has to scan (generation.c).  Relaxed: written and read by
	// swaps; the world stops in between
	atomic_word cards;
	Span *next, *prev;
	SpanList *list; // list it is on, under that list's lock
	bool needzero;  // pages may hold old data
	Lock special_lock;
	// by offset; under special_lock or while sweeping
	Special *specials;
	Special *last_special; // the one attached last; NULL: it, or another, has been taken off
};

struct SpanList {
	Span *first;
}; // doubly linked

void span_list_push(SpanList *l, Span *s);
void span_list_remove(Span *s);

READS_PUBLISHED static inline unsigned span_slot(const Span *s, uintptr_t p)
{
	return (unsigned)((p - s->base) * s->div_magic >> 32);
}

READS_PUBLISHED static inline uintptr_t span_slot_base(const Span *s, unsigned slot)
{
	return s->base + slot * s->elem_size;
}

READS_PUBLISHED static inline bool bit_get(const uint64_t *bits, unsigned i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

READS_PUBLISHED static inline bool span_slot_allocated(const Span *s, unsigned slot)
{
	return slot < atomic_load32(&s->freeindex) || bit_get(s->alloc_bits, slot);
}

READS_PUBLISHED static inline bool span_marked(const Span *s, unsigned slot)
{
	return atomic_load((const atomic_word *)&s->mark_bits[slot / 64]) >> (slot % 64) & 1;
}

// A minor cycle is running, or being swept: what the one before found alive counts as marked
// (generation.c).  Written with the world stopped.
extern bool heap_sticky;

READS_PUBLISHED static inline bool span_alive(const Span *s, unsigned slot)
{
	return span_marked(s, slot) || (heap_sticky && bit_get(s->alloc_bits, slot));
}

// Set the mark; false if it was set already.  True for one marker only: it counts the slot's bytes.
READS_PUBLISHED static inline bool span_mark(Span *s, unsigned slot)
{
	atomic_u8 *byte = (atomic_u8 *)s->mark_bits + slot / 8;
	return atomic_test_set8(byte, (unsigned char)(1u << (slot % 8)));
}

// Spans of objects of at most BITMAP_MAX_OBJECT bytes with pointers end in their pointer bitmap.
READS_PUBLISHED static inline bool span_has_bitmap(const Span *s)
{
	return !spanclass_noscan(s->span_class) && s->elem_size <= BITMAP_MAX_OBJECT;
}

READS_PUBLISHED static inline uint64_t *span_bitmap(uintptr_t p) // p anywhere in such a span
{
	return (uint64_t *)((p | (PAGE_BYTES - 1)) + 1 - BITMAP_BYTES);
}

READS_PUBLISHED static inline bool span_slot_is_array(const Span *s, unsigned slot)
{
	return atomic_load((const atomic_word *)&s->array_bits[slot / 64]) >> (slot % 64) & 1;
}

// --- mcache.c: what a P allocates from, without a lock -------------------------------------------

// A run of free slots that the mcache is handing out.  next <= end <= run_end, or end == 0.
// malloc's fast path needs next + size <= end; whatever wants to see an allocation lowers end
// (malloc.c).
typedef struct {
	uintptr_t next;
	uintptr_t end;
	uintptr_t run_end;
	uintptr_t sample;    // slot the heap profile wants, or UINTPTR_MAX
	Span *span;          // NULL: none yet
	uint32_t size;       // of a slot; 1 without a span, so that next + size > end
	uint32_t taken_with; // span's alloc_count when it came here, or was settled last
	bool dirty;          // slots are not zeroed beforehand
} __attribute__((aligned(64))) AllocRun;

struct MCache { // P only, or with the world stopped
	AllocRun run[NUM_SPAN_CLASSES];
	uintptr_t tiny;      // block the tiny allocator fills, 0: none
	uintptr_t tiny_used; // bytes of it
	uint64_t tiny_allocs;
	int64_t next_sample; // bytes until the heap profile's next sample ...
	int64_t sample_rate; // ... drawn for this MemProfileRate
};

bool mcache_run_valid(const AllocRun *r);
void mcache_next_run(MCache *c, unsigned span_class); // on return the run has a slot
void mcache_sampled(MCache *c, AllocRun *r);          // go on behind the run's sample
// draw next_sample anew if the program has changed MemProfileRate
void mcache_check_rate(MCache *c);
void mcache_sample_anew(MCache *c); // ... and choose a sample in what is left of each run
void mcache_begin_mark(MCache *c);  // world stopped, like the two below
void mcache_end_mark(MCache *c);
uint64_t mcache_handed_out(const MCache *c, unsigned span_class); // slots mcentral does not know of
void mcache_settle(MCache *c);
void mcache_flush(MCache *c); // give every span back to its mcentral
extern bool mcache_ask;       // every allocation goes the slow way (gcstress, efence)

// --- mcentral.c: spans of one span class, one lock -----------------------------------------------
typedef struct {
	Lock lock;
	SpanList partial[2], full[2]; // [mcentral_swept()] swept, the other one to be swept
	uint64_t nmalloc, nfree;      // slots, ever; cached spans count when they come back
} __attribute__((aligned(64))) MCentral;

extern MCentral mcentral[NUM_SPAN_CLASSES];
void mcentral_init(void);
Span *mcentral_take(unsigned span_class);                     // a swept span with a free slot
void mcentral_give(Span *s, uint32_t nmalloc);                // swept, from an mcache or new
void mcentral_count_mallocs(unsigned span_class, uint32_t n); // of a span that an mcache keeps
void mcentral_count_frees(unsigned span_class, uint32_t n);
Span *mcentral_next_unswept(unsigned span_class); // the caller sweeps it
bool mcentral_claim(Span *s); // take s off the unswept list; false: swept or being swept

// --- mheap.c: spans out of pages, one lock; pagealloc.c: pages, under it -------------------------
// Invariants, whenever lock is free:
//     pages_in_use = sum of npages over all spans = size / PAGE_BYTES - free pages (but for efence)
//     spans_in_use = Span records in use = spans on mcentral lists, in mcaches and in hands
//     size <= reserved; both whole chunks (pagealloc.c)
typedef struct {
	Lock lock;
	uintptr_t base;          // first byte of the address range
	volatile uintptr_t size; // bytes of it in use so far; grows
	uintptr_t reserved;
	Span **spans;        // by page; NULL: free
	atomic_u32 sweepgen; // +2 a cycle, world stopped.  Relaxed: stopped
	// under lock
	uintptr_t pages_in_use;
	uintptr_t spans_in_use; // Span records
	Span *free_spans;
	// without it
	atomic_word large_alloc_bytes, large_free_bytes; // ever.  Relaxed: counters
} MHeap;

extern MHeap mheap;
Span *mheap_alloc(uintptr_t npages, unsigned span_class, bool touch_all);
void mheap_free(Span *s);
void mheap_fence(Span *s);        // efence: the pages are never used again
uintptr_t heap_table_bytes(void); // memory of the tables that describe the heap's pages
void mheap_each_span(void (*fn)(Span *, void *), void *arg); // world stopped

READS_PUBLISHED static inline Span *mheap_span_of(uintptr_t p)
{
	uintptr_t offset = p - mheap.base;
	return offset < mheap.size ? mheap.spans[offset >> PAGE_SHIFT] : NULL;
}

#define NO_PAGES (~(uintptr_t)0)
typedef struct {
	uintptr_t first, npages, released;
	bool zero;
} PageRun;
void pages_init(uintptr_t npages_reserved);
bool pages_alloc(uintptr_t npages, PageRun *out); // false: the heap must grow
void pages_free(uintptr_t first, uintptr_t npages);
void pages_grow(uintptr_t first, uintptr_t npages);           // fresh pages from the system
uintptr_t pages_extend_fresh(uintptr_t first, uintptr_t max); // claim released pages from first on
bool pages_find_unreleased(uintptr_t max, PageRun *out);
void pages_mark_released(const PageRun *r, bool zero);
uintptr_t pages_free_count(void), pages_released_count(void), pages_total(void);
uintptr_t pages_grow_unit(void);
bool pages_valid(void);                       // all that is derived from the bitmaps is right
extern uint64_t *pages_used, *pages_released; // the bitmaps, for heapmap.c

// --- heapcheck.c: for assertions -----------------------------------------------------------------
bool heapcheck_span(const Span *s);
bool heapcheck_all(uint64_t marked);

// --- rtalloc.c -----------------------------------------------------------------------------------
enum SysKind { SYS_OTHER, SYS_SPAN, SYS_CACHE, SYS_PROFILE, SYS_GC, SYS_KINDS };
void *rt_alloc_kind(size_t size, int kind);
void *rt_table(size_t size);
uintptr_t rt_sys_bytes(int kind);

// --- gc.c, as malloc sees it ---------------------------------------------------------------------
enum GcPhase { GC_OFF, GC_MARK, GC_MARK_TERMINATION };
typedef struct {
	atomic_u32 phase; // written with the world stopped.  Relaxed: stopped
	// heap_live, heap_scan: by gc_add_live(), when a span goes to an mcache or comes back and
	// for large objects; set anew when marking ends.  They grow between two cycles and fall
	// only by what an mcache gives back.  Relaxed: counters and hints; whoever finds the
	// trigger reached looks again under start_sema.
	atomic_word heap_live; // bytes: marked by the last cycle + allocated since
			       // (an mcache's span counts as full)
	atomic_word heap_scan; // the part of it in objects with pointers
	atomic_word trigger;   // heap_live at which the next cycle starts
} Gc;
extern Gc gc;
void gc_add_live(intptr_t bytes, intptr_t scan_bytes);
void gc_before_alloc(void); // may collect, assist, block: on another P afterwards
void gc_before_large(size_t bytes);
void gc_after_large(void); // ... may start a cycle: the object alone may exceed the trigger
// While marking, objects are born black: the slots [first, first+n) of s are about to be handed
// out, or were and are not any more.
void gc_run_taken(Span *s, unsigned first, unsigned n);
void gc_run_unused(Span *s, unsigned first, unsigned n);

// --- profile.c -----------------------------------------------------------------------------------
typedef struct ProfileBucket ProfileBucket;
int64_t profile_next_sample(void); // bytes to the next sample; INT64_MAX: not sampling
void profile_sample(Span *s, uintptr_t p, size_t size);
void profile_freed(ProfileBucket *b, size_t size);
void profile_next_cycle(void); // mark termination
void profile_publish(void);    // a cycle and its sweep are complete

// --- sweep.c -------------------------------------------------------------------------------------
typedef struct {
	// written with the world stopped (sweep_begin, sweep_pace); sweep_credit also clears
	// pages_per_byte, when nothing is left
	uintptr_t pages_to_sweep;          // when the cycle's sweep began
	double pages_per_byte;             // proportional sweep: debt per byte of heap growth
	uintptr_t live_basis, swept_basis; // where that line starts
	// In this cycle: grows to pages_to_sweep, when all is swept.  Relaxed: counter
	atomic_word pages_swept;
	// Span classes below have nothing left to sweep.  Relaxed: hint; to lose it costs a look at
	// a list
	atomic_u32 next_class;
} SweepState;
extern SweepState sweep;

bool sweep_span(Span *s, bool keep); // caller has claimed it; true: its pages were freed
void sweep_ensure(Span *s);          // returns when s is swept
void sweep_credit(uintptr_t bytes);  // about to take that much from the heap: sweep in proportion
uintptr_t sweep_one(void);           // some span; pages swept, 0: none left
// Sweep large objects until npages have come free, or some times as many have been looked at.
void sweep_reclaim(uintptr_t npages);
bool sweep_done(void);
void sweep_begin(void); // world stopped: everything is now to be swept
void sweep_pace(uintptr_t live, uintptr_t trigger);

// --- memstats.c ----------------------------------------------------------------------------------
void memstats_retire_mcache(MCache *c);
// tiny objects that no mcache counts any more.  Relaxed: counter
extern atomic_word memstats_settled_tiny;

// --- heapmap.c -----------------------------------------------------------------------------------
extern struct HeapMap heap_map; // lang/heapmap.h

// --- scavenge.c ----------------------------------------------------------------------------------
void scavenge_before(uintptr_t npages);
bool scavenge_has_room(uintptr_t npages); // below the memory limit, for pages that nobody asked for

// --- specials.c ----------------------------------------------------------------------------------
void special_sweep(Span *s);

#endif
