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

	mu      Mutex   // guards the lists
	first   *waiter // those who wait, the longest first
	last    *waiter
	free    *waiter // for use again
	checker copyChecker
}

// A waiter is one goroutine in Wait.
type waiter struct {
	next *waiter
	sema uint32
}

// NewCond returns a Cond with the Locker l.
func NewCond(l Locker) *Cond {
	return &Cond{L: l}
}

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again. Since others may run before it
// has the lock, the caller must look at the condition again, usually in a loop.
func (c *Cond) Wait() {
	c.checker.check()
	c.mu.Lock()
	w := c.free
	if w == nil {
		w = new(waiter)
	} else {
		c.free = w.next
		w.next = nil
	}
	if c.last == nil {
		c.first = w
	} else {
		c.last.next = w
	}
	c.last = w
	c.mu.Unlock()

	c.L.Unlock()
	runtime_SemacquireCond(&w.sema)
	c.mu.Lock()
	w.next = c.free
	c.free = w
	c.mu.Unlock()
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest, if there is one.
func (c *Cond) Signal() {
	c.checker.check()
	c.mu.Lock()
	w := c.first
	if w != nil {
		c.first = w.next
		if c.first == nil {
			c.last = nil
		}
		w.next = nil
		runtime_Semrelease(&w.sema, false)
	}
	c.mu.Unlock()
}

// Broadcast wakes all goroutines that wait.
func (c *Cond) Broadcast() {
	c.checker.check()
	c.mu.Lock()
	w := c.first
	c.first, c.last = nil, nil
	for w != nil {
		next := w.next // w may be in use again once it is awake
		runtime_Semrelease(&w.sema, false)
		w = next
	}
	c.mu.Unlock()
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
