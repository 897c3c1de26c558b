package sync

// What the runtime provides; stdlib/README.md tells the details.

func runtime_Semacquire(s *uint32)

func runtime_SemacquireRWMutexR(s *uint32, lifo bool)

func runtime_SemacquireRWMutex(s *uint32, lifo bool)

func runtime_SemacquireWaitGroup(s *uint32)

func runtime_SemacquireCond(s *uint32)

func runtime_Semrelease(s *uint32, handoff bool)

func runtime_doSpin()

func runtime_procPin() int

func runtime_procUnpin()

func runtime_registerPoolCleanup(f func())

// fatal ends the program: the misuse cannot be recovered from.
func fatal(msg string)
