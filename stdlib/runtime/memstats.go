package runtime

// MemProfileRate sets how often the heap profile samples: on average once per so many bytes allocated.
// 1 records every allocation, 0 none. It should be set once, as early as possible.
var MemProfileRate int = 512 * 1024

// MemStats are statistics of the memory allocator and the garbage collector. Sizes are in bytes.
type MemStats struct {
	Alloc      uint64 // in allocated heap objects; same as HeapAlloc
	TotalAlloc uint64 // allocated over all time
	Sys        uint64 // obtained from the system: the sum of the XSys fields
	Lookups    uint64 // always 0
	Mallocs    uint64 // objects allocated over all time
	Frees      uint64 // objects freed over all time

	HeapAlloc    uint64 // in allocated objects, reachable or not yet freed
	HeapSys      uint64 // address space of the heap in use
	HeapIdle     uint64 // in spans without objects
	HeapInuse    uint64 // in spans with objects
	HeapReleased uint64 // of HeapIdle, returned to the system
	HeapObjects  uint64 // number of allocated objects

	StackInuse uint64 // in goroutine stacks
	StackSys   uint64 // obtained from the system for stacks

	MSpanInuse  uint64 // span descriptors in use
	MSpanSys    uint64
	MCacheInuse uint64 // per-P caches in use
	MCacheSys   uint64
	BuckHashSys uint64 // profiling tables
	GCSys       uint64 // garbage collector's own data
	OtherSys    uint64 // everything else

	NextGC        uint64      // heap size at which the next collection ends, as planned
	LastGC        uint64      // end of the last one, nanoseconds since 1970
	PauseTotalNs  uint64      // time the world was stopped
	PauseNs       [256]uint64 // recent pauses, the newest at (NumGC+255)%256
	PauseEnd      [256]uint64 // when they ended, nanoseconds since 1970
	NumGC         uint32      // completed collections
	NumForcedGC   uint32      // of these, called for with GC
	GCCPUFraction float64     // share of the program's CPU time taken by the collector
	EnableGC      bool        // always true
	DebugGC       bool        // always false

	// BySize tells how many objects were allocated and freed by size class.
	BySize [61]struct {
		Size    uint32 // largest object of the class
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills m. It stops the world.
//
//go:noinline
func ReadMemStats(m *MemStats) { readMemStats(m) }

// A MemProfileRecord describes the objects allocated by one call stack.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends at the first 0
}

// InUseBytes returns the bytes allocated and not freed.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the number of objects allocated and not freed.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the call stack, a prefix of r.Stack0.
func (r *MemProfileRecord) Stack() []uintptr {
	for i, pc := range r.Stack0 {
		if pc == 0 {
			return r.Stack0[:i]
		}
	}
	return r.Stack0[:]
}

// MemProfile copies the heap profile, as of the last collection, to p and returns the number of its
// records. If p is too short it copies nothing and returns false. inuseZero asks also for records of
// which nothing is in use any more.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	var first *MemProfileRecord
	if len(p) > 0 {
		first = &p[0]
	}
	n = memprofile(first, len(p), inuseZero)
	return n, n <= len(p)
}
