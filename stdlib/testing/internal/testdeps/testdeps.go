// Package testdeps gives package testing what it must not import itself, so that the packages it would
// import can be tested by it. Only the main packages of tests import it.
package testdeps

import (
	"bufio"
	"internal/regex"
	"internal/testlog"
	"io"
	"strings"
	"sync"
	_ "unsafe" // for go:linkname
)

// ImportPath and ModulePath are those of the package that is tested; the main package sets them.
var ImportPath, ModulePath string

// TestDeps is the implementation of testing.testDeps.
type TestDeps struct{}

func (TestDeps) ImportPath() string { return ImportPath }
func (TestDeps) ModulePath() string { return ModulePath }

var matching struct {
	pattern string
	re      *regex.Regexp
}

// MatchString tells if a regular expression matches a part of str. The last expression is kept.
func (TestDeps) MatchString(pat, str string) (bool, error) {
	if matching.re == nil || matching.pattern != pat {
		re, err := regex.Compile(pat)
		if err != nil {
			return false, err
		}
		matching.pattern, matching.re = pat, re
	}
	return matching.re.MatchString(str), nil
}

// inTestBinary is what testing.Testing asks: it is in the program, so this is a test.
//
//go:linkname inTestBinary testing.inTestBinary
func inTestBinary() bool { return true }

func (TestDeps) SetPanicOnExit0(v bool) { testlog.SetPanicOnExit0(v) }

// --- the log of what tests look at ----------------------------------------------------------------------------

// A log writes a line for each thing that os was asked for. Its file says what a cached result depends on.
type log struct {
	mu  sync.Mutex
	w   *bufio.Writer
	set bool // os knows it
}

var tests log

func (l *log) add(op, name string) {
	if name == "" || strings.Contains(name, "\n") {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.w == nil {
		return
	}
	l.w.WriteString(op)
	l.w.WriteByte(' ')
	l.w.WriteString(name)
	l.w.WriteByte('\n')
}

func (l *log) Getenv(key string) { l.add("getenv", key) }
func (l *log) Open(name string)  { l.add("open", name) }
func (l *log) Stat(name string)  { l.add("stat", name) }
func (l *log) Chdir(dir string)  { l.add("chdir", dir) }

func (TestDeps) StartTestLog(w io.Writer) {
	tests.mu.Lock()
	defer tests.mu.Unlock()
	tests.w = bufio.NewWriter(w)
	if !tests.set {
		tests.set = true
		testlog.SetLogger(&tests)
		tests.w.WriteString("# test log\n")
	}
}

func (TestDeps) StopTestLog() error {
	tests.mu.Lock()
	defer tests.mu.Unlock()
	err := tests.w.Flush()
	tests.w = nil
	return err
}
