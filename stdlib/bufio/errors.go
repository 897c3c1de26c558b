// Package bufio puts buffers around an io.Reader or io.Writer, and splits text into tokens.
package bufio

import "errors"

// The errors of Reader.
var (
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")
)

// The errors of Scanner. The first three come from a split function that breaks the rules, or from a token
// too long for the buffer.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken is no failure: a split function returns it with the last token, and scanning ends without
// an error. A nil token is not delivered.
var ErrFinalToken = errors.New("final token")
