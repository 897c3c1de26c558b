package sync

// OnceValue returns a function that calls f once, at its first call, and always returns what f returned. If f panics, every
// call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	d := &struct {
		onceCall
		f      func() T
		result T
	}{f: f}
	return func() T {
		d.do(func() { d.result = d.f() }, func() { d.f = nil })
		return d.result
	}
}

// OnceValues is OnceValue for functions of two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	d := &struct {
		onceCall
		f  func() (T1, T2)
		r1 T1
		r2 T2
	}{f: f}
	return func() (T1, T2) {
		d.do(func() { d.r1, d.r2 = d.f() }, func() { d.f = nil })
		return d.r1, d.r2
	}
}
