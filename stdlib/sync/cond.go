package sync

import (
	"sync/atomic"
	"unsafe"
)

// A Cond is a place where goroutines wait for, or announce, that something has come true. Its Locker L
// must be held when the condition changes and when Wait is called.
type Cond struct {
	noCopy noCopy

	L Locker // held while the condition is looked at or changed

	waiting notifyList
	_       uintptr // of the size that it has in Go
	checker copyChecker
}

// A notifyList is the goroutines in Wait; runtime/notify.c tells how.
type notifyList struct {
	drawn       uint32  // the next ticket to be drawn
	called      uint32  // the next ticket to be called
	first, last uintptr // the runtime's records, on the stacks of those who wait
}

// NewCond returns a Cond with the Locker l.
func NewCond(l Locker) *Cond {
	return &Cond{L: l}
}

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again. Since others may run before it
// has the lock, the caller must look at the condition again, usually in a loop.
func (c *Cond) Wait() {
	c.checker.check()
	ticket := runtime_notifyListAdd(&c.waiting)
	c.L.Unlock()
	runtime_notifyListWait(&c.waiting, ticket)
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest, if there is one.
func (c *Cond) Signal() {
	c.checker.check()
	runtime_notifyListNotifyOne(&c.waiting)
}

// Broadcast wakes all goroutines that wait.
func (c *Cond) Broadcast() {
	c.checker.check()
	runtime_notifyListNotifyAll(&c.waiting)
}

// A copyChecker holds its own address, and so notices that it was copied.
type copyChecker uintptr

func (c *copyChecker) check() {
	here := uintptr(unsafe.Pointer(c))
	if atomic.LoadUintptr((*uintptr)(c)) != here &&
		!atomic.CompareAndSwapUintptr((*uintptr)(c), 0, here) &&
		atomic.LoadUintptr((*uintptr)(c)) != here {
		panic("sync.Cond is copied")
	}
}

// noCopy makes vet complain about copies of what contains it.
type noCopy struct{}

// Lock is what vet looks for.
func (*noCopy) Lock() {}

// Unlock is what vet looks for.
func (*noCopy) Unlock() {}
