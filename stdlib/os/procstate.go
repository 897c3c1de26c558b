package os

import (
	"syscall"
	"time"
)

// A ProcessState is what Wait tells of a process that has ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	usage  *syscall.Rusage
}

// Pid returns the process id.
func (p *ProcessState) Pid() int { return p.pid }

// ExitCode returns the exit status; -1 if the process has not exited, or p is nil.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

// Exited reports whether the process has exited, and was not ended by a signal.
func (p *ProcessState) Exited() bool { return p.status.Exited() }

// Success reports whether the process has exited with status 0.
func (p *ProcessState) Success() bool { return p.status.ExitStatus() == 0 }

// Sys returns what the system tells, a syscall.WaitStatus.
func (p *ProcessState) Sys() any { return p.status }

// SysUsage returns what the process has used, a *syscall.Rusage.
func (p *ProcessState) SysUsage() any { return p.usage }

// UserTime returns the time that the process, and those it has waited for, have run.
func (p *ProcessState) UserTime() time.Duration { return time.Duration(p.usage.Utime.Nano()) }

// SystemTime returns the time that the kernel has run for them.
func (p *ProcessState) SystemTime() time.Duration { return time.Duration(p.usage.Stime.Nano()) }

// String says what has become of the process.
func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	text := ""
	switch s := p.status; {
	case s.Exited():
		text = "exit status " + utoa(uint64(s.ExitStatus()))
	case s.Signaled():
		text = "signal: " + s.Signal().String()
	case s.Stopped():
		text = "stop signal: " + s.StopSignal().String()
		if cause := s.TrapCause(); cause > 0 {
			text += " (trap " + utoa(uint64(cause)) + ")"
		}
	case s.Continued():
		text = "continued"
	}
	if p.status.CoreDump() {
		text += " (core dumped)"
	}
	return text
}
