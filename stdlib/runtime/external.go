package runtime

import "unsafe"

// GC runs a garbage collection and waits until it is complete.
func GC()

// Gosched lets other goroutines run; the calling one goes on later.
func Gosched()

// Goexit ends the calling goroutine after running its deferred calls. No other goroutine is affected;
// when the main goroutine calls it the program goes on until all others have ended, and then crashes.
func Goexit()

// Breakpoint stops the program in a debugger; without one it ends.
func Breakpoint()

// NumCPU returns the number of CPUs the process could use when it started.
func NumCPU() int

// NumGoroutine returns the number of goroutines that exist.
func NumGoroutine() int

// GOMAXPROCS sets how many CPUs may run Go code at once, if n >= 1, and returns the number before.
func GOMAXPROCS(n int) int

// LockOSThread ties the calling goroutine to its thread until as many calls of UnlockOSThread.
func LockOSThread()

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread()

// Stack writes a stack trace of the calling goroutine, or of all, into buf and returns its length.
//
//go:noescape
func Stack(buf []byte, all bool) int

//go:noescape
func readMemStats(m *MemStats)

//go:noescape
func callers(skip int, pcs *uintptr, n int) int

//go:noescape
func pcinfo(pc uintptr, index int, out *pcInfo) bool

func setfinalizer(p unsafe.Pointer, f func(unsafe.Pointer)) int

func addcleanup(p unsafe.Pointer, f func()) uint64

//go:noescape
func cleanupFault(p, arg, fn unsafe.Pointer) int

func stopcleanup(p uintptr, id uint64)

//go:noescape
func noteKeepAlive(p unsafe.Pointer)

// fatal ends the program with "fatal error: " and msg.
func fatal(msg string)
