package metrics

import "unsafe"

const sizeofStats = unsafe.Sizeof(stats{})

// A metric is a Description, and how its value comes about.
type metric struct {
	name        string
	cumulative  bool
	kind        ValueKind
	description string
	read        func(s *stats, v *Value)
}

// count and seconds are metrics of which it is enough to say which number they are.
func count(name string, cumulative bool, description string, n func(s *stats) uint64) metric {
	return metric{name, cumulative, KindUint64, description, func(s *stats, v *Value) { v.setUint64(n(s)) }}
}

func seconds(name string, description string, ns func(s *stats) int64) metric {
	return metric{name, true, KindFloat64, description, func(s *stats, v *Value) { v.setSeconds(ns(s)) }}
}

func times(name string, which int, description string) metric {
	return metric{name, true, KindFloat64Histogram, description, func(_ *stats, v *Value) { v.setTimes(which) }}
}

func (s *stats) markTime() int64     { return s.cpu.markAssist + s.cpu.markDedicated + s.cpu.markIdle }
func (s *stats) gcTime() int64       { return s.markTime() + s.cpu.pause }
func (s *stats) scavengeTime() int64 { return s.cpu.scavengeAssist + s.cpu.scavengeBackground }

func (s *stats) objects(classes *[sizeClasses]uint64) (n uint64) {
	for _, c := range classes {
		n += c
	}
	return n
}

func (s *stats) objectBytes() uint64 { return s.heap.allocated - s.heap.freed }

// unusedBytes returns what of the spans in use is not objects. Other goroutines may have allocated between the
// two readings.
func (s *stats) unusedBytes() uint64 { return less(s.memory.heap-s.memory.idle, s.objectBytes()) }

func (s *stats) totalBytes() uint64 {
	m := &s.memory
	return s.objectBytes() + s.unusedBytes() + m.idle + m.stacks + m.mspan + m.mcache +
		m.buckets + m.gc + m.other
}

func (s *stats) waiting() uint64 { return less(s.goroutines, s.runnable+s.running+s.notInGo) }

func less(a, b uint64) uint64 { return max(a, b) - b }

// table has all metrics but those of settings, by name.
var table = []metric{
	count("/cgo/go-to-c-calls:calls", true,
		"How often the program called C by cgo: never, Vole has no cgo.",
		func(s *stats) uint64 { return 0 }),
	seconds("/cpu/classes/gc/mark/assist:cpu-seconds",
		"CPU time in which goroutines that allocated helped to mark. "+cpuNote,
		func(s *stats) int64 { return s.cpu.markAssist }),
	seconds("/cpu/classes/gc/mark/dedicated:cpu-seconds",
		"CPU time of marking on Ps that were set aside for it. "+cpuNote,
		func(s *stats) int64 { return s.cpu.markDedicated }),
	seconds("/cpu/classes/gc/mark/idle:cpu-seconds",
		"CPU time of marking on Ps that had nothing else to do. "+cpuNote,
		func(s *stats) int64 { return s.cpu.markIdle }),
	seconds("/cpu/classes/gc/pause:cpu-seconds",
		"CPU time in which the collector had stopped the world: the pauses, times GOMAXPROCS. "+cpuNote,
		func(s *stats) int64 { return s.cpu.pause }),
	seconds("/cpu/classes/gc/total:cpu-seconds",
		"CPU time of the collector: the sum of /cpu/classes/gc. "+cpuNote,
		(*stats).gcTime),
	seconds("/cpu/classes/idle:cpu-seconds",
		"CPU time that the Ps had and nobody used. "+cpuNote,
		func(s *stats) int64 { return s.cpu.idle }),
	seconds("/cpu/classes/scavenge/assist:cpu-seconds",
		"CPU time of giving memory back to the system because an allocation was about to pass the memory limit. "+cpuNote,
		func(s *stats) int64 { return s.cpu.scavengeAssist }),
	seconds("/cpu/classes/scavenge/background:cpu-seconds",
		"CPU time of giving memory back to the system in the background. "+cpuNote,
		func(s *stats) int64 { return s.cpu.scavengeBackground }),
	seconds("/cpu/classes/scavenge/total:cpu-seconds",
		"CPU time of giving memory back to the system: the sum of /cpu/classes/scavenge. "+cpuNote,
		(*stats).scavengeTime),
	seconds("/cpu/classes/total:cpu-seconds",
		"CPU time that there was: the time since the start, times GOMAXPROCS. The sum of /cpu/classes. "+cpuNote,
		func(s *stats) int64 { return s.gcTime() + s.scavengeTime() + s.cpu.idle + s.cpu.user }),
	seconds("/cpu/classes/user:cpu-seconds",
		"CPU time in which the program ran, or the runtime on its behalf: what the others leave of the total. "+cpuNote,
		func(s *stats) int64 { return s.cpu.user }),
	count("/gc/cleanups/executed:cleanups", true,
		"Cleanups of runtime.AddCleanup that have run.",
		func(s *stats) uint64 { return s.executed[1] }),
	count("/gc/cleanups/queued:cleanups", true,
		"Cleanups of runtime.AddCleanup whose object has died, whether they have run or not.",
		func(s *stats) uint64 { return s.queued[1] }),
	count("/gc/cycles/automatic:gc-cycles", true,
		"Collections that the runtime began by itself and completed.",
		func(s *stats) uint64 { return s.cycles - s.forcedCycles }),
	count("/gc/cycles/forced:gc-cycles", true,
		"Collections that the program asked for, and that are complete.",
		func(s *stats) uint64 { return s.forcedCycles }),
	count("/gc/cycles/total:gc-cycles", true,
		"Complete collections.",
		func(s *stats) uint64 { return s.cycles }),
	count("/gc/finalizers/executed:finalizers", true,
		"Finalizers of runtime.SetFinalizer that have run.",
		func(s *stats) uint64 { return s.executed[0] }),
	count("/gc/finalizers/queued:finalizers", true,
		"Finalizers of runtime.SetFinalizer whose object was found unreachable, whether they have run or not.",
		func(s *stats) uint64 { return s.queued[0] }),
	count("/gc/gogc:percent", false,
		"How much the heap may grow between collections, as GOGC or debug.SetGCPercent set it; 100 by default, "+
			"the largest uint64 if collections are off.",
		func(s *stats) uint64 { return s.gcPercent }),
	count("/gc/gomemlimit:bytes", false,
		"The memory limit of GOMEMLIMIT or debug.SetMemoryLimit; math.MaxInt64 if there is none.",
		func(s *stats) uint64 { return s.memoryLimit }),
	{"/gc/heap/allocs-by-size:bytes", true, KindFloat64Histogram,
		"Objects allocated, by about how large they are; of those that share a block, the block.",
		func(s *stats, v *Value) { v.setSizes(&s.heap.mallocs) }},
	count("/gc/heap/allocs:bytes", true,
		"Bytes allocated on the heap.",
		func(s *stats) uint64 { return s.heap.allocated }),
	count("/gc/heap/allocs:objects", true,
		"Objects allocated on the heap; of those that share a block, the block.",
		func(s *stats) uint64 { return s.objects(&s.heap.mallocs) }),
	{"/gc/heap/frees-by-size:bytes", true, KindFloat64Histogram,
		"Objects freed by the collector, by about how large they are; of those that share a block, the block.",
		func(s *stats, v *Value) { v.setSizes(&s.heap.frees) }},
	count("/gc/heap/frees:bytes", true,
		"Bytes of the heap freed by the collector.",
		func(s *stats) uint64 { return s.heap.freed }),
	count("/gc/heap/frees:objects", true,
		"Objects freed by the collector; of those that share a block, the block.",
		func(s *stats) uint64 { return s.objects(&s.heap.frees) }),
	count("/gc/heap/goal:bytes", false,
		"The size of the heap at which the collection ends that is under way or next.",
		func(s *stats) uint64 { return s.goal }),
	count("/gc/heap/live:bytes", false,
		"The bytes that the last collection found reachable.",
		func(s *stats) uint64 { return s.live }),
	count("/gc/heap/objects:objects", false,
		"Objects on the heap, reachable or not freed yet; of those that share a block, the block.",
		func(s *stats) uint64 { return s.objects(&s.heap.mallocs) - s.objects(&s.heap.frees) }),
	count("/gc/heap/tiny/allocs:objects", true,
		"Objects that were put into a block with others, as is done with those of less than 16 bytes without "+
			"pointers; the first in a block is counted as the block.",
		func(s *stats) uint64 { return s.heap.tiny }),
	count("/gc/limiter/last-enabled:gc-cycle", false,
		"The number of the collection in which it was last decided that the collector takes too much of the CPU, "+
			"so that allocations need not assist; 0: never.",
		func(s *stats) uint64 { return s.limitedIn }),
	times("/gc/pauses:seconds", timesPausedGC,
		"The same as /sched/pauses/total/gc:seconds, which replaces it."),
	count("/gc/scan/globals:bytes", false,
		"Bytes of package-level variables that a collection looks at.",
		func(s *stats) uint64 { return s.scanGlobals }),
	count("/gc/scan/heap:bytes", false,
		"Bytes of objects on the heap that a collection looks at.",
		func(s *stats) uint64 { return s.scanHeap }),
	count("/gc/scan/stack:bytes", false,
		"Bytes of stacks that the last collection looked at.",
		func(s *stats) uint64 { return s.scanStack }),
	count("/gc/scan/total:bytes", false,
		"Bytes that a collection looks at: the sum of /gc/scan.",
		func(s *stats) uint64 { return s.scanGlobals + s.scanHeap + s.scanStack }),
	count("/gc/stack/starting-size:bytes", false,
		"Bytes of address space of a new goroutine's stack.",
		func(s *stats) uint64 { return s.startingStack }),
	count("/memory/classes/heap/free:bytes", false,
		"Memory of the heap without objects that could be given back to the system and has not been.",
		func(s *stats) uint64 { return s.memory.idle - s.memory.released }),
	count("/memory/classes/heap/objects:bytes", false,
		"Memory of objects, reachable or not freed yet.",
		(*stats).objectBytes),
	count("/memory/classes/heap/released:bytes", false,
		"Address space of the heap whose memory has been given back to the system, or not been asked for yet.",
		func(s *stats) uint64 { return s.memory.released }),
	count("/memory/classes/heap/stacks:bytes", false,
		"Memory of goroutines' stacks.",
		func(s *stats) uint64 { return s.memory.stacks }),
	count("/memory/classes/heap/unused:bytes", false,
		"Memory that is kept for objects of some size and holds none.",
		(*stats).unusedBytes),
	count("/memory/classes/metadata/mcache/free:bytes", false,
		"Memory for the caches of Ps that is not in use.",
		func(s *stats) uint64 { return less(s.memory.mcache, s.memory.mcacheInuse) }),
	count("/memory/classes/metadata/mcache/inuse:bytes", false,
		"Memory of the caches that Ps allocate from.",
		func(s *stats) uint64 { return min(s.memory.mcacheInuse, s.memory.mcache) }),
	count("/memory/classes/metadata/mspan/free:bytes", false,
		"Memory for descriptions of spans that is not in use.",
		func(s *stats) uint64 { return less(s.memory.mspan, s.memory.mspanInuse) }),
	count("/memory/classes/metadata/mspan/inuse:bytes", false,
		"Memory of descriptions of spans.",
		func(s *stats) uint64 { return min(s.memory.mspanInuse, s.memory.mspan) }),
	count("/memory/classes/metadata/other:bytes", false,
		"Memory of the collector's own data.",
		func(s *stats) uint64 { return s.memory.gc }),
	count("/memory/classes/os-stacks:bytes", false,
		"Memory of threads' stacks that the runtime has from the system: none. The C library makes them.",
		func(s *stats) uint64 { return 0 }),
	count("/memory/classes/other:bytes", false,
		"Memory of all else: goroutines, threads, timers, queues, finalizers, ...",
		func(s *stats) uint64 { return s.memory.other }),
	count("/memory/classes/profiling/buckets:bytes", false,
		"Memory of the stacks that the heap, block and mutex profiles know.",
		func(s *stats) uint64 { return s.memory.buckets }),
	count("/memory/classes/total:bytes", false,
		"All memory that the runtime has from the system: the sum of /memory/classes. What the program maps itself "+
			"is not in it.",
		(*stats).totalBytes),
	count("/sched/gomaxprocs:threads", false,
		"How many threads may run Go code at once: runtime.GOMAXPROCS.",
		func(s *stats) uint64 { return s.procs }),
	count("/sched/goroutines-created:goroutines", true,
		"Goroutines that have been begun, the runtime's own included.",
		func(s *stats) uint64 { return s.created }),
	count("/sched/goroutines/not-in-go:goroutines", false,
		"Goroutines that are in a system call. "+stateNote,
		func(s *stats) uint64 { return s.notInGo }),
	count("/sched/goroutines/runnable:goroutines", false,
		"Goroutines that could run and do not. "+stateNote,
		func(s *stats) uint64 { return s.runnable }),
	count("/sched/goroutines/running:goroutines", false,
		"Goroutines that run. "+stateNote,
		func(s *stats) uint64 { return s.running }),
	count("/sched/goroutines/waiting:goroutines", false,
		"Goroutines that wait for something: another goroutine, a time, a lock. "+stateNote,
		(*stats).waiting),
	count("/sched/goroutines:goroutines", false,
		"Goroutines that there are, the runtime's own included.",
		func(s *stats) uint64 { return s.goroutines }),
	times("/sched/latencies:seconds", timesRunnable,
		"How long goroutines could run before they did. One time in eight is measured."),
	times("/sched/pauses/stopping/gc:seconds", timesStoppingGC,
		"How long it took, when the collector stopped the world, until all goroutines had stopped."),
	times("/sched/pauses/stopping/other:seconds", timesStoppingOther,
		"How long it took, when somebody else stopped the world, until all goroutines had stopped."),
	times("/sched/pauses/total/gc:seconds", timesPausedGC,
		"How long the world was stopped for the collector, from when that was asked for until it went on."),
	times("/sched/pauses/total/other:seconds", timesPausedOther,
		"How long the world was stopped for something else, from when that was asked for until it went on."),
	count("/sched/threads/total:threads", false,
		"The runtime's threads.",
		func(s *stats) uint64 { return s.threads }),
	seconds("/sync/mutex/wait/total:seconds",
		"How long goroutines have waited for a sync.Mutex or sync.RWMutex, and threads for locks of the runtime.",
		func(s *stats) int64 { return int64(s.lockWait) }),
}

const (
	cpuNote = "An estimate, made when a collection ends; to be compared with other metrics of /cpu/classes only."

	stateNote = "As of about now: the numbers of goroutines in each state are not of one moment."
)
