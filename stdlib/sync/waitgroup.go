package sync

import "sync/atomic"

// A WaitGroup waits for a number of tasks to end. Add, or Go, counts them up; Done counts down; Wait
// waits for zero. The zero value counts no tasks. A WaitGroup can be used again when all Waits have
// returned.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64 // the counter in the high half, the number of waiters in the low half, but for bubbleFlag
	sema   uint32
}

// bubbleFlag in the state says that the WaitGroup is of a bubble of testing/synctest, from the first Add in it
// until the counter is zero and nobody waits.
const bubbleFlag = 1 << 31

func split(state uint64) (count int32, waiters uint32) {
	return int32(state >> 32), uint32(state) &^ bubbleFlag
}

const insideAndOutside = "sync: WaitGroup.Add called from inside and outside synctest bubble"

// enterBubble makes wg one of the caller's bubble, and reports whether it is.
func (wg *WaitGroup) enterBubble() bool {
	switch associate(wg, true) {
	case otherBubble:
		fatal("sync: WaitGroup.Add called from multiple synctest bubbles")
	case currentBubble:
		if state := wg.state.Or(bubbleFlag); state != 0 && state&bubbleFlag == 0 {
			fatal(insideAndOutside)
		}
		return true
	}
	return false
}

// Add adds delta, which may be negative, to the counter; at zero the waiting goroutines go on. It panics
// if the counter gets negative. An Add from zero must happen before the Wait.
func (wg *WaitGroup) Add(delta int) {
	bubbled := inBubble() && wg.enterBubble()
	state := wg.state.Add(uint64(delta) << 32)
	if state&bubbleFlag != 0 && !bubbled {
		fatal(insideAndOutside)
	}
	count, waiters := split(state)
	if count < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if waiters != 0 && delta > 0 && count == int32(delta) {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	if count > 0 || waiters == 0 {
		return
	}
	// The counter is zero and there are waiters: nobody may change the state now.
	if wg.state.Load() != state {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	wg.state.Store(0)
	if bubbled {
		disassociate(wg)
	}
	for ; waiters != 0; waiters-- {
		runtime_Semrelease(&wg.sema, false)
	}
}

// Done is Add(-1).
func (wg *WaitGroup) Done() {
	wg.Add(-1)
}

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	for {
		state := wg.state.Load()
		bubbled := state&bubbleFlag != 0 && inBubble() && associate(wg, false) == currentBubble
		if count, waiters := split(state); count == 0 {
			if waiters == 0 && bubbled && wg.state.CompareAndSwap(state, 0) {
				disassociate(wg)
			}
			return
		}
		if wg.state.CompareAndSwap(state, state+1) {
			runtime_SemacquireWaitGroup(&wg.sema, bubbled)
			if wg.state.Load() != 0 {
				panic("sync: WaitGroup is reused before previous Wait has returned")
			}
			return
		}
	}
}

// Go calls f on a new goroutine and counts it as a task. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if x := recover(); x != nil {
				// The program crashes of this; no Wait must return before it does.
				panic(x)
			}
			// f has returned, or has called runtime.Goexit.
			wg.Done()
		}()
		f()
	}()
}
