// Package debug lets a program watch and steer the runtime: garbage collection, stacks, limits.
package debug

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

//go:noescape
func readGCStats(pauses *uint64, n int, out *[3]uint64) int

func setGCPercent(p int32) int32

func setMemoryLimit(n int64) int64

func setMaxStack(n int) int

func setMaxThreads(n int) int

func setPanicOnFault(b bool) bool

//go:noescape
func setTraceback(level string)

func setCrashOutput(fd int) int

func freeOSMemory()

// GCStats tells about recent garbage collections.
type GCStats struct {
	LastGC         time.Time       // end of the last one
	NumGC          int64           // number of collections
	PauseTotal     time.Duration   // of all pauses
	Pause          []time.Duration // recent pauses, the newest first
	PauseEnd       []time.Time     // when they ended, the newest first
	PauseQuantiles []time.Duration // if not empty on entry: minimum ... maximum of Pause
}

// historySize is how many pauses the runtime remembers.
const historySize = 256

// ReadGCStats fills stats. It reuses its slices.
func ReadGCStats(stats *GCStats) {
	var buf [2 * historySize]uint64
	var head [3]uint64
	n := readGCStats(&buf[0], historySize, &head)
	stats.LastGC = time.Unix(0, int64(head[0]))
	stats.NumGC = int64(head[1])
	stats.PauseTotal = time.Duration(head[2])
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := 0; i < n; i++ {
		stats.Pause = append(stats.Pause, time.Duration(buf[i]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(buf[historySize+i])))
	}
	if q := stats.PauseQuantiles; len(q) > 0 {
		quantiles(q, stats.Pause)
	}
}

// quantiles sets q[0] ... q[len-1] to evenly spaced quantiles of pauses.
func quantiles(q, pauses []time.Duration) {
	clear(q)
	if len(pauses) == 0 {
		return
	}
	sorted := append([]time.Duration(nil), pauses...)
	for i := range sorted { // by insertion: there are few
		for j := i; j > 0 && sorted[j] < sorted[j-1]; j-- {
			sorted[j], sorted[j-1] = sorted[j-1], sorted[j]
		}
	}
	last := len(q) - 1
	for i := 0; i < last; i++ {
		q[i] = sorted[len(sorted)*i/last]
	}
	q[last] = sorted[len(sorted)-1]
}

// SetGCPercent sets how much the heap may grow, in percent of what was live after a collection, before
// the next one; negative: no collections but for the memory limit. It returns the setting before. The
// start value is GOGC, or 100.
func SetGCPercent(percent int) int {
	return int(setGCPercent(int32(percent)))
}

// SetMemoryLimit sets a soft limit of the memory the runtime uses and returns the one before; a negative
// limit only asks. The start value is GOMEMLIMIT, or math.MaxInt64.
func SetMemoryLimit(limit int64) int64 {
	return setMemoryLimit(limit)
}

// FreeOSMemory collects garbage and returns as much memory to the system as possible.
func FreeOSMemory() {
	freeOSMemory()
}

// SetMaxStack sets the largest size of a goroutine's stack and returns the one before.
func SetMaxStack(bytes int) int {
	return setMaxStack(bytes)
}

// SetMaxThreads sets how many threads the program may use and returns the number before.
func SetMaxThreads(threads int) int {
	return setMaxThreads(threads)
}

// SetPanicOnFault makes an access to an unexpected address, not nil, a panic instead of a crash, for
// the calling goroutine, and returns the setting before.
func SetPanicOnFault(enabled bool) bool {
	return setPanicOnFault(enabled)
}

// SetTraceback sets how much a crash prints: what GOTRACEBACK can be, and no less than it is.
func SetTraceback(level string) {
	setTraceback(level)
}

// CrashOptions are options of SetCrashOutput, of which there are none yet.
type CrashOptions struct{}

// SetCrashOutput makes a crash write what it prints, from the panic or fatal error to the last stack, to a
// duplicate of f as well as to standard error; f may be closed afterwards. A nil f ends that. It reports what was
// wrong with f.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	fd := -1
	if f != nil {
		const fcntl, dup = 72, 1030 // F_DUPFD_CLOEXEC
		n, _, errno := syscall.Syscall(fcntl, f.Fd(), dup, 0)
		runtime.KeepAlive(f)
		if errno != 0 {
			return errno
		}
		fd = int(n)
	}
	if before := setCrashOutput(fd); before >= 0 {
		syscall.Close(before)
	}
	return nil
}

// PrintStack prints to standard error what Stack returns.
func PrintStack() {
	os.Stderr.Write(Stack())
}

// Stack returns a stack trace of the calling goroutine.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}
