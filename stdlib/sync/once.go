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

// OnceFunc returns a function that calls f once, at its first call. If f panics, every call panics with
// the same value.
func OnceFunc(f func()) func() {
	d := struct {
		f     func()
		once  Once
		valid bool
		p     any
	}{f: f}
	return func() {
		d.once.Do(func() {
			defer func() {
				d.f = nil // let it go
				d.p = recover()
				if !d.valid {
					panic(d.p) // with the stack that shows f
				}
			}()
			d.f()
			d.valid = true
		})
		if !d.valid {
			panic(d.p)
		}
	}
}
