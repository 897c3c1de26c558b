package fmt

import "errors"

// Errorf returns an error with the text that Sprintf would return. An error printed with %w is wrapped:
// the result has a method Unwrap that returns it, or several in the order of the operands. %w is
// otherwise like %v.
func Errorf(format string, a ...any) (err error) {
	// In two parts, so that this one and errors.New can be inlined.
	if err = errorf(format, a...); err != nil {
		return err
	}
	return errors.New(format)
}

// errorf returns nil if the text is format itself.
func errorf(format string, a ...any) error {
	if len(a) == 0 && !hasPercent(format) {
		return nil
	}
	p := newPrinter()
	p.wrapping = true
	p.doPrintf(format, a)
	s := string(p.buf)
	var err error
	switch len(p.wrapped) {
	case 0:
		err = errors.New(s)
	case 1:
		w := &wrapError{msg: s}
		w.err, _ = a[p.wrapped[0]].(error)
		err = w
	default:
		err = wrapSeveral(s, p.wrapped, a)
	}
	p.free()
	return err
}

func hasPercent(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' {
			return true
		}
	}
	return false
}

// wrapSeveral wraps the operands with the given indices: sorted, each once.
func wrapSeveral(s string, indices []int, a []any) error {
	for i := 1; i < len(indices); i++ {
		for j := i; j > 0 && indices[j] < indices[j-1]; j-- {
			indices[j], indices[j-1] = indices[j-1], indices[j]
		}
	}
	w := &wrapErrors{msg: s}
	for i, n := range indices {
		if i > 0 && n == indices[i-1] {
			continue
		}
		if e, ok := a[n].(error); ok {
			w.errs = append(w.errs, e)
		}
	}
	return w
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }
