package testing

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

// How a benchmark is measured.
//
// Its function is called with N = 1 first: that shows if it fails, is skipped or has benchmarks of its own.
// If not, it is called with growing N until it takes as long as -benchtime says. Each N is guessed from the last
// measurement (nextN). The last one is the result. A function that loops with b.Loop is called just once: Loop
// guesses in the same way how often it is still to return true; see loop.go.
//
// Only one benchmark runs at a time. One that has benchmarks of its own is no longer one itself, and lets
// them run.

// benchLock is held by the benchmark that runs.
var benchLock sync.Mutex

// An InternalBenchmark is a benchmark by its name. The main package of a test makes these.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// A B is what a benchmark is given.
type B struct {
	common

	// N is how often the function is to do what is measured.
	N int

	list    *benchList // nil: of Benchmark
	pkg     string     // import path
	fn      func(b *B)
	time    amount
	result  BenchmarkResult
	bytes   int64
	extra   map[string]float64
	noBytes bool // the result of a sub-benchmark was without bytes

	timerOn    bool
	showAllocs bool
	threads    int // RunParallel's goroutines per P

	lastN    int
	lastTime time.Duration

	// what ReadMemStats said when the timer was started, and what was allocated while it ran
	startAllocs, startBytes uint64
	allocs, allocBytes      uint64

	loop loopState
}

// A benchList is the benchmarks of a program.
type benchList struct {
	match *matcher
	width int // of the longest name
	extra int // longest suffix that says the number of CPUs
}

// memStats is read while benchLock is held; on the stack it would be copied about.
var memStats runtime.MemStats

// StartTimer starts the timer. It runs when the function is called; StopTimer is where to stop it.
func (b *B) StartTimer() {
	if b.timerOn {
		return
	}
	runtime.ReadMemStats(&memStats)
	b.startAllocs, b.startBytes = memStats.Mallocs, memStats.TotalAlloc
	b.start = time.Now()
	b.timerOn = true
	b.loop.i &^= loopStopped
}

// StopTimer stops the timer: what is done then does not count.
func (b *B) StopTimer() {
	if !b.timerOn {
		return
	}
	b.elapse()
	runtime.ReadMemStats(&memStats)
	b.allocs += memStats.Mallocs - b.startAllocs
	b.allocBytes += memStats.TotalAlloc - b.startBytes
	b.timerOn = false
	// Loop's fast path must not be taken while the timer is stopped.
	b.loop.i |= loopStopped
}

// ResetTimer forgets the time and the allocations so far, and what ReportMetric was told. The timer goes on if
// it runs.
func (b *B) ResetTimer() {
	if b.extra == nil {
		// Not to be allocated while the timer runs.
		b.extra = make(map[string]float64, 16)
	} else {
		clear(b.extra)
	}
	if b.timerOn {
		runtime.ReadMemStats(&memStats)
		b.startAllocs, b.startBytes = memStats.Mallocs, memStats.TotalAlloc
		b.start = time.Now()
	}
	b.duration = 0
	b.allocs, b.allocBytes = 0, 0
}

// Elapsed returns the time that is measured so far.
func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.timerOn {
		d += since(b.start)
	}
	return d
}

// SetBytes says how many bytes are processed in one of the N times: the result has MB/s then.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs has the allocations of this benchmark printed, as -benchmem does for all.
func (b *B) ReportAllocs() { b.showAllocs = true }

// ReportMetric adds a number to the result: per operation if unit ends in "/op". "ns/op", "MB/s", "B/op" and
// "allocs/op" replace those that are measured. It panics if unit is empty or has spaces.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsFunc(unit, isSpace) {
		panic("metric unit must not contain whitespace")
	}
	b.extra[unit] = n
}

// --- running -------------------------------------------------------------------------------------------------

// runN calls the function with the given N.
func (b *B) runN(n int) {
	benchLock.Lock()
	defer benchLock.Unlock()
	b.renewContext()
	defer b.runCleanup()
	runtime.GC() // each measurement begins with the same heap
	b.N = n
	b.loop = loopState{}
	b.threads = 1
	b.ResetTimer()
	b.StartTimer()
	b.fn(b)
	b.StopTimer()
	b.lastN, b.lastTime = n, b.duration
	if b.loop.n > 0 && !b.loop.done && !b.Failed() {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// nextN guesses what N takes the time goal, in nanoseconds, if N = n took took; last is the N tried before. It
// aims a little higher, and does not trust a short measurement.
func nextN(goal, n, took, last int64) int64 {
	next := goal * n / max(took, 1) // in this order the product may be large: 1e9 * 1e9 just fits
	next += next / 5
	return min(max(min(next, 100*last), last+1), mostN)
}

const mostN = 1_000_000_000

// run1 calls the function once with N = 1. It tells if there is more to measure.
func (b *B) run1() bool {
	if l := b.list; l != nil {
		// Room for a longer name, and some for the next.
		if n := len(b.name) + l.extra + 1; n > l.width {
			l.width = n + 8
		}
	}
	b.apart(func() { b.runN(1) })
	prefix := flags.verbose.prefix()
	if b.Failed() {
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", prefix, b.name, b.output)
		return false
	}
	if b.hasSub.Load() || b.hasFinished() {
		tag := "BENCH"
		if b.Skipped() {
			tag = "SKIP"
		}
		if b.narrator != nil && (len(b.output) > 0 || b.hasFinished()) {
			b.trimOutput()
			fmt.Fprintf(b.w, "%s--- %s: %s\n%s", prefix, tag, b.name, b.output)
		}
		return false
	}
	return true
}

var printLabels sync.Once

// labels prints what all results have in common.
func (b *B) labels() {
	printLabels.Do(func() {
		fmt.Fprintf(b.w, "goos: %s\n", runtime.GOOS)
		fmt.Fprintf(b.w, "goarch: %s\n", runtime.GOARCH)
		if b.pkg != "" {
			fmt.Fprintf(b.w, "pkg: %s\n", b.pkg)
		}
		if cpu := cpuName(); cpu != "" {
			fmt.Fprintf(b.w, "cpu: %s\n", cpu)
		}
	})
}

// run measures, after run1.
func (b *B) run() {
	b.labels()
	if b.list != nil {
		b.list.measure(b)
	} else {
		b.measure()
	}
}

// measure returns the result, after run1.
func (b *B) measure() BenchmarkResult {
	b.apart(b.launch)
	return b.result
}

// apart calls f in a goroutine of its own, which FailNow may end, and waits for that.
func (b *B) apart(f func()) {
	returned := false
	go func() {
		defer func() {
			if returned || b.hasFinished() {
				b.signal <- true
				return
			}
			// By runtime.Goexit, or by a panic. Nothing must be printed before a panic is.
			time.AfterFunc(100*time.Millisecond, func() { b.signal <- true })
		}()
		f()
		returned = true
	}()
	<-b.signal
}

// launch calls the function until the result is good.
func (b *B) launch() {
	// Under b.Loop the first call did it all.
	if b.loop.n == 0 {
		if b.time.n > 0 {
			if b.time.n > 1 {
				b.runN(b.time.n)
			}
		} else {
			for n := int64(1); !b.Failed() && b.duration < b.time.d && n < mostN; {
				n = nextN(b.time.d.Nanoseconds(), int64(b.N), b.duration.Nanoseconds(), n)
				b.runN(int(n))
			}
		}
	}
	b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.allocs, b.allocBytes, b.extra}
}

// measure runs b, which run1 has called already, for each number of CPUs and -count times, and prints the results.
func (l *benchList) measure(b *B) {
	first := true
	for _, procs := range flags.cpus {
		for range *flags.count {
			runtime.GOMAXPROCS(procs)
			name := benchmarkName(b.name, procs)
			if b.narrator == nil {
				fmt.Fprintf(b.w, "%-*s\t", l.width, name)
			}
			if !first {
				b = b.again()
				b.run1()
			}
			first = false
			l.print(b, name, b.measure())
			if p := runtime.GOMAXPROCS(-1); p != procs {
				fmt.Fprintf(os.Stderr, "testing: %s left GOMAXPROCS set to %d\n", name, p)
			}
			if b.narrator != nil && flags.verbose.json {
				b.narrator.announce("", "=== NAME  %s\n", "")
			}
		}
	}
}

// again returns a benchmark as b was at first.
func (b *B) again() *B {
	c := &B{list: b.list, pkg: b.pkg, fn: b.fn, time: b.time}
	c.init(b.name, b.parent)
	c.depth, c.narrator, c.isBench = b.depth, b.narrator, true
	c.w = b.w
	c.creator = b.creator
	return c
}

// print prints a result, and what the benchmark wrote.
func (l *benchList) print(b *B, name string, r BenchmarkResult) {
	prefix := flags.verbose.prefix()
	if b.Failed() {
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", prefix, name, b.output)
		return
	}
	text := r.String()
	if b.narrator != nil {
		fmt.Fprintf(b.w, "%-*s\t", l.width, name)
	}
	if *flags.benchmem || b.showAllocs {
		text += "\t" + r.MemString()
	}
	fmt.Fprintln(b.w, text)
	if len(b.output) > 0 {
		b.trimOutput()
		fmt.Fprintf(b.w, "%s--- BENCH: %s\n%s", prefix, name, b.output)
	}
}

// trimOutput cuts the output after some lines: the function was called several times.
func (b *B) trimOutput() {
	const most = 10
	lines := 0
	for i, c := range b.output {
		if c == '\n' {
			if lines++; lines >= most {
				b.output = append(b.output[:i], "\n\t... [output truncated]\n"...)
				return
			}
		}
	}
}

// benchmarkName adds the number of CPUs to a name, unless it is 1.
func benchmarkName(name string, procs int) string {
	if procs == 1 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, procs)
}

// Run measures f as a benchmark of its own with the given name. One that calls Run is not measured itself. It
// tells if f has not failed.
//
//go:noinline
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub.Store(true)
	benchLock.Unlock()
	defer benchLock.Lock()
	full, ok, partial := b.name, true, false
	if b.list != nil {
		full, ok, partial = b.list.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	sub := &B{list: b.list, pkg: b.pkg, fn: f, time: b.time}
	sub.init(full, &b.common)
	sub.isBench = true
	sub.w = b.w
	sub.creator = stackOf(1)
	if partial {
		sub.hasSub.Store(true)
	}
	if sub.narrator != nil {
		sub.labels()
		if flags.verbose.json {
			sub.stateChange("RUN")
		}
		fmt.Fprintln(sub.w, full)
	}
	if sub.run1() {
		sub.run()
	}
	b.add(sub.result)
	return !sub.Failed()
}

// add adds the result of a sub-benchmark to b's, as if the two had been done in turn. A result without a
// number makes the sum be without.
func (b *B) add(other BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(other.NsPerOp())
	if other.Bytes == 0 {
		b.noBytes = true
		r.Bytes = 0
	}
	if !b.noBytes {
		r.Bytes += other.Bytes
	}
	r.MemAllocs += uint64(other.AllocsPerOp())
	r.MemBytes += uint64(other.AllocedBytesPerOp())
}

// --- all benchmarks --------------------------------------------------------------------------------------------

// RunBenchmarks runs the benchmarks that -test.bench means.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", matchString, benchmarks)
}

func runBenchmarks(pkg string, matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) bool {
	if *flags.bench == "" {
		return true
	}
	procs := 1
	for _, n := range flags.cpus {
		procs = max(procs, n)
	}
	l := &benchList{
		match: newMatcher(matchString, *flags.bench, "-test.bench", *flags.skip),
		extra: len(benchmarkName("", procs)),
	}
	var chosen []InternalBenchmark
	for _, b := range benchmarks {
		if _, ok, _ := l.match.fullName(nil, b.Name); ok {
			chosen = append(chosen, b)
			l.width = max(l.width, len(benchmarkName(b.Name, procs))+l.extra+1)
		}
	}
	all := &B{list: l, pkg: pkg, time: flags.benchtime}
	all.init("Main", nil)
	all.isBench = true
	all.w = os.Stdout
	if Verbose() {
		all.narrator = &narrator{w: all.w}
	}
	all.fn = func(b *B) {
		for _, c := range chosen {
			b.Run(c.Name, c.F)
		}
	}
	all.runN(1)
	return !all.Failed()
}

// nowhere takes what benchmarks of Benchmark print.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

// Benchmark measures f, which is no benchmark of the program's list. If f calls Run, the result is the sum of
// those that it runs, each done once. The flags say how long, if Init has been called.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{fn: f, time: flags.benchtime}
	if !flags.defined {
		b.time.d = time.Second
	}
	b.init("", nil)
	b.isBench = true
	b.w = nowhere{}
	if b.run1() {
		b.run()
	}
	return b.result
}
