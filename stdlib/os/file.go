// Package os is the program's way to the operating system: files, arguments, environment, process.
//
// Errors are values, usually a *PathError, that say what failed and why.
package os

import (
	"errors"
	"internal/testlog"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// Flags of OpenFile. Exactly one of the first three must be given; the others are or'ed in.
const (
	O_RDONLY int = syscall.O_RDONLY // for reading
	O_WRONLY int = syscall.O_WRONLY // for writing
	O_RDWR   int = syscall.O_RDWR   // for both
	O_APPEND int = syscall.O_APPEND // write at the end
	O_CREATE int = syscall.O_CREAT  // make the file if there is none
	O_EXCL   int = syscall.O_EXCL   // with O_CREATE: there must be none
	O_SYNC   int = syscall.O_SYNC   // write through to the disk
	O_TRUNC  int = syscall.O_TRUNC  // empty the file
)

// Where a Seek is measured from; package io has the names to use.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

// PathSeparator separates the names in a path, PathListSeparator the paths in a list.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
)

// DevNull is the name of the device that takes and gives nothing.
const DevNull = "/dev/null"

// The standard streams.
var (
	Stdin  = NewFile(uintptr(syscall.Stdin), "/dev/stdin")
	Stdout = NewFile(uintptr(syscall.Stdout), "/dev/stdout")
	Stderr = NewFile(uintptr(syscall.Stderr), "/dev/stderr")
)

// File is an open file.
type File struct {
	*file // so that a copy of a File is the same file
}

type file struct {
	fd         int64 // -1 when closed; read and written atomically
	name       string
	appendMode bool
	inRoot     bool       // opened by a Root, or below one
	writing    sync.Mutex // a Write is not split by another one
	dirMu      sync.Mutex // guards dir
	dir        *dirReader
}

// NewFile returns a File for an open file descriptor; nil if fd is not valid.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	return &File{&file{fd: int64(fd), name: name}}
}

// newFile returns a File that is closed when it becomes unreachable.
func newFile(fd int, name string) *File {
	f := NewFile(uintptr(fd), name)
	runtime.SetFinalizer(f.file, (*file).close)
	return f
}

// Open opens a file for reading.
func Open(name string) (*File, error) {
	return OpenFile(name, O_RDONLY, 0)
}

// Create opens a file for reading and writing; it makes the file, with mode 0666 less the umask, or
// empties it.
func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file as flag says; perm is the mode, less the umask, of a file it makes.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	testlog.Open(name)
	for {
		fd, err := syscall.Open(name, flag|syscall.O_CLOEXEC, kernelMode(perm))
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return nil, &PathError{Op: "open", Path: name, Err: err}
		}
		f := newFile(fd, name)
		f.appendMode = flag&O_APPEND != 0
		return f, nil
	}
}

// kernelMode turns a FileMode into permission bits.
func kernelMode(m FileMode) uint32 {
	bits := uint32(m.Perm())
	if m&ModeSetuid != 0 {
		bits |= syscall.S_ISUID
	}
	if m&ModeSetgid != 0 {
		bits |= syscall.S_ISGID
	}
	if m&ModeSticky != 0 {
		bits |= syscall.S_ISVTX
	}
	return bits
}

// Name returns the name given to Open.
func (f *File) Name() string { return f.name }

// Fd returns the file descriptor; it is valid until f is closed or, not being reachable, collected.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^uintptr(0)
	}
	return uintptr(f.load())
}

func (f *file) load() int { return int(atomic.LoadInt64(&f.fd)) }

// check returns ErrInvalid for a nil File.
func (f *File) check() error {
	if f == nil {
		return ErrInvalid
	}
	return nil
}

// wrap turns an error of the kernel into a *PathError; io.EOF stays as it is.
func (f *File) wrap(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	if err == syscall.EBADF && f.load() < 0 {
		err = ErrClosed
	}
	return &PathError{Op: op, Path: f.name, Err: err}
}

// The kernel transfers a little less than 2 GiB at once.
const maxTransfer = 1 << 30

// A transfer is a system call that moves bytes.
type transfer uint8

const (
	doRead transfer = iota
	doWrite
	doPread
	doPwrite
)

func (op transfer) call(fd int, p []byte, off int64) (int, error) {
	switch op {
	case doRead:
		return syscall.Read(fd, p)
	case doWrite:
		return syscall.Write(fd, p)
	case doPread:
		return syscall.Pread(fd, p, off)
	}
	return syscall.Pwrite(fd, p, off)
}

// transfer repeats a system call until it is not interrupted. A descriptor that does not block is waited
// for.
func (f *file) transfer(op transfer, p []byte, off int64) (int, error) {
	if len(p) > maxTransfer {
		p = p[:maxTransfer]
	}
	for {
		n, err := op.call(f.load(), p, off)
		switch err {
		case syscall.EINTR:
			continue
		case syscall.EAGAIN:
			if op == doRead || op == doPread {
				waitFor(f.load(), pollIn)
			} else {
				waitFor(f.load(), pollOut)
			}
			continue
		}
		return max(n, 0), err
	}
}

const (
	pollIn  = 1
	pollOut = 4
)

// waitFor waits until a descriptor is ready.
func waitFor(fd int, events int16) {
	const sysPoll = 7
	p := struct {
		fd              int32
		events, revents int16
	}{int32(fd), events, 0}
	forever := -1
	syscall.Syscall(sysPoll, uintptr(unsafe.Pointer(&p)), 1, uintptr(forever))
}

// Read reads up to len(b) bytes. At the end of the file it returns 0, io.EOF.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	n, err = f.transfer(doRead, b, 0)
	if n == 0 && len(b) > 0 && err == nil {
		return 0, io.EOF
	}
	return n, f.wrap("read", err)
}

// ReadAt reads len(b) bytes from offset off; if there are fewer, err is io.EOF.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errors.New("negative offset")}
	}
	for len(b) > 0 {
		m, err := f.transfer(doPread, b, off)
		if err != nil {
			return n, f.wrap("read", err)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return n, nil
}

// Write writes b and returns how many bytes it took; if that is less than len(b), err says why.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	f.writing.Lock()
	defer f.writing.Unlock()
	for {
		m, err := f.transfer(doWrite, b[n:], 0)
		n += m
		if err != nil {
			f.checkPipe(err)
			return n, f.wrap("write", err)
		}
		if n >= len(b) {
			return n, nil
		}
		if m == 0 {
			return n, f.wrap("write", io.ErrUnexpectedEOF)
		}
	}
}

// sigpipe ends the program as signal SIGPIPE does.
func sigpipe()

// checkPipe ends the program if nobody reads its standard output any more: most do not look at the error.
func (f *file) checkPipe(err error) {
	if fd := f.load(); err == syscall.EPIPE && (fd == 1 || fd == 2) {
		sigpipe()
	}
}

var errAppendMode = errors.New("os: invalid use of WriteAt on file opened with O_APPEND")

// WriteAt writes b at offset off. It is an error for a file opened with O_APPEND.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	if f.appendMode {
		return 0, errAppendMode
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errors.New("negative offset")}
	}
	for len(b) > 0 {
		m, err := f.transfer(doPwrite, b, off)
		if err != nil {
			return n, f.wrap("write", err)
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return n, nil
}

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) {
	return f.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// ReadFrom copies r into the file.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	return io.Copy(writerOnly{f}, r)
}

// WriteTo copies the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	return io.Copy(w, readerOnly{f})
}

// writerOnly and readerOnly hide the methods that would call io.Copy again.
type writerOnly struct{ f *File }

func (w writerOnly) Write(p []byte) (int, error) { return w.f.Write(p) }

type readerOnly struct{ f *File }

func (r readerOnly) Read(p []byte) (int, error) { return r.f.Read(p) }

// Seek sets the position of the next Read or Write and returns it. whence is one of package io's.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	ret, err = syscall.Seek(f.load(), offset, whence)
	if err != nil {
		return 0, f.wrap("seek", err)
	}
	f.dirMu.Lock()
	f.dir = nil
	f.dirMu.Unlock()
	return ret, nil
}

// Sync writes the file through to the disk.
func (f *File) Sync() error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("sync", syscall.Fsync(f.load()))
}

// Truncate sets the length of the file.
func (f *File) Truncate(size int64) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("truncate", syscall.Ftruncate(f.load(), size))
}

// Chmod sets the permissions of the file.
func (f *File) Chmod(mode FileMode) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("chmod", syscall.Fchmod(f.load(), kernelMode(mode)))
}

// Chown sets the owner and group of the file; -1 leaves one as it is.
func (f *File) Chown(uid, gid int) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("chown", syscall.Fchown(f.load(), uid, gid))
}

// Close closes the file. A second call is an error.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	return f.file.close()
}

func (f *file) close() error {
	fd := atomic.SwapInt64(&f.fd, -1)
	if fd < 0 {
		return &PathError{Op: "close", Path: f.name, Err: ErrClosed}
	}
	runtime.SetFinalizer(f, nil)
	if err := syscall.Close(int(fd)); err != nil {
		return &PathError{Op: "close", Path: f.name, Err: err}
	}
	return nil
}

// ReadFile returns the contents of a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

// readAll returns what is left to read.
func (f *File) readAll() ([]byte, error) {
	size := 0
	if info, err := f.Stat(); err == nil {
		size = int(info.Size())
	}
	data := make([]byte, 0, max(size+1, 512)) // one more byte, to see the end
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// WriteFile makes a file, with mode perm less the umask, or empties it, and writes data.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	return f.writeAll(data)
}

// writeAll writes data and closes the file.
func (f *File) writeAll(data []byte) error {
	_, err := f.Write(data)
	if closeErr := f.Close(); closeErr != nil && err == nil {
		err = closeErr
	}
	return err
}

// Pipe returns two connected Files: what is written to w is read from r.
func Pipe() (r *File, w *File, err error) {
	var p [2]int
	if err := syscall.Pipe2(p[:], syscall.O_CLOEXEC); err != nil {
		return nil, nil, NewSyscallError("pipe2", err)
	}
	return newFile(p[0], "|0"), newFile(p[1], "|1"), nil
}
