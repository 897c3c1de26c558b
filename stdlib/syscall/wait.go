package syscall

import "unsafe"

const SYS_WAIT4 = 61

// What Wait4 does: WNOHANG does not wait, WUNTRACED tells of stopped children, too, WCONTINUED of those that go on.
const (
	WNOHANG    = 0x1
	WUNTRACED  = 0x2
	WSTOPPED   = 0x2
	WEXITED    = 0x4
	WCONTINUED = 0x8
	WNOWAIT    = 0x1000000
)

// Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

// Unix returns the parts of tv, with nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// Nano returns tv in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

// Rusage is what a process has used.
type Rusage struct {
	Utime    Timeval
	Stime    Timeval
	Maxrss   int64
	Ixrss    int64
	Idrss    int64
	Isrss    int64
	Minflt   int64
	Majflt   int64
	Nswap    int64
	Inblock  int64
	Oublock  int64
	Msgsnd   int64
	Msgrcv   int64
	Nsignals int64
	Nvcsw    int64
	Nivcsw   int64
}

// A WaitStatus says what has become of a child: the low seven bits are the signal that ended it, 0 if it has exited, 127 if it
// is stopped; bit 7 says that there is a core dump; the next eight bits are the exit status or the signal that stopped it.
type WaitStatus uint32

const (
	statusSignal    = 0x7f
	statusCore      = 0x80
	statusStopped   = 0x7f
	statusContinued = 0xffff
)

// Exited reports whether the child has exited.
func (w WaitStatus) Exited() bool { return w&statusSignal == 0 }

// Signaled reports whether a signal ended the child.
func (w WaitStatus) Signaled() bool { return w&statusSignal != statusStopped && w&statusSignal != 0 }

// Stopped reports whether the child is stopped.
func (w WaitStatus) Stopped() bool { return w&0xff == statusStopped }

// Continued reports whether the child goes on.
func (w WaitStatus) Continued() bool { return w == statusContinued }

// CoreDump reports whether a signal ended the child and there is a core dump.
func (w WaitStatus) CoreDump() bool { return w.Signaled() && w&statusCore != 0 }

// ExitStatus returns the child's exit status, -1 if it has not exited.
func (w WaitStatus) ExitStatus() int {
	if !w.Exited() {
		return -1
	}
	return int(w>>8) & 0xff
}

// Signal returns the signal that ended the child, or -1.
func (w WaitStatus) Signal() Signal {
	if !w.Signaled() {
		return -1
	}
	return Signal(w & statusSignal)
}

// StopSignal returns the signal that stopped the child, or -1.
func (w WaitStatus) StopSignal() Signal {
	if !w.Stopped() {
		return -1
	}
	return Signal(w>>8) & 0xff
}

// TrapCause returns why a traced child was stopped, or -1.
func (w WaitStatus) TrapCause() int {
	if w.StopSignal() != SIGTRAP {
		return -1
	}
	return int(w >> 16)
}

// Wait4 waits for a child, or any if pid is -1, and returns its id. wstatus and rusage may be nil.
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error) {
	var status int32
	wpid, err = call(SYS_WAIT4, uintptr(pid), uintptr(unsafe.Pointer(&status)), uintptr(options), uintptr(unsafe.Pointer(rusage)))
	if wstatus != nil {
		*wstatus = WaitStatus(status)
	}
	return wpid, err
}
