package os

import (
	"errors"
	"io"
	"io/fs"
)

// DirFS returns the tree of files below a directory. It does not keep symbolic links from leading out of
// it. The result implements fs.StatFS, fs.ReadFileFS, fs.ReadDirFS and fs.ReadLinkFS.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

// full returns the name as the system knows it.
func (dir dirFS) full(name string) (string, error) {
	if dir == "" {
		return "", errors.New("os: DirFS with empty root")
	}
	if !localName(name) {
		return "", ErrInvalid
	}
	return inDir(string(dir), name), nil
}

// localName reports whether name is a path of package fs that the system can have.
func localName(name string) bool {
	for i := range len(name) {
		if name[i] == 0 {
			return false
		}
	}
	return fs.ValidPath(name)
}

func inDir(dir, name string) string {
	if dir[len(dir)-1] == '/' {
		return dir + name
	}
	return dir + "/" + name
}

// below calls f with the name as the system knows it. Its error speaks of the name as it was given.
func below[T any](dir dirFS, op, name string, f func(name string) (T, error)) (T, error) {
	var none T
	full, err := dir.full(name)
	if err != nil {
		return none, &PathError{Op: op, Path: name, Err: err}
	}
	result, err := f(full)
	if err != nil {
		if e, ok := err.(*PathError); ok {
			e.Path = name
		}
		return none, err
	}
	return result, nil
}

func (dir dirFS) Open(name string) (fs.File, error) {
	return below(dir, "open", name, func(name string) (fs.File, error) { return Open(name) })
}

func (dir dirFS) ReadFile(name string) ([]byte, error) { return below(dir, "readfile", name, ReadFile) }
func (dir dirFS) ReadDir(name string) ([]DirEntry, error) {
	return below(dir, "readdir", name, ReadDir)
}
func (dir dirFS) Stat(name string) (fs.FileInfo, error)  { return below(dir, "stat", name, Stat) }
func (dir dirFS) Lstat(name string) (fs.FileInfo, error) { return below(dir, "lstat", name, Lstat) }

// The error of ReadLink speaks of the name as the system knows it.
func (dir dirFS) ReadLink(name string) (string, error) {
	full, err := dir.full(name)
	if err != nil {
		return "", &PathError{Op: "readlink", Path: name, Err: err}
	}
	return Readlink(full)
}

// CopyFS copies a tree into the directory dir, which it makes if there is none. Files get the mode 0666, with
// what their own adds, and directories 0777, less the umask; no file that exists is overwritten. What
// is no file, directory or symbolic link is an error.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !localName(path) {
			return ErrInvalid
		}
		to := inDir(dir, path)
		switch d.Type() {
		case ModeDir:
			return MkdirAll(to, 0777)
		case ModeSymlink:
			target, err := fs.ReadLink(fsys, path)
			if err != nil {
				return err
			}
			return Symlink(target, to)
		case 0:
			return copyFile(to, fsys, path)
		}
		return &PathError{Op: "CopyFS", Path: path, Err: ErrInvalid}
	})
}

func copyFile(to string, fsys fs.FS, from string) error {
	r, err := fsys.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return err
	}
	w, err := OpenFile(to, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode().Perm())
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return &PathError{Op: "Copy", Path: to, Err: err}
	}
	return w.Close()
}
