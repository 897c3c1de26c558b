package iter

// A puller runs a sequence on a goroutine of its own, which is awake only while next or stop waits for it:
// the two take turns over the channel resume, in the one direction, and values, in the other.
type puller[T any] struct {
	resume chan bool // true: go on; false: stop
	values chan turn[T]
	done   bool
	begun  bool
	busy   bool // next or stop is running
}

// A turn is what the sequence answers: a value, or its end, perhaps by a panic.
type turn[T any] struct {
	value    T
	ok       bool
	panicked any
}

// begin starts the goroutine; run feeds the sequence into a yield function.
func (p *puller[T]) begin(run func(yield func(T) bool)) {
	p.begun = true
	p.resume = make(chan bool)
	p.values = make(chan turn[T])
	go func() {
		end := turn[T]{panicked: "iter: sequence ended its goroutine"}
		defer func() {
			if r := recover(); r != nil {
				end.panicked = r
			}
			p.values <- end
		}()
		if <-p.resume {
			run(func(v T) bool {
				p.values <- turn[T]{value: v, ok: true}
				return <-p.resume
			})
		}
		end.panicked = nil
	}()
}

// step lets the sequence run up to its next value or its end.
func (p *puller[T]) step(more bool) (v T, ok bool) {
	if p.busy {
		panic("iter.Pull: next called again before yield")
	}
	p.busy = true
	p.resume <- more
	t := <-p.values
	p.busy = false
	if !t.ok {
		p.done = true
		if t.panicked != nil {
			panic(t.panicked)
		}
	}
	return t.value, t.ok
}

func (p *puller[T]) next(run func(yield func(T) bool)) (v T, ok bool) {
	if p.done {
		return
	}
	if !p.begun {
		p.begin(run)
	}
	return p.step(true)
}

func (p *puller[T]) stop() {
	if p.done {
		return
	}
	if !p.begun {
		p.done = true
		return
	}
	p.step(false)
	p.done = true
}

// Pull turns a sequence into two functions: next returns its next value, or false at its end; stop ends
// it. Once the caller is no longer interested it must call stop, unless next has returned false. The
// functions must not be called by several goroutines at once.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := new(puller[V])
	return func() (V, bool) { return p.next(seq) }, p.stop
}

// A pair is what Pull2's sequences yield.
type pair[K, V any] struct {
	k K
	v V
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := new(puller[pair[K, V]])
	run := func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	}
	next = func() (K, V, bool) {
		t, ok := p.next(run)
		return t.k, t.v, ok
	}
	return next, p.stop
}
