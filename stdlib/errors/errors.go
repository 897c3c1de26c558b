// Package errors makes and takes apart error values.
//
// An error may wrap others: it then has a method Unwrap() error, or Unwrap() []error for several.
// The errors reached by unwrapping again and again form a tree; Is and As walk it depth first, the
// error itself before what it wraps.
package errors

// New returns an error whose message is text. Each call returns a distinct error, even for equal text.
func New(text string) error {
	return &errorString{text}
}

type errorString struct {
	s string
}

func (e *errorString) Error() string {
	return e.s
}

// ErrUnsupported says that an operation cannot be performed because it is not supported here. Functions
// should wrap it with what was asked for and test for it with Is.
var ErrUnsupported = New("unsupported operation")
