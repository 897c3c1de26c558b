package runtime

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
