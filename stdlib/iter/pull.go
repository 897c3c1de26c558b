package iter

import "runtime"

// A coro is a goroutine that takes turns with whoever switches to it.
type coro struct {
	_, _ uintptr // the runtime's
	f    func()
}

// startCoro makes a goroutine that is to run c.f and waits for the first switchCoro(c).
func startCoro(c *coro)

// switchCoro lets c's goroutine run until that calls switchCoro(c), or ends; or the other way round.
func switchCoro(c *coro)

// goexited stands for the panic of a sequence that ended its goroutine.
var goexited any = new(int)

// A puller runs a sequence in a coro, which is awake only while next or stop waits for it.
type puller[T any] struct {
	c        *coro
	value    T
	ok       bool // value is what the sequence has just yielded
	wanted   bool // next waits for a value
	returned bool
	done     bool
	panicked any
}

func newPuller[T any](run func(yield func(T) bool)) *puller[T] {
	p := new(puller[T])
	p.c = &coro{f: func() {
		if p.done {
			return
		}
		defer func() {
			if r := recover(); r != nil {
				p.panicked = r
			} else if !p.returned {
				p.panicked = goexited
			}
			p.done = true
		}()
		run(p.yield)
		p.returned = true
	}}
	startCoro(p.c)
	return p
}

func (p *puller[T]) yield(v T) bool {
	if p.done {
		return false
	}
	if !p.wanted {
		panic("iter.Pull: yield called again before next")
	}
	p.wanted = false
	p.value, p.ok = v, true
	switchCoro(p.c)
	return !p.done
}

// resume lets the sequence run; what ends it by force ends the caller alike.
func (p *puller[T]) resume() {
	switchCoro(p.c)
	if r := p.panicked; r != nil {
		p.panicked = nil
		if r == goexited {
			runtime.Goexit()
		}
		panic(r)
	}
}

func (p *puller[T]) next() (v T, ok bool) {
	if p.done {
		return
	}
	if p.wanted {
		panic("iter.Pull: next called again before yield")
	}
	p.wanted = true
	p.resume()
	v, ok = p.value, p.ok
	var zero T
	p.value, p.ok = zero, false
	return
}

func (p *puller[T]) stop() {
	if !p.done {
		p.done = true
		p.resume()
	}
}

// Pull turns a sequence into two functions: next returns its next value, or false at its end; stop ends
// it. Once the caller is no longer interested it must call stop, unless next has returned false. The
// functions must not be called by several goroutines at once. A panic of the sequence, or its
// runtime.Goexit, comes out of next or stop.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller(seq)
	return p.next, p.stop
}

// A pair is what Pull2's sequences yield.
type pair[K, V any] struct {
	k K
	v V
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller(func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	})
	next = func() (K, V, bool) {
		t, ok := p.next()
		return t.k, t.v, ok
	}
	return next, p.stop
}
