package iotest

import (
	"io"
	"log"
)

// TruncateWriter returns a writer that writes n bytes to w, and drops the rest without a word.
func TruncateWriter(w io.Writer, n int64) io.Writer { return &truncateWriter{w, n} }

type truncateWriter struct {
	w    io.Writer
	left int64
}

func (t *truncateWriter) Write(p []byte) (n int, err error) {
	if t.left <= 0 {
		return len(p), nil
	}
	n = int(min(int64(len(p)), t.left))
	n, err = t.w.Write(p[:n])
	t.left -= int64(n)
	if err == nil {
		n = len(p)
	}
	return n, err
}

// NewWriteLogger returns a writer that logs what it writes to w: prefix and the bytes in hexadecimal.
func NewWriteLogger(prefix string, w io.Writer) io.Writer { return &writeLogger{prefix, w} }

type writeLogger struct {
	prefix string
	w      io.Writer
}

func (l *writeLogger) Write(p []byte) (n int, err error) {
	n, err = l.w.Write(p)
	logBytes(l.prefix, p[:n], err)
	return n, err
}

// NewReadLogger returns a reader that logs what it reads from r: prefix and the bytes in hexadecimal.
func NewReadLogger(prefix string, r io.Reader) io.Reader { return &readLogger{prefix, r} }

type readLogger struct {
	prefix string
	r      io.Reader
}

func (l *readLogger) Read(p []byte) (n int, err error) {
	n, err = l.r.Read(p)
	logBytes(l.prefix, p[:n], err)
	return n, err
}

func logBytes(prefix string, b []byte, err error) {
	if err != nil {
		log.Printf("%s %x: %v", prefix, b, err)
	} else {
		log.Printf("%s %x", prefix, b)
	}
}
