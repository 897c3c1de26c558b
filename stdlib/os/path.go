package os

import (
	"errors"
	"internal/testlog"
	"syscall"
	"time"
	"unsafe"
)

// again repeats a call that a signal interrupted.
func again(call func() error) error {
	for {
		err := call()
		if err != syscall.EINTR {
			return err
		}
	}
}

func pathError(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return &PathError{Op: op, Path: name, Err: err}
}

// Mkdir makes a directory with mode perm less the umask.
func Mkdir(name string, perm FileMode) error {
	return pathError("mkdir", name, again(func() error { return syscall.Mkdir(name, kernelMode(perm)) }))
}

// MkdirAll makes a directory and those above it that are missing.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		// Somebody else may have made it.
		if info, statErr := Lstat(path); statErr == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	err := again(func() error { return syscall.Unlink(name) })
	if err == nil {
		return nil
	}
	dirErr := again(func() error { return syscall.Rmdir(name) })
	if dirErr == nil {
		return nil
	}
	if dirErr != syscall.ENOTDIR {
		err = dirErr
	}
	return &PathError{Op: "remove", Path: name, Err: err}
}

// RemoveAll removes path and what is in it. That it does not exist is no error.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if path == "." || len(path) >= 2 && path[len(path)-2:] == "/." {
		return &PathError{Op: "RemoveAll", Path: path, Err: syscall.EINVAL}
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, statErr := Lstat(path)
	if statErr != nil || !info.IsDir() {
		if IsNotExist(statErr) {
			return nil
		}
		return err
	}
	list, first := ReadDir(path)
	for _, e := range list {
		if err := RemoveAll(path + "/" + e.Name()); err != nil && first == nil {
			first = err
		}
	}
	err = Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	if first != nil {
		return first
	}
	return err
}

// Rename renames a file; it replaces a file that has the new name.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		if _, err := Lstat(oldpath); err == nil {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		} else {
			return &LinkError{"rename", oldpath, newpath, underlying(err)}
		}
	}
	if err := again(func() error { return syscall.Rename(oldpath, newpath) }); err != nil {
		return &LinkError{"rename", oldpath, newpath, err}
	}
	return nil
}

// Link makes newname a hard link to oldname.
func Link(oldname, newname string) error {
	if err := again(func() error { return syscall.Link(oldname, newname) }); err != nil {
		return &LinkError{"link", oldname, newname, err}
	}
	return nil
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	if err := again(func() error { return syscall.Symlink(oldname, newname) }); err != nil {
		return &LinkError{"symlink", oldname, newname, err}
	}
	return nil
}

// Readlink returns where a symbolic link points to.
func Readlink(name string) (string, error) {
	for size := 128; ; size *= 2 {
		buf := make([]byte, size)
		n, err := syscall.Readlink(name, buf)
		if err == syscall.EINTR {
			size /= 2
			continue
		}
		if err != nil {
			return "", &PathError{Op: "readlink", Path: name, Err: err}
		}
		if n < size {
			return string(buf[:n]), nil
		}
	}
}

// Chmod sets the permissions of a file.
func Chmod(name string, mode FileMode) error {
	return pathError("chmod", name, again(func() error { return syscall.Chmod(name, kernelMode(mode)) }))
}

// Chown sets the owner and group of a file; -1 leaves one as it is.
func Chown(name string, uid, gid int) error {
	return pathError("chown", name, again(func() error { return syscall.Chown(name, uid, gid) }))
}

// Lchown is Chown for a symbolic link itself.
func Lchown(name string, uid, gid int) error {
	return pathError("lchown", name, again(func() error { return syscall.Lchown(name, uid, gid) }))
}

// Chtimes sets the access and modification times of a file; a zero time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	times := fileTimes(atime, mtime)
	return pathError("chtimes", name, syscall.UtimesNano(name, times[:]))
}

// fileTimes returns times as the kernel takes them; zero: it stays as it is.
func fileTimes(atime, mtime time.Time) (times [2]syscall.Timespec) {
	const omit = 1<<30 - 2
	for i, t := range []time.Time{atime, mtime} {
		times[i] = syscall.Timespec{Nsec: omit}
		if !t.IsZero() {
			times[i] = syscall.Timespec{Sec: t.Unix(), Nsec: int64(t.Nanosecond())}
		}
	}
	return times
}

// Truncate sets the length of a file.
func Truncate(name string, size int64) error {
	f, err := OpenFile(name, O_WRONLY, 0)
	if err != nil {
		return pathError("truncate", name, underlying(err))
	}
	defer f.Close()
	return pathError("truncate", name, f.use(func(fd int) error { return syscall.Ftruncate(fd, size) }))
}

// Chdir changes the current directory.
func Chdir(dir string) error {
	err := pathError("chdir", dir, syscall.Chdir(dir))
	if err == nil {
		logChdir()
	}
	return err
}

// logChdir tells package testing what names are relative to from now on.
func logChdir() {
	if log := testlog.Logger(); log != nil {
		if wd, err := Getwd(); err == nil {
			log.Chdir(wd)
		}
	}
}

// Chdir makes the directory f the current one.
func (f *File) Chdir() error {
	if f == nil {
		return ErrInvalid
	}
	err := f.use(func(fd int) error {
		_, _, errno := syscall.Syscall(syscall.SYS_FCHDIR, uintptr(fd), 0, 0)
		return errnoError(errno)
	})
	if err != nil {
		return f.wrap("chdir", err)
	}
	logChdir()
	return nil
}

// Getwd returns the current directory: $PWD if that is right.
func Getwd() (dir string, err error) {
	if dir := Getenv("PWD"); dir != "" && dir[0] == '/' {
		// Not by Stat, which would tell package testing that the result depends on them.
		here, err := statBy("stat", ".", syscall.Stat)
		there, err2 := statBy("stat", dir, syscall.Stat)
		if err == nil && err2 == nil && SameFile(here, there) {
			return dir, nil
		}
	}
	for size := 4096; ; size *= 2 {
		buf := make([]byte, size)
		n, err := syscall.Getcwd(buf)
		switch {
		case err == nil && n > 0:
			return string(buf[:n-1]), nil // less the NUL
		case err != syscall.ERANGE:
			return "", NewSyscallError("getwd", err)
		}
	}
}

// TempDir returns the folder for temporary files: $TMPDIR, or /tmp.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// tempName replaces the last * of pattern, or the end, by a number that differs from call to call.
func tempName(dir, pattern string, try int) (string, error) {
	star := len(pattern)
	tail := ""
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '/' {
			return "", errors.New("pattern contains path separator")
		}
		if pattern[i] == '*' {
			star, tail = i, pattern[i+1:]
		}
	}
	seed := uint64(time.Now().UnixNano()) + uint64(Getpid())<<32 + uint64(try)
	seed ^= seed >> 31
	seed *= 0x9E3779B97F4A7C15
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	return dir + pattern[:star] + utoa(seed>>32) + tail, nil
}

func utoa(n uint64) string {
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

const tempTries = 10000

// CreateTemp makes a new file in dir, or TempDir() if that is "", and opens it for reading and writing. Its
// name is pattern with a number in place of the last *, or at the end.
func CreateTemp(dir, pattern string) (*File, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern, try)
		if err != nil {
			return nil, &PathError{Op: "createtemp", Path: pattern, Err: err}
		}
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		if !IsExist(err) || try >= tempTries {
			return f, err
		}
	}
}

// MkdirTemp makes a new directory, named as CreateTemp does, and returns its path.
func MkdirTemp(dir, pattern string) (string, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern, try)
		if err != nil {
			return "", &PathError{Op: "mkdirtemp", Path: pattern, Err: err}
		}
		err = Mkdir(name, 0700)
		if err == nil {
			return name, nil
		}
		if !IsExist(err) || try >= tempTries {
			return "", missing(dir, err)
		}
	}
}

// missing returns what is wrong with dir, where MkdirTemp has failed with err, if it is not there.
func missing(dir string, err error) error {
	if dir != "" && IsNotExist(err) {
		if _, wrong := Stat(dir); IsNotExist(wrong) {
			return wrong
		}
	}
	return err
}

// IsPathSeparator reports whether c separates the names in a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// Hostname returns the name of the host, as the kernel knows it.
func Hostname() (name string, err error) {
	var u [6][65]byte // struct utsname: system, node, release, version, machine, domain
	_, _, e := syscall.Syscall(syscall.SYS_UNAME, uintptr(unsafe.Pointer(&u)), 0, 0)
	if e != 0 {
		return "", NewSyscallError("uname", e)
	}
	n := 0
	for u[1][n] != 0 {
		n++
	}
	return string(u[1][:n]), nil
}

// Executable returns the path of the program that runs.
func Executable() (string, error) {
	return Readlink("/proc/self/exe")
}

// UserHomeDir returns the user's home: $HOME.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

// UserCacheDir returns the folder for cached data: $XDG_CACHE_HOME, or $HOME/.cache.
func UserCacheDir() (string, error) {
	return userDir("XDG_CACHE_HOME", "/.cache")
}

// UserConfigDir returns the folder for configuration: $XDG_CONFIG_HOME, or $HOME/.config.
func UserConfigDir() (string, error) {
	return userDir("XDG_CONFIG_HOME", "/.config")
}

func userDir(variable, under string) (string, error) {
	if dir := Getenv(variable); dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + variable + " is relative")
		}
		return dir, nil
	}
	if home := Getenv("HOME"); home != "" {
		return home + under, nil
	}
	return "", errors.New("neither $" + variable + " nor $HOME are defined")
}
