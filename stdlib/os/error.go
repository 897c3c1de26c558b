package os

import (
	"io/fs"
	"syscall"
)

// Errors of general kinds; test for them with errors.Is.
var (
	ErrInvalid    = fs.ErrInvalid    // "invalid argument"
	ErrPermission = fs.ErrPermission // "permission denied"
	ErrExist      = fs.ErrExist      // "file already exists"
	ErrNotExist   = fs.ErrNotExist   // "file does not exist"
	ErrClosed     = fs.ErrClosed     // "file already closed"
)

// PathError says which operation failed on which file, and why.
type PathError = fs.PathError

// SyscallError says which system call failed, and why.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout reports whether the reason was that something took too long.
func (e *SyscallError) Timeout() bool { return isTimeout(e.Err) }

// NewSyscallError returns a *SyscallError, or nil if err is nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// A LinkError says which operation on two names failed, and why.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string {
	return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *LinkError) Unwrap() error { return e.Err }

// IsExist reports whether err says that a file exists already. It looks only into the errors of this
// package; errors.Is(err, ErrExist) looks into all.
func IsExist(err error) bool { return isKind(err, ErrExist) }

// IsNotExist reports whether err says that a file does not exist; errors.Is is better.
func IsNotExist(err error) bool { return isKind(err, ErrNotExist) }

// IsPermission reports whether err says that permission is denied; errors.Is is better.
func IsPermission(err error) bool { return isKind(err, ErrPermission) }

// IsTimeout reports whether err says that something took too long.
func IsTimeout(err error) bool { return isTimeout(underlying(err)) }

func isTimeout(err error) bool {
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func isKind(err, kind error) bool {
	err = underlying(err)
	if err == kind {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(kind)
}

func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}
