package sync

// What the runtime provides; stdlib/README.md tells the details.

//vole:noalloc
func runtime_Semacquire(s *uint32)

//vole:noalloc
func runtime_SemacquireRWMutexR(s *uint32, lifo bool)

//vole:noalloc
func runtime_SemacquireRWMutex(s *uint32, lifo bool)

//vole:noalloc
func runtime_SemacquireWaitGroup(s *uint32, durable bool)

// inBubble reports whether the calling goroutine is in a bubble of testing/synctest.
//
//vole:noalloc
func inBubble() bool

// What a WaitGroup has to do with the bubble of the calling goroutine.
const (
	unbubbled     = iota // it is of none, or is not on the heap
	currentBubble        // it is of this one
	otherBubble          // it is of another
)

// associate returns that; add: if wg is of no bubble, it is of this one from now on.
func associate(wg *WaitGroup, add bool) int

// disassociate undoes it.
//
//go:noescape
func disassociate(wg *WaitGroup)

//vole:noalloc
func runtime_notifyListAdd(l *notifyList) uint32

//vole:noalloc
func runtime_notifyListWait(l *notifyList, ticket uint32)

//vole:noalloc
func runtime_notifyListNotifyOne(l *notifyList)

//vole:noalloc
func runtime_notifyListNotifyAll(l *notifyList)

//vole:noalloc
func runtime_Semrelease(s *uint32, handoff bool)

//vole:noalloc
func runtime_doSpin()

//vole:noalloc
func runtime_procPin() int

//vole:noalloc
func runtime_procUnpin()

func runtime_registerPoolCleanup(f func())

// fatal ends the program: the misuse cannot be recovered from.
//
//vole:noalloc
func fatal(msg string)
