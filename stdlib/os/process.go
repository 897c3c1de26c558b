package os

import (
	"errors"
	"internal/testlog"
	"runtime"
	"sync"
	"syscall"
	"unsafe"
)

// A process is known to the kernel by its number, which another process may get once somebody has waited for this one, or by
// a descriptor, which stands for this process alone. Where there are descriptors a Process has one: Signal and Wait go
// through it. Otherwise Wait waits for the end first without taking the process away, marks it as done, and takes it away
// then; Signal holds a lock, for Wait to let it come to an end in between.
//
// The descriptor is closed when the Process is done with, or unreachable, and nobody is using it.

var (
	// ErrProcessDone is the error of a Process that has come to its end.
	ErrProcessDone = errors.New("os: process already finished")
	// ErrNoHandle is the error of WithHandle where there is no handle.
	ErrNoHandle = errors.New("os: process handle unavailable")

	errReleased = errors.New("os: process already released")
)

// ProcAttr says how StartProcess starts a process.
type ProcAttr struct {
	Dir   string               // working directory; "": that of this process
	Env   []string             // NAME=value; nil: that of this process
	Files []*File              // files that it has open as 0, 1, 2, ...; nil: closed
	Sys   *syscall.SysProcAttr // what is particular to the system
}

// A processState is how far a Process has come.
type processState uint8

const (
	processRuns     processState = iota
	processDone                  // and its number may be another's
	processReleased              // by Release
)

// A Process is one that StartProcess has started or FindProcess found.
type Process struct {
	Pid int

	sending sync.RWMutex    // read-held while a signal is sent by number
	handle  *sharedFD       // nil: none
	cleanup runtime.Cleanup // of handle
	mu      sync.Mutex      // guards state
	state   processState
}

// newProcess returns a Process; fd is a descriptor of it, or -1.
func newProcess(pid, fd int) *Process {
	p := &Process{Pid: pid}
	if fd >= 0 {
		p.handle = &sharedFD{fd: fd}
		p.cleanup = runtime.AddCleanup(p, func(h *sharedFD) { h.drop() }, p.handle)
	}
	return p
}

// enter returns the descriptor to use until p.handle.leave, unless the process is done or released.
func (p *Process) enter() (fd int, state processState) {
	p.mu.Lock() // its end comes before or later
	defer p.mu.Unlock()
	if p.state == processRuns {
		fd, _ = p.handle.enter()
	}
	return fd, p.state
}

// end says that the process is done or released.
func (p *Process) end(state processState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state != processRuns {
		return
	}
	p.state = state
	if p.handle != nil {
		p.cleanup.Stop()
		p.handle.drop()
	}
}

func (p *Process) now() processState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// errorOf returns the error of a signal to a process in that state.
func errorOf(state processState) error {
	switch state {
	case processDone:
		return ErrProcessDone
	case processReleased:
		return errReleased
	}
	return nil
}

// --- the kernel's calls ---

const (
	sysWaitid          = 247
	sysPidfdSendSignal = 424
	sysPidfdOpen       = 434

	idPid   = 1 // kinds of what waitid waits for
	idPidfd = 3
)

// childInfo is what waitid tells: a siginfo_t of the kernel's.
type childInfo struct {
	signo, errno, code, _ int32
	pid, uid, status      int32
	_                     [100]byte
}

// waitStatus returns what wait4 would have told.
func (i *childInfo) waitStatus() syscall.WaitStatus {
	const exited, killed, dumped, trapped, stopped, continued = 1, 2, 3, 4, 5, 6
	switch s := syscall.WaitStatus(i.status); i.code {
	case exited:
		return s & 0xff << 8
	case killed:
		return s & 0x7f
	case dumped:
		return s&0x7f | 0x80
	case trapped, stopped:
		return s<<8 | 0x7f
	case continued:
		return 0xffff
	}
	return 0
}

func waitid(kind, id int, info *childInfo, options int, usage *syscall.Rusage) error {
	return again(func() error {
		_, _, errno := syscall.Syscall6(sysWaitid, uintptr(kind), uintptr(id), uintptr(unsafe.Pointer(info)),
			uintptr(options), uintptr(unsafe.Pointer(usage)), 0)
		return errnoError(errno)
	})
}

// errnoError returns nil for 0.
func errnoError(errno syscall.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}

func pidfdOpen(pid int) (fd int, err error) {
	r, _, errno := syscall.Syscall(sysPidfdOpen, uintptr(pid), 0, 0)
	return int(r), errnoError(errno)
}

func pidfdSendSignal(fd int, sig syscall.Signal) error {
	_, _, errno := syscall.Syscall6(sysPidfdSendSignal, uintptr(fd), uintptr(sig), 0, 0, 0, 0)
	return errnoError(errno)
}

var descriptors struct {
	sync.Once
	work bool
}

// haveDescriptors reports whether the kernel has descriptors of processes and all calls that use them.
func haveDescriptors() bool {
	descriptors.Do(func() {
		fd, err := pidfdOpen(Getpid())
		if err != nil {
			return
		}
		defer syscall.Close(fd)
		// Nobody is a child of its own.
		err = waitid(idPidfd, fd, new(childInfo), syscall.WEXITED, nil)
		descriptors.work = err == syscall.ECHILD && pidfdSendSignal(fd, 0) == nil
	})
	return descriptors.work
}

// --- processes ---

// StartProcess starts a process with the program in file name; argv are its arguments, its name first. Package os/exec has
// what is easier to use. An error is a *PathError.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	testlog.Open(name)
	if attr.Sys == nil && attr.Dir != "" {
		// The kernel's error would not tell which of the two is missing.
		if _, err := Stat(attr.Dir); err != nil {
			return nil, pathError("chdir", attr.Dir, underlying(err))
		}
	}
	sys := new(syscall.SysProcAttr)
	if attr.Sys != nil {
		*sys = *attr.Sys
	}
	var own int
	if sys.PidFD == nil {
		sys.PidFD = &own
	}
	env := attr.Env
	if env == nil {
		env = Environ()
	}
	files := make([]uintptr, len(attr.Files))
	for i, f := range attr.Files {
		files[i] = f.Fd()
	}
	pid, err := syscall.ForkExec(name, argv, &syscall.ProcAttr{Dir: attr.Dir, Env: env, Files: files, Sys: sys})
	runtime.KeepAlive(attr) // and the files open
	if err != nil {
		return nil, &PathError{Op: "fork/exec", Path: name, Err: err}
	}
	return newProcess(pid, ownDescriptor(*sys.PidFD, sys.PidFD == &own)), nil
}

// ownDescriptor returns the descriptor that a new Process is to have, or -1: fd, which is its own or somebody else's.
func ownDescriptor(fd int, own bool) int {
	const duplicate = 1030
	switch {
	case fd < 0:
		return -1
	case own && haveDescriptors():
		return fd
	case own:
		syscall.Close(fd)
		return -1
	case !haveDescriptors():
		return -1
	}
	copied, _, errno := syscall.Syscall(sysFcntl, uintptr(fd), duplicate, 0)
	if errno != 0 {
		return -1
	}
	return int(copied)
}

// FindProcess returns the process with that number. There is no error; if there is no such process, Signal says so.
func FindProcess(pid int) (*Process, error) {
	if !haveDescriptors() {
		return newProcess(pid, -1), nil
	}
	fd, err := pidfdOpen(pid)
	if err == syscall.ESRCH {
		return &Process{Pid: pid, state: processDone}, nil
	}
	if err != nil {
		fd = -1
	}
	return newProcess(pid, fd), nil
}

// Release lets go of a Process that nobody is going to wait for; it cannot be used any more.
func (p *Process) Release() error {
	p.Pid = -1
	p.end(processReleased)
	return nil
}

// Kill ends the process at once: it sends Kill.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	err := p.send(s)
	if err == syscall.ESRCH {
		return ErrProcessDone
	}
	return err
}

func (p *Process) send(s syscall.Signal) error {
	if p.handle == nil {
		return p.sendByNumber(s)
	}
	fd, state := p.enter()
	if state != processRuns {
		return errorOf(state)
	}
	defer p.handle.leave()
	return pidfdSendSignal(fd, s)
}

func (p *Process) sendByNumber(s syscall.Signal) error {
	switch p.Pid {
	case -1:
		return errReleased
	case 0:
		return errors.New("os: process not initialized")
	}
	p.sending.RLock()
	defer p.sending.RUnlock()
	if err := errorOf(p.now()); err != nil {
		return err
	}
	return syscall.Kill(p.Pid, s)
}

// WithHandle calls f with a descriptor of the process, which stands for this process, and no other with its number, until f
// returns. Without one the error is ErrNoHandle.
func (p *Process) WithHandle(f func(handle uintptr)) error {
	if p.handle == nil {
		return ErrNoHandle
	}
	fd, state := p.enter()
	if state != processRuns {
		return errorOf(state)
	}
	defer p.handle.leave()
	f(uintptr(fd))
	return nil
}

// Wait waits until the process, a child of this one, has ended, tells what has become of it and releases it.
func (p *Process) Wait() (*ProcessState, error) {
	if p.handle == nil {
		return p.waitByNumber()
	}
	fd, state := p.enter()
	switch state {
	case processDone:
		return nil, NewSyscallError("wait", syscall.ECHILD)
	case processReleased:
		return nil, syscall.EINVAL
	}
	defer p.handle.leave()
	var info childInfo
	usage := new(syscall.Rusage)
	if err := waitid(idPidfd, fd, &info, syscall.WEXITED, usage); err != nil {
		return nil, NewSyscallError("waitid", err)
	}
	p.end(processDone)
	return &ProcessState{int(info.pid), info.waitStatus(), usage}, nil
}

func (p *Process) waitByNumber() (*ProcessState, error) {
	if p.now() == processReleased {
		return nil, syscall.EINVAL
	}
	err := waitid(idPid, p.Pid, new(childInfo), syscall.WEXITED|syscall.WNOWAIT, nil)
	if err != nil && err != syscall.ENOSYS {
		return nil, NewSyscallError("waitid", err)
	}
	if err == nil {
		p.end(processDone)
		p.sending.Lock() // until the last signal is sent
		p.sending.Unlock()
	}
	var status syscall.WaitStatus
	usage := new(syscall.Rusage)
	pid := 0
	err = again(func() (err error) {
		pid, err = syscall.Wait4(p.Pid, &status, 0, usage)
		return err
	})
	if err != nil {
		return nil, NewSyscallError("wait", err)
	}
	p.end(processDone)
	return &ProcessState{pid, status, usage}, nil
}
