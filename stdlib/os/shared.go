package os

import (
	"errors"
	"sync"
	"syscall"
	"time"
)

// A sharedFD is a descriptor that several goroutines use. Who drops it while others do leaves its end to them, so that its
// number is not another file's before the last of them is done.
//
// If the runtime polls it, a goroutine that would have to wait parks: the descriptor does not block, who gets EAGAIN asks
// the runtime to be woken when that has changed, and then tries again. Dropping it wakes all that wait.
type sharedFD struct {
	fd       int
	poll     uintptr       // the runtime's record of it; 0: none. Set before anybody shares it
	reading  sync.Mutex    // one goroutine may wait to read
	writing  sync.Mutex    // and one to write
	mu       sync.Mutex    // guards what follows
	flagged  bool          // by us, as not blocking
	users    int           // that are using fd
	dropped  bool          // to be closed by the last of them
	finished chan struct{} // who drops it waits for that; nil: nobody does
}

// enter returns the descriptor to use until leave; false: it has been dropped.
func (s *sharedFD) enter() (fd int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dropped {
		return -1, false
	}
	s.users++
	return s.fd, true
}

func (s *sharedFD) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users--
	if s.dropped && s.users == 0 {
		s.end()
		if s.finished != nil {
			close(s.finished)
		}
	}
}

// end closes the descriptor: nobody uses it any more, and nobody will.
func (s *sharedFD) end() error {
	if s.poll != 0 {
		pollClose(s.poll)
	}
	return syscall.Close(s.fd)
}

// drop closes the descriptor, or leaves that to who uses it; these soon come to an end if the runtime polls it, so that is
// waited for. False: it has been dropped already.
func (s *sharedFD) drop() (ok bool, err error) {
	s.mu.Lock()
	if s.dropped {
		s.mu.Unlock()
		return false, nil
	}
	s.dropped = true
	if s.poll != 0 {
		pollUnblock(s.poll)
	}
	if s.users == 0 {
		err = s.end()
	} else if s.poll != 0 && s.flagged {
		s.finished = make(chan struct{})
	}
	finished := s.finished
	s.mu.Unlock()
	if finished != nil {
		<-finished
	}
	return true, err
}

// use calls f with the descriptor. The error is ErrClosed if it has been dropped, else f's.
func (s *sharedFD) use(f func(fd int) error) error {
	fd, ok := s.enter()
	if !ok {
		return ErrClosed
	}
	defer s.leave()
	return f(fd)
}

// --- polling ---

// What the runtime offers (runtime/poll.c). An error is one of those below, 0 for none; mode is that of a direction.

func pollStart()
func pollOpen(fd uintptr) (desc uintptr, errno int)
func pollClose(desc uintptr)
func pollReset(desc uintptr, mode int) int
func pollWait(desc uintptr, mode int) int
func pollSetDeadline(desc uintptr, fromNow int64, mode int)
func pollUnblock(desc uintptr)

const (
	toRead  = 'r'
	toWrite = 'w'

	pollClosing = 1
	pollTimeout = 2
)

// A deadlineError says that an operation has not come to its end in time.
type deadlineError struct{}

func (deadlineError) Error() string   { return "i/o timeout" }
func (deadlineError) Timeout() bool   { return true }
func (deadlineError) Temporary() bool { return true }

var (
	// ErrDeadlineExceeded is wrapped by the error of an operation that a deadline has ended.
	ErrDeadlineExceeded error = deadlineError{}
	// ErrNoDeadline is the error of setting a deadline for a file that can have none: only pipes, terminals and their like can.
	ErrNoDeadline = errors.New("file type does not support deadline")

	errUnwaitable  = errors.New("waiting for unsupported file type")
	errNotPollable = errors.New("not pollable")
	errClosing     = errors.New("use of closed file")
)

func pollError(code int) error {
	switch code {
	case 0:
		return nil
	case pollClosing:
		return ErrClosed
	case pollTimeout:
		return ErrDeadlineExceeded
	}
	return errNotPollable
}

// watch has the runtime poll the descriptor, if it is of a kind that can be polled. flagged: it does not block already.
func (s *sharedFD) watch(flagged bool) {
	pollStart()
	desc, errno := pollOpen(uintptr(s.fd))
	if errno != 0 {
		return
	}
	if !flagged && setNonblock(s.fd, true) != nil {
		pollUnblock(desc)
		pollClose(desc)
		return
	}
	s.poll, s.flagged = desc, true
}

const (
	sysFcntl = 72
	getFlags = 3
	setFlags = 4
	nonblock = 0x800
)

// descriptorFlags returns the flags of an open file, 0 if there is none.
func descriptorFlags(fd int) int {
	flags, _, errno := syscall.Syscall(sysFcntl, uintptr(fd), getFlags, 0)
	if errno != 0 {
		return 0
	}
	return int(flags)
}

func setNonblock(fd int, on bool) error {
	flags := descriptorFlags(fd) &^ nonblock
	if on {
		flags |= nonblock
	}
	_, _, errno := syscall.Syscall(sysFcntl, uintptr(fd), setFlags, uintptr(flags))
	return errnoError(errno)
}

// begin asks the runtime to notice what happens from now on.
func (s *sharedFD) begin(mode int) error {
	if s.poll == 0 {
		return nil
	}
	return pollError(pollReset(s.poll, mode))
}

// await parks the goroutine until the descriptor may be ready.
func (s *sharedFD) await(mode int) error {
	if s.poll == 0 {
		return errUnwaitable
	}
	return pollError(pollWait(s.poll, mode))
}

// direction returns the lock of one.
func (s *sharedFD) direction(mode int) *sync.Mutex {
	if mode == toRead {
		return &s.reading
	}
	return &s.writing
}

func (s *sharedFD) setDeadline(t time.Time, mode int) error {
	if _, ok := s.enter(); !ok {
		return errClosing
	}
	defer s.leave()
	if s.poll == 0 {
		return ErrNoDeadline
	}
	fromNow := int64(0) // never
	if !t.IsZero() {
		fromNow = int64(time.Until(t))
		if fromNow == 0 {
			fromNow = -1 // now
		}
	}
	pollSetDeadline(s.poll, fromNow, mode)
	return nil
}
