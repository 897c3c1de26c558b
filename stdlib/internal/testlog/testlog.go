// Package testlog is where os tells package testing what a test looks at: the environment and files, on which
// the result of a test depends and so its place in a cache. It stands between them because testing imports os.
package testlog

import "sync/atomic"

// An Interface is told what os is asked for. Its methods may be called by several goroutines at once.
type Interface interface {
	Getenv(key string)
	Stat(file string)
	Open(file string)
	Chdir(dir string)
}

var logger atomic.Pointer[Interface]

// SetLogger makes l hear of all that follows. It must not be called twice.
func SetLogger(l Interface) {
	if !logger.CompareAndSwap(nil, &l) {
		panic("testlog: SetLogger must be called only once")
	}
}

// Logger returns what SetLogger was given, or nil.
func Logger() Interface {
	if p := logger.Load(); p != nil {
		return *p
	}
	return nil
}

// Getenv says that the environment variable key was asked for.
func Getenv(key string) {
	if p := logger.Load(); p != nil {
		(*p).Getenv(key)
	}
}

// Open says that a file, or a directory's names, were read.
func Open(name string) {
	if p := logger.Load(); p != nil {
		(*p).Open(name)
	}
}

// Stat says that it was asked what a file is.
func Stat(name string) {
	if p := logger.Load(); p != nil {
		(*p).Stat(name)
	}
}

// Chdir says that the names which follow are relative to dir.
func Chdir(dir string) {
	if p := logger.Load(); p != nil {
		(*p).Chdir(dir)
	}
}

var panicOnExit0 atomic.Bool

// PanicOnExit0 says whether os.Exit(0) is to panic: a test must not end its program as if all had passed.
func PanicOnExit0() bool { return panicOnExit0.Load() }

// SetPanicOnExit0 sets what PanicOnExit0 says.
func SetPanicOnExit0(v bool) { panicOnExit0.Store(v) }
