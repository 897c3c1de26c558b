package os

import (
	"syscall"
	"time"
)

// SetDeadline sets when reading and writing end with an error; the zero time: never. It is for pipes, terminals and their
// like; that of other files is ErrNoDeadline.
func (f *File) SetDeadline(t time.Time) error { return f.deadline(t, toRead+toWrite) }

// SetReadDeadline is SetDeadline for reading.
func (f *File) SetReadDeadline(t time.Time) error { return f.deadline(t, toRead) }

// SetWriteDeadline is SetDeadline for writing.
func (f *File) SetWriteDeadline(t time.Time) error { return f.deadline(t, toWrite) }

func (f *File) deadline(t time.Time, mode int) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.setDeadline(t, mode)
}

// SyscallConn gives access to the descriptor, for system calls of one's own.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	return rawConn{f}, nil
}

type rawConn struct{ f *File }

// Control calls f with the descriptor, which is valid until f returns.
func (c rawConn) Control(f func(fd uintptr)) error {
	fd, ok := c.f.enter()
	if !ok {
		return errClosing
	}
	defer c.f.leave()
	f(uintptr(fd))
	return nil
}

// Read calls f again and again, each time when there may be something to read, until it returns true.
func (c rawConn) Read(f func(fd uintptr) bool) error { return c.repeat(toRead, f) }

// Write is Read for writing.
func (c rawConn) Write(f func(fd uintptr) bool) error { return c.repeat(toWrite, f) }

func (c rawConn) repeat(mode int, f func(fd uintptr) bool) error {
	fd, ok := c.f.enter()
	if !ok {
		return errClosing
	}
	defer c.f.leave()
	lock := c.f.direction(mode)
	lock.Lock()
	defer lock.Unlock()
	err := c.f.begin(mode)
	for err == nil && !f(uintptr(fd)) {
		err = c.f.await(mode)
	}
	if err == ErrClosed {
		return errClosing
	}
	return err
}
