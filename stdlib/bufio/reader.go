// Package bufio puts buffers around an io.Reader or io.Writer, and splits text into tokens.
package bufio

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const defaultBufSize = 4096

// The errors of Reader.
var (
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")
)

var errNegativeRead = errors.New("bufio: reader returned negative count from Read")

const minReadBufferSize = 16 // so that any character fits

// After so many reads in a row that returned neither data nor an error there will hardly be any.
const maxEmptyReads = 100

// A Reader reads from an io.Reader by way of a buffer.
//
// An error of the io.Reader waits in err until everything buffered before it is read; it is reported once.
type Reader struct {
	buf          []byte
	rd           io.Reader
	r, w         int // buf[r:w] is what has been buffered and not read
	err          error
	lastByte     int // the last byte read, for UnreadByte; -1: none
	lastRuneSize int // the size of the last character read, for UnreadRune; -1: none
}

// NewReaderSize returns a Reader of rd with a buffer of at least size bytes; rd itself if it is one.
func NewReaderSize(rd io.Reader, size int) *Reader {
	b, ok := rd.(*Reader)
	if ok && len(b.buf) >= size {
		return b
	}
	r := new(Reader)
	r.reset(make([]byte, max(size, minReadBufferSize)), rd)
	return r
}

// NewReader returns a Reader of rd with a buffer of the usual size.
func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultBufSize) }

// Size returns the size of the buffer.
func (b *Reader) Size() int { return len(b.buf) }

// Reset forgets all that is buffered and has b read from r. On a zero Reader it makes a buffer. If r is b
// itself nothing happens.
func (b *Reader) Reset(r io.Reader) {
	if b == r {
		return
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultBufSize)
	}
	b.reset(b.buf, r)
}

func (b *Reader) reset(buf []byte, r io.Reader) {
	*b = Reader{buf: buf, rd: r, lastByte: -1, lastRuneSize: -1}
}

// fill moves what is buffered to the front and reads once behind it; there must be room. If nothing comes,
// err is set.
func (b *Reader) fill() {
	if b.r > 0 {
		b.w = copy(b.buf, b.buf[b.r:b.w])
		b.r = 0
	}
	if b.w >= len(b.buf) {
		panic("bufio: tried to fill full buffer")
	}
	n, err := readSome(b.rd, b.buf[b.w:])
	b.w += n
	if err != nil {
		b.err = err
	}
}

// readSome reads until it gets data or an error.
func readSome(rd io.Reader, p []byte) (n int, err error) {
	for i := 0; i < maxEmptyReads; i++ {
		n, err = rd.Read(p)
		if n < 0 {
			panic(errNegativeRead)
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// readErr takes the error that waits.
func (b *Reader) readErr() error {
	err := b.err
	b.err = nil
	return err
}

// take takes n bytes out of the buffer.
func (b *Reader) take(n int) []byte {
	p := b.buf[b.r : b.r+n]
	b.r += n
	b.remember(p)
	return p
}

// remember notes that the bytes p were read, for UnreadByte.
func (b *Reader) remember(p []byte) {
	if len(p) > 0 {
		b.lastByte = int(p[len(p)-1])
		b.lastRuneSize = -1
	}
}

// Buffered returns how many bytes can be read without the io.Reader.
func (b *Reader) Buffered() int { return b.w - b.r }

// Peek returns the next n bytes without taking them, in memory that the next read overwrites. If there are
// fewer, the error says why: ErrBufferFull if n is larger than the buffer.
func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.lastByte = -1
	b.lastRuneSize = -1
	for b.Buffered() < n && b.Buffered() < len(b.buf) && b.err == nil {
		b.fill()
	}
	if n > len(b.buf) {
		return b.buf[b.r:b.w], ErrBufferFull
	}
	if b.Buffered() < n {
		return b.buf[b.r:b.w], b.readErr()
	}
	return b.buf[b.r : b.r+n], nil
}

// Discard skips n bytes and returns how many it skipped; if they are fewer, the error says why.
func (b *Reader) Discard(n int) (discarded int, err error) {
	if n < 0 {
		return 0, ErrNegativeCount
	}
	if n == 0 {
		return 0, nil
	}
	b.lastByte = -1
	b.lastRuneSize = -1
	for {
		if b.Buffered() == 0 {
			b.fill()
		}
		skip := min(b.Buffered(), n-discarded)
		b.r += skip
		discarded += skip
		if discarded == n {
			return n, nil
		}
		if b.err != nil {
			return discarded, b.readErr()
		}
	}
}

// Read takes up to len(p) bytes, and fewer as soon as some are there: it asks the io.Reader at most once, and
// for large p without a detour by the buffer.
func (b *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 && b.Buffered() > 0 {
		return 0, nil
	}
	if b.Buffered() == 0 {
		if len(p) == 0 || b.err != nil {
			return 0, b.readErr()
		}
		direct := len(p) >= len(b.buf)
		into := p
		if !direct {
			b.r, b.w = 0, 0
			into = b.buf
		}
		n, b.err = b.rd.Read(into)
		if n < 0 {
			panic(errNegativeRead)
		}
		if direct || n == 0 {
			b.remember(p[:n])
			return n, b.readErr()
		}
		b.w = n
	}
	n = copy(p, b.buf[b.r:b.w])
	b.take(n)
	return n, nil
}

// ReadByte takes one byte.
func (b *Reader) ReadByte() (byte, error) {
	b.lastRuneSize = -1
	for b.r == b.w {
		if b.err != nil {
			return 0, b.readErr()
		}
		b.fill()
	}
	c := b.buf[b.r]
	b.r++
	b.lastByte = int(c)
	return c, nil
}

// UnreadByte puts back the last byte read. It is an error if the last call was not one that read.
func (b *Reader) UnreadByte() error {
	if b.lastByte < 0 || b.r == 0 && b.w > 0 {
		return ErrInvalidUnreadByte
	}
	if b.r > 0 {
		b.r--
	} else {
		b.w = 1 // nothing buffered: the byte went past the buffer
	}
	b.buf[b.r] = byte(b.lastByte)
	b.lastByte = -1
	b.lastRuneSize = -1
	return nil
}

// ReadRune takes one character and returns it with its size. A byte of invalid UTF-8 is U+FFFD of size 1.
func (b *Reader) ReadRune() (r rune, size int, err error) {
	for b.err == nil && b.Buffered() < utf8.UTFMax && !utf8.FullRune(b.buf[b.r:b.w]) {
		b.fill()
	}
	b.lastRuneSize = -1
	if b.r == b.w {
		return 0, 0, b.readErr()
	}
	r, size = utf8.DecodeRune(b.buf[b.r:b.w])
	b.r += size
	b.lastByte = int(b.buf[b.r-1])
	b.lastRuneSize = size
	return r, size, nil
}

// UnreadRune puts back the last character. It is an error if the last call was not ReadRune.
func (b *Reader) UnreadRune() error {
	if b.lastRuneSize < 0 || b.r < b.lastRuneSize {
		return ErrInvalidUnreadRune
	}
	b.r -= b.lastRuneSize
	b.lastByte = -1
	b.lastRuneSize = -1
	return nil
}

// ReadSlice takes all up to and including the first delim, and returns it in memory that the next read
// overwrites. If an error comes first, or the buffer is full (ErrBufferFull), it returns all that is
// buffered and the error. ReadBytes and ReadString are easier to use.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	searched := 0
	for {
		if i := bytes.IndexByte(b.buf[b.r+searched:b.w], delim); i >= 0 {
			return b.take(searched + i + 1), nil
		}
		searched = b.Buffered()
		if b.err != nil {
			return b.take(searched), b.readErr()
		}
		if searched == len(b.buf) {
			return b.take(searched), ErrBufferFull
		}
		b.fill()
	}
}

// ReadLine takes one line and returns it without its end, "\n" or "\r\n", in memory that the next read
// overwrites. isPrefix says that the line was too long for the buffer and this is not its last part. The
// result is never empty with an error. UnreadByte afterwards gives back the last byte of the line's end.
// ReadString and Scanner are easier to use.
func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		if len(line) > 0 && line[len(line)-1] == '\r' {
			// It may be half of the line's end: leave it for the next call.
			if b.r == 0 {
				panic("bufio: tried to rewind past start of buffer")
			}
			b.r--
			line = line[:len(line)-1]
		}
		return line, true, nil
	}
	if len(line) == 0 {
		if err != nil {
			line = nil
		}
		return line, false, err
	}
	if line[len(line)-1] == '\n' {
		line = dropCR(line[:len(line)-1])
	}
	return line, false, nil
}

// collect takes all up to and including the first delim. It returns copies of the buffers that were full
// before the end, the last part, which is not copied, and the length of all.
func (b *Reader) collect(delim byte) (full [][]byte, last []byte, size int, err error) {
	for {
		last, err = b.ReadSlice(delim)
		size += len(last)
		if err != ErrBufferFull {
			return full, last, size, err
		}
		full = append(full, bytes.Clone(last))
	}
}

// ReadBytes takes all up to and including the first delim. If an error comes first, often io.EOF, it
// returns what came before, and the error.
func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	full, last, size, err := b.collect(delim)
	line := make([]byte, 0, size)
	for _, part := range full {
		line = append(line, part...)
	}
	return append(line, last...), err
}

// ReadString is ReadBytes with a string as the result.
func (b *Reader) ReadString(delim byte) (string, error) {
	full, last, size, err := b.collect(delim)
	var line strings.Builder
	line.Grow(size)
	for _, part := range full {
		line.Write(part)
	}
	line.Write(last)
	return line.String(), err
}

// WriteTo writes everything to w until the io.Reader ends, which is no error. It leaves the work to the
// io.Reader's WriteTo or w's ReadFrom if there is one.
func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.lastByte = -1
	b.lastRuneSize = -1
	if b.r < b.w {
		if n, err = b.writeBuf(w); err != nil {
			return n, err
		}
	}
	if rd, ok := b.rd.(io.WriterTo); ok {
		rest, err := rd.WriteTo(w)
		return n + rest, err
	}
	if wr, ok := w.(io.ReaderFrom); ok {
		rest, err := wr.ReadFrom(b.rd)
		return n + rest, err
	}
	for b.fill(); b.Buffered() > 0; b.fill() {
		put, err := b.writeBuf(w)
		n += put
		if err != nil {
			return n, err
		}
	}
	if b.err == io.EOF {
		b.err = nil
	}
	return n, b.readErr()
}

var errNegativeWrite = errors.New("bufio: writer returned negative count from Write")

// writeBuf writes what is buffered.
func (b *Reader) writeBuf(w io.Writer) (int64, error) {
	n, err := w.Write(b.buf[b.r:b.w])
	if n < 0 {
		panic(errNegativeWrite)
	}
	b.r += n
	return int64(n), err
}
