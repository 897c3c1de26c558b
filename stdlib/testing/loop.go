package testing

// loopStopped is set in loopState.i while the timer is stopped: then i is not below n.
const loopStopped = 1 << 63

// loopState is where b.Loop stands.
type loopState struct {
	n    uint64 // how often it returns true before it looks at the time again
	i    uint64 // how often it did; loopStopped
	done bool   // it returned false
}

// Loop tells if the benchmark is to go on:
//
//	func BenchmarkX(b *testing.B) {
//		... // prepare
//		for b.Loop() {
//			... // measured
//		}
//		... // clean up
//	}
//
// The timer is reset when it is called first, and stopped when it returns false; then b.N is how often it
// returned true. The function is called once, other than one that counts to b.N itself.
//
// In the body of a loop with just this condition, what is passed to functions, what they return and
// what is assigned to variables is kept alive: the compiler does not drop it as unused.
func (b *B) Loop() bool {
	if b.loop.i < b.loop.n {
		b.loop.i++
		return true
	}
	return b.loopSlow()
}

// loopSlow is Loop when the time is to be looked at.
//
//go:noinline
func (b *B) loopSlow() bool {
	if !b.timerOn {
		b.Fatal("B.Loop called with timer stopped")
	}
	if b.loop.n == 0 {
		b.loop.n = max(uint64(b.time.n), 1)
		b.N = 0 // so that nobody counts to it
		b.ResetTimer()
		b.loop.i++
		return true
	}
	if b.time.n > 0 || !b.scaleLoop() {
		b.StopTimer()
		b.N = int(b.loop.n)
		b.loop.done = true
		return false
	}
	b.loop.i++
	return true
}

// scaleLoop sets how often Loop is to go on; false: it has taken long enough.
func (b *B) scaleLoop() bool {
	took := b.Elapsed()
	if took >= b.time.d {
		return false
	}
	n := int64(b.loop.n)
	if n >= mostN {
		return false
	}
	b.loop.n = uint64(nextN(b.time.d.Nanoseconds(), n, took.Nanoseconds(), n))
	return true
}
