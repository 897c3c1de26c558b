package bytes

import (
	"errors"
	"internal/bytealg"
	"io"
	"unicode/utf8"
)

// MinRead is the least room that Buffer.ReadFrom offers to a Read. A Buffer that has MinRead bytes more
// than the data will hold does not grow when it reads them.
const MinRead = 512

// ErrTooLarge is what a Buffer panics with when there is no memory to hold all of it.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

var errNegativeRead = errors.New("bytes.Buffer: reader returned negative count from Read")

const (
	smallBuffer = 64 // the least that is allocated
	maxInt      = int(^uint(0) >> 1)
)

// A Buffer is a queue of bytes: writes append, reads take from the front. The zero value is empty and
// ready.
type Buffer struct {
	buf      []byte // buf[off:] is what has not been read
	off      int
	lastRead readOp
}

// A readOp says what the last call was, for the Unread methods: a number greater than 0 is the size of the
// character that ReadRune returned.
type readOp int8

const (
	opRead    readOp = -1 // some other read
	opInvalid readOp = 0  // not a read
)

// NewBuffer returns a Buffer with the contents buf, which is its own from now on. buf[:0] serves to have the
// Buffer begin with buf's memory. Mostly the zero Buffer does.
func NewBuffer(buf []byte) *Buffer { return &Buffer{buf: buf} }

// NewBufferString returns a Buffer with the contents s.
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }

// Bytes returns what has not been read. It shares b's memory, until the next call that changes b.
func (b *Buffer) Bytes() []byte { return b.buf[b.off:] }

// AvailableBuffer returns an empty slice of the b.Available() bytes that are free, to append to and then hand
// to Write at once.
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

// String returns what has not been read. If b is nil it returns "<nil>".
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

// Len returns the number of bytes not yet read.
func (b *Buffer) Len() int { return len(b.buf) - b.off }

// Cap returns the size of the memory behind b.
func (b *Buffer) Cap() int { return cap(b.buf) }

// Available returns how many bytes fit without more memory or moving.
func (b *Buffer) Available() int { return cap(b.buf) - len(b.buf) }

func (b *Buffer) empty() bool { return len(b.buf) <= b.off }

// Reset makes b empty but keeps its memory.
func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.lastRead = opInvalid
}

// Truncate drops all but the first n bytes not yet read. It panics if there are not that many.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.lastRead = opInvalid
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// Grow makes room for n more bytes. It panics if n is negative.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	m := b.grow(n)
	b.buf = b.buf[:m]
}

// extend lengthens buf by n bytes and returns where they begin, if there is room for them. It is what most
// writes need, and small enough to be inlined.
func (b *Buffer) extend(n int) (at int, ok bool) {
	if at := len(b.buf); n <= cap(b.buf)-at {
		b.buf = b.buf[:at+n]
		return at, true
	}
	return 0, false
}

// grow lengthens buf by n bytes and returns where they begin.
//
// The room of what was read already is used again only if that at least halves the bytes in use, since
// otherwise a short read before each short write would move the whole contents each time.
func (b *Buffer) grow(n int) int {
	unread := b.Len()
	if unread == 0 && b.off != 0 {
		b.Reset()
	}
	if at, ok := b.extend(n); ok {
		return at
	}
	if b.buf == nil && n <= smallBuffer {
		b.buf = make([]byte, n, smallBuffer)
		return 0
	}
	size := cap(b.buf)
	switch {
	case n <= size/2-unread:
		copy(b.buf, b.buf[b.off:])
	case n > maxInt-2*size:
		panic(ErrTooLarge)
	default:
		b.buf = enlarge(b.buf[b.off:], b.off+n)
	}
	b.off = 0
	b.buf = b.buf[:unread+n]
	return unread
}

// enlarge copies b to memory with room for at least n bytes more, and at least twice as large.
func enlarge(b []byte, n int) []byte {
	defer func() {
		if recover() != nil {
			panic(ErrTooLarge)
		}
	}()
	larger := bytealg.Make(max(len(b)+n, 2*cap(b)))
	return larger[:copy(larger, b)]
}

// Write appends p. The error is always nil; b panics with ErrTooLarge if memory does not suffice.
func (b *Buffer) Write(p []byte) (n int, err error) {
	b.lastRead = opInvalid
	at, ok := b.extend(len(p))
	if !ok {
		at = b.grow(len(p))
	}
	return copy(b.buf[at:], p), nil
}

// WriteString appends s, like Write.
func (b *Buffer) WriteString(s string) (n int, err error) {
	b.lastRead = opInvalid
	at, ok := b.extend(len(s))
	if !ok {
		at = b.grow(len(s))
	}
	return copy(b.buf[at:], s), nil
}

// WriteByte appends c, like Write.
func (b *Buffer) WriteByte(c byte) error {
	b.lastRead = opInvalid
	at, ok := b.extend(1)
	if !ok {
		at = b.grow(1)
	}
	b.buf[at] = c
	return nil
}

// WriteRune appends the UTF-8 form of r, like Write, and returns its length.
func (b *Buffer) WriteRune(r rune) (n int, err error) {
	if uint32(r) < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return 1, nil
	}
	b.lastRead = opInvalid
	at, ok := b.extend(utf8.UTFMax)
	if !ok {
		at = b.grow(utf8.UTFMax)
	}
	b.buf = utf8.AppendRune(b.buf[:at], r)
	return len(b.buf) - at, nil
}

// ReadFrom appends what r has until its end, and returns how many bytes. The error is r's, if not io.EOF.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	b.lastRead = opInvalid
	for {
		at := b.grow(MinRead)
		b.buf = b.buf[:at]
		got, err := r.Read(b.buf[at:cap(b.buf)])
		if got < 0 {
			panic(errNegativeRead)
		}
		b.buf = b.buf[:at+got]
		n += int64(got)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// WriteTo writes to w until b is empty or w fails, and returns how many bytes.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.lastRead = opInvalid
	if unread := b.Len(); unread > 0 {
		put, err := w.Write(b.buf[b.off:])
		if put > unread {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += put
		n = int64(put)
		if err != nil {
			return n, err
		}
		if put != unread {
			return n, io.ErrShortWrite
		}
	}
	b.Reset()
	return n, nil
}

// Read takes len(p) bytes, or as many as there are. The error is io.EOF if b is empty, unless p is.
func (b *Buffer) Read(p []byte) (n int, err error) {
	b.lastRead = opInvalid
	if b.empty() {
		b.Reset()
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.lastRead = opRead
	}
	return n, nil
}

// Peek returns the next n bytes without taking them; all there are, with io.EOF, if there are fewer. The
// result shares b's memory, until the next call that changes b.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
}

// Next takes n bytes, or as many as there are. The result shares b's memory, until the next call that
// changes b.
func (b *Buffer) Next(n int) []byte {
	b.lastRead = opInvalid
	m := b.Len()
	if n > m {
		n = m
	}
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.lastRead = opRead
	}
	return data
}

// ReadByte takes one byte. The error is io.EOF if b is empty.
func (b *Buffer) ReadByte() (byte, error) {
	if b.empty() {
		b.Reset()
		return 0, io.EOF
	}
	c := b.buf[b.off]
	b.off++
	b.lastRead = opRead
	return c, nil
}

// ReadRune takes one character. A byte of invalid UTF-8 is U+FFFD of size 1. The error is io.EOF if b is
// empty.
func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.empty() {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.lastRead = readOp(size)
	return r, size, nil
}

// UnreadRune puts back what ReadRune took, if that was the last call that read or wrote.
func (b *Buffer) UnreadRune() error {
	if b.lastRead <= opInvalid {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	if b.off >= int(b.lastRead) {
		b.off -= int(b.lastRead)
	}
	b.lastRead = opInvalid
	return nil
}

var errUnreadByte = errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")

// UnreadByte puts back the last byte taken, if the last call that read or wrote took any.
func (b *Buffer) UnreadByte() error {
	if b.lastRead == opInvalid {
		return errUnreadByte
	}
	b.lastRead = opInvalid
	if b.off > 0 {
		b.off--
	}
	return nil
}

// ReadBytes takes all up to and including the first delim. If there is none it takes everything; the error
// is io.EOF.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	slice, err := b.readSlice(delim)
	// A copy, as the next write may use the memory.
	line = append(line, slice...)
	return line, err
}

// ReadString is ReadBytes with a string as the result.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	slice, err := b.readSlice(delim)
	return string(slice), err
}

func (b *Buffer) readSlice(delim byte) (line []byte, err error) {
	end := len(b.buf)
	if i := IndexByte(b.buf[b.off:], delim); i >= 0 {
		end = b.off + i + 1
	} else {
		err = io.EOF
	}
	line = b.buf[b.off:end]
	b.off = end
	b.lastRead = opRead
	return line, err
}
