package fmt

import (
	"errors"
	"io"
	"os"
	"sync"
	"unicode/utf8"
)

// ScanState is what a scanning function offers to a Scanner.
type ScanState interface {
	// ReadRune reads the next character; after the width of the verb, or at a newline that ends the
	// input of Scanln and the like, it returns io.EOF.
	ReadRune() (r rune, size int, err error)
	// UnreadRune takes the last character back.
	UnreadRune() error
	// SkipSpace skips white space; newlines too, unless the function called stops at them.
	SkipSpace()
	// Token skips white space if skipSpace is set, then returns the characters for which f is true; a
	// nil f accepts what is no white space. The result is valid until the next call.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	// Width returns the width and whether there is one.
	Width() (wid int, ok bool)
	// Read must not be called; it is there so that a ScanState is an io.Reader.
	Read(buf []byte) (n int, err error)
}

// Scanner is implemented by what reads itself. Its pointer is the operand.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads values, separated by white space, from standard input into what its operands point to.
// Newlines count as white space. It returns how many it has read; if that is fewer, err says why.
func Scan(a ...any) (n int, err error) {
	return Fscan(os.Stdin, a...)
}

// Scanln is Scan that stops at a newline, which, or the end of the input, must follow the last value.
func Scanln(a ...any) (n int, err error) {
	return Fscanln(os.Stdin, a...)
}

// Scanf reads values from standard input as format says. Newlines in the input must match the format,
// but %c reads any character.
func Scanf(format string, a ...any) (n int, err error) {
	return Fscanf(os.Stdin, format, a...)
}

// stringReader reads a string, and gets it by its address alone.
type stringReader string

func (r *stringReader) Read(b []byte) (n int, err error) {
	n = copy(b, *r)
	*r = (*r)[n:]
	if n == 0 {
		err = io.EOF
	}
	return
}

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) {
	return Fscan((*stringReader)(&str), a...)
}

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) {
	return Fscanln((*stringReader)(&str), a...)
}

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf((*stringReader)(&str), format, a...)
}

// Fscan is Scan from r. If r has no method UnreadRune, one character behind the last value may be lost.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r, true, false)
	n, err = s.doScan(a)
	s.free()
	return
}

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r, false, true)
	n, err = s.doScan(a)
	s.free()
	return
}

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	s := newScanner(r, false, false)
	n, err = s.doScanf(format, a)
	s.free()
	return
}

const (
	endOfInput = -1
	noWidth    = 1 << 30
)

// A scanError is what the scanner panics with; it reaches the caller as an error.
type scanError struct {
	err error
}

// A scanner holds the state of one call of a scanning function.
type scanner struct {
	rs        io.RuneScanner
	buf       buffer // the current token
	count     int    // characters read
	atEOF     bool
	nlIsEnd   bool // a newline ends the input
	nlIsSpace bool // a newline is white space
	argLimit  int  // the operand must end before so many characters have been read
	width     int  // of the operand, or noWidth
}

var scanners = sync.Pool{
	New: func() any { return new(scanner) },
}

// newScanner returns a scanner for r.
func newScanner(r io.Reader, nlIsSpace, nlIsEnd bool) *scanner {
	s := scanners.Get().(*scanner)
	if rs, ok := r.(io.RuneScanner); ok {
		s.rs = rs
	} else {
		s.rs = &runeReader{r: r, peeked: -1}
	}
	s.nlIsEnd = nlIsEnd
	s.nlIsSpace = nlIsSpace
	s.argLimit = noWidth
	s.width = noWidth
	s.atEOF = false
	s.count = 0
	return s
}

func (s *scanner) free() {
	if cap(s.buf) > 1024 {
		return
	}
	s.buf = s.buf[:0]
	s.rs = nil
	scanners.Put(s)
}

// A runeReader reads characters, byte by byte so as not to read too much.
type runeReader struct {
	r       io.Reader
	bytes   [utf8.UTFMax]byte
	n       int  // how many of bytes are left over from an invalid encoding
	last    rune // read before
	peeked  rune // >= 0: it was taken back
	canBack bool
}

func (r *runeReader) readByte(i int) error {
	_, err := io.ReadFull(r.r, r.bytes[i:i+1])
	return err
}

func (r *runeReader) ReadRune() (c rune, size int, err error) {
	if r.peeked >= 0 {
		c = r.peeked
		r.peeked = -1
		r.last, r.canBack = c, true
		return c, utf8.RuneLen(c), nil
	}
	if r.n == 0 {
		if err := r.readByte(0); err != nil {
			return 0, 0, err
		}
		r.n = 1
	}
	for !utf8.FullRune(r.bytes[:r.n]) {
		if err := r.readByte(r.n); err != nil {
			if err != io.EOF {
				return 0, 0, err
			}
			break
		}
		r.n++
	}
	c, size = utf8.DecodeRune(r.bytes[:r.n])
	copy(r.bytes[:], r.bytes[size:r.n])
	r.n -= size
	r.last, r.canBack = c, true
	return c, size, nil
}

func (r *runeReader) UnreadRune() error {
	if !r.canBack {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	r.peeked = r.last
	r.canBack = false
	return nil
}

// Read, ReadRune, UnreadRune, SkipSpace, Token, Width make a scanner a ScanState.

func (s *scanner) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scanner) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.count >= s.argLimit {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	switch {
	case err == nil:
		s.count++
		s.atEOF = s.nlIsEnd && r == '\n'
	case err == io.EOF:
		s.atEOF = true
	}
	return
}

func (s *scanner) UnreadRune() error {
	s.rs.UnreadRune()
	s.atEOF = false
	s.count--
	return nil
}

func (s *scanner) Width() (wid int, ok bool) {
	if s.width == noWidth {
		return 0, false
	}
	return s.width, true
}

func (s *scanner) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer s.catch(&err)
	if f == nil {
		f = notSpace
	}
	s.buf = s.buf[:0]
	return s.token(skipSpace, f), nil
}

func (s *scanner) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == endOfInput:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.nlIsSpace {
				s.fail("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// catch turns a panic of the scanner into an error.
func (s *scanner) catch(err *error) {
	switch e := recover().(type) {
	case nil:
	case scanError:
		*err = e.err
	case error:
		if e != io.EOF {
			panic(e)
		}
		*err = e
	default:
		panic(e)
	}
}

func (s *scanner) fail(text string) {
	panic(scanError{errors.New(text)})
}

func (s *scanner) failWith(err error) {
	panic(scanError{err})
}

// next returns the next character, or endOfInput.
func (s *scanner) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return endOfInput
	}
	if err != nil {
		s.failWith(err)
	}
	return r
}

// mustNext returns the next character; there must be one.
func (s *scanner) mustNext() rune {
	r := s.next()
	if r == endOfInput {
		s.failWith(io.ErrUnexpectedEOF)
	}
	return r
}

// peek reports whether the next character is in set.
func (s *scanner) peek(set string) bool {
	r := s.next()
	if r != endOfInput {
		s.UnreadRune()
	}
	return contains(set, r)
}

// skip reads the next character if it is in set, and reports whether it was; if not, it is lost.
func (s *scanner) skip(set string) bool {
	return contains(set, s.next())
}

// accept appends the next character to the token if it is in set, and reports whether it was.
func (s *scanner) accept(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	if !contains(set, r) {
		s.UnreadRune()
		return false
	}
	s.buf.writeRune(r)
	return true
}

// needInput ends the scan if there is no more input.
func (s *scanner) needInput() {
	if s.next() == endOfInput {
		panic(io.EOF)
	}
	s.UnreadRune()
}

// token collects the characters for which f is true.
func (s *scanner) token(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	for {
		r := s.next()
		if r == endOfInput {
			return s.buf
		}
		if !f(r) {
			s.UnreadRune()
			return s.buf
		}
		s.buf.writeRune(r)
	}
}

func contains(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// isSpace is unicode.IsSpace, without that package's tables.
func isSpace(r rune) bool {
	switch {
	case '\t' <= r && r <= '\r', r == ' ', r == 0x85, r == 0xA0, r == 0x1680, 0x2000 <= r && r <= 0x200A,
		r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

func notSpace(r rune) bool { return !isSpace(r) }

func (s *scanner) doScan(a []any) (n int, err error) {
	defer s.catch(&err)
	for _, arg := range a {
		s.scanOne('v', arg)
		n++
	}
	for s.nlIsEnd {
		r := s.next()
		if r == '\n' || r == endOfInput {
			break
		}
		if !isSpace(r) {
			s.fail("expected newline")
		}
	}
	return
}

func (s *scanner) doScanf(format string, a []any) (n int, err error) {
	defer s.catch(&err)
	for i := 0; i < len(format); {
		if w := s.literal(format[i:]); w != 0 {
			if w < 0 {
				if format[i] != '%' {
					s.fail("input does not match format")
				}
			} else {
				i += w
				continue
			}
		}
		i++ // the percent sign
		width, ok, next := number(format, i)
		i = next
		s.width = noWidth
		if ok {
			s.width = width
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.needInput()
			if !s.accept("%") {
				s.fail("missing literal %")
			}
			continue
		}
		s.argLimit = min(noWidth, s.count+s.width)
		if n >= len(a) {
			s.fail("too few operands for format '%" + format[i-size:] + "'")
		}
		s.scanOne(verb, a[n])
		n++
		s.argLimit = noWidth
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return
}

// literal matches the input with the format up to a verb, and returns how much of the format that is: 0 at
// a verb, -1 if the input does not match.
//
// White space in the format matches any, perhaps no, white space, but newlines match one for one: each
// run with newlines in it matches as many in the input, with other white space before and after.
func (s *scanner) literal(format string) (i int) {
	for i < len(format) {
		c, size := utf8.DecodeRuneInString(format[i:])
		if isSpace(c) {
			i += s.matchSpace(format[i:])
			continue
		}
		if c == '%' {
			if i+size == len(format) {
				s.fail("missing verb: % at end of format string")
			}
			if format[i+size] != '%' {
				return i
			}
			i += size // %% stands for one
		}
		if r := s.mustNext(); r != c {
			s.UnreadRune()
			return -1
		}
		i += size
	}
	return i
}

// matchSpace matches a run of white space in the format, and returns its length.
func (s *scanner) matchSpace(format string) int {
	newlines, trailing, i := 0, false, 0
	for i < len(format) {
		c, size := utf8.DecodeRuneInString(format[i:])
		if !isSpace(c) {
			break
		}
		trailing = c != '\n'
		if !trailing {
			newlines++
		}
		i += size
	}
	for range newlines {
		r := s.next()
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		if r != '\n' && r != endOfInput {
			s.fail("newline in format does not match input")
		}
	}
	if !trailing {
		return i
	}
	r := s.next()
	if newlines == 0 {
		if !isSpace(r) && r != endOfInput {
			s.fail("expected space in input to match format")
		}
		if r == '\n' {
			s.fail("newline in input does not match format")
		}
	}
	for isSpace(r) && r != '\n' {
		r = s.next()
	}
	if r != endOfInput {
		s.UnreadRune()
	}
	return i
}
