package sync

import (
	"sync/atomic"
	_ "unsafe" // for linkname
)

// A RWMutex is a lock that any number of readers, or one writer, can hold; the zero value is unlocked.
// Once a writer waits, new readers wait behind it: so a goroutine must not read-lock twice.
//
// A writer announces itself by making the number of readers negative, then waits for those that were
// before it. Readers that come meanwhile wait until it is done.
type RWMutex struct {
	w           Mutex        // held by the writer
	writerSem   uint32       // a writer waits for readers
	readerSem   uint32       // readers wait for a writer
	readerCount atomic.Int32 // readers; less maxReaders when a writer is there
	readerWait  atomic.Int32 // readers the writer waits for
}

const maxReaders = 1 << 30

// RLock locks rw for reading.
func (rw *RWMutex) RLock() {
	if rw.readerCount.Add(1) < 0 {
		runtime_SemacquireRWMutexR(&rw.readerSem, false)
	}
}

// TryRLock locks rw for reading if no writer is there, and reports whether it did.
func (rw *RWMutex) TryRLock() bool {
	for {
		c := rw.readerCount.Load()
		if c < 0 {
			return false
		}
		if rw.readerCount.CompareAndSwap(c, c+1) {
			return true
		}
	}
}

// RUnlock undoes one RLock. It is a fatal error if rw is not locked for reading.
func (rw *RWMutex) RUnlock() {
	if r := rw.readerCount.Add(-1); r < 0 {
		rw.rUnlockSlow(r)
	}
}

func (rw *RWMutex) rUnlockSlow(r int32) {
	if r+1 == 0 || r+1 == -maxReaders {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	if rw.readerWait.Add(-1) == 0 {
		runtime_Semrelease(&rw.writerSem, false) // the last one lets the writer in
	}
}

// Lock locks rw for writing: it waits until no other goroutine holds it.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	readers := rw.readerCount.Add(-maxReaders) + maxReaders
	if readers != 0 && rw.readerWait.Add(readers) != 0 {
		runtime_SemacquireRWMutex(&rw.writerSem, false)
	}
}

// TryLock locks rw for writing if nobody holds it, and reports whether it did.
func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if !rw.readerCount.CompareAndSwap(0, -maxReaders) {
		rw.w.Unlock()
		return false
	}
	return true
}

// Unlock unlocks rw for writing. It is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock() {
	readers := rw.readerCount.Add(maxReaders)
	if readers >= maxReaders {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for ; readers > 0; readers-- {
		runtime_Semrelease(&rw.readerSem, false)
	}
	rw.w.Unlock()
}

// RLocker returns a Locker whose Lock and Unlock are rw.RLock and rw.RUnlock.
func (rw *RWMutex) RLocker() Locker {
	return (*rlocker)(rw)
}

type rlocker RWMutex

func (r *rlocker) Lock() { (*RWMutex)(r).RLock() }

func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// hasWaitingReaders reports whether readers wait for the writer that holds rw.
//
//go:linkname hasWaitingReaders syscall.hasWaitingReaders
func hasWaitingReaders(rw *RWMutex) bool {
	return rw.readerCount.Load()+maxReaders > 0
}
