package time

// runtime_nano returns monotonic nanoseconds.
func runtime_nano() int64

// runtime_walltime reads the wall clock.
//
//go:noescape
func runtime_walltime(sec *int64, nsec *int32)

// Sleep pauses the calling goroutine for at least the duration d; not at all if d <= 0.
func Sleep(d Duration)

func startTimer(t *runtimeTimer)

func stopTimer(t *runtimeTimer) bool

func resetTimer(t *runtimeTimer, when, period int64) bool
