// mheap.c - the third tier: spans out of pages, under one lock.  See malloc.c for the tiers above.
//
// The heap is one reserved range of addresses, so a pointer finds its span by a subtraction and a
// load: mheap.spans[(p - base) / 8 KiB].  Entries of free pages are NULL, which is how the marker
// tells a number that merely looks like a pointer.
//
// Pages come from pagealloc.c.  When there are none, the heap grows by whole chunks at its end.
// Pages that never had memory are fetched in steps ahead of need (POPULATE_*): a first touch costs
// a fault of about 10 us, a populated page under 1 us.  Large objects are fetched too, but only as
// far as the heap is big already: a program that makes a huge slice and never touches it shall not
// pay for it.  Really large ones are left to huge pages instead.  Which pages is decided under the
// lock, fetching is done without; nothing is fetched ahead of need where that would go beyond the
// memory limit.

#include "heap.h"
#include "os.h"
#include "memory.h"

#define RESERVE_MAX ((uintptr_t)256 << 30)
#define RESERVE_MIN ((uintptr_t)16 << 20)
#define RESERVE_ALIGN ((uintptr_t)4 << 20)
#define POPULATE_MIN ((128 << 10) / PAGE_BYTES)
#define POPULATE_MAX ((2 << 20) / PAGE_BYTES)
#define HUGE_MIN ((4 << 20) / PAGE_BYTES)
#define SPAN_BATCH 64

MHeap mheap = {.lock = {.rank = RANK_MHEAP}};

// Free bitmaps of 2, 4, 8 and 16 words; the triples a Span needs beyond its inline ones.  Under
// mheap.lock.
static uint64_t *free_bits[5];
static uintptr_t short_pages; // in use by spans below POPULATE_MIN, under mheap.lock

void heap_init(void)
{
	// Where RLIMIT_AS is low, three quarters of what the stacks have left; threads, stack
	// segments and the heap's own tables need the rest.
	// The map refers to all that is described, and this alone to the map.
	__asm__ volatile(".reloc ., R_X86_64_NONE, heap_map");
	uintptr_t size = RESERVE_MAX, share = os_address_space() / 4 * 3;
	void *base;

	if (share < size)
		size = share / RESERVE_ALIGN * RESERVE_ALIGN;
	while ((base = os_reserve(size, RESERVE_ALIGN)) == NULL && size > RESERVE_MIN)
		size = size / 2 / RESERVE_ALIGN * RESERVE_ALIGN;
	if (!base)
		throw("out of memory: cannot reserve the heap's address range");
	os_dump(base, size, false); // 256 GiB of which little is ever used
	mheap.base = (uintptr_t)base;
	mheap.reserved = size;
	mheap.spans = rt_table(size / PAGE_BYTES * sizeof *mheap.spans);
	pages_init(size / PAGE_BYTES);
	mcentral_init();
}

// Tables have a place for each page of the reserved range; what lies beyond the heap's end has no
// memory.
uintptr_t heap_table_bytes(void)
{
	uintptr_t pages = pages_total(), spans = pages * sizeof *mheap.spans, bitmap = pages / 8;
	enum { BITMAPS = 4 }; // three of pagealloc.c, one of specials.c
	uintptr_t round = OS_PAGE - 1;

	return ((spans + round) & ~round) + BITMAPS * ((bitmap + round) & ~round);
}

bool heap_contains(uintptr_t addr)
{
	return addr - mheap.base < mheap.size;
}

// --- Span records --------------------------------------------------------------------------------

void span_list_push(SpanList *l, Span *s)
{
	rt_assert(s->list == NULL, "span: on two lists");
	s->list = l;
	s->prev = NULL;
	s->next = l->first;
	if (l->first)
		l->first->prev = s;
	l->first = s;
}

void span_list_remove(Span *s)
{
	rt_assert(s->list != NULL, "span: on no list");
	rt_assert((s->prev ? s->prev->next : s->list->first) == s &&
		      (!s->next || s->next->prev == s),
		  "span: its list does not hold together");
	if (s->prev)
		s->prev->next = s->next;
	else
		s->list->first = s->next;
	if (s->next)
		s->next->prev = s->prev;
	s->list = NULL;
	s->next = s->prev = NULL;
}

static Span *new_span_record(void) // under mheap.lock
{
	if (!mheap.free_spans) {
		Span *batch = rt_alloc_kind(SPAN_BATCH * sizeof(Span), SYS_SPAN);
		for (int i = 0; i < SPAN_BATCH; i++) {
			batch[i].next = mheap.free_spans;
			mheap.free_spans = &batch[i];
		}
	}
	Span *s = mheap.free_spans;
	mheap.free_spans = s->next;
	rt_assert(atomic_load8(&s->state) == SPAN_FREE, "mheap: a free Span record is in use");
	memset(s, 0, sizeof *s);
	s->special_lock.rank = RANK_SPECIALS;
	mheap.spans_in_use++;
	return s;
}

static unsigned bits_list(uint32_t words) // words: a power of two, 2..16
{
	return (unsigned)__builtin_ctz(words);
}

static void alloc_bitmaps(Span *s)
{
	s->bits_words = (s->nelems + 63) / 64;
	s->alloc_bits = s->inline_bits;
	s->mark_bits = s->inline_bits + 1;
	s->array_bits = s->inline_bits + 2;
	s->scan_bits = s->inline_bits + 3;
	if (s->bits_words == 1)
		return;
	uint32_t words = 2;
	while (words < s->bits_words)
		words *= 2;
	uint64_t **list = &free_bits[bits_list(words)];
	uint64_t *bits = *list;
	if (bits)
		*list = (uint64_t *)bits[0];
	else
		bits = rt_alloc_kind(4 * words * sizeof *bits, SYS_GC);
	for (uint32_t i = 0; i < 4 * words; i++) // markers look by bytes, atomically
		atomic_set(bits[i], 0);
	s->small_words = words;
	s->alloc_bits = bits;
	s->mark_bits = bits + words;
	s->array_bits = bits + 2 * words;
	s->scan_bits = bits + 3 * words;
}

static void free_bitmaps(Span *s)
{
	if (s->small_words == 0)
		return;
	uint64_t *bits = s->array_bits - 2 * s->small_words; // the others swap roles
	uint64_t **list = &free_bits[bits_list(s->small_words)];
	bits[0] = (uint64_t)*list;
	*list = bits;
}

static void cut_into_slots(Span *s, unsigned span_class)
{
	unsigned class = spanclass_size_class(span_class);
	uintptr_t bytes = s->npages * PAGE_BYTES;
	s->span_class = (uint8_t)span_class;
	if (class == 0) {
		s->large = true;
		s->elem_size = bytes;
		s->nelems = 1;
	} else {
		s->elem_size = class_size_table[class];
		s->div_magic = ~(uint32_t)0 / (uint32_t)s->elem_size + 1;
		if (span_has_bitmap(s))
			bytes -= BITMAP_BYTES;
		s->nelems = (uint32_t)(bytes / s->elem_size);
	}
	alloc_bitmaps(s);
}

// --- pages ---------------------------------------------------------------------------------------

static _Noreturn void out_of_memory(uintptr_t npages)
{
	rt_printf("runtime: out of memory: cannot allocate %lu-byte block (%lu in use)\n",
		  (unsigned long)(npages * PAGE_BYTES),
		  (unsigned long)(mheap.pages_in_use * PAGE_BYTES));
	throw("out of memory");
}

// Make room for npages more at the end of the heap.
static bool grow(uintptr_t npages)
{
	uintptr_t unit = pages_grow_unit();
	npages = (npages + unit - 1) / unit * unit;
	if (npages > (mheap.reserved - mheap.size) / PAGE_BYTES)
		return false;
	os_dump((void *)(mheap.base + mheap.size), npages * PAGE_BYTES, true);
	pages_grow(mheap.size / PAGE_BYTES, npages);
	mheap.size += npages * PAGE_BYTES;
	return true;
}

// How many pages from the run's first on shall be given memory at once.  Behind a small run more
// are taken for fresh, as the next span will want those, in proportion to what such runs have; who
// gets them before they have their memory faults for it.
static uintptr_t pages_to_fetch(const PageRun *r, bool touch_all)
{
	if (r->released == 0)
		return 0;
	if (r->npages >= POPULATE_MIN) {
		bool all = touch_all || r->npages >= HUGE_MIN || r->npages <= mheap.pages_in_use;
		return all ? r->npages : 0;
	}
	if (!scavenge_has_room(POPULATE_MAX))
		return r->npages;
	uintptr_t step = short_pages / 4;
	if (step < POPULATE_MIN)
		step = POPULATE_MIN;
	if (step > POPULATE_MAX)
		step = POPULATE_MAX;
	return r->npages + pages_extend_fresh(r->first + r->npages, step - r->npages);
}

static void count_pages(const Span *s, intptr_t n)
{
	atomic_set(mheap.pages_in_use, mheap.pages_in_use + (uintptr_t)n);
	if (s->npages < POPULATE_MIN)
		short_pages += (uintptr_t)n;
}

// Without mheap.lock: the kernel needs a millisecond for the largest.
static void fetch(const Span *s, uintptr_t npages)
{
	if (npages == 0)
		return;
	if (s->npages >= HUGE_MIN)
		os_hugepages((void *)s->base, npages * PAGE_BYTES, true);
	else
		os_populate((void *)s->base, npages * PAGE_BYTES);
}

// --- spans ---------------------------------------------------------------------------------------

// *to_fetch: how many pages from the span's first on fetch() is to be asked for.
static Span *alloc_locked(uintptr_t npages, unsigned span_class, bool touch_all,
			  uintptr_t *to_fetch)
{
	PageRun r;
	if (!pages_alloc(npages, &r) && !(grow(npages) && pages_alloc(npages, &r)))
		return NULL;
	*to_fetch = pages_to_fetch(&r, touch_all);
	heap_unpoison(mheap.base + r.first * PAGE_BYTES, npages * PAGE_BYTES);
	Span *s = new_span_record();
	s->base = mheap.base + r.first * PAGE_BYTES;
	s->npages = npages;
	s->needzero = !r.zero;
	atomic_store32(&s->sweepgen, atomic_load32(&mheap.sweepgen));
	cut_into_slots(s, span_class);
	for (uintptr_t i = 0; i < npages; i++) {
		rt_assert(mheap.spans[r.first + i] == NULL, "mheap: two spans have one page");
		mheap.spans[r.first + i] = s;
	}
	count_pages(s, (intptr_t)npages);
	return s;
}

// A span of npages pages, on no list.  touch_all: the caller is going to write every page.
Span *mheap_alloc(uintptr_t npages, unsigned span_class, bool touch_all)
{
	scavenge_before(npages);
	lock_acquire(&mheap.lock);
	uintptr_t to_fetch = 0;
	Span *s = alloc_locked(npages, span_class, touch_all, &to_fetch);
	lock_release(&mheap.lock);
	if (!s)
		out_of_memory(npages);
	fetch(s, to_fetch);
	// release: pairs with the acquire in mark.c's shade_if_allocated(), which may meet any
	// number as an address.
	atomic_store8_release(&s->state, SPAN_IN_USE);
	return s;
}

static void check_leaving(const Span *s) // under mheap.lock
{
	rt_assert(atomic_load8(&s->state) == SPAN_IN_USE, "mheap: span freed twice");
	rt_assert(s->list == NULL, "mheap: freed span is on a list");
	rt_assert(s->specials == NULL, "mheap: freed span has specials");
	for (uintptr_t i = 0; i < s->npages; i++)
		rt_assert(mheap_span_of(s->base + i * PAGE_BYTES) == s,
			  "mheap: a freed span's page is another's");
}

// The span is on no list and nothing points into it.
void mheap_free(Span *s)
{
	lock_acquire(&mheap.lock);
	check_leaving(s);
	uintptr_t first = (s->base - mheap.base) / PAGE_BYTES;
	atomic_store8(&s->state, SPAN_FREE);
	for (uintptr_t i = 0; i < s->npages; i++)
		mheap.spans[first + i] = NULL;
	pages_free(first, s->npages);
	count_pages(s, -(intptr_t)s->npages);
	mheap.spans_in_use--;
	free_bitmaps(s);
	s->next = mheap.free_spans;
	mheap.free_spans = s;
	lock_release(&mheap.lock);
}

// efence: every later touch of s faults, and its addresses are not used again.
void mheap_fence(Span *s)
{
	os_forbid((void *)s->base, s->npages * PAGE_BYTES);
	lock_acquire(&mheap.lock);
	check_leaving(s);
	atomic_store8(&s->state, SPAN_FREE);
	for (uintptr_t i = 0; i < s->npages; i++)
		mheap.spans[(s->base - mheap.base) / PAGE_BYTES + i] = NULL;
	count_pages(s, -(intptr_t)s->npages);
	mheap.spans_in_use--;
	lock_release(&mheap.lock);
}

// World stopped (or the heap otherwise quiet): fn may read, not free.
void mheap_each_span(void (*fn)(Span *, void *), void *arg)
{
	uintptr_t pages = mheap.size / PAGE_BYTES;
	for (uintptr_t i = 0; i < pages;) {
		Span *s = mheap.spans[i];
		if (s)
			fn(s, arg);
		i += s ? s->npages : 1;
	}
}
