// Package sync provides locks and other means to order what goroutines do.
//
// Values of the types defined here must not be copied after their first use.
package sync

import "internal/sync"

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is a lock that one goroutine at a time can hold; the zero value is unlocked. It is not tied to
// a goroutine: another one than the holder may unlock it.
type Mutex struct {
	_ noCopy

	mu sync.Mutex
}

// Lock locks m; if somebody holds it the goroutine waits.
func (m *Mutex) Lock() {
	m.mu.Lock()
}

// TryLock locks m if nobody holds it, and reports whether it did.
func (m *Mutex) TryLock() bool {
	return m.mu.TryLock()
}

// Unlock unlocks m. It is a fatal error if m is not locked.
func (m *Mutex) Unlock() {
	m.mu.Unlock()
}
