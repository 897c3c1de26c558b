// Package runtime is the program's view of the system that runs it: goroutines, memory, stack traces.
//
// Most of that system is written in C. stdlib/README.md lists what this package asks of it (functions
// without bodies) and what it calls here.
//
// The environment variables GOGC, GOMEMLIMIT, GODEBUG, GOMAXPROCS and GOTRACEBACK set up the runtime when
// the program starts.
package runtime

import (
	"internal/abi"
	"unsafe"
)

// GOOS is the operating system the program runs on.
const GOOS string = "linux"

// GOARCH is the architecture the program runs on.
const GOARCH string = "amd64"

// Compiler names the toolchain that built the program.
const Compiler = "vole"

// Version returns the version of Go whose language and library the program was built for.
func Version() string { return "go1.26" }

// NumCgoCall returns the number of calls through cgo, which there are none of.
func NumCgoCall() int64 { return 0 }

// KeepAlive makes sure that x is reachable up to this point: its finalizer has not run before.
//
//go:noinline
func KeepAlive(x any) {
	noteKeepAlive((*abi.EmptyInterface)(unsafe.Pointer(&x)).Data)
}
