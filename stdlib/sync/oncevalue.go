package sync

// OnceValue returns a function that calls f once, at its first call, and always returns what it
// returned. If f panics, every call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	var result T
	once := OnceFunc(func() {
		result = f()
		f = nil
	})
	return func() T {
		once()
		return result
	}
}

// OnceValues is OnceValue for functions of two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var result1 T1
	var result2 T2
	once := OnceFunc(func() {
		result1, result2 = f()
		f = nil
	})
	return func() (T1, T2) {
		once()
		return result1, result2
	}
}
