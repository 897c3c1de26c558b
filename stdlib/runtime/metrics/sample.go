package metrics

import (
	"internal/godebug"
	"strings"
)

// Sample is a metric's name and, after [Read], its value.
type Sample struct {
	Name  string // one of those that All lists
	Value Value  // set by Read
}

// stats is what runtime/metrics.c fills in; the two have the same layout.
type stats struct {
	heap struct { // ever
		allocated, freed uint64              // bytes
		mallocs, frees   [sizeClasses]uint64 // objects; [0]: large ones; blocks of tiny ones
		tiny             uint64              // objects in those
	}
	memory struct { // bytes; idle is part of heap, released part of idle
		heap, idle, released, stacks                               uint64
		mspan, mspanInuse, mcache, mcacheInuse, buckets, gc, other uint64
	}
	cpu struct { // nanoseconds, none in two of them
		markAssist, markDedicated, markIdle, pause int64
		scavengeAssist, scavengeBackground         int64
		idle, user                                 int64
	}
	cycles, forcedCycles, limitedIn                                 uint64
	gcPercent, memoryLimit, goal, live                              uint64
	scanHeap, scanStack, scanGlobals, startingStack                 uint64
	queued, executed                                                [2]uint64 // finalizers, cleanups
	procs, threads, created, goroutines, notInGo, runnable, running uint64
	lockWait                                                        uint64 // nanoseconds
	panicNil                                                        uint64 // times a panic(nil) was let pass
}

// The distributions of times, as readHistogram numbers them.
const (
	timesRunnable = iota
	timesStoppingGC
	timesStoppingOther
	timesPausedGC
	timesPausedOther
)

// readStats fills in s, whose size is n; s.heap only if heap is set.
//
//go:noescape
func readStats(s *stats, n uintptr, heap bool)

//go:noescape
func readHistogram(which int, counts *[timeCounts]uint64)

//go:noescape
func readClassSizes(sizes *[sizeClasses]uint64)

// isOfHeap tells whether a metric's value needs stats.heap.
func isOfHeap(name string) bool {
	return strings.HasPrefix(name, "/gc/heap/") || strings.HasPrefix(name, "/memory/classes/heap/")
}

// Read sets the value of each sample to what the metric of its name is now, of kind KindBad if there is none.
// Those that are read together fit together as far as docs/metrics.md tells. Histograms that are in the
// samples already are used again.
func Read(m []Sample) {
	var s stats
	heap := false
	for i := range m {
		heap = heap || isOfHeap(m[i].Name)
	}
	readStats(&s, sizeofStats, heap)
	for i := range m {
		readOne(&m[i], &s)
	}
}

// nonDefault returns how often a setting made a difference. The runtime counts its own.
func (s *stats) nonDefault(setting string) uint64 {
	if setting == "panicnil" {
		return s.panicNil
	}
	return godebug.NonDefault(setting)
}

func readOne(m *Sample, s *stats) {
	if name, ok := strings.CutPrefix(m.Name, godebugPrefix); ok {
		if setting, ok := strings.CutSuffix(name, godebugSuffix); ok && isSetting(setting) {
			m.Value.setUint64(s.nonDefault(setting))
			return
		}
	}
	if at, found := find(m.Name); found {
		table[at].read(s, &m.Value)
	} else {
		m.Value = Value{}
	}
}
