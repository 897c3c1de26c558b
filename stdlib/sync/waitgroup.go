package sync

import "sync/atomic"

// A WaitGroup waits for a number of tasks to end. Add, or Go, counts them up; Done counts down; Wait
// waits for zero. The zero value counts no tasks. A WaitGroup can be used again when all Waits have
// returned.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64 // the counter in the high half, the number of waiters in the low half
	sema   uint32
}

// Add adds delta, which may be negative, to the counter; at zero the waiting goroutines go on. It panics
// if the counter gets negative. An Add from zero must happen before the Wait.
func (wg *WaitGroup) Add(delta int) {
	state := wg.state.Add(uint64(delta) << 32)
	count, waiters := int32(state>>32), uint32(state)
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
		if state>>32 == 0 {
			return
		}
		if wg.state.CompareAndSwap(state, state+1) {
			runtime_SemacquireWaitGroup(&wg.sema)
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
