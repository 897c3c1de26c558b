package sync

import "sync/atomic"

// A Once does one thing once; the zero value has not done it.
type Once struct {
	_    noCopy
	done atomic.Bool // set after the call has returned
	m    Mutex
}

// Do calls f if it is the first call of Do for this Once. All calls return after that f has. If f
// panics it counts as done. f must not call Do of the same Once.
func (o *Once) Do(f func()) {
	if !o.done.Load() {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

// A onceCall is the one call of a function.
type onceCall struct {
	once  Once
	valid bool // it has returned
	p     any  // what it panicked with
}

// do calls f at the first time; let lets go of what that needed.
func (c *onceCall) do(f, let func()) {
	c.once.Do(func() {
		defer func() {
			let()
			c.p = recover()
			if !c.valid {
				panic(c.p) // with the stack that shows f
			}
		}()
		f()
		c.valid = true
	})
	if !c.valid {
		panic(c.p)
	}
}

// OnceFunc returns a function that calls f once, at its first call. If f panics, every call panics with
// the same value.
func OnceFunc(f func()) func() {
	d := &struct {
		onceCall
		f func()
	}{f: f}
	return func() {
		d.do(func() { d.f() }, func() { d.f = nil })
	}
}
