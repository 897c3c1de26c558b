package metrics

import (
	"math"
	"sync"
)

// Float64Histogram is a distribution: how often values lay in which range.
type Float64Histogram struct {
	// Counts[n] is how many values v there were with Buckets[n] <= v < Buckets[n+1].
	Counts []uint64

	// Buckets are the bounds, ascending, one more than there are counts; the first may be -Inf, the last
	// +Inf. All histograms of a metric share them: they must not be changed.
	Buckets []float64
}

// The histograms of runtime/histogram.c: below 2^firstBits ns quarters of that, then quarters of each power
// of two, up to 2^lastBits ns.
const (
	firstBits = 8
	lastBits  = 47
	quarters  = 4

	timeCounts  = 2 + quarters*(1+lastBits-firstBits)
	sizeClasses = 68
)

// timeBuckets returns the bounds of the runtime's distributions of times, in seconds.
var timeBuckets = sync.OnceValue(func() []float64 {
	b := []float64{math.Inf(-1)}
	for i := range quarters {
		b = append(b, float64(i<<(firstBits-2))/1e9)
	}
	for bits := firstBits; bits < lastBits; bits++ {
		for i := range quarters {
			b = append(b, float64((quarters+i)<<(bits-2))/1e9)
		}
	}
	return append(b, float64(1<<lastBits)/1e9, math.Inf(1))
})

// sizeBuckets returns the bounds of the allocator's size classes, in bytes: a class's objects are larger
// than those of the one before.
var sizeBuckets = sync.OnceValue(func() []float64 {
	var sizes [sizeClasses]uint64
	readClassSizes(&sizes)
	b := make([]float64, 0, sizeClasses+1)
	for _, size := range sizes { // of class 0, which is no size: 0
		b = append(b, float64(size+1))
	}
	return append(b, math.Inf(1))
})

// setTimes makes v the distribution of times that the runtime knows by that number.
func (v *Value) setTimes(which int) {
	var counts [timeCounts]uint64
	readHistogram(which, &counts)
	copy(v.histogram(timeBuckets()), counts[:])
}

// setSizes makes v the distribution of objects of which there are so many in each class, the large ones in
// class 0.
func (v *Value) setSizes(classes *[sizeClasses]uint64) {
	counts := v.histogram(sizeBuckets())
	copy(counts, classes[1:])
	counts[len(counts)-1] = classes[0]
}
