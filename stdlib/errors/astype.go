package errors

// AsType finds the first error in err's tree that is an E, or that has a method As(any) bool which
// accepts a *E, and returns it.
func AsType[E error](err error) (E, bool) {
	var target E
	if As(err, &target) {
		return target, true
	}
	var zero E
	return zero, false
}
