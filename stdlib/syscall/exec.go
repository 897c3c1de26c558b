package syscall

import (
	"sync"
	"unsafe"
)

// ForkLock keeps processes from being started while a descriptor is made that they must not get: who cannot make it with
// O_CLOEXEC holds a read lock until CloseOnExec.
var ForkLock sync.RWMutex

// A Credential is a user and groups.
type Credential struct {
	Uid         uint32
	Gid         uint32
	Groups      []uint32
	NoSetGroups bool // leave them as they are
}

// SysProcAttr holds what is particular to Linux of how a process is started.
type SysProcAttr struct {
	Chroot     string      // its root directory
	Credential *Credential // who it is
	Setsid     bool        // lead a new session
	Setpgid    bool        // be in process group Pgid, or a new one if that is 0
	Setctty    bool        // make Ctty, a descriptor of the child's, the terminal that controls the session
	Noctty     bool        // leave the controlling terminal
	Ctty       int
	Foreground bool // be the foreground process group of Ctty, a descriptor of the parent's; implies Setpgid
	Pgid       int
	Pdeathsig  Signal // what the process gets when the thread that starts it dies
	PidFD      *int   // if it is not nil, a descriptor for the process is stored here, or -1
}

// ProcAttr says how a process is started.
type ProcAttr struct {
	Dir   string    // working directory; "": as here
	Env   []string  // NAME=value
	Files []uintptr // descriptors that it has as 0, 1, ...; ^uintptr(0): closed
	Sys   *SysProcAttr
}

// newProcess is what startChild reads and writes: as runtime/go_fork.c has it.
type newProcess struct {
	path, dir, root                       *byte
	argv, envp                            **byte
	files                                 *int
	fileCount                             int
	groups                                *uint32
	groupCount                            int
	uid, gid                              int
	processGroup, terminal, deathSignal   int
	session, setProcessGroup, setTerminal bool
	noTerminal, foreground                bool
	pid, pidfd, errno                     int32
}

// startChild starts a process, and has returned when it executes its program or has failed to.
func startChild(p *newProcess)

// bytePtrs returns a list that ends with nil of NUL-terminated copies.
func bytePtrs(list []string) (**byte, error) {
	ptrs := make([]*byte, len(list)+1)
	for i, s := range list {
		p, err := bytesPtr(s)
		if err != nil {
			return nil, err
		}
		ptrs[i] = p
	}
	return &ptrs[0], nil
}

// optional returns nil for "".
func optional(s string) (*byte, error) {
	if s == "" {
		return nil, nil
	}
	return bytesPtr(s)
}

// setTexts sets what are pointers to texts.
func (p *newProcess) setTexts(path string, argv []string, attr *ProcAttr) (err error) {
	if p.path, err = bytesPtr(path); err != nil {
		return err
	}
	if p.argv, err = bytePtrs(argv); err != nil {
		return err
	}
	if p.envp, err = bytePtrs(attr.Env); err != nil {
		return err
	}
	if p.root, err = optional(attr.Sys.Chroot); err != nil {
		return err
	}
	p.dir, err = optional(attr.Dir)
	return err
}

func (p *newProcess) setCredential(c *Credential) {
	p.uid, p.gid, p.groupCount = -1, -1, -1
	if c == nil {
		return
	}
	p.uid, p.gid = int(c.Uid), int(c.Gid)
	if !c.NoSetGroups {
		p.groups, p.groupCount = unsafe.SliceData(c.Groups), len(c.Groups)
	}
}

// A plainError is a text.
type plainError string

func (e plainError) Error() string { return string(e) }

func (sys *SysProcAttr) check(files int) error {
	switch {
	case sys.Setctty && sys.Foreground:
		return plainError("both Setctty and Foreground set in SysProcAttr")
	case sys.Setctty && sys.Ctty >= files:
		return plainError("Setctty set but Ctty not valid in child")
	}
	return nil
}

// ForkExec starts a process and returns its id. Its program is the file argv0, its arguments are argv, with the name first.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	if attr == nil {
		attr = new(ProcAttr)
	}
	whole := *attr
	if whole.Sys == nil {
		whole.Sys = new(SysProcAttr)
	}
	sys := whole.Sys
	var p newProcess
	if err := p.setTexts(argv0, argv, &whole); err != nil {
		return 0, err
	}
	if err := sys.check(len(attr.Files)); err != nil {
		return 0, err
	}
	files := make([]int, len(attr.Files))
	for i, fd := range attr.Files {
		files[i] = int(fd)
	}
	p.files, p.fileCount = unsafe.SliceData(files), len(files)
	p.setCredential(sys.Credential)
	p.session, p.setProcessGroup, p.processGroup = sys.Setsid, sys.Setpgid, sys.Pgid
	p.setTerminal, p.noTerminal, p.foreground, p.terminal = sys.Setctty, sys.Noctty, sys.Foreground, sys.Ctty
	p.deathSignal = int(sys.Pdeathsig)
	ForkLock.Lock()
	startChild(&p)
	ForkLock.Unlock()
	return p.result(sys.PidFD)
}

func (p *newProcess) result(pidfd *int) (pid int, err error) {
	if p.errno == 0 && pidfd != nil {
		*pidfd = int(p.pidfd)
	} else if p.pidfd >= 0 {
		Close(int(p.pidfd))
	}
	if p.errno == 0 {
		return int(p.pid), nil
	}
	if p.pid > 0 {
		for {
			if _, err := Wait4(int(p.pid), nil, 0, nil); err != EINTR {
				break
			}
		}
	}
	return 0, Errno(p.errno)
}

// StartProcess is ForkExec for package os.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	pid, err = ForkExec(argv0, argv, attr)
	return pid, 0, err
}
