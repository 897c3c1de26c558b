// Package sync holds the lock behind sync.Mutex, which wraps it.
package sync

import (
	"sync/atomic"
	_ "unsafe" // for go:linkname
)

// A Mutex is a lock that one goroutine at a time can hold; the zero value is unlocked. It is not tied to
// a goroutine: another one than the holder may unlock it.
//
// The state holds the locked bit, two more bits and the number of waiters. Normally a goroutine that
// wakes up competes with those that are running already, which keeps the lock busy but can be unfair.
// A waiter that has not got the lock within a millisecond makes it starving: then Unlock hands it to
// the first waiter and newcomers queue at the end. The last waiter, or one that did not wait long,
// ends that.
type Mutex struct {
	state int32
	sema  uint32
}

const (
	mutexLocked   = 1 << iota // somebody holds it
	mutexWoken                // a waiter is awake: Unlock need not wake another
	mutexStarving             // handed from holder to waiter
	waiterShift   = iota      // the rest counts waiters

	starvationNs = 1e6
)

// Lock locks m; if somebody holds it the goroutine waits.
func (m *Mutex) Lock() {
	if atomic.CompareAndSwapInt32(&m.state, 0, mutexLocked) {
		return
	}
	m.lockSlow()
}

// TryLock locks m if nobody holds it, and reports whether it did.
func (m *Mutex) TryLock() bool {
	old := atomic.LoadInt32(&m.state)
	if old&(mutexLocked|mutexStarving) != 0 {
		return false
	}
	return atomic.CompareAndSwapInt32(&m.state, old, old|mutexLocked)
}

func (m *Mutex) lockSlow() {
	waitedSince := int64(0)
	starving := false // this goroutine waited too long
	woken := false    // this goroutine owns mutexWoken
	for spins := 0; ; {
		old := atomic.LoadInt32(&m.state)
		if old&(mutexLocked|mutexStarving) == mutexLocked && runtime_canSpin(spins) {
			// The holder may be done any moment. Tell Unlock that somebody is awake.
			if !woken && old&mutexWoken == 0 && old>>waiterShift != 0 &&
				atomic.CompareAndSwapInt32(&m.state, old, old|mutexWoken) {
				woken = true
			}
			runtime_doSpin()
			spins++
			continue
		}
		if !atomic.CompareAndSwapInt32(&m.state, old, m.claim(old, starving, woken)) {
			continue
		}
		if old&(mutexLocked|mutexStarving) == 0 {
			return // it was free
		}
		lifo := waitedSince != 0 // who has waited before queues in front
		if !lifo {
			waitedSince = runtime_nanotime()
		}
		runtime_SemacquireMutex(&m.sema, lifo)
		starving = starving || runtime_nanotime()-waitedSince > starvationNs
		if atomic.LoadInt32(&m.state)&mutexStarving != 0 {
			m.takeOver(starving)
			return
		}
		woken = true
		spins = 0
	}
}

// claim returns the state in which the lock is taken, or one more waiter is counted.
func (m *Mutex) claim(old int32, starving, woken bool) int32 {
	claimed := old
	if old&mutexStarving == 0 {
		claimed |= mutexLocked
	}
	if old&(mutexLocked|mutexStarving) != 0 {
		claimed += 1 << waiterShift
	}
	if starving && old&mutexLocked != 0 {
		claimed |= mutexStarving
	}
	if woken {
		claimed &^= mutexWoken
	}
	return claimed
}

// takeOver accepts the lock that a starving mutex's Unlock handed over: this waiter is one no longer.
func (m *Mutex) takeOver(starving bool) {
	delta := int32(mutexLocked - 1<<waiterShift)
	if !starving || atomic.LoadInt32(&m.state)>>waiterShift == 1 {
		delta -= mutexStarving
	}
	atomic.AddInt32(&m.state, delta)
}

// Unlock unlocks m. It is a fatal error if m is not locked.
func (m *Mutex) Unlock() {
	if left := atomic.AddInt32(&m.state, -mutexLocked); left != 0 {
		m.unlockSlow(left)
	}
}

// unlockSlow wakes a waiter if there is one that nobody else looks after.
func (m *Mutex) unlockSlow(left int32) {
	if (left+mutexLocked)&mutexLocked == 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if left&mutexStarving != 0 {
		runtime_Semrelease(&m.sema, true)
		return
	}
	for old := left; ; old = atomic.LoadInt32(&m.state) {
		if old>>waiterShift == 0 || old&(mutexLocked|mutexWoken|mutexStarving) != 0 {
			return
		}
		if atomic.CompareAndSwapInt32(&m.state, old, (old-1<<waiterShift)|mutexWoken) {
			runtime_Semrelease(&m.sema, false)
			return
		}
	}
}
