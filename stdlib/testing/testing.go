package testing

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	_ "unsafe" // for linkname
)

// How a test runs.
//
// Run starts a goroutine for it, and waits for a value from signal. One comes when the test has ended, or when
// it calls Parallel: then the parent goes on, and the test waits for its barrier, which is closed when the
// parent's function has returned. Then all parallel subtests go on, as far as there are turns; the parent waits
// for them all before it ends itself. false from signal says that the subtest called FailNow of a test around it.
//
// A panic must print what is known of the test and those around it, and then end the program as it would
// without this package: it is recovered, and raised again with the same value.

// A T is what a test is given.
type T struct {
	common
	group *group
}

// A group is all the tests of one run of the program's list.
type group struct {
	match    *matcher
	turns    *turns
	deadline time.Time
}

// An InternalTest is a test by its name. The main package of a test makes these.
type InternalTest struct {
	Name string
	F    func(*T)
}

// running has the start times of the tests that run, by name: for the message about a timeout.
var running sync.Map

// Deadline returns when -timeout ends the program; ok is false if it does not.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.bubbled {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	if t.group == nil {
		return
	}
	deadline = t.group.deadline
	return deadline, !deadline.IsZero()
}

const sharedChange = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// changeShared panics if t or a test around it is parallel, and makes Parallel panic from now on.
func (t *T) changeShared() {
	for c := &t.common; c != nil; c = c.parent {
		if c.parallel {
			panic(sharedChange)
		}
	}
	t.denyParallel = true
}

// For cryptotest.SetGlobalRandom.
//
//go:linkname checkParallel testing.checkParallel
func checkParallel(t *T) { t.changeShared() }

// Setenv sets an environment variable until the test ends. Parallel tests cannot do that.
func (t *T) Setenv(key, value string) {
	t.changeShared()
	t.common.Setenv(key, value)
}

// Chdir changes the current directory, and $PWD, until the test ends. Parallel tests cannot do that.
func (t *T) Chdir(dir string) {
	t.changeShared()
	t.common.Chdir(dir)
}

// Parallel lets the test run beside others that have called it. It waits until those that have not are done.
func (t *T) Parallel() {
	if t.bubbled {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.denyParallel {
		panic(sharedChange)
	}
	t.parallel = true
	if t.parent.barrier == nil {
		return // of a fuzz target: one input at a time
	}
	t.elapse()
	t.parent.sub = append(t.parent.sub, t)
	if t.narrator != nil {
		t.stateChange("PAUSE")
	}
	running.Delete(t.name)
	t.signal <- true
	<-t.parent.barrier
	t.group.turns.take()
	parallelRunning.Add(1)
	t.stateChange("CONT")
	running.Store(t.name, time.Now())
	t.start = time.Now()
}

// Run runs f as a subtest with the given name, and waits until it has ended or called Parallel. It tells
// if f has not failed so far.
//
//go:noinline
func (t *T) Run(name string, f func(t *T)) bool {
	if t.bubbled {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.inCleanup.Load() {
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub.Store(true)
	full, ok, _ := t.group.match.fullName(&t.common, name)
	if !ok || stopEarly() {
		return true
	}
	sub := &T{group: t.group}
	sub.init(full, &t.common)
	sub.barrier = make(chan struct{})
	sub.creator = stackOf(1)
	sub.w = keeper{&sub.common}
	sub.stateChange("RUN")
	running.Store(sub.name, time.Now())

	// The tracebacks of tests begin here.
	go tRunner(sub, f)
	if !<-sub.signal {
		runtime.Goexit()
	}
	if t.narrator != nil && flags.verbose.json {
		t.narrator.announce(t.name, "=== NAME  %s\n", t.name)
	}
	return !sub.Failed()
}

// runBubbled is what testing/synctest does in a bubble that it has made: it runs f with a T that stands for t, and
// tells if f has not failed.
//
//go:noinline
func runBubbled(t *T, f func(*T)) bool {
	if t.inCleanup.Load() {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	inner := &T{group: t.group}
	inner.init(t.name, &t.common)
	inner.bubbled = true
	inner.creator = stackOf(1)
	go tRunner(inner, f)
	if !<-inner.signal {
		runtime.Goexit()
	}
	return !inner.Failed()
}

// tRunner calls a test's function and does what follows.
//
//go:noinline
func tRunner(t *T, fn func(t *T)) {
	t.runner = callerName(0)
	defer func() {
		if t.Failed() {
			numFailed.Add(1)
		}
		reason := recover()
		signal := true
		if reason == nil && !t.hasFinished() {
			reason, signal = t.whyGoexit()
		}
		if reason != nil && t.fuzzing {
			t.reportPanic(reason)
			reason = nil
		}
		panicked := false
		defer func() {
			if panicked {
				return
			}
			if reason != nil {
				panic(reason)
			}
			if !t.bubbled {
				running.Delete(t.name)
			}
			t.signal <- signal
		}()
		repanic := func(reason any) {
			t.die()
			panicked = true
			panic(reason)
		}
		if reason != nil {
			repanic(reason)
		}
		t.elapse()
		if len(t.sub) > 0 {
			t.leaveTurn()
			t.barrierOpen()
			for _, sub := range t.sub {
				<-sub.signal
			}
			start := time.Now()
			running.Store(t.name, start)
			r := t.tryCleanup()
			t.duration += since(start)
			if r != nil {
				repanic(r)
			}
			if !t.parallel {
				t.group.turns.take()
			}
		} else if t.parallel {
			t.leaveTurn()
		}
		t.report()
		t.mu.Lock()
		t.done = true
		t.mu.Unlock()
		if t.parent != nil && !t.hasSub.Load() {
			t.setRan()
		}
	}()
	defer func() {
		if len(t.sub) == 0 {
			t.runCleanup()
		}
	}()
	t.start = time.Now()
	fn(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

func (c *common) hasFinished() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.finished
}

// whyGoexit says what becomes of a test whose goroutine ended without its consent. If a test around it has been
// ended by FailNow, it was that one's call, in the wrong goroutine.
func (t *T) whyGoexit() (reason any, signal bool) {
	for p := t.parent; p != nil; p = p.parent {
		if !p.hasFinished() {
			continue
		}
		if t.parallel {
			return errGoexit, false
		}
		t.Errorf("%v: subtest may have called FailNow on a parent test", errGoexit)
		return nil, false
	}
	return errGoexit, true
}

// leaveTurn gives the turn of t away.
func (t *T) leaveTurn() {
	if t.parallel {
		parallelRunning.Add(-1)
	}
	t.group.turns.give()
}

func (t *T) barrierOpen() {
	running.Delete(t.name)
	close(t.barrier)
}

// die prints what is known of t and the tests around it, before a panic ends the program.
func (t *T) die() {
	t.Fail()
	if r := t.tryCleanup(); r != nil {
		t.Logf("cleanup panicked with %v", r)
	}
	for c := &t.common; c.parent != nil && !c.bubbled; c = c.parent {
		c.mu.Lock()
		c.elapse()
		d := c.duration
		c.mu.Unlock()
		c.flushToParent(c.name, "--- FAIL: %s (%s)\n", c.name, seconds(d))
		if r := c.parent.tryCleanup(); r != nil {
			fmt.Fprintf(c.parent.w, "cleanup panicked with %v", r)
		}
	}
}

// report writes the line about the end of t, unless it passed and that is not to be seen.
func (t *T) report() {
	if t.parent == nil || t.bubbled {
		return
	}
	const format = "--- %s: %s (%s)\n"
	d := seconds(t.duration)
	switch {
	case t.Failed():
		t.flushToParent(t.name, format, "FAIL", t.name, d)
	case t.narrator == nil:
	case t.Skipped():
		t.flushToParent(t.name, format, "SKIP", t.name, d)
	default:
		t.flushToParent(t.name, format, "PASS", t.name, d)
	}
}

// --- all tests ---------------------------------------------------------------------------------------------

// RunTests runs tests as the main package of a test would, without the rest. It tells if none failed.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	var deadline time.Time
	if *flags.timeout > 0 {
		deadline = time.Now().Add(*flags.timeout)
	}
	ran, ok := runTests(matchString, tests, deadline)
	if !ran && !isSet(&haveExamples) {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	return ok
}

// haveExamples is set if the program has some, which can be run if no test was.
var haveExamples bool

func runTests(matchString func(pat, str string) (bool, error), tests []InternalTest,
	deadline time.Time) (ran, ok bool) {
	ok = true
	for _, procs := range flags.cpus {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < *flags.count; i++ {
			if stopEarly() || i > 0 && !ran {
				break
			}
			t := newRoot(newMatcher(matchString, *flags.run, "-test.run", *flags.skip), deadline)
			tRunner(t, func(t *T) {
				for _, test := range tests {
					t.Run(test.Name, test.F)
				}
			})
			select {
			case <-t.signal:
			default:
				panic("internal error: tRunner exited without sending on t.signal")
			}
			ok = ok && !t.Failed()
			ran = ran || t.ran
		}
	}
	return ran, ok
}

// newRoot returns the test whose subtests are those of the program.
func newRoot(m *matcher, deadline time.Time) *T {
	t := &T{group: &group{match: m, turns: newTurns(*flags.parallel), deadline: deadline}}
	t.init("", nil)
	t.barrier = make(chan struct{})
	t.w = os.Stdout
	if Verbose() {
		t.narrator = &narrator{w: t.w}
	}
	return t
}

// runningTests lists the tests that run, with their times.
func runningTests() []string {
	var list []string
	running.Range(func(name, start any) bool {
		list = append(list, fmt.Sprintf("%s (%v)", name, since(start.(time.Time)).Round(time.Second)))
		return true
	})
	slices.Sort(list)
	return list
}

func timeoutMessage(d time.Duration) string {
	text := fmt.Sprintf("test timed out after %v", d)
	if list := runningTests(); len(list) > 0 {
		text += "\nrunning tests:\n\t" + strings.Join(list, "\n\t")
	}
	return text
}
