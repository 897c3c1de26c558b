package pprof

import (
	"cmp"
	"io"
	"math"
	"runtime"
	"slices"
	"time"
)

// heapRate returns the average number of bytes between two samples of the heap profile.
func heapRate() int

// Values of the records of the heap profile.
const (
	allocObjects = iota
	allocBytes
	freeObjects
	freeBytes
	heapValues
)

func inuseObjects(r record) int64 { return r.values[allocObjects] - r.values[freeObjects] }
func inuseBytes(r record) int64   { return r.values[allocBytes] - r.values[freeBytes] }

func countHeap() int {
	n, _ := runtime.MemProfile(nil, true)
	return n
}

func writeHeap(w io.Writer, debug int) error   { return writeHeapProfile(w, debug, "") }
func writeAllocs(w io.Writer, debug int) error { return writeHeapProfile(w, debug, "alloc_space") }

func writeHeapProfile(w io.Writer, debug int, defaultSampleType string) error {
	var stats runtime.MemStats
	if debug > 0 {
		runtime.ReadMemStats(&stats) // before anything is allocated here
	}
	records := readRecords(heapRecords, heapValues)
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(inuseBytes(b), inuseBytes(a)) })
	if debug > 0 {
		return writeHeapText(w, records, &stats)
	}
	rate := int64(heapRate())
	b := newBuilder()
	b.period("space", "bytes", rate)
	b.sampleTypes("alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "count", "inuse_space", "bytes")
	if defaultSampleType != "" {
		b.out.int(profileDefaultSampleType, b.string(defaultSampleType))
	}
	for _, r := range records {
		s := sample{stack: r.stack, values: make([]int64, heapValues)}
		s.values[0], s.values[1] = scale(r.values[allocObjects], r.values[allocBytes], rate)
		s.values[2], s.values[3] = scale(inuseObjects(r), inuseBytes(r), rate)
		if n := r.values[allocObjects]; n > 0 {
			s.bytes = r.values[allocBytes] / n
		}
		b.sample(s)
	}
	return b.writeTo(w, time.Now())
}

// scale estimates how many objects, and bytes, there are from those that were sampled: an object of size s is
// with probability 1 - exp(-s/rate).
func scale(objects, bytes, rate int64) (int64, int64) {
	if objects == 0 || bytes == 0 || rate <= 1 {
		return objects, bytes
	}
	f := 1 / (1 - math.Exp(-float64(bytes)/float64(objects)/float64(rate)))
	return int64(float64(objects) * f), int64(float64(bytes) * f)
}
