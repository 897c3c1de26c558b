// Package synctest makes bubbles for testing/synctest, without package testing. runtime/bubble.c tells what they
// are.
package synctest

import _ "unsafe" // for go:linkname

// run calls f in a new bubble, whose number goes to id, and returns what became of it.
//
//go:noescape
func run(f func(), id *uint32) int

func wait() int

// IsInBubble reports whether the calling goroutine is in a bubble.
func IsInBubble() bool

// What run and wait return, if not 0.
const (
	mainEnded = 1 // but goroutines are left, blocked for ever
	notInside = 1
	taken     = 2
)

// A deadlock is the panic of a bubble that has come to rest for ever.
type deadlock struct {
	reason string
	bubble uint32
}

func (d *deadlock) Error() string { return d.reason }

// deadlocked returns the bubble that a panic with the value v is about, 0: none. The runtime calls it, to show
// the goroutines of that bubble.
//
//go:linkname deadlocked runtime.deadlockedBubble
func deadlocked(v any) uint32 {
	if d, ok := v.(*deadlock); ok {
		return d.bubble
	}
	return 0
}

// Run calls f on a goroutine in a new bubble and returns when all goroutines of the bubble have ended. It panics
// if they do not, and nothing in the bubble can go on.
func Run(f func()) {
	if IsInBubble() {
		panic("synctest.Run called from within a synctest bubble")
	}
	var id uint32
	switch run(f, &id) {
	case 0:
	case mainEnded:
		panic(&deadlock{"deadlock: main bubble goroutine has exited but blocked goroutines remain", id})
	default:
		panic(&deadlock{"deadlock: all goroutines in bubble are blocked", id})
	}
}

// Wait returns when all other goroutines of the bubble are durably blocked.
func Wait() {
	switch wait() {
	case notInside:
		panic("goroutine is not in a bubble")
	case taken:
		panic("wait already in progress")
	}
}
