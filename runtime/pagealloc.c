// pagealloc.c - which pages of the heap are free: address-ordered first fit over bitmaps.
//
// Three bitmaps over the whole address range, one bit a page:
//
//     used       the page belongs to a span
//     released   a free page that has no memory: given back to the system, or never taken from it
//     zero       a free page known to read as zero
//
// and a summary for each chunk of 512 pages (4 MiB): how many free pages it has, begins with and
// ends with (exact), and how many it has in a row at most (a bound: allocation leaves it, a search
// that fails in the chunk corrects it).  A search walks the summaries from the lowest chunk that
// has anything free (8 bytes a chunk, so a 4 GiB heap is 8 KiB of them), joining the tail of one
// chunk to the head of the next, and looks at the bits of one chunk only.  First fit by address
// keeps the heap dense at its low end, so that what the scavenger (scavenge.c) returns lies at the
// high end, and whole chunks become free.
//
// Rejected: trees of free extents (more state to keep true, and what is free must be found there as
// well as by address for joining neighbours), Go's radix tree of summaries (pays off beyond some
// 100 GiB).
//
// Everything here is called with mheap.lock held or the world stopped.

#include "heap.h"

enum { CHUNK = 512, CHUNK_WORDS = CHUNK / 64 };

typedef struct {
	uint16_t free, head, tail, max;
} Summary; // max: upper bound

uint64_t *pages_used, *pages_released;
static uint64_t *zero_bits;
static Summary *summary;
static uintptr_t nchunks;      // chunks that exist: everything above is out of bounds
static uintptr_t search_chunk; // no chunk below has a free page
static uintptr_t free_count, released_count;

// Changed under the heap's lock, read by anybody.
static void count(uintptr_t *n, intptr_t change)
{
	rt_assert(lock_held(&mheap.lock) || check_world_stopped(),
		  "pagealloc: mheap's lock is not held");
	atomic_set(*n, *n + (uintptr_t)change);
}

uintptr_t pages_free_count(void)
{
	return atomic_get(free_count);
}
uintptr_t pages_released_count(void)
{
	return atomic_get(released_count);
}
uintptr_t pages_total(void)
{
	return atomic_get(nchunks) * CHUNK;
}
uintptr_t pages_grow_unit(void)
{
	return CHUNK;
}

void pages_init(uintptr_t npages_reserved)
{
	pages_used = rt_table(npages_reserved / 8);
	pages_released = rt_table(npages_reserved / 8);
	zero_bits = rt_table(npages_reserved / 8);
	summary = rt_table(npages_reserved / CHUNK * sizeof *summary);
}

// --- ranges of bits ------------------------------------------------------------------------------

static void bits_set(uint64_t *bits, uintptr_t first, uintptr_t n)
{
	for (uintptr_t w = first / 64; w * 64 < first + n; w++)
		bits[w] |= bits_mask(w, first, first + n);
}

// Clears the range and says how many bits were set.
static uintptr_t bits_clear(uint64_t *bits, uintptr_t first, uintptr_t n)
{
	uintptr_t count = 0;
	for (uintptr_t w = first / 64; w * 64 < first + n; w++) {
		uint64_t mask = bits_mask(w, first, first + n);
		count += bits_count(bits[w] & mask);
		bits[w] &= ~mask;
	}
	return count;
}

// --- summaries -----------------------------------------------------------------------------------

// Length of the run of free pages from `page` on, at most max.
static uintptr_t run_up(uintptr_t page, uintptr_t max)
{
	uintptr_t n = 0;
	while (n < max) {
		uintptr_t at = page + n;
		uint64_t used = pages_used[at / 64] >> at % 64;
		if (used) {
			n += (uintptr_t)__builtin_ctzll(used);
			break;
		}
		n += 64 - at % 64;
	}
	return n < max ? n : max;
}

// ... of those just below `page`.
static uintptr_t run_down(uintptr_t page, uintptr_t max)
{
	uintptr_t n = 0;
	while (n < max) {
		uintptr_t at = page - n - 1;
		uint64_t used = pages_used[at / 64] << (63 - at % 64);
		if (used) {
			n += (uintptr_t)__builtin_clzll(used);
			break;
		}
		n += at % 64 + 1;
	}
	return n < max ? n : max;
}

static void set_ends(uintptr_t chunk)
{
	summary[chunk].head = (uint16_t)run_up(chunk * CHUNK, CHUNK);
	summary[chunk].tail = (uint16_t)run_down((chunk + 1) * CHUNK, CHUNK);
	if (summary[chunk].free == 0)
		summary[chunk].max = 0;
}

static uintptr_t longest_run(uintptr_t chunk)
{
	uintptr_t max = 0, end = (chunk + 1) * CHUNK;
	for (uintptr_t page = chunk * CHUNK; page < end;) {
		uint64_t free = ~pages_used[page / 64] >> page % 64;
		if (free == 0) {
			page += 64 - page % 64;
			continue;
		}
		page += (uintptr_t)__builtin_ctzll(free);
		uintptr_t run = run_up(page, end - page);
		max = run > max ? run : max;
		page += run;
	}
	return max;
}

// [first, first+n) of one chunk has changed.
static void range_taken(uintptr_t chunk, uintptr_t n)
{
	summary[chunk].free -= (uint16_t)n;
	set_ends(chunk);
}

static void range_freed(uintptr_t chunk, uintptr_t first, uintptr_t n)
{
	uintptr_t base = chunk * CHUNK, end = base + CHUNK;
	uintptr_t run = n + run_down(first, first - base) + run_up(first + n, end - first - n);
	summary[chunk].free += (uint16_t)n;
	if (run > summary[chunk].max)
		summary[chunk].max = (uint16_t)run;
	set_ends(chunk);
}

static void each_chunk(uintptr_t first, uintptr_t n, bool freed)
{
	uintptr_t end = first + n;
	while (first < end) {
		uintptr_t chunk = first / CHUNK, next = (chunk + 1) * CHUNK;
		uintptr_t stop = next < end ? next : end;
		if (freed)
			range_freed(chunk, first, stop - first);
		else
			range_taken(chunk, stop - first);
		first = stop;
	}
}

// --- search --------------------------------------------------------------------------------------

// First run of n free pages inside a chunk.
static uintptr_t find_in_chunk(uintptr_t chunk, uintptr_t n)
{
	uintptr_t page = chunk * CHUNK, end = page + CHUNK;
	while (page < end) {
		uint64_t free = ~pages_used[page / 64] >> page % 64;
		if (free == 0) {
			page += 64 - page % 64;
			continue;
		}
		page += (uintptr_t)__builtin_ctzll(free);
		uintptr_t limit = end - page < n ? end - page : n, run = run_up(page, limit);
		if (run == n)
			return page;
		page += run;
	}
	return NO_PAGES;
}

static uintptr_t find(uintptr_t n)
{
	uintptr_t run = 0; // free pages just below chunk c
	for (uintptr_t c = search_chunk; c < nchunks; c++) {
		const Summary *s = &summary[c];
		if (run + s->head >= n)
			return c * CHUNK - run;
		if (s->max >= n) {
			uintptr_t page = find_in_chunk(c, n);
			if (page != NO_PAGES)
				return page;
			summary[c].max = (uint16_t)longest_run(c);
		}
		run = s->head == CHUNK ? run + CHUNK : s->tail;
	}
	return NO_PAGES;
}

// --- for assertions ------------------------------------------------------------------------------

static bool chunk_valid(uintptr_t chunk)
{
	const Summary *s = &summary[chunk];
	uintptr_t free = 0, first = chunk * CHUNK;
	for (uintptr_t w = first / 64; w < (first + CHUNK) / 64; w++) {
		free += 64 - bits_count(pages_used[w]);
		if (pages_used[w] & pages_released[w])
			return false;
	}
	return s->free == free && s->head == run_up(first, CHUNK) &&
	       s->tail == run_down(first + CHUNK, CHUNK) && s->max >= longest_run(chunk);
}

static bool chunks_valid(uintptr_t first, uintptr_t npages)
{
	for (uintptr_t c = first / CHUNK; c * CHUNK < first + npages; c++)
		if (!chunk_valid(c))
			return false;
	return true;
}

static bool range_is(const uint64_t *bits, uintptr_t first, uintptr_t n, bool value)
{
	for (uintptr_t w = first / 64; w * 64 < first + n; w++)
		if ((value ? ~bits[w] : bits[w]) & bits_mask(w, first, first + n))
			return false;
	return true;
}

bool pages_valid(void)
{
	uintptr_t free = 0, released = 0;
	for (uintptr_t c = 0; c < nchunks; c++) {
		if (!chunk_valid(c) || (c < search_chunk && summary[c].free))
			return false;
		free += summary[c].free;
		for (uintptr_t w = c * CHUNK_WORDS; w < (c + 1) * CHUNK_WORDS; w++)
			released += bits_count(pages_released[w]);
	}
	return free == free_count && released == released_count;
}

static bool all_bits_set(const uint64_t *bits, uintptr_t first, uintptr_t n)
{
	for (uintptr_t w = first / 64; w * 64 < first + n; w++)
		if (~bits[w] & bits_mask(w, first, first + n))
			return false;
	return true;
}

bool pages_alloc(uintptr_t npages, PageRun *out)
{
	uintptr_t first = find(npages);
	if (first == NO_PAGES)
		return false;
	rt_assert(first + npages <= nchunks * CHUNK, "pagealloc: a run beyond the heap's end");
	rt_assert(range_is(pages_used, first, npages, false), "pagealloc: a run with pages in use");
	out->first = first;
	out->npages = npages;
	out->zero = all_bits_set(zero_bits, first, npages);
	out->released = bits_clear(pages_released, first, npages);
	bits_set(pages_used, first, npages);
	each_chunk(first, npages, false);
	while (search_chunk < nchunks && summary[search_chunk].free == 0)
		search_chunk++;
	count(&free_count, -(intptr_t)npages);
	count(&released_count, -(intptr_t)out->released);
	rt_assert_expensive(chunks_valid(first, npages), "pagealloc: a chunk's summary is wrong");
	return true;
}

void pages_free(uintptr_t first, uintptr_t npages)
{
	rt_assert(first + npages <= nchunks * CHUNK, "pagealloc: freeing pages beyond the end");
	if (bits_clear(pages_used, first, npages) != npages)
		throw("pagealloc: freeing free pages");
	bits_clear(zero_bits, first, npages);
	each_chunk(first, npages, true);
	if (first / CHUNK < search_chunk)
		search_chunk = first / CHUNK;
	count(&free_count, (intptr_t)npages);
	rt_assert_expensive(chunks_valid(first, npages), "pagealloc: a chunk's summary is wrong");
}

// Pages [first, first+npages), whole chunks right above the ones there are, come from the system.
void pages_grow(uintptr_t first, uintptr_t npages)
{
	bits_set(pages_released, first, npages);
	bits_set(zero_bits, first, npages);
	count(&nchunks, (intptr_t)(npages / CHUNK));
	each_chunk(first, npages, true);
	count(&free_count, (intptr_t)npages);
	count(&released_count, (intptr_t)npages);
}

static bool is_released(uintptr_t page)
{
	return bit_get(pages_released, (unsigned)page);
}

static bool is_idle(uintptr_t page) // free, and has memory
{
	return !bit_get(pages_used, (unsigned)page) && !is_released(page);
}

// How many free, released pages lie from first on, at most max; they stop being released.  The
// caller gives them memory.
uintptr_t pages_extend_fresh(uintptr_t first, uintptr_t max)
{
	uintptr_t n = 0;
	while (n < max && first + n < nchunks * CHUNK && is_released(first + n))
		n++;
	if (n)
		bits_clear(pages_released, first, n);
	count(&released_count, -(intptr_t)n);
	return n;
}

// The highest run of free pages that still have memory, cut to its last max pages.
bool pages_find_unreleased(uintptr_t max, PageRun *out)
{
	for (uintptr_t w = nchunks * CHUNK_WORDS; w-- > 0;) {
		uint64_t idle = ~(pages_used[w] | pages_released[w]);
		if (idle == 0)
			continue;
		uintptr_t end = w * 64 + 64 - (uintptr_t)__builtin_clzll(idle), first = end - 1;
		while (end - first < max && first > 0 && is_idle(first - 1))
			first--;
		*out = (PageRun){.first = first, .npages = end - first};
		return true;
	}
	return false;
}

// The caller has given the memory of these free pages back; zero: they read as zero from now on.
void pages_mark_released(const PageRun *r, bool zero)
{
	rt_assert(range_is(pages_used, r->first, r->npages, false) &&
		      range_is(pages_released, r->first, r->npages, false),
		  "pagealloc: releasing pages that are in use or released");
	bits_set(pages_released, r->first, r->npages);
	if (zero)
		bits_set(zero_bits, r->first, r->npages);
	count(&released_count, (intptr_t)r->npages);
}
