// Package io names the ways to read and write bytes, and helps to combine them.
//
// Unless told otherwise, callers should not expect that an implementation may be used by several
// goroutines at once.
package io

import "errors"

// Where a Seek is measured from.
const (
	SeekStart   = 0 // the beginning
	SeekCurrent = 1 // the current position
	SeekEnd     = 2 // the end
)

// ErrShortWrite says that a write took fewer bytes than asked for and reported no error.
var ErrShortWrite = errors.New("short write")

// errInvalidWrite says that a write returned an impossible count.
var errInvalidWrite = errors.New("invalid write result")

// ErrShortBuffer says that a read needs a longer buffer.
var ErrShortBuffer = errors.New("short buffer")

// EOF is what Read returns when there is no more input. It is returned as such, never wrapped, since
// callers compare with ==. An end in the middle of a structure is ErrUnexpectedEOF.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF says that input ended in the middle of a block or structure.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrNoProgress is returned by some clients of a Reader when many calls of Read returned neither data
// nor an error: most likely the Reader is broken.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

// Reader reads up to len(p) bytes into p and returns how many, and why not more. At the end of the input
// Read returns 0, EOF; it may already return EOF with the last bytes. Callers should use the n > 0 bytes
// before they look at err. Returning 0, nil means that nothing happened. Read must not keep p.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Writer writes p and returns how many bytes it took; if that is less than len(p), err says why.
// Write must neither change nor keep p.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// Closer releases what stands behind it. What a second call does is up to the implementation.
type Closer interface {
	Close() error
}

// Seeker sets the position of the next Read or Write, relative to SeekStart, SeekCurrent or SeekEnd,
// and returns it relative to the start. Before the start is an error; beyond the end may be allowed.
type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

// ReadWriter reads and writes.
type ReadWriter interface {
	Reader
	Writer
}

// ReadCloser reads and closes.
type ReadCloser interface {
	Reader
	Closer
}

// WriteCloser writes and closes.
type WriteCloser interface {
	Writer
	Closer
}

// ReadWriteCloser reads, writes and closes.
type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

// ReadSeeker reads and seeks.
type ReadSeeker interface {
	Reader
	Seeker
}

// ReadSeekCloser reads, seeks and closes.
type ReadSeekCloser interface {
	Reader
	Seeker
	Closer
}

// WriteSeeker writes and seeks.
type WriteSeeker interface {
	Writer
	Seeker
}

// ReadWriteSeeker reads, writes and seeks.
type ReadWriteSeeker interface {
	Reader
	Writer
	Seeker
}

// ReaderFrom reads from r until its end or an error, and returns how many bytes. EOF is no error.
type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

// WriterTo writes all it has to w, and returns how many bytes.
type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

// ReaderAt reads len(p) bytes from offset off, independent of any position; if it returns fewer, err
// says why. Calls may run in parallel.
type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

// WriterAt writes p at offset off, independent of any position. Calls may run in parallel if their
// ranges do not overlap.
type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

// ByteReader reads the next byte.
type ByteReader interface {
	ReadByte() (byte, error)
}

// ByteScanner can also take one byte back: the next ReadByte returns it again.
type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

// ByteWriter writes one byte.
type ByteWriter interface {
	WriteByte(c byte) error
}

// RuneReader reads the next UTF-8 encoded character and its size in bytes.
type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

// RuneScanner can also take one character back.
type RuneScanner interface {
	RuneReader
	UnreadRune() error
}

// StringWriter writes a string.
type StringWriter interface {
	WriteString(s string) (n int, err error)
}

// WriteString writes s to w, by w.WriteString if there is one.
func WriteString(w Writer, s string) (n int, err error) {
	if sw, ok := w.(StringWriter); ok {
		return sw.WriteString(s)
	}
	return w.Write([]byte(s))
}

// ReadAtLeast reads into buf until at least min bytes are there. If the input ends before, err is EOF
// when nothing was read, else ErrUnexpectedEOF; if buf is too short it is ErrShortBuffer.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if len(buf) < min {
		return 0, ErrShortBuffer
	}
	for n < min && err == nil {
		var got int
		got, err = r.Read(buf[n:])
		n += got
	}
	if n >= min {
		err = nil
	} else if n > 0 && err == EOF {
		err = ErrUnexpectedEOF
	}
	return
}

// ReadFull reads exactly len(buf) bytes; the errors are those of ReadAtLeast.
func ReadFull(r Reader, buf []byte) (n int, err error) {
	return ReadAtLeast(r, buf, len(buf))
}

// CopyN copies n bytes, or fewer with the error that stopped it; EOF if src was too short.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if written == n {
		return n, nil
	}
	if written < n && err == nil {
		err = EOF
	}
	return
}

// Copy copies until src ends, which is no error, or something fails. It leaves the work to src.WriteTo
// or dst.ReadFrom if there is one.
func Copy(dst Writer, src Reader) (written int64, err error) {
	return copyBuffer(dst, src, nil)
}

// CopyBuffer is Copy through the buffer given, if one is needed; nil lets it make one. It panics if buf
// is empty but not nil.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return copyBuffer(dst, src, buf)
}

const copySize = 32 * 1024

func copyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if wt, ok := src.(WriterTo); ok {
		return wt.WriteTo(dst)
	}
	if rf, ok := dst.(ReaderFrom); ok {
		return rf.ReadFrom(src)
	}
	if buf == nil {
		buf = make([]byte, bufferSize(src))
	}
	for {
		got, readErr := src.Read(buf)
		if got > 0 {
			put, writeErr := dst.Write(buf[:got])
			if put < 0 || put > got {
				put = 0
				if writeErr == nil {
					writeErr = errInvalidWrite
				}
			}
			written += int64(put)
			if writeErr != nil {
				return written, writeErr
			}
			if put != got {
				return written, ErrShortWrite
			}
		}
		if readErr == EOF {
			return written, nil
		}
		if readErr != nil {
			return written, readErr
		}
	}
}

// bufferSize is smaller than usual when src is known to be short.
func bufferSize(src Reader) int {
	l, ok := src.(*LimitedReader)
	if !ok || l.N >= copySize {
		return copySize
	}
	return int(max(l.N, 1))
}

// ReadAll reads r to its end, which is no error.
func ReadAll(r Reader) ([]byte, error) {
	b := make([]byte, 0, 512)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err != nil {
			if err == EOF {
				err = nil
			}
			return b, err
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// NopCloser returns a ReadCloser around r whose Close does nothing. It has a WriteTo if r has.
func NopCloser(r Reader) ReadCloser {
	if _, ok := r.(WriterTo); ok {
		return nopCloserWriterTo{r}
	}
	return nopCloser{r}
}

type nopCloser struct {
	Reader
}

func (nopCloser) Close() error { return nil }

type nopCloserWriterTo struct {
	Reader
}

func (nopCloserWriterTo) Close() error { return nil }

func (c nopCloserWriterTo) WriteTo(w Writer) (n int64, err error) {
	return c.Reader.(WriterTo).WriteTo(w)
}
