package testing

import (
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"reflect"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
)

// testDeps is what the package needs of others that it must not import: package testing/internal/testdeps
// has it.
type testDeps interface {
	ImportPath() string
	ModulePath() string
	MatchString(pat, str string) (bool, error)
	SetPanicOnExit0(bool)
	StartCPUProfile(io.Writer) error
	StopCPUProfile()
	StartTestLog(io.Writer)
	StopTestLog() error
	WriteProfileTo(name string, w io.Writer, debug int) error
	StartTrace(io.Writer) error
	StopTrace()
	SetBlockProfileRate(int)
	SetMutexProfileFraction(int)
	CoordinateFuzzing(timeout time.Duration, limit int64, minimizeTimeout time.Duration, minimizeLimit int64,
		seed []corpusEntry, types []reflect.Type, corpusDir, cacheDir string, counters map[string][]uint32,
		call func(corpusEntry) error) error
	ReadCorpus(dir string, types []reflect.Type) ([]corpusEntry, error)
	CheckCorpus(vals []any, types []reflect.Type) error
}

// An M is what TestMain is given.
type M struct {
	deps       testDeps
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzzes     []InternalFuzzTarget
	examples   []InternalExample

	alarm *time.Timer
	after sync.Once // what is done at the end of the first Run

	profiles profiles

	// exitCode is what the main package exits with after TestMain.
	exitCode int
}

// MainStart returns what runs the tests. The main package of a test calls it.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark,
	fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	Init()
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, fuzzes: fuzzTargets, examples: examples}
}

// Main runs tests, benchmarks and examples, and ends the program. No main package made today calls it.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest,
	benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(matchOnly(matchString), tests, benchmarks, nil, examples).Run())
}

// Run runs all that the flags say. It returns what the program should exit with.
func (m *M) Run() (code int) {
	defer func() { code = m.exitCode }()
	if !flag.Parsed() {
		flag.Parse()
	}
	if *flags.parallel < 1 {
		m.misuse("testing: -parallel can only be given a positive integer")
		return
	}
	if *flags.fuzz != "" && *flags.fuzzcachedir == "" {
		m.misuse("testing: -test.fuzzcachedir must be set if -test.fuzz is set")
		return
	}
	if *flags.list != "" {
		m.list()
		m.exitCode = 0
		return
	}
	if !m.shuffle() {
		m.exitCode = 2
		return
	}
	parseCPUs()
	m.before()
	defer m.atEnd()
	ok := m.runAll()
	if ok {
		fmt.Print(flags.verbose.prefix(), "PASS\n")
		m.exitCode = 0
	} else {
		fmt.Print(flags.verbose.prefix(), "FAIL\n")
		m.exitCode = 1
	}
	return
}

func (m *M) misuse(message string) {
	fmt.Fprintln(os.Stderr, message)
	flag.Usage()
	m.exitCode = 2
}

func (m *M) runAll() bool {
	deadline := m.startAlarm()
	haveExamples = len(m.examples) > 0
	match := m.deps.MatchString
	ranTests, ok := runTests(match, m.tests, deadline)
	ranFuzz, okFuzz := runFuzzTests(m.deps, m.fuzzes, deadline)
	ranExamples, okExamples := runExamples(match, m.examples)
	m.stopAlarm()
	if !ranTests && !ranFuzz && !ranExamples && *flags.bench == "" && *flags.fuzz == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	return ok && okFuzz && okExamples && runBenchmarks(m.deps.ImportPath(), match, m.benchmarks) &&
		runFuzzing(m.deps, m.fuzzes)
}

// startAlarm has the program ended by a panic when -timeout is over. It returns when that is.
func (m *M) startAlarm() time.Time {
	if *flags.timeout <= 0 {
		return time.Time{}
	}
	deadline := time.Now().Add(*flags.timeout)
	m.alarm = time.AfterFunc(*flags.timeout, func() {
		m.atEnd()
		debug.SetTraceback("all")
		panic(timeoutMessage(*flags.timeout))
	})
	return deadline
}

func (m *M) stopAlarm() {
	if m.alarm != nil {
		m.alarm.Stop()
	}
}

// shuffle changes the order of tests and benchmarks, if it is to. It tells if the flag made sense.
func (m *M) shuffle() bool {
	how := *flags.shuffle
	if how == "off" {
		return true
	}
	seed := time.Now().UnixNano()
	if how != "on" {
		var err error
		if seed, err = strconv.ParseInt(how, 10, 64); err != nil {
			fmt.Fprintln(os.Stderr, `testing: -shuffle should be "off", "on", or a valid integer:`, err)
			return false
		}
	}
	fmt.Println("-test.shuffle", seed)
	rng := rand.New(rand.NewSource(seed))
	rng.Shuffle(len(m.tests), func(i, j int) { m.tests[i], m.tests[j] = m.tests[j], m.tests[i] })
	rng.Shuffle(len(m.benchmarks), func(i, j int) {
		m.benchmarks[i], m.benchmarks[j] = m.benchmarks[j], m.benchmarks[i]
	})
	return true
}

// list prints the names that match -test.list.
func (m *M) list() {
	match := m.deps.MatchString
	if _, err := match(*flags.list, "non-empty"); err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp in -test.list (%q): %s\n", *flags.list, err)
		os.Exit(1)
	}
	show := func(name string) {
		if ok, _ := match(*flags.list, name); ok {
			fmt.Println(name)
		}
	}
	for _, t := range m.tests {
		show(t.Name)
	}
	for _, b := range m.benchmarks {
		show(b.Name)
	}
	for _, f := range m.fuzzes {
		show(f.Name)
	}
	for _, e := range m.examples {
		show(e.Name)
	}
}

// matchOnly is a testDeps that just matches.
type matchOnly func(pat, str string) (bool, error)

var errMatchOnly = fmt.Errorf("testing: unexpected use of func Main")

func (f matchOnly) MatchString(pat, str string) (bool, error)   { return f(pat, str) }
func (f matchOnly) ImportPath() string                          { return "" }
func (f matchOnly) ModulePath() string                          { return "" }
func (f matchOnly) SetPanicOnExit0(bool)                        {}
func (f matchOnly) StartCPUProfile(io.Writer) error             { return errMatchOnly }
func (f matchOnly) StopCPUProfile()                             {}
func (f matchOnly) StartTestLog(io.Writer)                      {}
func (f matchOnly) StopTestLog() error                          { return errMatchOnly }
func (f matchOnly) WriteProfileTo(string, io.Writer, int) error { return errMatchOnly }
func (f matchOnly) StartTrace(io.Writer) error                  { return errMatchOnly }
func (f matchOnly) StopTrace()                                  {}
func (f matchOnly) SetBlockProfileRate(int)                     {}
func (f matchOnly) SetMutexProfileFraction(int)                 {}
func (f matchOnly) CheckCorpus([]any, []reflect.Type) error     { return nil }
func (f matchOnly) ReadCorpus(string, []reflect.Type) ([]corpusEntry, error) {
	return nil, errMatchOnly
}
func (f matchOnly) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, []corpusEntry,
	[]reflect.Type, string, string, map[string][]uint32, func(corpusEntry) error) error {
	return errMatchOnly
}

// inOutputDir returns the name of a file in the output directory.
func inOutputDir(name string) string {
	if *flags.outputdir == "" || name == "" || strings.HasPrefix(name, "/") {
		return name
	}
	return *flags.outputdir + "/" + name
}
