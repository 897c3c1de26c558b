package bufio

import (
	"io"
	"unicode/utf8"
)

// A Writer writes to an io.Writer by way of a buffer. After an error it takes no more; all later calls
// return that error. At the end Flush must be called.
type Writer struct {
	err error
	buf []byte
	n   int // buf[:n] is not written yet
	wr  io.Writer
}

// NewWriterSize returns a Writer to w with a buffer of at least size bytes, or of the usual size if size is
// not positive; w itself if it is one.
func NewWriterSize(w io.Writer, size int) *Writer {
	b, ok := w.(*Writer)
	if ok && len(b.buf) >= size {
		return b
	}
	if size <= 0 {
		size = defaultBufSize
	}
	return &Writer{buf: make([]byte, size), wr: w}
}

// NewWriter returns a Writer to w with a buffer of the usual size.
func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultBufSize) }

// Size returns the size of the buffer.
func (b *Writer) Size() int { return len(b.buf) }

// Reset forgets an error and all that is not flushed, and has b write to w. On a zero Writer it makes a
// buffer. If w is b itself nothing happens.
func (b *Writer) Reset(w io.Writer) {
	if b == w {
		return
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultBufSize)
	}
	b.err = nil
	b.n = 0
	b.wr = w
}

// Flush writes what is buffered.
func (b *Writer) Flush() error {
	if b.err != nil || b.n == 0 {
		return b.err
	}
	n, err := b.wr.Write(b.buf[:b.n])
	if n < b.n && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		if 0 < n && n < b.n {
			copy(b.buf, b.buf[n:b.n])
		}
		b.n -= n
		b.err = err
		return err
	}
	b.n = 0
	return nil
}

// Available returns how many bytes fit into the buffer.
func (b *Writer) Available() int { return len(b.buf) - b.n }

// AvailableBuffer returns an empty slice of the b.Available() bytes that are free, to append to and then hand
// to Write at once.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:][:0] }

// Buffered returns the number of bytes in the buffer.
func (b *Writer) Buffered() int { return b.n }

// Write takes p and returns how many bytes of it; if not all, the error says why. What does not fit into the
// empty buffer goes to the io.Writer directly.
func (b *Writer) Write(p []byte) (nn int, err error) {
	for b.err == nil && len(p) > b.Available() {
		var n int
		if b.n == 0 {
			n, b.err = b.wr.Write(p)
		} else {
			n = b.put(copy(b.buf[b.n:], p))
			b.Flush()
		}
		nn += n
		p = p[n:]
	}
	if b.err == nil {
		nn += b.put(copy(b.buf[b.n:], p))
	}
	return nn, b.err
}

// WriteString is Write for a string. What does not fit into the empty buffer goes to the io.Writer directly
// only if that has a WriteString.
func (b *Writer) WriteString(s string) (nn int, err error) {
	for b.err == nil && len(s) > b.Available() {
		n, direct := 0, false
		if b.n == 0 {
			n, direct = b.writeDirect(s)
		}
		if !direct {
			n = b.put(copy(b.buf[b.n:], s))
			b.Flush()
		}
		nn += n
		s = s[n:]
	}
	if b.err == nil {
		nn += b.put(copy(b.buf[b.n:], s))
	}
	return nn, b.err
}

// writeDirect writes s past the buffer, if the io.Writer has a WriteString.
func (b *Writer) writeDirect(s string) (n int, ok bool) {
	sw, ok := b.wr.(io.StringWriter)
	if ok {
		n, b.err = sw.WriteString(s)
	}
	return n, ok
}

// put notes that n bytes were put into the buffer, and returns n.
func (b *Writer) put(n int) int {
	b.n += n
	return n
}

// WriteByte takes one byte.
func (b *Writer) WriteByte(c byte) error {
	if b.err == nil && b.Available() <= 0 {
		b.Flush()
	}
	if b.err != nil {
		return b.err
	}
	b.buf[b.n] = c
	b.n++
	return nil
}

// WriteRune takes the UTF-8 form of r and returns its length.
func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err != nil {
			return 0, err
		}
		return 1, nil
	}
	if b.err == nil && b.Available() < utf8.UTFMax {
		b.Flush()
	}
	if b.err != nil {
		return 0, b.err
	}
	if b.Available() < utf8.UTFMax { // a tiny buffer
		return b.WriteString(string(r))
	}
	return b.put(utf8.EncodeRune(b.buf[b.n:], r)), nil
}

// ReadFrom takes all that r has until its end, which is no error. If nothing is buffered it leaves the work
// to the io.Writer's ReadFrom, if there is one.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	direct, ok := b.wr.(io.ReaderFrom)
	for err == nil && b.err == nil {
		if b.Available() == 0 && b.Flush() != nil {
			break
		}
		if ok && b.n == 0 {
			var rest int64
			rest, b.err = direct.ReadFrom(r)
			n += rest
			break
		}
		var got int
		got, err = readSome(r, b.buf[b.n:])
		n += int64(b.put(got))
	}
	if err == io.EOF {
		err = nil
		if b.Available() == 0 {
			b.Flush()
		}
	}
	if err == nil {
		err = b.err
	}
	return n, err
}
