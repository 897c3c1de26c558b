package testing

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"time"
)

// How a fuzz test runs.
//
// Its function registers seeds with Add, and hands over the fuzz target with Fuzz. The target is called once for
// each seed, those in testdata/fuzz included, as a subtest: that is all without -fuzz. Under -fuzz the one
// test that matches is left out then, and runs after the benchmarks; package internal/fuzz calls its target
// with what it makes of the seeds, until a call fails.

// corpusDir is where seeds are, and where those that fail are written.
const corpusDir = "testdata/fuzz"

// A corpusEntry is values for a target. internal/fuzz has the same type.
type corpusEntry = struct {
	Parent     string // name of the entry it was made of
	Path       string // its file; seed#0 and so on for those of Add
	Data       []byte // encoded
	Values     []any
	Generation int
	IsSeed     bool
}

// An InternalFuzzTarget is a fuzz test by its name. The main package of a test makes these.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// An F is what a fuzz test is given. Its methods must not be called by the fuzz target, which has a T; only
// Name and Failed may.
type F struct {
	common
	group   *group
	deps    testDeps
	hunting bool // under -fuzz
	called  bool // Fuzz was
	corpus  []corpusEntry
}

// Fail marks the test as failed; it goes on.
func (f *F) Fail() {
	if f.inTarget {
		panic("testing: f.Fail was called inside the fuzz target, use t.Fail instead")
	}
	f.common.Fail()
}

// Helper marks the calling function: messages are not placed in it, but where it was called.
//
//go:noinline
func (f *F) Helper() {
	if f.inTarget {
		panic("testing: f.Helper was called inside the fuzz target, use t.Helper instead")
	}
	f.helperAt(1)
}

// Skipped tells if the test was skipped.
func (f *F) Skipped() bool {
	if f.inTarget {
		panic("testing: f.Skipped was called inside the fuzz target, use t.Skipped instead")
	}
	return f.common.Skipped()
}

var fuzzTypes = map[reflect.Type]bool{
	reflect.TypeFor[[]byte]():  true,
	reflect.TypeFor[string]():  true,
	reflect.TypeFor[bool]():    true,
	reflect.TypeFor[byte]():    true,
	reflect.TypeFor[rune]():    true,
	reflect.TypeFor[float32](): true,
	reflect.TypeFor[float64](): true,
	reflect.TypeFor[int]():     true,
	reflect.TypeFor[int8]():    true,
	reflect.TypeFor[int16]():   true,
	reflect.TypeFor[int64]():   true,
	reflect.TypeFor[uint]():    true,
	reflect.TypeFor[uint16]():  true,
	reflect.TypeFor[uint32]():  true,
	reflect.TypeFor[uint64]():  true,
}

// Add adds a seed: values of the types that the fuzz target has after its T.
func (f *F) Add(args ...any) {
	for _, a := range args {
		if t := reflect.TypeOf(a); !fuzzTypes[t] {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.corpus = append(f.corpus, corpusEntry{
		Values: append([]any(nil), args...),
		IsSeed: true,
		Path:   fmt.Sprintf("seed#%d", len(f.corpus)),
	})
}

// Fuzz calls the fuzz target ff, a function whose first parameter is a *T, and the others of types that can be
// fuzzed: string, []byte, bool, numbers. It is called with each seed, and under -fuzz with many values more. Fuzz
// must be the last call of a fuzz test.
func (f *F) Fuzz(ff any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	if f.common.Failed() {
		return
	}
	f.Helper()
	fn := reflect.ValueOf(ff)
	types := targetTypes(fn)
	for _, e := range f.corpus {
		if err := f.deps.CheckCorpus(e.Values, types); err != nil {
			f.Fatal(err)
		}
	}
	read, err := f.deps.ReadCorpus(filepath.Join(corpusDir, f.name), types)
	if err != nil {
		f.Fatal(err)
	}
	for i := range read {
		read[i].IsSeed = true
	}
	f.corpus = append(f.corpus, read...)
	if f.hunting {
		f.hunt(fn, types)
		return
	}
	for _, e := range f.corpus {
		name := f.name + "/" + filepath.Base(e.Path)
		if _, ok, _ := f.group.match.fullName(nil, name); ok {
			f.try(f.w, fn, e)
		}
	}
}

// targetTypes returns the types of the values that fn is to be called with; it panics if fn cannot be fuzzed.
func targetTypes(fn reflect.Value) []reflect.Type {
	if fn.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	t := fn.Type()
	if t.NumIn() < 2 || t.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	var types []reflect.Type
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzTypes[t.In(i)] {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
		types = append(types, t.In(i))
	}
	return types
}

// try calls the target with one entry, as a subtest whose output goes to w. It tells if it did not fail.
func (f *F) try(w io.Writer, fn reflect.Value, e corpusEntry) bool {
	if e.Values == nil {
		panic(fmt.Sprintf("corpus file %q was not unmarshaled", e.Path))
	}
	if stopEarly() {
		return true
	}
	name := f.name
	if e.Path != "" && !f.hunting {
		name += "/" + filepath.Base(e.Path)
	}
	if f.hunting {
		// There would be no end of names.
		f.group.match.forget()
	}
	t := &T{group: f.group}
	t.init(name, &f.common)
	t.barrier = make(chan struct{})
	t.creator = stackOf(1)
	t.fuzzing = f.hunting
	t.w = keeper{&t.common}
	if f.hunting {
		// What it prints is shown if it fails.
		t.narrator = nil
		t.parent = &common{w: w, barrier: nil}
		t.parent.sink.c = t.parent
		t.parent.cancel = func() {}
	}
	if t.narrator != nil {
		t.stateChange("RUN")
	}
	f.inTarget = true
	go tRunner(t, func(t *T) {
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range e.Values {
			args = append(args, reflect.ValueOf(v))
		}
		fn.Call(args)
	})
	<-t.signal
	f.inTarget = false
	if t.narrator != nil && flags.verbose.json {
		t.narrator.announce(f.name, "=== NAME  %s\n", f.name)
	}
	return !t.Failed()
}

// A crash is an error of the fuzzer that comes with the file of the values that led to it.
type crash interface {
	error
	CrashPath() string
}

// hunt has the fuzzer call the target, and prints what it finds.
func (f *F) hunt(fn reflect.Value, types []reflect.Type) {
	call := func(e corpusEntry) error {
		var out strings.Builder
		if f.try(&out, fn, e) {
			return nil
		}
		return fmt.Errorf("%s", out.String())
	}
	time, times := flags.fuzztime, flags.minimizetime
	err := f.deps.CoordinateFuzzing(time.d, int64(time.n), times.d, int64(times.n), f.corpus, types,
		filepath.Join(corpusDir, f.name), filepath.Join(*flags.fuzzcachedir, f.name), coverage.Counters, call)
	if err == nil {
		return
	}
	f.Fail()
	fmt.Fprintf(f.w, "%v\n", err)
	if c, ok := err.(crash); ok && c.CrashPath() != "" {
		fmt.Fprintf(f.w, "Failing input written to %s\n", c.CrashPath())
		fmt.Fprintf(f.w, "To re-run:\ngo test -run=%s/%s\n", f.name, filepath.Base(c.CrashPath()))
	}
}

// reportPanic makes a panic of a fuzz target a failure, so that its values can be made smaller.
func (t *T) reportPanic(reason any) {
	prefix := "panic: "
	if reason == error(errGoexit) {
		prefix = ""
	}
	t.Errorf("%s%s\n%s\n", prefix, reason, string(debug.Stack()))
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// fRunner calls the function of a fuzz test and does what follows, as tRunner does for tests.
//
//go:noinline
func fRunner(f *F, fn func(*F)) {
	f.runner = callerName(0)
	defer func() {
		// The target may have been ended by FailNow of f: the goroutine of Fuzz waits for it then.
		f.inTarget = false
		if f.Failed() {
			numFailed.Add(1)
		}
		reason := recover()
		if reason == nil {
			finished := f.hasFinished()
			if finished && !f.called && !f.Skipped() && !f.Failed() {
				f.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
			}
			if !finished {
				reason = errGoexit
			}
		}
		panicked := false
		defer func() {
			if !panicked {
				f.signal <- true
			}
		}()
		repanic := func(reason any) {
			f.Fail()
			if r := f.tryCleanup(); r != nil {
				f.Logf("cleanup panicked with %v", r)
			}
			for c := &f.common; c.parent != nil; c = c.parent {
				c.elapse()
				c.flushToParent(c.name, "--- FAIL: %s (%s)\n", c.name, seconds(c.duration))
			}
			panicked = true
			panic(reason)
		}
		if reason != nil {
			repanic(reason)
		}
		f.elapse()
		if len(f.sub) > 0 {
			// The parallel ones, of a run with seeds only.
			f.group.turns.give()
			close(f.barrier)
			for _, sub := range f.sub {
				<-sub.signal
			}
			start := time.Now()
			r := f.tryCleanup()
			f.duration += since(start)
			f.group.turns.take()
			if r != nil {
				repanic(r)
			}
		}
		f.report()
		f.mu.Lock()
		f.done = true
		f.mu.Unlock()
		f.setRan()
	}()
	defer func() {
		if len(f.sub) == 0 {
			f.runCleanup()
		}
	}()
	f.start = time.Now()
	fn(f)
	f.mu.Lock()
	f.finished = true
	f.mu.Unlock()
}

// report writes the line about the end of f.
func (f *F) report() {
	if flags.fuzzworker != nil && *flags.fuzzworker || f.parent == nil {
		return
	}
	const format = "--- %s: %s (%s)\n"
	d := seconds(f.duration)
	switch {
	case f.Failed():
		f.flushToParent(f.name, format, "FAIL", f.name, d)
	case f.narrator == nil:
	case f.Skipped():
		f.flushToParent(f.name, format, "SKIP", f.name, d)
	default:
		f.flushToParent(f.name, format, "PASS", f.name, d)
	}
}

// --- all fuzz tests ------------------------------------------------------------------------------------------

// newF returns the F of a fuzz test, below a root that prints.
func newF(deps testDeps, name string, root *common, g *group) *F {
	f := &F{group: g, deps: deps}
	f.init(name, root)
	f.barrier = make(chan struct{})
	f.w = keeper{&f.common}
	return f
}

func newFuzzRoot() *common {
	root := &common{w: os.Stdout}
	root.init("", nil)
	if Verbose() {
		root.narrator = &narrator{w: root.w}
	}
	return root
}

// runFuzzTests runs the seeds of the fuzz tests that -test.run means.
func runFuzzTests(deps testDeps, fuzzes []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	ok = true
	if len(fuzzes) == 0 || isSet(flags.fuzzworker) {
		return false, true
	}
	for range flags.cpus { // the number of CPUs is as the last test left it
		for i := uint(0); i < *flags.count && !stopEarly(); i++ {
			r, o := runSeeds(deps, fuzzes, deadline)
			ran, ok = ran || r, ok && o
			if !ran {
				break
			}
		}
	}
	return ran, ok
}

func runSeeds(deps testDeps, fuzzes []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	ok = true
	m := newMatcher(deps.MatchString, *flags.run, "-test.run", *flags.skip)
	g := &group{match: m, turns: newTurns(*flags.parallel), deadline: deadline}
	var later *matcher
	if *flags.fuzz != "" {
		later = newMatcher(deps.MatchString, *flags.fuzz, "-test.fuzz", *flags.skip)
	}
	root := newFuzzRoot()
	for _, target := range fuzzes {
		if stopEarly() {
			break
		}
		name, matched, _ := m.fullName(nil, target.Name)
		if !matched {
			continue
		}
		if later != nil {
			if _, matched, _ := later.fullName(nil, target.Name); matched {
				continue
			}
		}
		f := newF(deps, name, root, g)
		f.stateChange("RUN")
		go fRunner(f, target.Fn)
		<-f.signal
		f.endName()
		ok = ok && !f.Failed()
		ran = ran || f.ran
	}
	return ran, ok
}

func (f *F) endName() {
	if f.narrator != nil && flags.verbose.json {
		f.narrator.announce(f.parent.name, "=== NAME  %s\n", f.parent.name)
	}
}

// runFuzzing fuzzes the test that -test.fuzz means. It tells if nothing failed.
func runFuzzing(deps testDeps, fuzzes []InternalFuzzTarget) bool {
	if len(fuzzes) == 0 || *flags.fuzz == "" {
		return true
	}
	m := newMatcher(deps.MatchString, *flags.fuzz, "-test.fuzz", *flags.skip)
	var names []string
	var chosen InternalFuzzTarget
	for _, target := range fuzzes {
		if name, ok, _ := m.fullName(nil, target.Name); ok {
			names = append(names, name)
			chosen = target
		}
	}
	if len(names) == 0 {
		fmt.Fprintln(os.Stderr, "testing: warning: no fuzz tests to fuzz")
		return true
	}
	if len(names) > 1 {
		fmt.Fprintf(os.Stderr, "testing: will not fuzz, -fuzz matches more than one fuzz test: %v\n", names)
		return false
	}
	f := newF(deps, chosen.Name, newFuzzRoot(), &group{match: m, turns: newTurns(1)})
	f.hunting = true
	f.stateChange("RUN")
	go fRunner(f, chosen.Fn)
	<-f.signal
	if f.narrator != nil {
		f.narrator.announce(f.parent.name, "=== NAME  %s\n", f.parent.name)
	}
	return !f.Failed()
}
