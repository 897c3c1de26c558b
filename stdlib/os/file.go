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
	sharedFD
	name       string
	appendMode bool
	inRoot     bool       // opened by a Root, or below one
	dirMu      sync.Mutex // guards dir
	dir        *dirReader
}

// NewFile returns a File for an open file descriptor; nil if fd is not valid.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	f := &File{&file{sharedFD: sharedFD{fd: int(fd)}, name: name}}
	flags := descriptorFlags(f.fd)
	f.appendMode = flags&syscall.O_APPEND != 0
	if flags&nonblock != 0 {
		f.watch(true)
	}
	return f
}

// newFile returns a File, not known to block or not, that is closed when it becomes unreachable.
func newFile(fd int, name string) *File {
	f := &File{&file{sharedFD: sharedFD{fd: fd}, name: name}}
	runtime.SetFinalizer(f.file, (*file).close)
	return f
}

// openedFile returns a File that was opened by its name, which the runtime polls if it is no regular file or directory.
func openedFile(fd int, name string, flag int) *File {
	f := newFile(fd, name)
	f.appendMode = flag&O_APPEND != 0
	var s syscall.Stat_t
	if err := syscall.Fstat(fd, &s); err == nil {
		switch s.Mode & syscall.S_IFMT {
		case syscall.S_IFIFO, syscall.S_IFCHR, syscall.S_IFSOCK:
			f.watch(flag&nonblock != 0)
		}
	}
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
		return openedFile(fd, name, flag), nil
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

// Fd returns the file descriptor; it is valid until f is closed or, not being reachable, collected. From now on it blocks
// who waits for it, and deadlines have no effect.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^uintptr(0)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dropped {
		return ^uintptr(0)
	}
	if f.flagged {
		f.flagged = setNonblock(f.fd, false) != nil
	}
	return uintptr(f.fd)
}

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

func (op transfer) mode() int {
	if op == doRead || op == doPread {
		return toRead
	}
	return toWrite
}

// transfer repeats a system call until it is not interrupted. A descriptor that does not block is waited
// for. The caller has entered and holds the lock of the direction, if it is one that may wait.
func (f *file) transfer(fd int, op transfer, p []byte, off int64) (int, error) {
	if len(p) > maxTransfer {
		p = p[:maxTransfer]
	}
	for {
		n, err := op.call(fd, p, off)
		switch {
		case err == syscall.EINTR:
			continue
		case err == syscall.EAGAIN && f.poll != 0:
			if err := f.await(op.mode()); err != nil {
				return 0, err
			}
			continue
		case err == syscall.EAGAIN && op.mode() == toRead:
			waitFor(fd, pollIn)
			continue
		case err == syscall.EAGAIN:
			waitFor(fd, pollOut)
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
	err = f.use(func(fd int) (err error) {
		f.reading.Lock()
		defer f.reading.Unlock()
		if len(b) == 0 {
			return nil
		}
		if err := f.begin(toRead); err != nil {
			return err
		}
		n, err = f.transfer(fd, doRead, b, 0)
		return err
	})
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
	err = f.use(func(fd int) error {
		for n < len(b) {
			m, err := f.transfer(fd, doPread, b[n:], off+int64(n))
			if err != nil {
				return err
			}
			if m == 0 {
				return io.EOF
			}
			n += m
		}
		return nil
	})
	return n, f.wrap("read", err)
}

// Write writes b and returns how many bytes it took; if that is less than len(b), err says why.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	err = f.use(func(fd int) error {
		f.writing.Lock() // a Write is not split by another one
		defer f.writing.Unlock()
		if err := f.begin(toWrite); err != nil {
			return err
		}
		for {
			m, err := f.transfer(fd, doWrite, b[n:], 0)
			n += m
			switch {
			case err != nil:
				f.checkPipe(err)
				return err
			case n >= len(b):
				return nil
			case m == 0:
				return io.ErrUnexpectedEOF
			}
		}
	})
	return n, f.wrap("write", err)
}

// sigpipe ends the program as signal SIGPIPE does.
func sigpipe()

// checkPipe ends the program if nobody reads its standard output any more: most do not look at the error.
func (f *file) checkPipe(err error) {
	if err == syscall.EPIPE && (f.fd == 1 || f.fd == 2) {
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
	err = f.use(func(fd int) error {
		for n < len(b) {
			m, err := f.transfer(fd, doPwrite, b[n:], off+int64(n))
			if err != nil {
				return err
			}
			n += m
		}
		return nil
	})
	return n, f.wrap("write", err)
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
	err = f.use(func(fd int) (err error) {
		ret, err = syscall.Seek(fd, offset, whence)
		return err
	})
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
	return f.wrap("sync", f.use(syscall.Fsync))
}

// Truncate sets the length of the file.
func (f *File) Truncate(size int64) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("truncate", f.use(func(fd int) error { return syscall.Ftruncate(fd, size) }))
}

// Chmod sets the permissions of the file.
func (f *File) Chmod(mode FileMode) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("chmod", f.use(func(fd int) error { return syscall.Fchmod(fd, kernelMode(mode)) }))
}

// Chown sets the owner and group of the file; -1 leaves one as it is.
func (f *File) Chown(uid, gid int) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.wrap("chown", f.use(func(fd int) error { return syscall.Fchown(fd, uid, gid) }))
}

// Close closes the file. A second call is an error.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	return f.file.close()
}

func (f *file) close() error {
	ok, err := f.drop()
	if !ok {
		err = ErrClosed
	}
	runtime.SetFinalizer(f, nil)
	return pathError("close", f.name, err)
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
	if err := syscall.Pipe2(p[:], syscall.O_CLOEXEC|nonblock); err != nil {
		return nil, nil, NewSyscallError("pipe2", err)
	}
	r, w = newFile(p[0], "|0"), newFile(p[1], "|1")
	r.watch(true)
	w.watch(true)
	return r, w, nil
}
