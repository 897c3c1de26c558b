package bufio

import (
	"errors"
	"io"
)

// A Scanner cuts input into tokens, lines if not told otherwise:
//
//	for s := bufio.NewScanner(r); s.Scan(); {
//		use(s.Text())
//	}
//
// It stops at the end of the input, at an error, and at a token too long for its buffer. How far it has read
// then is not defined; who must know, or needs long tokens, better uses Reader.
//
// s.buf[s.start:s.end] is what has been read and is not part of a token yet. err is also how the end
// is remembered: once it is set, io.EOF included, nothing more is read, and split is told that this is all.
type Scanner struct {
	r            io.Reader
	split        SplitFunc
	maxTokenSize int
	token        []byte
	buf          []byte
	start, end   int
	err          error
	empties      int // tokens in a row at the end of the input that consumed nothing
	scanCalled   bool
	done         bool
}

// A SplitFunc finds the first token in data, what has been read but not consumed; atEOF says that nothing
// will follow, and then data may be empty. It returns how many bytes to consume, and the token. If the token
// is nil, Scanner goes on: with more data, if 0 bytes were consumed. A token may be empty if not nil. With
// an error scanning ends; see ErrFinalToken.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// The errors of Scanner: for a token that the buffer cannot hold, for a SplitFunc that breaks the rules, and
// for a Reader that does.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken is no failure: a SplitFunc returns it with the last token, and scanning ends without an
// error. A nil token is not delivered.
var ErrFinalToken = errors.New("final token")

const (
	// MaxScanTokenSize is the size of the largest buffer, unless Buffer says otherwise. A token must be
	// shorter, as for example the end of its line needs room, too.
	MaxScanTokenSize = 64 * 1024

	startBufSize = 4096
	maxInt       = int(^uint(0) >> 1)
)

// NewScanner returns a Scanner that reads lines from r.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, maxTokenSize: MaxScanTokenSize}
}

// Buffer gives the Scanner buf to begin with, and max as the largest size of the buffers it makes; if
// buf is larger than max it makes none. It panics once Scan has been called.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanCalled {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.maxTokenSize = max
}

// Split sets what cuts the input into tokens. It panics once Scan has been called.
func (s *Scanner) Split(split SplitFunc) {
	if s.scanCalled {
		panic("Split called after Scan")
	}
	s.split = split
}

// Err returns the first error; io.EOF is none.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes returns the token that Scan found. The next Scan may overwrite it.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the token that Scan found as a string.
func (s *Scanner) Text() string { return string(s.token) }

// Scan finds the next token. It returns false when there is none; Err tells whether something went wrong.
// It panics if split returns empty tokens for ever without consuming anything.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.scanCalled = true
	for {
		if s.start < s.end || s.err != nil {
			if found, stop := s.nextToken(); stop {
				return found
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.makeRoom() {
			return false
		}
		s.read()
	}
}

// nextToken has split look at what is there. stop: Scan is to return found.
func (s *Scanner) nextToken() (found, stop bool) {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err == ErrFinalToken {
		s.token = token
		s.done = true
		return token != nil, true
	}
	if err != nil {
		s.setErr(err)
		return false, true
	}
	if !s.advance(advance) {
		return false, true
	}
	s.token = token
	if token == nil {
		return false, false
	}
	if s.err != nil && advance == 0 {
		s.empties++
		if s.empties > maxEmptyReads {
			panic("bufio.Scan: too many empty tokens without progressing")
		}
	} else {
		s.empties = 0
	}
	return true, true
}

func (s *Scanner) advance(n int) bool {
	if n < 0 {
		s.setErr(ErrNegativeAdvance)
		return false
	}
	if n > s.end-s.start {
		s.setErr(ErrAdvanceTooFar)
		return false
	}
	s.start += n
	return true
}

// makeRoom moves the data to the front of the buffer when that frees much or all there is, and gets a larger
// buffer if it is still full.
func (s *Scanner) makeRoom() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	size := len(s.buf)
	if size >= s.maxTokenSize || size > maxInt/2 {
		s.setErr(ErrTooLong)
		return false
	}
	size *= 2
	if size == 0 {
		size = startBufSize
	}
	larger := make([]byte, min(size, s.maxTokenSize))
	s.end = copy(larger, s.buf[s.start:s.end])
	s.start = 0
	s.buf = larger
	return true
}

// read reads until it gets data or an error.
func (s *Scanner) read() {
	for empty := 0; empty <= maxEmptyReads; empty++ {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.setErr(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.setErr(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
	}
	s.setErr(io.ErrNoProgress)
}

// setErr keeps the first error; the end of the input gives way to a real one.
func (s *Scanner) setErr(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}
