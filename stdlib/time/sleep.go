package time

import "sync"

// runtimeTimer is what the runtime knows of a timer; stdlib/README.md describes it.
type runtimeTimer struct {
	when   int64 // monotonic
	period int64 // > 0: repeat
	f      func(any, uintptr)
	arg    any
	seq    uintptr    // of a channel timer: what its Times' monotonic readings are relative to
	_      [6]uintptr // the runtime's
}

// when returns the monotonic instant d from now, without overflow.
func when(d Duration) int64 {
	now := runtime_nano()
	if d <= 0 {
		return now
	}
	if t := now + int64(d); t > 0 {
		return t
	}
	return 1<<63 - 1
}

// A clock is what a Timer and a Ticker have in common: a runtimeTimer, and for those that send on a
// channel the guarantee that nothing old is received after Stop or Reset. The runtime has either sent when
// it disarms a timer, or does not send any more; what was sent is taken back.
type clock struct {
	mu    sync.Mutex // guards starting and stopping rt
	armed bool       // made by this package
	c     chan Time  // nil: calls a function
	rt    runtimeTimer
}

// call is what the runtime calls when a function timer fires.
func call(arg any, seq uintptr) {
	arg.(func())()
}

// channel makes k send on a channel, which it returns.
func (k *clock) channel() <-chan Time {
	k.c = make(chan Time, 1)
	k.rt.seq = uintptr(start)
	tieTimer(&k.rt, k.c)
	return k.c
}

// start arms a new clock.
func (k *clock) start(d, period Duration) {
	k.armed = true
	k.rt.when = when(d)
	k.rt.period = int64(period)
	startTimer(&k.rt)
}

// stop disarms k and takes back what was not received. It reports whether it did anything.
func (k *clock) stop() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	active := stopTimer(&k.rt, false)
	return k.discard() || active
}

// reset arms k anew.
func (k *clock) reset(d, period Duration) bool {
	at := when(d)
	k.mu.Lock()
	defer k.mu.Unlock()
	active := stopTimer(&k.rt, true)
	pending := k.discard()
	resetTimer(&k.rt, at, int64(period))
	return pending || active
}

// discard empties the channel, if there is one. k.mu is held.
func (k *clock) discard() (pending bool) {
	select {
	case <-k.c:
		return true
	default:
		return false
	}
}

// A Timer is one event in the future. When it comes, the current time is sent on C, or the function
// given to AfterFunc is called.
type Timer struct {
	C <-chan Time
	k clock
}

// NewTimer returns a Timer that sends on its channel after at least the duration d.
func NewTimer(d Duration) *Timer {
	t := new(Timer)
	t.C = t.k.channel()
	t.k.start(d, 0)
	return t
}

// AfterFunc returns a Timer that calls f on a goroutine of its own after the duration d. Its C is not
// used.
func AfterFunc(d Duration, f func()) *Timer {
	t := new(Timer)
	t.k.rt.f = call
	t.k.rt.arg = f
	t.k.start(d, 0)
	return t
}

// Stop keeps the Timer from firing and reports whether it did: false if it has fired or was stopped.
// After Stop no old value is received from C. Stop does not wait for AfterFunc's function to return.
func (t *Timer) Stop() bool {
	if !t.k.armed {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.k.stop()
}

// Reset makes the Timer fire after the duration d from now, and reports whether it was still to fire.
// After Reset no value of the old setting is received from C.
func (t *Timer) Reset(d Duration) bool {
	if !t.k.armed {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.k.reset(d, 0)
}

// After returns a channel on which the current time is sent after the duration d.
func After(d Duration) <-chan Time {
	return NewTimer(d).C
}

// A Ticker sends the current time on C again and again. If the receiver is slow, ticks are dropped.
type Ticker struct {
	C <-chan Time
	k clock
}

// NewTicker returns a Ticker with the period d, which must be positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	t := new(Ticker)
	t.C = t.k.channel()
	t.k.start(d, d)
	return t
}

// Stop ends the ticks. It does not close C.
func (t *Ticker) Stop() {
	if t.k.armed {
		t.k.stop()
	}
}

// Reset sets the period to d, which must be positive; the next tick comes d from now.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if !t.k.armed {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.k.reset(d, d)
}

// Tick returns the channel of a new Ticker; nil if d <= 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
