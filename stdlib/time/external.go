package time

// runtime_nano returns monotonic nanoseconds; in a bubble of testing/synctest those of its clock since 1970.
//
//vole:noalloc
func runtime_nano() int64

// inBubble reports whether the calling goroutine is in such a bubble.
//
//vole:noalloc
func inBubble() bool

// runtime_now reads both clocks into t, but for its loc; start is subtracted from the monotonic one.
//
//go:noescape
//vole:noalloc
func runtime_now(t *Time, start int64)

// Sleep pauses the calling goroutine for at least the duration d; not at all if d <= 0.
//
//vole:noalloc
func Sleep(d Duration)

// tieTimer makes t one that sends on c.
func tieTimer(t *runtimeTimer, c chan Time)

func startTimer(t *runtimeTimer)

func stopTimer(t *runtimeTimer, reset bool) bool

func resetTimer(t *runtimeTimer, when, period int64) bool
