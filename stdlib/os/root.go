package os

import (
	"errors"
	"internal/testlog"
	"runtime"
	"syscall"
	"time"
)

// A Root is a directory as a tree of files that nothing leads out of: a name that goes above it, by "..", a slash at its
// beginning or a symbolic link, is an error. Symbolic links that stay below it are followed. Other file systems mounted
// there, files of /proc and devices are not kept away.
//
// It stands for the directory itself, wherever that is moved. Its methods may be called by several goroutines at once.
// Chown and Chtimes may change a link instead of what it leads to, if the link is made meanwhile.
type Root struct {
	root *root
}

type root struct {
	sharedFD
	name string
}

// OpenRoot returns the directory as a Root; it follows symbolic links to it. An error is a *PathError.
func OpenRoot(name string) (*Root, error) {
	testlog.Open(name)
	for {
		fd, err := syscall.Open(name, syscall.O_CLOEXEC|syscall.O_RDONLY, 0)
		switch err {
		case nil:
			return newRoot(fd, name)
		case syscall.EINTR:
		default:
			return nil, &PathError{Op: "open", Path: name, Err: err}
		}
	}
}

// newRoot returns a Root for the descriptor, which it closes if that is no directory.
func newRoot(fd int, name string) (*Root, error) {
	var s fileStat
	err := syscall.Fstat(fd, &s.sys)
	if err == nil && s.sys.Mode&syscall.S_IFMT != syscall.S_IFDIR {
		err = errors.New("not a directory")
	}
	if err != nil {
		syscall.Close(fd)
		return nil, &PathError{Op: "open", Path: name, Err: err}
	}
	r := &Root{&root{sharedFD: sharedFD{fd: fd}, name: name}}
	runtime.SetFinalizer(r.root, func(r *root) { r.drop() })
	return r, nil
}

// OpenInRoot opens a file below dir as a Root does.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name returns the name given to OpenRoot.
func (r *Root) Name() string { return r.root.name }

// Close closes the Root; methods that come later return errors.
func (r *Root) Close() error {
	r.root.drop()
	runtime.SetFinalizer(r.root, nil)
	return nil
}

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create opens a file for reading and writing, as Create does.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// checkPerm returns an error if there is more in perm than permissions.
func checkPerm(op, name string, perm FileMode) error {
	if perm&0777 == perm {
		return nil
	}
	return &PathError{Op: op, Path: name, Err: errors.New("unsupported file mode")}
}

// full returns the name as those outside see it.
func (r *Root) full(name string) string { return inDir(r.root.name, name) }

// OpenFile opens a file as OpenFile does; perm is permissions alone.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if err := checkPerm("openat", name, perm); err != nil {
		return nil, err
	}
	testlog.Open(r.full(name))
	fd := -1
	err := r.walk(name, slashIsDir, nil, func(w *walker, last string) (err error) {
		const makes = O_CREATE | O_EXCL
		fd, err = openAt(w.dir, last, flag, perm)
		if flag&makes != makes && (err == syscall.ELOOP || err == syscall.ENOTDIR) {
			return linkOr(w.dir, last, err)
		}
		return err
	})
	if err != nil {
		return nil, &PathError{Op: "openat", Path: name, Err: err}
	}
	f := openedFile(fd, r.full(name), flag)
	f.inRoot = true
	return f, nil
}

// OpenRoot returns a directory below the Root as a Root of its own. An error is a *PathError.
func (r *Root) OpenRoot(name string) (*Root, error) {
	testlog.Open(r.full(name))
	fd := -1
	err := r.walk(name, slashIsDir, nil, func(w *walker, last string) (err error) {
		fd, err = openAt(w.dir, last, O_RDONLY, 0)
		if err == syscall.ELOOP {
			return linkOr(w.dir, last, err)
		}
		return err
	})
	if err != nil {
		return nil, &PathError{Op: "openat", Path: name, Err: err}
	}
	return newRoot(fd, r.full(name))
}

// change walks to name and does something there, to what a symbolic link leads to if follow.
func (r *Root) change(op, name string, follow bool, do func(dir int, name string) error) error {
	return pathError(op, name, r.walk(name, slashIsDir, nil, func(w *walker, last string) error {
		if follow {
			if err := linkOr(w.dir, last, nil); err != nil {
				return err
			}
		}
		return do(w.dir, last)
	}))
}

// Chmod sets the permissions of a file.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.change("chmodat", name, true, func(dir int, name string) error { return chmodAt(dir, name, mode) })
}

// Chown sets the owner and group of a file; -1 leaves one as it is.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.change("chownat", name, true, func(dir int, name string) error { return chownAt(dir, name, uid, gid) })
}

// Lchown is Chown for a symbolic link itself.
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.change("lchownat", name, false, func(dir int, name string) error { return chownAt(dir, name, uid, gid) })
}

// Chtimes sets the access and modification times of a file; a zero time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	return r.change("chtimesat", name, true, func(dir int, name string) error { return chtimesAt(dir, name, atime, mtime) })
}

// Remove removes a file or an empty directory.
func (r *Root) Remove(name string) error { return r.change("removeat", name, false, removeAt) }

// RemoveAll removes a file, or a directory and what is in it. That it does not exist is no error.
func (r *Root) RemoveAll(name string) error {
	for len(name) > 0 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	if name == "." || len(name) >= 2 && name[len(name)-2:] == "/." {
		return &PathError{Op: "RemoveAll", Path: name, Err: syscall.EINVAL}
	}
	err := r.change("RemoveAll", name, false, removeTree)
	if IsNotExist(err) {
		return nil
	}
	return err
}

// Readlink returns where a symbolic link points to.
func (r *Root) Readlink(name string) (target string, err error) {
	err = r.change("readlinkat", name, false, func(dir int, name string) (err error) {
		target, err = readlinkAt(dir, name)
		return err
	})
	return target, err
}

// Stat describes a file; it follows symbolic links.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat describes a file; it does not follow a symbolic link.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

func (r *Root) stat(name string, follow bool) (FileInfo, error) {
	testlog.Stat(r.full(name))
	var info *fileStat
	err := r.change("statat", name, follow, func(dir int, last string) (err error) {
		info, err = lstatAt(dir, last, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return info, nil
}

// Mkdir makes a directory with mode perm, permissions alone, less the umask.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if err := checkPerm("mkdirat", name, perm); err != nil {
		return err
	}
	return pathError("mkdirat", name, r.walk(name, slashNothing, nil, func(w *walker, last string) error {
		return mkdirAt(w.dir, last, perm)
	}))
}

// MkdirAll makes a directory and those above it that are missing.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if err := checkPerm("mkdirat", name, perm); err != nil {
		return err
	}
	opening := func(w *walker, part string) (int, error) { return openOrMake(w, part, perm) }
	err := r.walk(name, slashNothing, opening, func(w *walker, last string) error {
		err := mkdirAt(w.dir, last, perm)
		if err == syscall.EEXIST {
			err = r.isDir(w.dir, last, name)
		}
		return pathError("mkdirat", w.fullPath(last), err)
	})
	if _, ok := err.(*PathError); ok {
		return err
	}
	return pathError("mkdirat", name, err)
}

// openOrMake opens a directory, which it makes if there is none.
func openOrMake(w *walker, name string, perm FileMode) (int, error) {
	for try := 0; ; try++ {
		fd, err := openDir(w.dir, name)
		if _, link := err.(symlinkTo); err == nil || link {
			return fd, err
		}
		if try > 0 || err != syscall.ENOENT {
			return -1, &PathError{Op: "openat", Path: w.fullPath(name), Err: err}
		}
		// Somebody else may make it meanwhile.
		if err := mkdirAt(w.dir, name, perm); err != nil && err != syscall.EEXIST {
			return -1, &PathError{Op: "mkdirat", Path: w.fullPath(name), Err: err}
		}
	}
}

// isDir returns nil if last in dir is a directory, or path, which leads there, is a link to one; otherwise what is wrong.
func (r *Root) isDir(dir int, last, path string) error {
	info, err := lstatAt(dir, last, last)
	switch {
	case err != nil:
		return syscall.EEXIST
	case info.IsDir():
		return nil
	case info.Mode()&ModeSymlink == 0:
		return syscall.EEXIST
	}
	end, err := r.Stat(path)
	switch {
	case IsNotExist(err):
		return syscall.EEXIST
	case err != nil:
		return err
	case !end.IsDir():
		return syscall.ENOTDIR
	}
	return nil
}

// Rename renames a file; it replaces a file that has the new name. An error is a *LinkError.
func (r *Root) Rename(oldname, newname string) error {
	return r.two("renameat", oldname, newname, slashMayMake, func(from, to *walker, old, name string) error {
		if to.slash {
			info, err := lstatAt(from.dir, old, old)
			if err != nil {
				return err
			}
			if !info.IsDir() {
				return syscall.ENOTDIR
			}
		}
		if there, err := lstatAt(to.dir, name, name); err == nil && there.IsDir() {
			info, err := lstatAt(from.dir, old, old)
			if err != nil {
				return err
			}
			if name == old || !SameFile(there, info) {
				return syscall.EEXIST
			}
		}
		return twoAt(syscall.SYS_RENAMEAT, from.dir, old, to.dir, name)
	})
}

// Link makes newname a hard link to oldname, to the link itself if that is a symbolic one. An error is a *LinkError.
func (r *Root) Link(oldname, newname string) error {
	return r.two("linkat", oldname, newname, slashIsDir, func(from, to *walker, old, name string) error {
		return twoAt(syscall.SYS_LINKAT, from.dir, old, to.dir, name)
	})
}

func (r *Root) two(op, oldname, newname string, rule slashRule, do func(from, to *walker, old, name string) error) error {
	err := r.walk(oldname, slashIsDir, nil, func(from *walker, old string) error {
		return r.walk(newname, rule, nil, func(to *walker, name string) error { return do(from, to, old, name) })
	})
	if err != nil {
		return &LinkError{op, oldname, newname, err}
	}
	return nil
}

// Symlink makes newname a symbolic link to oldname, which may be anything, also out of the Root: it is not followed there.
func (r *Root) Symlink(oldname, newname string) error {
	err := r.walk(newname, slashIsDir, nil, func(w *walker, last string) error {
		return symlinkAt(oldname, w.dir, last)
	})
	if err != nil {
		return &LinkError{"symlinkat", oldname, newname, err}
	}
	return nil
}

// ReadFile returns the contents of a file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

// WriteFile makes a file, with mode perm less the umask, or empties it, and writes data.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	return f.writeAll(data)
}
