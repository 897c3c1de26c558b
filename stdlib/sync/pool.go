package sync

import (
	"runtime"
	"sync/atomic"
	"unsafe"
)

// A Pool keeps objects that are not in use, to save making them anew. Any object in it may disappear
// without notice. Put and Get may be called by several goroutines at once.
//
// Each P has a place of its own, which only the goroutine running on it touches, pinned; so the usual
// Put and Get need no lock. The rest of a P's objects lie in a list that others may steal from, guarded
// by a Mutex. A collection moves what the Pool holds to its victim; what is still there at the next
// collection is dropped. So an object in steady use survives, and an unused Pool empties in two
// collections.
type Pool struct {
	noCopy noCopy

	local     unsafe.Pointer // *[localSize]poolLocal
	localSize uintptr

	victim     unsafe.Pointer // local of the cycle before
	victimSize uintptr

	// New makes an object when Get finds none; if it is nil, Get returns nil. It must not be changed
	// while Get may be called.
	New func() any
}

// A poolLocal is the part of a Pool that belongs to a P.
type poolLocal struct {
	private any // used only by the P
	mu      poolLock
	shared  []any
	_       [128 - 48]byte // no two on the same cache lines
}

// A poolLock is held for a few instructions by a goroutine that cannot be preempted, so waiting spins.
type poolLock uint32

func (l *poolLock) tryLock() bool {
	return atomic.CompareAndSwapUint32((*uint32)(l), 0, 1)
}

func (l *poolLock) lock() {
	for !l.tryLock() {
		runtime_doSpin()
	}
}

func (l *poolLock) unlock() {
	atomic.StoreUint32((*uint32)(l), 0)
}

// Put adds x to the pool; nil is ignored.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	l, _ := p.pin()
	if l.private == nil {
		l.private = x
	} else {
		l.mu.lock()
		l.shared = append(l.shared, x)
		l.mu.unlock()
	}
	runtime_procUnpin()
}

// Get takes any object out of the pool. If there is none it returns p.New(), or nil without New.
func (p *Pool) Get() any {
	l, pid := p.pin()
	x := l.private
	l.private = nil
	if x == nil {
		x = l.pop()
		if x == nil {
			x = p.getSlow(pid)
		}
	}
	runtime_procUnpin()
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

// pop takes the newest shared object.
func (l *poolLocal) pop() (x any) {
	l.mu.lock()
	if n := len(l.shared); n > 0 {
		x = l.shared[n-1]
		l.shared[n-1] = nil
		l.shared = l.shared[:n-1]
	}
	l.mu.unlock()
	return x
}

// getSlow steals from the other P's, then looks through the victim.
func (p *Pool) getSlow(pid int) any {
	size := atomic.LoadUintptr(&p.localSize)
	for i := 1; i <= int(size); i++ {
		if x := indexLocal(p.local, (pid+i)%int(size)).pop(); x != nil {
			return x
		}
	}
	size = atomic.LoadUintptr(&p.victimSize)
	if uintptr(pid) >= size {
		return nil
	}
	l := indexLocal(p.victim, pid)
	if x := l.private; x != nil {
		l.private = nil
		return x
	}
	for i := 0; i < int(size); i++ {
		if x := indexLocal(p.victim, (pid+i)%int(size)).pop(); x != nil {
			return x
		}
	}
	atomic.StoreUintptr(&p.victimSize, 0) // empty: spare the next one the search
	return nil
}

func indexLocal(l unsafe.Pointer, i int) *poolLocal {
	return (*poolLocal)(unsafe.Add(l, uintptr(i)*unsafe.Sizeof(poolLocal{})))
}

// pin forbids preemption and returns the P's part of the pool and the P's number.
func (p *Pool) pin() (*poolLocal, int) {
	if p == nil {
		panic("nil Pool") // before anything is held
	}
	pid := runtime_procPin()
	if uintptr(pid) < atomic.LoadUintptr(&p.localSize) {
		return indexLocal(p.local, pid), pid
	}
	return p.pinSlow()
}

var (
	allPoolsMu Mutex
	allPools   []*Pool // with a local; guarded by allPoolsMu, or the world is stopped
	oldPools   []*Pool // with a victim; used by poolCleanup only
)

// pinSlow gives the pool its parts, or more of them if there are more P's than before.
func (p *Pool) pinSlow() (*poolLocal, int) {
	runtime_procUnpin() // a Mutex cannot be waited for while pinned
	allPoolsMu.Lock()
	defer allPoolsMu.Unlock()
	// The pool may have been emptied or served meanwhile; while pinned it cannot.
	pid := runtime_procPin()
	if uintptr(pid) < p.localSize {
		return indexLocal(p.local, pid), pid
	}
	runtime_procUnpin()
	parts := make([]poolLocal, runtime.GOMAXPROCS(0))
	pid = runtime_procPin()
	if p.local == nil {
		allPools = append(allPools, p)
	}
	atomic.StorePointer(&p.local, unsafe.Pointer(&parts[0]))
	atomic.StoreUintptr(&p.localSize, uintptr(len(parts)))
	if pid >= len(parts) {
		pid = 0
	}
	return &parts[pid], pid
}

// poolCleanup runs with the world stopped at the start of a collection. It must not allocate.
func poolCleanup() {
	for _, p := range oldPools {
		p.victim = nil
		p.victimSize = 0
	}
	for _, p := range allPools {
		p.victim, p.victimSize = p.local, p.localSize
		p.local, p.localSize = nil, 0
	}
	oldPools, allPools = allPools, nil
}

func init() {
	runtime_registerPoolCleanup(poolCleanup)
}
