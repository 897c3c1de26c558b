// Package pprof writes profiles of the running program, in the format of the pprof tool or as text.
//
// A profile is a set of call stacks, each with numbers. Those that the runtime keeps have a name for Lookup:
//
//	goroutine     stacks of all goroutines
//	heap          a sample of the memory in use when the last collection ended
//	allocs        the same, and what was allocated ever: the tool begins with that
//	threadcreate  where threads were created
//	block         where goroutines waited; see runtime.SetBlockProfileRate
//	mutex         who held locks that others waited for; see runtime.SetMutexProfileFraction
//
// A program may add its own with NewProfile. The CPU profile has no name: it is written from StartCPUProfile
// to StopCPUProfile.
package pprof

import (
	"internal/frames"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// A Profile is a collection of call stacks, each of which stands for a value that the program is to give back,
// or for an event. It can be used from several goroutines.
type Profile struct {
	name string
	// of the profiles that the runtime keeps; nil for others
	count func() int
	write func(w io.Writer, debug int) error

	mu     sync.Mutex
	stacks map[any][]uintptr // the program's own
}

var profiles struct {
	mu     sync.Mutex
	byName map[string]*Profile
}

// lockProfiles locks the table of profiles, and makes it if it was not used yet.
func lockProfiles() map[string]*Profile {
	profiles.mu.Lock()
	if profiles.byName == nil {
		profiles.byName = map[string]*Profile{}
		for _, p := range []*Profile{
			{name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutine},
			{name: "threadcreate", count: countThreads, write: writeThreads},
			{name: "heap", count: countHeap, write: writeHeap},
			{name: "allocs", count: countHeap, write: writeAllocs},
			{name: "block", count: countBlock, write: writeBlock},
			{name: "mutex", count: countMutex, write: writeMutex},
		} {
			profiles.byName[p.name] = p
		}
	}
	return profiles.byName
}

// NewProfile makes a profile with the given name, which no other has: else it panics. Names should begin
// with the import path of their package and a dot.
func NewProfile(name string) *Profile {
	byName := lockProfiles()
	defer profiles.mu.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if byName[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, stacks: map[any][]uintptr{}}
	byName[name] = p
	return p
}

// Lookup returns the profile with the given name, or nil.
func Lookup(name string) *Profile {
	defer profiles.mu.Unlock()
	return lockProfiles()[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	byName := lockProfiles()
	defer profiles.mu.Unlock()
	all := make([]*Profile, 0, len(byName))
	for _, p := range byName {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns the number of call stacks in the profile.
func (p *Profile) Count() int {
	if p.count != nil {
		return p.count()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.stacks)
}

// Add adds the current call stack for value, which must be fit for a map key, must not be in the profile yet,
// and is kept until Remove. The stack begins with Add itself if skip is 0, with its caller if 1, as in Go.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	const depth = 32
	stack := make([]uintptr, depth)
	stack = frames.Whole(stack[:runtime.Callers(skip+1, stack)])
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.stacks[value]; ok {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.stacks[value] = stack
}

// Remove takes back what was added for value, if anything was.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.stacks, value)
}

// WriteTo writes the profile to w. debug 0 is the format of the pprof tool, compressed; 1 is text with
// the names of functions and lines, which the tool reads too; 2 shows goroutines as a crash does, and
// is as 1 for others.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if p.write != nil {
		return p.write(w, debug)
	}
	p.mu.Lock()
	records := make([]record, 0, len(p.stacks))
	for _, stack := range p.stacks {
		records = append(records, record{stack: stack})
	}
	p.mu.Unlock()
	slices.SortFunc(records, func(a, b record) int { return slices.Compare(a.stack, b.stack) })
	return writeCounts(w, debug, p.name, records)
}

// WriteHeapProfile writes the heap profile to w: Lookup("heap").WriteTo(w, 0).
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0) }

// --- stacks and how many there are of each -----------------------------------------------------------------

func countThreads() int {
	n, _ := runtime.ThreadCreateProfile(nil)
	return n
}

func writeThreads(w io.Writer, debug int) error {
	return writeCounts(w, debug, "threadcreate", readRecords(threadRecords, 0))
}

func writeGoroutine(w io.Writer, debug int) error {
	if debug >= 2 {
		return writeStacks(w)
	}
	return writeCounts(w, debug, "goroutine", readGoroutines())
}

// writeStacks writes the stacks of all goroutines as text, at most 64 MB.
func writeStacks(w io.Writer) error {
	for size := 1 << 20; ; size *= 2 {
		buf := make([]byte, size)
		n := runtime.Stack(buf, true)
		if n < size || size >= 64<<20 {
			_, err := w.Write(buf[:n])
			return err
		}
	}
}

// A countedStack is a stack that n records have, with the same labels.
type countedStack struct {
	record
	n int64
}

// countStacks puts records together that have the same stack and labels: the most frequent first.
func countStacks(records []record) []*countedStack {
	byKey := map[string]*countedStack{}
	var all []*countedStack
	for _, r := range records {
		key := r.labels.String() + unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(r.stack))), len(r.stack)*8)
		c := byKey[key]
		if c == nil {
			c = &countedStack{record: r}
			byKey[key] = c
			all = append(all, c)
		}
		c.n++
	}
	slices.SortStableFunc(all, func(a, b *countedStack) int {
		if a.n != b.n {
			return int(b.n - a.n)
		}
		return slices.Compare(a.stack, b.stack)
	})
	return all
}

func writeCounts(w io.Writer, debug int, name string, records []record) error {
	all := countStacks(records)
	if debug > 0 {
		return writeCountsText(w, name, len(records), all)
	}
	b := newBuilder()
	b.period(name, "count", 1)
	b.sampleTypes(name, "count")
	for _, c := range all {
		b.sample(sample{stack: c.stack, values: []int64{c.n}, labels: c.labels})
	}
	return b.writeTo(w, time.Now())
}
