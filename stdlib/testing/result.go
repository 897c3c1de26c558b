package testing

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A BenchmarkResult is what was measured.
type BenchmarkResult struct {
	N         int           // how often it was done
	T         time.Duration // in how much time
	Bytes     int64         // processed each time
	MemAllocs uint64        // allocated in all: objects
	MemBytes  uint64        // and bytes

	// Extra is what ReportMetric was told.
	Extra map[string]float64
}

// NsPerOp returns the nanoseconds it took each time.
func (r BenchmarkResult) NsPerOp() int64 {
	if v, ok := r.Extra["ns/op"]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return r.T.Nanoseconds() / int64(r.N)
}

// megabytesPerSecond returns how fast SetBytes' bytes were processed, or 0.
func (r BenchmarkResult) megabytesPerSecond() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return (float64(r.Bytes) * float64(r.N) / 1e6) / r.T.Seconds()
}

// AllocsPerOp returns how many objects were allocated each time.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.perOp("allocs/op", r.MemAllocs) }

// AllocedBytesPerOp returns how many bytes were allocated each time.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.perOp("B/op", r.MemBytes) }

func (r BenchmarkResult) perOp(unit string, all uint64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(all) / int64(r.N)
}

// String returns the result as it is printed after the name, without allocations: N, the time, MB/s and what
// ReportMetric was told, in tabulated columns.
func (r BenchmarkResult) String() string {
	b := new(strings.Builder)
	fmt.Fprintf(b, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		b.WriteByte('\t')
		printAligned(b, ns, "ns/op")
	}
	if speed := r.megabytesPerSecond(); speed != 0 {
		fmt.Fprintf(b, "\t%7.2f MB/s", speed)
	}
	var units []string
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		b.WriteByte('\t')
		printAligned(b, r.Extra[unit], unit)
	}
	return b.String()
}

// printAligned prints a number with four digits at least, so that points are below each other and
// whole parts take ten columns.
func printAligned(w io.Writer, x float64, unit string) {
	width, digits := 10, 0
	// Each bound is what would be rounded up to the next power of ten.
	for _, bound := range []float64{999.95, 99.995, 9.9995, 0.99995, 0.099995, 0.0099995, 0.00099995} {
		if y := math.Abs(x); y == 0 || y >= bound {
			break
		}
		if digits++; digits == 1 {
			width++ // for the point
		}
		width++
	}
	fmt.Fprintf(w, "%*.*f %s", width, digits, x, unit)
}

// MemString returns the allocations as they are printed after String's text.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

// cpuName returns what the system calls the processor, or "".
func cpuName() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
