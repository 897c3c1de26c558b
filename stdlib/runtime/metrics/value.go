package metrics

import (
	"math"
	"unsafe"
)

// ValueKind tells which kind of value a [Value] is.
type ValueKind int

const (
	KindBad              ValueKind = iota // none: there is no such metric
	KindUint64                            // a uint64
	KindFloat64                           // a float64
	KindFloat64Histogram                  // a *Float64Histogram
)

// Value is what a metric was when it was read.
type Value struct {
	kind    ValueKind
	scalar  uint64         // KindUint64; KindFloat64: its bits
	pointer unsafe.Pointer // KindFloat64Histogram
}

// Kind returns which kind of value v is; KindBad for the zero Value.
func (v Value) Kind() ValueKind { return v.kind }

// Uint64 returns v's value; it panics unless v.Kind() is KindUint64.
func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.scalar
}

// Float64 returns v's value; it panics unless v.Kind() is KindFloat64.
func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.scalar)
}

// Float64Histogram returns v's value; it panics unless v.Kind() is KindFloat64Histogram. The next Read into
// the same Sample may write to the same Counts.
func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return (*Float64Histogram)(v.pointer)
}

func (v *Value) setUint64(n uint64) { *v = Value{kind: KindUint64, scalar: n} }

// setSeconds makes v the float64 that ns nanoseconds are in seconds.
func (v *Value) setSeconds(ns int64) {
	*v = Value{kind: KindFloat64, scalar: math.Float64bits(float64(ns) / 1e9)}
}

// histogram makes v a histogram with those buckets and returns its counts, which the caller fills. What v
// was before is used again, if it is of that shape.
func (v *Value) histogram(buckets []float64) []uint64 {
	var h *Float64Histogram
	if v.kind == KindFloat64Histogram {
		h = (*Float64Histogram)(v.pointer)
	} else {
		h = new(Float64Histogram)
		*v = Value{kind: KindFloat64Histogram, pointer: unsafe.Pointer(h)}
	}
	h.Buckets = buckets
	if len(h.Counts) != len(buckets)-1 {
		h.Counts = make([]uint64, len(buckets)-1)
	}
	return h.Counts
}
