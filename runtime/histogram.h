// histogram.h - distributions of times, for runtime/metrics.  See histogram.c.

#ifndef VOLE_HISTOGRAM_H
#define VOLE_HISTOGRAM_H

#include "atomic.h"

#define HISTOGRAM_COUNTS 162

// counts[0]: below 0; the last one: 2^47 ns and more.  They only grow.  Relaxed: counters.
typedef struct {
	atomic_word counts[HISTOGRAM_COUNTS];
} Histogram;

void histogram_record(Histogram *h, int64_t ns); // any thread, no lock
// How long goroutines were runnable before they ran; how long it took to stop the world, and how
// long it was so, [1]: for the collector.
extern Histogram histogram_latencies, histogram_stopping[2], histogram_pauses[2];

#endif
