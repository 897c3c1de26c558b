// Package syscall is the bottom of the house: it calls the Linux kernel. Programs should use os.
//
// What is here is what the other packages need, under the names and with the results Go gives them.
package syscall

import (
	"internal/oserror"
	"unsafe"
)

// File descriptors that are open from the start.
var (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

// Numbers of system calls on amd64.
const (
	SYS_READ       = 0
	SYS_WRITE      = 1
	SYS_CLOSE      = 3
	SYS_FSTAT      = 5
	SYS_LSEEK      = 8
	SYS_PREAD64    = 17
	SYS_PWRITE64   = 18
	SYS_GETPID     = 39
	SYS_EXIT       = 60
	SYS_KILL       = 62
	SYS_UNAME      = 63
	SYS_FSYNC      = 74
	SYS_FTRUNCATE  = 77
	SYS_GETCWD     = 79
	SYS_CHDIR      = 80
	SYS_FCHDIR     = 81
	SYS_FCHMOD     = 91
	SYS_CHOWN      = 92
	SYS_FCHOWN     = 93
	SYS_LCHOWN     = 94
	SYS_GETUID     = 102
	SYS_GETGID     = 104
	SYS_GETEUID    = 107
	SYS_GETEGID    = 108
	SYS_GETPPID    = 110
	SYS_GETDENTS64 = 217
	SYS_OPENAT     = 257
	SYS_MKDIRAT    = 258
	SYS_NEWFSTATAT = 262
	SYS_UNLINKAT   = 263
	SYS_RENAMEAT   = 264
	SYS_LINKAT     = 265
	SYS_SYMLINKAT  = 266
	SYS_READLINKAT = 267
	SYS_FCHMODAT   = 268
	SYS_UTIMENSAT  = 280
	SYS_PIPE2      = 293
)

// Flags of Open and its relatives.
const (
	O_RDONLY    = 0x0
	O_WRONLY    = 0x1
	O_RDWR      = 0x2
	O_CREAT     = 0x40
	O_EXCL      = 0x80
	O_TRUNC     = 0x200
	O_APPEND    = 0x400
	O_SYNC      = 0x101000
	O_DIRECTORY = 0x10000
	O_CLOEXEC   = 0x80000
)

// Bits of Stat_t.Mode.
const (
	S_IFMT   = 0xf000
	S_IFSOCK = 0xc000
	S_IFLNK  = 0xa000
	S_IFREG  = 0x8000
	S_IFBLK  = 0x6000
	S_IFDIR  = 0x4000
	S_IFCHR  = 0x2000
	S_IFIFO  = 0x1000
	S_ISUID  = 0x800
	S_ISGID  = 0x400
	S_ISVTX  = 0x200
)

const (
	atFDCWD           = -100
	atSymlinkNoFollow = 0x100
	atRemoveDir       = 0x200
)

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// Unix returns the parts of ts.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// Nano returns ts in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// Stat_t is what the kernel tells about a file.
type Stat_t struct {
	Dev       uint64
	Ino       uint64
	Nlink     uint64
	Mode      uint32
	Uid       uint32
	Gid       uint32
	X__pad0   int32
	Rdev      uint64
	Size      int64
	Blksize   int64
	Blocks    int64
	Atim      Timespec
	Mtim      Timespec
	Ctim      Timespec
	X__unused [3]int64
}

// An Errno is an error number of the kernel. The zero Errno is no error by convention.
type Errno uintptr

func (e Errno) Error() string {
	if int(e) < len(errorTexts) {
		if s := errorTexts[e]; s != "" {
			return s
		}
	}
	return "errno " + itoa(int(e))
}

// Is reports whether e is an error of the general kind target, one of those of package os.
func (e Errno) Is(target error) bool {
	switch target {
	case oserror.ErrPermission:
		return e == EACCES || e == EPERM
	case oserror.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case oserror.ErrNotExist:
		return e == ENOENT
	}
	return false
}

// Temporary reports whether the call might succeed if tried again.
func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout()
}

// Timeout reports whether the error is that something took too long.
func (e Errno) Timeout() bool {
	return e == EAGAIN || e == EWOULDBLOCK || e == ETIMEDOUT
}

// A Signal is a number that describes a process signal.
type Signal int

// Signal marks Signal as an os.Signal.
func (s Signal) Signal() {}

func (s Signal) String() string {
	if 0 <= s && int(s) < len(signalTexts) {
		if text := signalTexts[s]; text != "" {
			return text
		}
	}
	return "signal " + itoa(int(s))
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	var buf [20]byte
	i := len(buf)
	for {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(buf[i:])
		}
	}
}

// Syscall calls the kernel with three arguments; err is 0 if it succeeded.
//
//go:uintptrescapes
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return Syscall6(trap, a1, a2, a3, 0, 0, 0)
}

// Syscall6 calls the kernel with six arguments; err is 0 if it succeeded.
//
//go:uintptrescapes
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	r := runtime_syscall(trap, a1, a2, a3, a4, a5, a6)
	if r > uintptr(^uintptr(4095)) {
		return ^uintptr(0), 0, Errno(-r)
	}
	return r, 0, 0
}

// RawSyscall is Syscall for calls that cannot block.
//
//go:uintptrescapes
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	r := runtime_rawsyscall(trap, a1, a2, a3, 0, 0, 0)
	if r > uintptr(^uintptr(4095)) {
		return ^uintptr(0), 0, Errno(-r)
	}
	return r, 0, 0
}

// call makes a system call that may block and turns its result into Go's form.
func call(num int, a1, a2, a3, a4 uintptr) (int, error) {
	r := runtime_syscall(uintptr(num), a1, a2, a3, a4, 0, 0)
	if r > uintptr(^uintptr(4095)) {
		return -1, Errno(-r)
	}
	return int(r), nil
}

// bytesPtr returns the address of a NUL-terminated copy of s, which must not contain a NUL. The copy lies
// in the heap and does not move; the caller keeps it alive through the pointer.
func bytesPtr(s string) (*byte, error) {
	b := make([]byte, len(s)+1)
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
		b[i] = s[i]
	}
	return &b[0], nil
}

// BytePtrFromString returns a pointer to a NUL-terminated copy of s; EINVAL if s contains a NUL.
func BytePtrFromString(s string) (*byte, error) { return bytesPtr(s) }

// atPath makes a system call whose arguments are a directory descriptor, a path and up to two more.
func atPath(num int, path string, a3, a4 uintptr) (int, error) {
	p, err := bytesPtr(path)
	if err != nil {
		return -1, err
	}
	dir := atFDCWD
	n, err := call(num, uintptr(dir), uintptr(unsafe.Pointer(p)), a3, a4)
	use(unsafe.Pointer(p))
	return n, err
}

// use keeps what p points to alive up to this call.
//
//go:noinline
func use(p unsafe.Pointer) {}

// Read reads from a file descriptor.
func Read(fd int, p []byte) (n int, err error) {
	return call(SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), 0)
}

// Write writes to a file descriptor.
func Write(fd int, p []byte) (n int, err error) {
	return call(SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), 0)
}

// Pread reads at an offset.
func Pread(fd int, p []byte, offset int64) (n int, err error) {
	return call(SYS_PREAD64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(offset))
}

// Pwrite writes at an offset.
func Pwrite(fd int, p []byte, offset int64) (n int, err error) {
	return call(SYS_PWRITE64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(offset))
}

// Open opens a file.
func Open(path string, mode int, perm uint32) (fd int, err error) {
	return atPath(SYS_OPENAT, path, uintptr(mode), uintptr(perm))
}

// Close closes a file descriptor.
func Close(fd int) error {
	_, err := call(SYS_CLOSE, uintptr(fd), 0, 0, 0)
	return err
}

// Seek sets the position of a file.
func Seek(fd int, offset int64, whence int) (int64, error) {
	n, err := call(SYS_LSEEK, uintptr(fd), uintptr(offset), uintptr(whence), 0)
	return int64(n), err
}

// Fsync writes a file to the disk.
func Fsync(fd int) error {
	_, err := call(SYS_FSYNC, uintptr(fd), 0, 0, 0)
	return err
}

// Ftruncate sets the length of a file.
func Ftruncate(fd int, length int64) error {
	_, err := call(SYS_FTRUNCATE, uintptr(fd), uintptr(length), 0, 0)
	return err
}

// Fchmod sets the permissions of an open file.
func Fchmod(fd int, mode uint32) error {
	_, err := call(SYS_FCHMOD, uintptr(fd), uintptr(mode), 0, 0)
	return err
}

// Chmod sets the permissions of a file.
func Chmod(path string, mode uint32) error {
	_, err := atPath(SYS_FCHMODAT, path, uintptr(mode), 0)
	return err
}

// Chown sets the owner and group of a file; -1 leaves one as it is.
func Chown(path string, uid int, gid int) error { return chown(SYS_CHOWN, path, uid, gid) }

// Lchown is Chown for a symbolic link itself.
func Lchown(path string, uid int, gid int) error { return chown(SYS_LCHOWN, path, uid, gid) }

func chown(num int, path string, uid, gid int) error {
	p, err := bytesPtr(path)
	if err != nil {
		return err
	}
	_, err = call(num, uintptr(unsafe.Pointer(p)), uintptr(uid), uintptr(gid), 0)
	use(unsafe.Pointer(p))
	return err
}

// Fchown sets the owner and group of an open file; -1 leaves one as it is.
func Fchown(fd int, uid int, gid int) error {
	_, err := call(SYS_FCHOWN, uintptr(fd), uintptr(uid), uintptr(gid), 0)
	return err
}

// Fstat tells about an open file.
func Fstat(fd int, st *Stat_t) error {
	_, err := call(SYS_FSTAT, uintptr(fd), uintptr(unsafe.Pointer(st)), 0, 0)
	return err
}

// Stat tells about a file; it follows symbolic links.
func Stat(path string, st *Stat_t) error {
	_, err := atPath(SYS_NEWFSTATAT, path, uintptr(unsafe.Pointer(st)), 0)
	return err
}

// Lstat tells about a file; it does not follow a symbolic link.
func Lstat(path string, st *Stat_t) error {
	_, err := atPath(SYS_NEWFSTATAT, path, uintptr(unsafe.Pointer(st)), atSymlinkNoFollow)
	return err
}

// Mkdir makes a directory.
func Mkdir(path string, mode uint32) error {
	_, err := atPath(SYS_MKDIRAT, path, uintptr(mode), 0)
	return err
}

// Unlink removes a file.
func Unlink(path string) error {
	_, err := atPath(SYS_UNLINKAT, path, 0, 0)
	return err
}

// Rmdir removes an empty directory.
func Rmdir(path string) error {
	_, err := atPath(SYS_UNLINKAT, path, atRemoveDir, 0)
	return err
}

// Chdir changes the current directory.
func Chdir(path string) error {
	p, err := bytesPtr(path)
	if err != nil {
		return err
	}
	_, err = call(SYS_CHDIR, uintptr(unsafe.Pointer(p)), 0, 0, 0)
	use(unsafe.Pointer(p))
	return err
}

// twoPaths makes a system call whose arguments are two paths, each behind a directory descriptor.
func twoPaths(num int, from, to string) error {
	p, err := bytesPtr(from)
	if err != nil {
		return err
	}
	q, err := bytesPtr(to)
	if err != nil {
		return err
	}
	dir := atFDCWD
	_, err = call(num, uintptr(dir), uintptr(unsafe.Pointer(p)), uintptr(dir), uintptr(unsafe.Pointer(q)))
	use(unsafe.Pointer(p))
	use(unsafe.Pointer(q))
	return err
}

// Rename renames a file.
func Rename(from, to string) error { return twoPaths(SYS_RENAMEAT, from, to) }

// Link makes a hard link.
func Link(path, link string) error { return twoPaths(SYS_LINKAT, path, link) }

// Symlink makes a symbolic link.
func Symlink(path, link string) error {
	p, err := bytesPtr(path)
	if err != nil {
		return err
	}
	q, err := bytesPtr(link)
	if err != nil {
		return err
	}
	dir := atFDCWD
	_, err = call(SYS_SYMLINKAT, uintptr(unsafe.Pointer(p)), uintptr(dir), uintptr(unsafe.Pointer(q)), 0)
	use(unsafe.Pointer(p))
	use(unsafe.Pointer(q))
	return err
}

// Readlink reads a symbolic link into buf.
func Readlink(path string, buf []byte) (n int, err error) {
	return atPath(SYS_READLINKAT, path, uintptr(unsafe.Pointer(unsafe.SliceData(buf))), uintptr(len(buf)))
}

// UtimesNano sets the access and modification times of a file.
func UtimesNano(path string, ts []Timespec) error {
	if len(ts) != 2 {
		return EINVAL
	}
	_, err := atPath(SYS_UTIMENSAT, path, uintptr(unsafe.Pointer(&ts[0])), 0)
	return err
}

// ReadDirent reads raw directory entries.
func ReadDirent(fd int, buf []byte) (n int, err error) {
	return call(SYS_GETDENTS64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(buf))), uintptr(len(buf)), 0)
}

// Pipe2 makes a pipe: p[0] is for reading, p[1] for writing.
func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return EINVAL
	}
	var fds [2]int32
	_, err := call(SYS_PIPE2, uintptr(unsafe.Pointer(&fds)), uintptr(flags), 0, 0)
	p[0], p[1] = int(fds[0]), int(fds[1])
	return err
}

// Getcwd writes the current directory, NUL-terminated, into buf and returns its length.
func Getcwd(buf []byte) (n int, err error) {
	return call(SYS_GETCWD, uintptr(unsafe.Pointer(unsafe.SliceData(buf))), uintptr(len(buf)), 0, 0)
}

// Kill sends a signal to a process.
func Kill(pid int, sig Signal) error {
	_, err := call(SYS_KILL, uintptr(pid), uintptr(sig), 0, 0)
	return err
}

func get(num uintptr) int { return int(runtime_rawsyscall(num, 0, 0, 0, 0, 0, 0)) }

// Getpid returns the process id.
func Getpid() (pid int) { return get(SYS_GETPID) }

// Getppid returns the parent's process id.
func Getppid() (ppid int) { return get(SYS_GETPPID) }

// Getuid returns the user id.
func Getuid() (uid int) { return get(SYS_GETUID) }

// Geteuid returns the effective user id.
func Geteuid() (euid int) { return get(SYS_GETEUID) }

// Getgid returns the group id.
func Getgid() (gid int) { return get(SYS_GETGID) }

// Getegid returns the effective group id.
func Getegid() (egid int) { return get(SYS_GETEGID) }

// Getpagesize returns the size of a memory page.
func Getpagesize() int { return 4096 }

// Exit ends the process.
func Exit(code int) { runtime_exit(code) }

// Args returns the program's arguments, its name first.
func Args() []string {
	args := make([]string, runtime_narg())
	for i := range args {
		args[i] = runtime_arg(i)
	}
	return args
}
