package os

import (
	"internal/testlog"
	"io/fs"
	"syscall"
	"time"
)

// A FileMode holds a file's type and permissions.
type FileMode = fs.FileMode

// A FileInfo describes a file; Stat and Lstat return it. Its Sys is a *syscall.Stat_t.
type FileInfo = fs.FileInfo

// Bits of a FileMode; see io/fs.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular

	ModeType = fs.ModeType
	ModePerm = fs.ModePerm
)

// A fileStat is the FileInfo of a real file.
type fileStat struct {
	name string
	mode FileMode
	sys  syscall.Stat_t
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.sys.Size }
func (s *fileStat) Mode() FileMode     { return s.mode }
func (s *fileStat) ModTime() time.Time { return time.Unix(s.sys.Mtim.Sec, s.sys.Mtim.Nsec) }
func (s *fileStat) IsDir() bool        { return s.mode.IsDir() }
func (s *fileStat) Sys() any           { return &s.sys }

// fill sets name and mode once sys is there.
func (s *fileStat) fill(path string) {
	s.name = baseName(path)
	s.mode = FileMode(s.sys.Mode & 0777)
	switch s.sys.Mode & syscall.S_IFMT {
	case syscall.S_IFBLK:
		s.mode |= ModeDevice
	case syscall.S_IFCHR:
		s.mode |= ModeDevice | ModeCharDevice
	case syscall.S_IFDIR:
		s.mode |= ModeDir
	case syscall.S_IFIFO:
		s.mode |= ModeNamedPipe
	case syscall.S_IFLNK:
		s.mode |= ModeSymlink
	case syscall.S_IFSOCK:
		s.mode |= ModeSocket
	}
	if s.sys.Mode&syscall.S_ISGID != 0 {
		s.mode |= ModeSetgid
	}
	if s.sys.Mode&syscall.S_ISUID != 0 {
		s.mode |= ModeSetuid
	}
	if s.sys.Mode&syscall.S_ISVTX != 0 {
		s.mode |= ModeSticky
	}
}

// baseName returns the last name of a path.
func baseName(path string) string {
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' && len(path) > 1 {
			return path[i+1:]
		}
	}
	return path
}

// Stat describes a file; it follows symbolic links.
//
//go:noinline
func Stat(name string) (FileInfo, error) {
	testlog.Stat(name)
	return statBy("stat", name, syscall.Stat)
}

// Lstat describes a file; it does not follow a symbolic link.
//
//go:noinline
func Lstat(name string) (FileInfo, error) {
	testlog.Stat(name)
	return statBy("lstat", name, syscall.Lstat)
}

func statBy(op, name string, call func(string, *syscall.Stat_t) error) (FileInfo, error) {
	s := new(fileStat)
	if err := call(name, &s.sys); err != nil {
		return nil, &PathError{Op: op, Path: name, Err: err}
	}
	s.fill(name)
	return s, nil
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	s := new(fileStat)
	if err := f.use(func(fd int) error { return syscall.Fstat(fd, &s.sys) }); err != nil {
		return nil, f.wrap("stat", err)
	}
	s.fill(f.name)
	return s, nil
}

// SameFile reports whether two FileInfos of this package describe the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok && ok2 && a.sys.Dev == b.sys.Dev && a.sys.Ino == b.sys.Ino
}
