package os

import (
	"sync"
	"syscall"
)

// A sharedFD is a descriptor that several goroutines use. Who drops it while others do leaves its end to them, so that its
// number is not another file's before the last of them is done.
type sharedFD struct {
	fd      int
	mu      sync.Mutex // guards what follows
	users   int
	dropped bool
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
		syscall.Close(s.fd)
	}
}

// drop closes the descriptor, or leaves that to who uses it.
func (s *sharedFD) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.dropped && s.users == 0 {
		syscall.Close(s.fd)
	}
	s.dropped = true
}
