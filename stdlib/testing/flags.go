package testing

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// What the command line says; the pointers are nil before Init.
var flags struct {
	defined bool

	// which are run, how often and in which order
	run, skip, bench, fuzz, list *string
	count                        *uint
	shuffle, cpu                 *string
	parallel                     *int
	short, failfast              *bool
	timeout                      *time.Duration

	// benchmarks and fuzzing
	benchtime, fuzztime, minimizetime amount
	benchmem, fuzzworker              *bool
	fuzzcachedir                      *string

	// output
	verbose                         verbosity
	fullpath, artifacts             *bool
	outputdir, testlogfile          *string
	cpuprofile, memprofile          *string
	blockprofile, mutexprofile      *string
	memprofilerate                  *int
	blockprofilerate, mutexfraction *int
	coverprofile, gocoverdir, trace *string
	paniconexit0                    *bool

	cpus []int // what cpu means
}

// Init defines the flags whose names begin with "test.". The main package of a test calls it; a program
// that calls Benchmark and the like may too, before flag.Parse. Later calls do nothing.
func Init() {
	if flags.defined {
		return
	}
	flags.defined = true
	f := &flags
	f.benchtime.d = time.Second
	f.minimizetime.d = 60 * time.Second
	f.minimizetime.zero = true

	f.short = flag.Bool("test.short", false, "run smaller test suite to save time")
	f.failfast = flag.Bool("test.failfast", false, "do not start new tests after the first test failure")
	f.outputdir = flag.String("test.outputdir", "", "write profiles to `dir`")
	f.artifacts = flag.Bool("test.artifacts", false, "store test artifacts in test.,outputdir")
	flag.Var(&f.verbose, "test.v", "verbose: print additional output")
	f.count = flag.Uint("test.count", 1, "run tests and benchmarks `n` times")
	f.coverprofile = flag.String("test.coverprofile", "", "write a coverage profile to `file`")
	f.gocoverdir = flag.String("test.gocoverdir", "", "write coverage intermediate files to this directory")
	f.list = flag.String("test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	f.run = flag.String("test.run", "", "run only tests and examples matching `regexp`")
	f.skip = flag.String("test.skip", "", "do not list or run tests matching `regexp`")
	f.memprofile = flag.String("test.memprofile", "", "write an allocation profile to `file`")
	f.memprofilerate = flag.Int("test.memprofilerate", 0,
		"set memory allocation profiling `rate` (see runtime.MemProfileRate)")
	f.cpuprofile = flag.String("test.cpuprofile", "", "write a cpu profile to `file`")
	f.blockprofile = flag.String("test.blockprofile", "", "write a goroutine blocking profile to `file`")
	f.blockprofilerate = flag.Int("test.blockprofilerate", 1,
		"set blocking profile `rate` (see runtime.SetBlockProfileRate)")
	f.mutexprofile = flag.String("test.mutexprofile", "",
		"write a mutex contention profile to the named file after execution")
	f.mutexfraction = flag.Int("test.mutexprofilefraction", 1,
		"if >= 0, calls runtime.SetMutexProfileFraction()")
	f.paniconexit0 = flag.Bool("test.paniconexit0", false, "panic on call to os.Exit(0)")
	f.trace = flag.String("test.trace", "", "write an execution trace to `file`")
	f.timeout = flag.Duration("test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
	f.cpu = flag.String("test.cpu", "", "comma-separated `list` of cpu counts to run each test with")
	f.parallel = flag.Int("test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	f.testlogfile = flag.String("test.testlogfile", "", "write test action log to `file` (for use only by cmd/go)")
	f.shuffle = flag.String("test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	f.fullpath = flag.Bool("test.fullpath", false, "show full file names in error messages")
	defineBenchmarkFlags()
	defineFuzzFlags()
}

func defineBenchmarkFlags() {
	f := &flags
	f.bench = flag.String("test.bench", "", "run only benchmarks matching `regexp`")
	f.benchmem = flag.Bool("test.benchmem", false, "print memory allocations for benchmarks")
	flag.Var(&f.benchtime, "test.benchtime",
		"run each benchmark for duration `d` or N times if `d` is of the form Nx")
}

func defineFuzzFlags() {
	f := &flags
	f.fuzz = flag.String("test.fuzz", "", "run the fuzz test matching `regexp`")
	flag.Var(&f.fuzztime, "test.fuzztime", "time to spend fuzzing; default is to run indefinitely")
	flag.Var(&f.minimizetime, "test.fuzzminimizetime",
		"time to spend minimizing a value after finding a failing input")
	f.fuzzcachedir = flag.String("test.fuzzcachedir", "",
		"directory where interesting fuzzing inputs are stored (for use only by cmd/go)")
	f.fuzzworker = flag.Bool("test.fuzzworker", false,
		"coordinate with the parent process to fuzz random values (for use only by cmd/go)")
}

// needFlags panics if the flags have no values yet that the function name could look at.
func needFlags(name string) {
	if !flags.defined {
		panic("testing: " + name + " called before Init")
	}
	if !flag.Parsed() {
		panic("testing: " + name + " called before Parse")
	}
}

// isSet tells if the flag p is defined and not at its zero value.
func isSet(p *bool) bool { return p != nil && *p }

// An amount says how long or how often something is done: 3s or 100x. It is the value of a flag.
type amount struct {
	d    time.Duration
	n    int
	zero bool // may be 0
}

func (a *amount) String() string {
	if a.n > 0 {
		return strconv.Itoa(a.n) + "x"
	}
	return a.d.String()
}

func (a *amount) Set(s string) error {
	if times, ok := strings.CutSuffix(s, "x"); ok {
		n, err := strconv.ParseInt(times, 10, 0)
		if err != nil || n < 0 || n == 0 && !a.zero {
			return errors.New("invalid count")
		}
		*a = amount{n: int(n), zero: a.zero}
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 || d == 0 && !a.zero {
		return errors.New("invalid duration")
	}
	*a = amount{d: d, zero: a.zero}
	return nil
}

// A verbosity is the value of -test.v: false, true or test2json, which marks lines for a program.
type verbosity struct{ on, json bool }

func (*verbosity) IsBoolFlag() bool { return true }

func (v *verbosity) Set(s string) error {
	switch s {
	case "true", "test2json":
		*v = verbosity{on: true, json: s == "test2json"}
	case "false":
		*v = verbosity{}
	default:
		return fmt.Errorf("invalid flag -test.v=%s", s)
	}
	return nil
}

func (v *verbosity) String() string {
	if v.json {
		return "test2json"
	}
	return strconv.FormatBool(v.on)
}

func (v *verbosity) Get() any {
	if v.json {
		return "test2json"
	}
	return v.on
}

// mark begins the lines that are no output of the program under test.
const mark = "\x16"

// prefix returns the mark, if lines are to have it.
func (v *verbosity) prefix() string {
	if v.json {
		return mark
	}
	return ""
}

// parseCPUs sets flags.cpus; it ends the program if -test.cpu is wrong.
func parseCPUs() {
	flags.cpus = nil
	for s := range strings.SplitSeq(*flags.cpu, ",") {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n <= 0 {
			fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.cpu\n", s)
			os.Exit(1)
		}
		flags.cpus = append(flags.cpus, n)
	}
	if flags.cpus == nil {
		flags.cpus = []int{runtime.GOMAXPROCS(-1)}
	}
}
