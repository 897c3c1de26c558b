// pagealloc.c - which pages of the heap are free: address-ordered first fit over bitmaps.
//
// Three bitmaps over the whole address range, one bit a page:
//
//     used       the page belongs to a span
//     released   a free page that has no memory: given back to the system, or never taken from it
//     zero       a free page known to read as zero
//
// and a summary for each chunk of 512 pages (4 MiB): how many free pages it begins with, ends with, and
// has at most in a row.  A search walks the summaries from the lowest chunk that has anything free (8 bytes
// a chunk, so a 4 GiB heap is 8 KiB of them), joining the tail of one chunk to the head of the next, and
// looks at the bits of one chunk only.  First fit by address keeps the heap dense at its low end, so that
// what the scavenger (scavenge.c) returns lies at the high end, and whole chunks become free.
//
// Rejected: trees of free extents (more state to keep true, and what is free must be found there as well
// as by address for joining neighbours), Go's radix tree of summaries (pays off beyond some 100 GiB).
//
// Everything here is called with mheap.lock held or the world stopped.

#include "heap.h"

enum { CHUNK = 512, CHUNK_WORDS = CHUNK / 64 };

typedef struct { uint16_t head, tail, max, pad; } Summary;

static uint64_t *used_bits, *released_bits, *zero_bits;
static Summary *summary;
static uintptr_t nchunks;              // chunks that exist: everything above is out of bounds
static uintptr_t search_chunk;         // no chunk below has a free page
static uintptr_t free_count, released_count;

uintptr_t pages_free_count(void) { return free_count; }
uintptr_t pages_released_count(void) { return released_count; }
uintptr_t pages_total(void) { return nchunks * CHUNK; }
uintptr_t pages_grow_unit(void) { return CHUNK; }

void pages_init(uintptr_t npages_reserved)
{
	used_bits = rt_table(npages_reserved / 8);
	released_bits = rt_table(npages_reserved / 8);
	zero_bits = rt_table(npages_reserved / 8);
	summary = rt_table(npages_reserved / CHUNK * sizeof *summary);
}

// --- ranges of bits ----------------------------------------------------------------------------------

static uint64_t word_mask(uintptr_t word, uintptr_t first, uintptr_t end)
{
	uintptr_t lo = first > word * 64 ? first - word * 64 : 0;
	uintptr_t hi = end < word * 64 + 64 ? end - word * 64 : 64;
	return (hi == 64 ? ~(uint64_t)0 : ((uint64_t)1 << hi) - 1) & ~(uint64_t)0 << lo;
}

static void bits_set(uint64_t *bits, uintptr_t first, uintptr_t n)
{
	for (uintptr_t w = first / 64; w * 64 < first + n; w++)
		bits[w] |= word_mask(w, first, first + n);
}

// Clears the range and says how many bits were set.
static uintptr_t bits_clear(uint64_t *bits, uintptr_t first, uintptr_t n)
{
	uintptr_t count = 0;
	for (uintptr_t w = first / 64; w * 64 < first + n; w++) {
		uint64_t mask = word_mask(w, first, first + n);
		count += (uintptr_t)__builtin_popcountll(bits[w] & mask);
		bits[w] &= ~mask;
	}
	return count;
}

// --- summaries ---------------------------------------------------------------------------------------

// Longest run of ones in x: each step joins runs with their neighbours, until none is left to join.
static unsigned longest_run(uint64_t x)
{
	unsigned n = 0;
	for (; x; n++)
		x &= x << 1;
	return n;
}

static void summarise(uintptr_t chunk)
{
	const uint64_t *words = used_bits + chunk * CHUNK_WORDS;
	unsigned run = 0, max = 0, head = CHUNK;
	for (unsigned i = 0; i < CHUNK_WORDS; i++) {
		uint64_t used = words[i];
		if (used == 0) {
			run += 64;
			continue;
		}
		run += (unsigned)__builtin_ctzll(used);
		if (head == CHUNK)
			head = run;
		if (run > max)
			max = run;
		if ((unsigned)__builtin_popcountll(~used) > max) {
			unsigned inside = longest_run(~used);
			if (inside > max)
				max = inside;
		}
		run = (unsigned)__builtin_clzll(used);
	}
	if (run > max)
		max = run;
	summary[chunk] = (Summary){(uint16_t)head, (uint16_t)run, (uint16_t)max, 0};
}

static void summarise_range(uintptr_t first, uintptr_t n)
{
	for (uintptr_t c = first / CHUNK; c * CHUNK < first + n; c++)
		summarise(c);
}

// --- search --------------------------------------------------------------------------------------------

// First run of n free pages inside a chunk whose summary promises one.
static uintptr_t find_in_chunk(uintptr_t chunk, uintptr_t n)
{
	uintptr_t page = chunk * CHUNK, end = page + CHUNK;
	while (page < end) {
		uint64_t used = used_bits[page / 64] >> (page % 64);
		uintptr_t left = 64 - page % 64;
		uint64_t free = ~used & (left == 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1);
		if (free == 0) {
			page += left;
			continue;
		}
		uintptr_t start = page + (uintptr_t)__builtin_ctzll(free), stop = start;
		while (stop < end && stop - start < n && !bit_get(used_bits, (unsigned)stop))
			stop++;
		if (stop - start == n)
			return start;
		page = stop;
	}
	throw("pagealloc: summary promises pages that are not there");
}

static uintptr_t find(uintptr_t n)
{
	uintptr_t run = 0;                 // free pages just below chunk c
	for (uintptr_t c = search_chunk; c < nchunks; c++) {
		Summary s = summary[c];
		if (run + s.head >= n)
			return c * CHUNK - run;
		if (s.max >= n)
			return find_in_chunk(c, n);
		run = s.head == CHUNK ? run + CHUNK : s.tail;
	}
	return NO_PAGES;
}

static bool all_bits_set(const uint64_t *bits, uintptr_t first, uintptr_t n)
{
	for (uintptr_t w = first / 64; w * 64 < first + n; w++)
		if (~bits[w] & word_mask(w, first, first + n))
			return false;
	return true;
}

bool pages_alloc(uintptr_t npages, PageRun *out)
{
	uintptr_t first = find(npages);
	if (first == NO_PAGES)
		return false;
	out->first = first;
	out->npages = npages;
	out->zero = all_bits_set(zero_bits, first, npages);
	out->released = bits_clear(released_bits, first, npages);
	bits_set(used_bits, first, npages);
	summarise_range(first, npages);
	while (search_chunk < nchunks && summary[search_chunk].max == 0)
		search_chunk++;
	free_count -= npages;
	released_count -= out->released;
	return true;
}

void pages_free(uintptr_t first, uintptr_t npages)
{
	if (bits_clear(used_bits, first, npages) != npages)
		throw("pagealloc: freeing free pages");
	bits_clear(zero_bits, first, npages);
	summarise_range(first, npages);
	if (first / CHUNK < search_chunk)
		search_chunk = first / CHUNK;
	free_count += npages;
}

// Pages [first, first+npages), whole chunks right above the ones there are, come from the system.
void pages_grow(uintptr_t first, uintptr_t npages)
{
	bits_set(released_bits, first, npages);
	bits_set(zero_bits, first, npages);
	nchunks += npages / CHUNK;
	summarise_range(first, npages);
	free_count += npages;
	released_count += npages;
}

// How many free, released pages lie from first on, at most max; they stop being released.  The caller
// gives them memory.
uintptr_t pages_extend_fresh(uintptr_t first, uintptr_t max)
{
	uintptr_t n = 0;
	while (n < max && first + n < nchunks * CHUNK && bit_get(released_bits, (unsigned)(first + n)))
		n++;
	if (n)
		bits_clear(released_bits, first, n);
	released_count -= n;
	return n;
}

// The highest run of free pages that still have memory, cut to its last max pages.
bool pages_find_unreleased(uintptr_t max, PageRun *out)
{
	for (uintptr_t w = nchunks * CHUNK_WORDS; w-- > 0;) {
		uint64_t idle = ~(used_bits[w] | released_bits[w]);
		if (idle == 0)
			continue;
		uintptr_t end = w * 64 + 64 - (uintptr_t)__builtin_clzll(idle), first = end - 1;
		while (end - first < max && first > 0 && !bit_get(used_bits, (unsigned)(first - 1)) &&
		       !bit_get(released_bits, (unsigned)(first - 1)))
			first--;
		*out = (PageRun){.first = first, .npages = end - first};
		return true;
	}
	return false;
}

// The caller has given the memory of these free pages back; zero: they read as zero from now on.
void pages_mark_released(const PageRun *r, bool zero)
{
	bits_set(released_bits, r->first, r->npages);
	if (zero)
		bits_set(zero_bits, r->first, r->npages);
	released_count += r->npages;
}
