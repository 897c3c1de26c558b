// Package testing runs tests, benchmarks, fuzz tests and examples.
//
// "vole test" makes a program of a package and of its files whose names end in _test.go. The functions
// in them that this package runs are
//
//	func TestXxx(t *testing.T)       a test
//	func BenchmarkXxx(b *testing.B)  a benchmark, run under -bench
//	func FuzzXxx(f *testing.F)       a fuzz test: its seeds are run as tests, -fuzz looks for more
//	func ExampleXxx()                an example, if a comment at its end says what it prints
//	func TestMain(m *testing.M)      called instead of all of these; m.Run runs them
//
// where Xxx does not begin with a small letter.
//
// How the files divide the work: common.go has what tests, benchmarks and fuzz tests share, output.go
// and caller.go how it is printed, cleanup.go and resources.go what is given back at the end. testing.go runs
// a test and what it starts, turns.go says which of the parallel ones may run, match.go which are meant by
// -run, -skip and -bench. benchmark.go, loop.go, parallel.go and result.go are for benchmarks, fuzz.go for
// fuzz tests, example.go for examples. main.go is the order in which everything is run, flags.go what
// the command line can say, profile.go the files that are written at the end.
package testing

// inTestBinary tells if package testing/internal/testdeps is in the program: its definition replaces the
// one in the runtime. No variable could say so before the first package is initialised.
func inTestBinary() bool

// Testing tells if the program was made by "vole test".
func Testing() bool { return inTestBinary() }

// Short tells if -test.short is set: tests that take long should not.
func Short() bool {
	needFlags("Short")
	return *flags.short
}

// Verbose tells if -test.v is set.
func Verbose() bool {
	// A test binary asks for every test that it runs, before and after the flags are parsed.
	needFlags("Verbose")
	return flags.verbose.on
}

// CoverMode tells how the program counts which statements run: "set", "count" or "atomic"; "": it does not.
func CoverMode() string { return coverage.mode }
