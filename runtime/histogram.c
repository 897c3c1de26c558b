// histogram.c - counting times in buckets that keep two digits, so to say: each power of two of
// nanoseconds is cut into four equal parts, so a bucket is at most a quarter wider than what lies
// below it.
//
//     counts[0]              less than 0: clocks may disagree
//     counts[1 + i]          i < 4: 64 ns each, below 2^8 ns
//     counts[1 + 4 * k + j]  1 <= k < 40: from 2^(k+7) ns on, the j-th quarter of it
//     counts[161]            2^47 ns (39 hours) and more
//
// The layout is that of an HDR histogram (Tene) with two bits a bucket; stdlib/runtime/metrics
// makes the bounds of the buckets.  Which bucket is a shift and an add, and counting one atomic
// add: it may be done anywhere.

#include "histogram.h"

enum { MIN_BITS = 8, MAX_BITS = 47, PART_BITS = 2, PARTS = 1 << PART_BITS };
_Static_assert(HISTOGRAM_COUNTS == 2 + PARTS * (1 + MAX_BITS - MIN_BITS), "histogram: counts");

Histogram histogram_latencies, histogram_stopping[2], histogram_pauses[2];

static unsigned bucket_of(int64_t ns)
{
	unsigned shift = MIN_BITS - PART_BITS, group = 0;

	if (ns < 0)
		return 0;
	if (ns >> MAX_BITS)
		return HISTOGRAM_COUNTS - 1;
	if (ns >> MIN_BITS) {
		unsigned top = 63 - (unsigned)__builtin_clzll((uint64_t)ns);
		shift = top - PART_BITS;
		group = top - MIN_BITS + 1;
	}
	return 1 + group * PARTS + ((unsigned)(ns >> shift) & (PARTS - 1));
}

void histogram_record(Histogram *h, int64_t ns)
{
	atomic_add(&h->counts[bucket_of(ns)], 1);
}
