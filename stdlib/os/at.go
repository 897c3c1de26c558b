package os

import (
	"syscall"
	"time"
	"unsafe"
)

// System calls on a name in an open directory. The name is never followed if it is a symbolic link.

const (
	sysFchownat  = 260
	sysFchmodat2 = 452

	atNoFollow  = 0x100
	atRemoveDir = 0x200
	oNoFollow   = 0x20000
	oPath       = 0x200000
)

// at makes a system call on name in dir, with what else it takes, until it is not interrupted.
//
//go:uintptrescapes
func at(number uintptr, dir int, name string, a3, a4, a5 uintptr) (int, error) {
	p, err := syscall.BytePtrFromString(name)
	if err != nil {
		return -1, err
	}
	for {
		r, _, errno := syscall.Syscall6(number, uintptr(dir), uintptr(unsafe.Pointer(p)), a3, a4, a5, 0)
		if errno != syscall.EINTR {
			return int(r), errnoError(errno)
		}
	}
}

func openAt(dir int, name string, flag int, perm FileMode) (fd int, err error) {
	return at(syscall.SYS_OPENAT, dir, name, uintptr(flag|oNoFollow|syscall.O_CLOEXEC), uintptr(kernelMode(perm)), 0)
}

func mkdirAt(dir int, name string, perm FileMode) error {
	_, err := at(syscall.SYS_MKDIRAT, dir, name, uintptr(kernelMode(perm)), 0, 0)
	return err
}

// lstatAt describes a file, under the name path.
func lstatAt(dir int, name, path string) (*fileStat, error) {
	s := new(fileStat)
	if _, err := at(syscall.SYS_NEWFSTATAT, dir, name, uintptr(unsafe.Pointer(&s.sys)), atNoFollow, 0); err != nil {
		return nil, err
	}
	s.fill(path)
	return s, nil
}

func readlinkAt(dir int, name string) (string, error) {
	for size := 128; ; size *= 2 {
		buf := make([]byte, size)
		n, err := at(syscall.SYS_READLINKAT, dir, name, uintptr(unsafe.Pointer(&buf[0])), uintptr(size), 0)
		if err != nil {
			return "", err
		}
		if n < size {
			return string(buf[:n]), nil
		}
	}
}

// removeAt removes a file or an empty directory.
func removeAt(dir int, name string) error {
	_, err := at(syscall.SYS_UNLINKAT, dir, name, 0, 0, 0)
	if err == nil {
		return nil
	}
	_, dirErr := at(syscall.SYS_UNLINKAT, dir, name, atRemoveDir, 0, 0)
	if dirErr == syscall.ENOTDIR {
		return err
	}
	return dirErr
}

func twoAt(number uintptr, dir int, name string, newDir int, newName string) error {
	p, err := syscall.BytePtrFromString(newName)
	if err != nil {
		return err
	}
	_, err = at(number, dir, name, uintptr(newDir), uintptr(unsafe.Pointer(p)), 0)
	return err
}

func symlinkAt(target string, dir int, name string) error {
	p, err := syscall.BytePtrFromString(target)
	if err != nil {
		return err
	}
	q, err := syscall.BytePtrFromString(name)
	if err != nil {
		return err
	}
	return again(func() error {
		_, _, errno := syscall.Syscall(syscall.SYS_SYMLINKAT, uintptr(unsafe.Pointer(p)), uintptr(dir), uintptr(unsafe.Pointer(q)))
		return errnoError(errno)
	})
}

func chownAt(dir int, name string, uid, gid int) error {
	_, err := at(sysFchownat, dir, name, uintptr(uid), uintptr(gid), atNoFollow)
	return err
}

func chtimesAt(dir int, name string, atime, mtime time.Time) error {
	times := fileTimes(atime, mtime)
	_, err := at(syscall.SYS_UTIMENSAT, dir, name, uintptr(unsafe.Pointer(&times)), atNoFollow, 0)
	return err
}

// chmodAt sets the permissions of what is no symbolic link. Kernels before 6.6 have no call for that: there the file
// is held by a descriptor, which is looked at and then changed.
func chmodAt(dir int, name string, mode FileMode) error {
	bits := kernelMode(mode)
	_, err := at(sysFchmodat2, dir, name, uintptr(bits), atNoFollow, 0)
	if err != syscall.ENOSYS {
		return err
	}
	fd, err := openAt(dir, name, oPath, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	var s fileStat
	if err := syscall.Fstat(fd, &s.sys); err != nil {
		return err
	}
	if s.sys.Mode&syscall.S_IFMT == syscall.S_IFLNK {
		return syscall.EOPNOTSUPP
	}
	return again(func() error { return syscall.Chmod("/proc/self/fd/"+utoa(uint64(fd)), bits) })
}

// removeTree removes a file, or a directory and what is in it. That it does not exist is no error.
func removeTree(dir int, name string) error {
	err := removeAt(dir, name)
	if err == nil || err == syscall.ENOENT {
		return nil
	}
	fd, openErr := openAt(dir, name, O_RDONLY|syscall.O_DIRECTORY, 0)
	switch {
	case openErr == syscall.ENOENT:
		return nil
	case openErr == syscall.ENOTDIR || openErr == syscall.ELOOP:
		return err
	case openErr != nil:
		return openErr
	}
	first := removeEntries(fd)
	err = removeAt(dir, name)
	if err == nil || err == syscall.ENOENT {
		return nil
	}
	if first != nil {
		return first
	}
	return err
}

// removeEntries removes what is in the directory fd, which it closes. All names are read first, as those that are
// removed change the order of the others.
func removeEntries(fd int) error {
	reader := dirReader{buf: make([]byte, 8192)}
	var names []string
	var first error
	for {
		name, _, ok, err := reader.next(fd)
		if !ok {
			first = err
			break
		}
		names = append(names, name)
	}
	for _, name := range names {
		if err := removeTree(fd, name); err != nil && first == nil {
			first = err
		}
	}
	syscall.Close(fd)
	return first
}
