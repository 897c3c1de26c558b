package runtime

import "unsafe"

// MemProfileRate sets how often the heap profile samples: on average once per so many bytes allocated.
// 1 records every allocation, 0 none. It should be set once, as early as possible.
var MemProfileRate int = 512 * 1024

// The profiles that profileRecords knows.
const (
	profileHeap = iota
	profileThreads
	profileBlock
	profileMutex
)

// profileRecords copies a profile to buf, which has room for n words, and returns how many words it takes.
// Each record is the number of its words, this one included, its values and its return addresses.
//
//go:noescape
func profileRecords(kind int, buf *uint64, n int) int

// goroutineRecords copies the stacks of all goroutines likewise, with no values. Their number goes to count,
// as many of their labels as there is room for to labels.
//
//go:noescape
func goroutineRecords(buf *uint64, n int, labels *unsafe.Pointer, nlabels int, count *int) int

// setBlockRate sets the rate of the block profile, in nanoseconds; 0: off.
func setBlockRate(ns int)

// setMutexRate sets the rate of the mutex profile if it is not negative; returns the old one.
func setMutexRate(rate int) int

// readProfile returns a whole profile.
func readProfile(kind int) []uint64 {
	buf := make([]uint64, 1024)
	for {
		n := profileRecords(kind, &buf[0], len(buf))
		if n <= len(buf) {
			return buf[:n]
		}
		buf = make([]uint64, n+n/8)
	}
}

func readGoroutines() []uint64 {
	buf := make([]uint64, 1024)
	for {
		var count int
		n := goroutineRecords(&buf[0], len(buf), nil, 0, &count)
		if n <= len(buf) {
			return buf[:n]
		}
		buf = make([]uint64, n+n/8)
	}
}

// countRecords returns the number of records in words.
func countRecords(words []uint64) int {
	n := 0
	for ; len(words) > 0; words = words[words[0]:] {
		n++
	}
	return n
}

// copyStack copies as many return addresses as there is room for, and zeros behind them.
func copyStack(stack *[32]uintptr, pcs []uint64) {
	clear(stack[:])
	for i := range min(len(pcs), len(stack)) {
		stack[i] = uintptr(pcs[i])
	}
}

func usedStack(stack []uintptr) []uintptr {
	for i, pc := range stack {
		if pc == 0 {
			return stack[:i]
		}
	}
	return stack
}

// A StackRecord is a call stack.
type StackRecord struct {
	Stack0 [32]uintptr // ends at the first 0
}

// Stack returns the call stack, a prefix of r.Stack0.
func (r *StackRecord) Stack() []uintptr { return usedStack(r.Stack0[:]) }

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
func (r *MemProfileRecord) Stack() []uintptr { return usedStack(r.Stack0[:]) }

// MemProfile copies the heap profile, as of the last collection, to p and returns the number of its
// records. If p is too short it copies nothing and returns false. inuseZero asks also for records of
// which nothing is in use any more.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	words := readProfile(profileHeap)
	for w := words; len(w) > 0; w = w[w[0]:] {
		if inuseZero || w[1] != w[3] {
			n++
		}
	}
	if n > len(p) {
		return n, false
	}
	i := 0
	for w := words; len(w) > 0; w = w[w[0]:] {
		if !inuseZero && w[1] == w[3] {
			continue
		}
		r := &p[i]
		r.AllocObjects, r.AllocBytes = int64(w[1]), int64(w[2])
		r.FreeObjects, r.FreeBytes = int64(w[3]), int64(w[4])
		copyStack(&r.Stack0, w[5:w[0]])
		i++
	}
	return n, true
}

func copyStacks(p []StackRecord, words []uint64) (n int, ok bool) {
	n = countRecords(words)
	if n > len(p) {
		return n, false
	}
	for i := 0; len(words) > 0; i, words = i+1, words[words[0]:] {
		copyStack(&p[i].Stack0, words[1:words[0]])
	}
	return n, true
}

// ThreadCreateProfile copies to p where each thread of the program was created, and returns their number.
// If p is too short it copies nothing and returns false.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) {
	return copyStacks(p, readProfile(profileThreads))
}

// GoroutineProfile copies to p the stacks of all goroutines, the calling one's first, and returns their
// number. If p is too short it copies nothing and returns false.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	if len(p) == 0 {
		return NumGoroutine(), false
	}
	return copyStacks(p, readGoroutines())
}

// SetBlockProfileRate sets how much goes into the block profile: on average one event per rate nanoseconds
// that goroutines wait. 1 is for every event, 0 or less for none.
func SetBlockProfileRate(rate int) { setBlockRate(max(rate, 0)) }

// SetMutexProfileFraction sets how much goes into the mutex profile: one event of contention in rate. 1 is for
// every event, 0 for none; a negative rate changes nothing. It returns the rate before.
func SetMutexProfileFraction(rate int) int { return setMutexRate(rate) }

// A BlockProfileRecord describes how often and how long goroutines waited, or made others wait, at a call stack.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64 // here: nanoseconds
	StackRecord
}

func copyBlockRecords(p []BlockProfileRecord, words []uint64) (n int, ok bool) {
	n = countRecords(words)
	if n > len(p) {
		return n, false
	}
	for i := 0; len(words) > 0; i, words = i+1, words[words[0]:] {
		p[i].Count, p[i].Cycles = int64(words[1]), int64(words[2])
		copyStack(&p[i].Stack0, words[3:words[0]])
	}
	return n, true
}

// BlockProfile copies to p where goroutines have waited, and returns the number of records. If p is too short
// it copies nothing and returns false.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) {
	return copyBlockRecords(p, readProfile(profileBlock))
}

// MutexProfile copies to p who has held up goroutines that waited for locks, likewise.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) {
	return copyBlockRecords(p, readProfile(profileMutex))
}

// setCPURate turns the CPU profile on, with hz samples a second, or off, with 0; false: it is on already.
func setCPURate(hz int) bool

// SetCPUProfileRate sets how many samples the CPU profile takes per second of CPU time, 0: none. The rate must be
// set to 0 before it is set anew. Package runtime/pprof is easier to use.
func SetCPUProfileRate(hz int) {
	const most = 1000000
	if !setCPURate(min(max(hz, 0), most)) {
		print("runtime: cannot set rate until previous profile has finished.\n")
	}
}

// CPUProfile panics: there is no such text.
//
// Deprecated: use package runtime/pprof.
func CPUProfile() []byte { panic("CPUProfile no longer available") }
