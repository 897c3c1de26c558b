package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// TB is what T, B and F have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer

	// Only this package's types are a TB, so that methods can be added to it.
	private()
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
	_ TB = (*F)(nil)
)

// common is what T, B and F are made of. It is made by one goroutine, and then used by those of the test.
//
// Locks: a parent's mu before its child's. The narrator's comes after all.
type common struct {
	// set when it is made
	name     string
	parent   *common // nil: the root, or a benchmark of Benchmark's
	depth    int     // of the tree of tests
	w        io.Writer
	narrator *narrator // nil: not verbose
	isBench  bool
	creator  []uintptr // where Run was called
	fuzzing  bool      // the values are made by the fuzzer: output goes to it
	bubbled  bool      // the T of a bubble of testing/synctest, which stands for its parent

	mu       sync.RWMutex // guards what follows
	output   []byte       // kept for the parent
	sink     testOutput
	failed   bool
	skipped  bool
	finished bool // the function returned, or stopped by FailNow or SkipNow
	done     bool // nothing may follow
	ran      bool // it, or one of its subtests, was run
	helpers  map[string]bool
	pending  map[uintptr]bool // calls of Helper whose callers are not in helpers yet
	runner   string           // the function that calls the test's
	cleanups []func()
	cleaning string    // the cleanup that runs
	cleanPCs []uintptr // where that was registered
	dirs     tempDirs
	artifact string

	hasSub       atomic.Bool
	inCleanup    atomic.Bool
	inTarget     bool // F only: the fuzz target runs
	ctx          context.Context
	cancel       context.CancelFunc
	start        time.Time
	duration     time.Duration
	signal       chan bool // one value: ended; false: and so shall the parent
	parallel     bool
	denyParallel bool          // it changed what all tests share
	barrier      chan struct{} // closed when the parallel subtests may go on; nil: there are none
	sub          []*T          // the parallel ones
}

// numFailed counts failed tests, for -test.failfast.
var numFailed atomic.Uint32

func stopEarly() bool { return isSet(flags.failfast) && numFailed.Load() > 0 }

// init sets what every kind has.
func (c *common) init(name string, parent *common) {
	c.name = name
	c.sink.c = c
	c.signal = make(chan bool, 1)
	c.ctx, c.cancel = context.WithCancel(context.Background())
	if parent == nil {
		return
	}
	c.parent = parent
	c.depth = parent.depth + 1
	c.narrator = parent.narrator
}

// renewContext makes a new context, for a benchmark whose function is called again.
func (c *common) renewContext() { c.ctx, c.cancel = context.WithCancel(context.Background()) }

func (c *common) private() {}

// Name returns the name of the test, with those of the tests around it: TestX/part.
func (c *common) Name() string { return c.name }

// checkFuzzing panics if an F is used while its fuzz target runs.
func (c *common) checkFuzzing(name string) {
	if c.inTarget {
		panic("testing: f." + name + " was called inside the fuzz target, use t." + name + " instead")
	}
}

// --- failing and skipping ------------------------------------------------------------------------------

// Fail marks the test as failed; it goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed tells if the test has failed so far.
func (c *common) Failed() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine, after its deferred calls. Other goroutines
// that it has started go on.
func (c *common) FailNow() {
	c.checkFuzzing("FailNow")
	c.Fail()
	c.stop()
}

// SkipNow marks the test as skipped and ends its goroutine. It has failed all the same if it had before.
func (c *common) SkipNow() {
	c.checkFuzzing("SkipNow")
	c.mu.Lock()
	c.skipped = true
	c.mu.Unlock()
	c.stop()
}

// Skipped tells if the test was skipped.
func (c *common) Skipped() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.skipped
}

// stop ends the goroutine. That finished is set tells the runner that it was meant.
//
//go:noinline
func (c *common) stop() {
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// --- messages ------------------------------------------------------------------------------------------

// Log writes its arguments, as fmt.Println does, to the output of the test, after the place of the call.
//
//go:noinline
func (c *common) Log(args ...any) {
	c.checkFuzzing("Log")
	c.logLine(fmt.Sprintln(args...), 1)
}

// Logf is Log, with a format as fmt.Printf's.
//
//go:noinline
func (c *common) Logf(format string, args ...any) {
	c.checkFuzzing("Logf")
	c.logLine(fmt.Sprintf(format, args...), 1)
}

// Error is Log and then Fail.
//
//go:noinline
func (c *common) Error(args ...any) {
	c.checkFuzzing("Error")
	c.logLine(fmt.Sprintln(args...), 1)
	c.Fail()
}

// Errorf is Logf and then Fail.
//
//go:noinline
func (c *common) Errorf(format string, args ...any) {
	c.checkFuzzing("Errorf")
	c.logLine(fmt.Sprintf(format, args...), 1)
	c.Fail()
}

// Fatal is Log and then FailNow.
//
//go:noinline
func (c *common) Fatal(args ...any) {
	c.checkFuzzing("Fatal")
	c.logLine(fmt.Sprintln(args...), 1)
	c.FailNow()
}

// Fatalf is Logf and then FailNow.
//
//go:noinline
func (c *common) Fatalf(format string, args ...any) {
	c.checkFuzzing("Fatalf")
	c.logLine(fmt.Sprintf(format, args...), 1)
	c.FailNow()
}

// Skip is Log and then SkipNow.
//
//go:noinline
func (c *common) Skip(args ...any) {
	c.checkFuzzing("Skip")
	c.logLine(fmt.Sprintln(args...), 1)
	c.SkipNow()
}

// Skipf is Logf and then SkipNow.
//
//go:noinline
func (c *common) Skipf(format string, args ...any) {
	c.checkFuzzing("Skipf")
	c.logLine(fmt.Sprintf(format, args...), 1)
	c.SkipNow()
}

// setRan says that something was run, to all tests around.
func (c *common) setRan() {
	if c.parent != nil {
		c.parent.setRan()
	}
	c.mu.Lock()
	c.ran = true
	c.mu.Unlock()
}

// elapse adds the time since start to the duration.
func (c *common) elapse() { c.duration += since(c.start) }

// since is time.Since, but not negative and never so small that it could not be divided by.
func since(t time.Time) time.Duration { return time.Since(t) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// errGoexit is what a test ended by, if it did neither return nor fail.
var errGoexit = errors.New("test executed panic(nil) or runtime.Goexit")
