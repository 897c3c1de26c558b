// Package iotest has readers and writers that behave oddly, though as they may: for tests of those who use
// readers and writers.
package iotest

import (
	"errors"
	"io"
)

// OneByteReader returns a reader that reads one byte of r at a time.
func OneByteReader(r io.Reader) io.Reader { return &oneByteReader{r} }

type oneByteReader struct{ r io.Reader }

func (r *oneByteReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return r.r.Read(p[:1])
}

// HalfReader returns a reader that reads half as many bytes of r as it is asked for, rounded up.
func HalfReader(r io.Reader) io.Reader { return &halfReader{r} }

type halfReader struct{ r io.Reader }

func (r *halfReader) Read(p []byte) (int, error) { return r.r.Read(p[:(len(p)+1)/2]) }

// DataErrReader returns a reader that returns the error that ends r, mostly io.EOF, together with the last
// data; other readers return it by the next call.
func DataErrReader(r io.Reader) io.Reader { return &dataErrReader{r: r, buf: make([]byte, 1024)} }

type dataErrReader struct {
	r      io.Reader
	unread []byte // of buf
	buf    []byte
}

func (r *dataErrReader) Read(p []byte) (n int, err error) {
	// Before the last of the unread data is given out it must be known what comes next.
	for {
		if len(r.unread) == 0 {
			n1, err1 := r.r.Read(r.buf)
			r.unread, err = r.buf[:n1], err1
		}
		if n > 0 || err != nil {
			return n, err
		}
		n = copy(p, r.unread)
		r.unread = r.unread[n:]
	}
}

// ErrTimeout is an error of a timeout that is none.
var ErrTimeout = errors.New("timeout")

// TimeoutReader returns a reader of r whose second read returns no data and ErrTimeout.
func TimeoutReader(r io.Reader) io.Reader { return &timeoutReader{r, 0} }

type timeoutReader struct {
	r     io.Reader
	count int
}

func (r *timeoutReader) Read(p []byte) (int, error) {
	r.count++
	if r.count == 2 {
		return 0, ErrTimeout
	}
	return r.r.Read(p)
}

// ErrReader returns a reader that returns 0 and err from each Read.
func ErrReader(err error) io.Reader { return &errReader{err: err} }

type errReader struct{ err error }

func (r *errReader) Read(p []byte) (int, error) { return 0, r.err }
