// Package synctest tests concurrent code without waiting for the clock.
//
// [Test] runs a function in a bubble: it and all goroutines it starts share a clock that begins at midnight UTC
// on January 1 of 2000, and that goes on only when all of them are durably blocked, that is, when nothing but
// another goroutine of the bubble, or the clock, can let one go on. Then it jumps to the moment when the next
// timer fires or the next sleeper wakes. So a test that sleeps for an hour takes no time, and sees all that
// happens in that hour.
//
// Durably blocked is a goroutine that waits
//
//   - to send to or receive from a channel made in the bubble, or in a select that has no others;
//   - in a select without cases, or for a nil channel;
//   - in sync.Cond.Wait;
//   - in sync.WaitGroup.Wait, if Add was called in the bubble;
//   - in time.Sleep.
//
// Not so one that waits for a sync.Mutex, for input or output, or in a system call: somebody outside may end
// that. Nor does a WaitGroup count that is a package-level variable, unless it is allocated.
//
// If all goroutines are durably blocked, nobody is in [Wait] and no timer is left, or the bubble's first goroutine
// has ended and others are blocked, Test panics.
//
// Channels, timers and tickers made in a bubble can be used in that bubble only; else the program ends. So it does
// when a WaitGroup is used inside and outside of a bubble, or when somebody outside wakes a goroutine from
// sync.Cond.Wait. Cleanup functions and finalizers run outside of all bubbles.
package synctest

import (
	"internal/synctest"
	"testing"
	_ "unsafe" // for go:linkname
)

//go:linkname runBubbled testing.runBubbled
func runBubbled(t *testing.T, f func(*testing.T)) bool

// Test calls f in a new bubble, and returns when all goroutines of the bubble have ended. Cleanup functions of the
// T that f is given run in the bubble, just before it ends; its Context is of the bubble; and its methods Run,
// Parallel and Deadline must not be called. What f reports is t's. Test must not be called in a bubble.
func Test(t *testing.T, f func(*testing.T)) {
	var ok bool
	synctest.Run(func() { ok = runBubbled(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait returns when all goroutines of the bubble but the calling one are durably blocked. It must be called in a
// bubble, and by one goroutine at a time.
func Wait() {
	synctest.Wait()
}
