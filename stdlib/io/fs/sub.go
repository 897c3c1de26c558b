package fs

import (
	"errors"
	"path"
)

// A SubFS makes trees of its subdirectories.
type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

// Sub returns the tree below a directory of fsys: by fsys's own Sub, or one that puts dir before all names.
func Sub(fsys FS, dir string) (FS, error) {
	if !ValidPath(dir) {
		return nil, &PathError{Op: "sub", Path: dir, Err: ErrInvalid}
	}
	if dir == "." {
		return fsys, nil
	}
	if fsys, ok := fsys.(SubFS); ok {
		return fsys.Sub(dir)
	}
	return &subtree{fsys, dir}, nil
}

type subtree struct {
	fsys FS
	dir  string
}

// full returns the name that fsys knows.
func (s *subtree) full(op, name string) (string, error) {
	if !ValidPath(name) {
		return "", &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return path.Join(s.dir, name), nil
}

// short returns the name in the subtree.
func (s *subtree) short(name string) (string, bool) {
	n := len(s.dir)
	switch {
	case name == s.dir:
		return ".", true
	case len(name) > n+1 && name[:n] == s.dir && name[n] == '/':
		return name[n+1:], true
	}
	return "", false
}

// shorten makes an error speak of names in the subtree.
func (s *subtree) shorten(err error) error {
	if e, ok := err.(*PathError); ok {
		if short, ok := s.short(e.Path); ok {
			e.Path = short
		}
	}
	return err
}

// below calls f with the name that fsys knows.
func below[T any](s *subtree, op, name string, f func(fsys FS, name string) (T, error)) (T, error) {
	full, err := s.full(op, name)
	if err != nil {
		var none T
		return none, err
	}
	result, err := f(s.fsys, full)
	return result, s.shorten(err)
}

func (s *subtree) Open(name string) (File, error) {
	return below(s, "open", name, func(fsys FS, name string) (File, error) { return fsys.Open(name) })
}

func (s *subtree) ReadDir(name string) ([]DirEntry, error) { return below(s, "read", name, ReadDir) }
func (s *subtree) ReadFile(name string) ([]byte, error)    { return below(s, "read", name, ReadFile) }
func (s *subtree) ReadLink(name string) (string, error)    { return below(s, "readlink", name, ReadLink) }
func (s *subtree) Lstat(name string) (FileInfo, error)     { return below(s, "lstat", name, Lstat) }

func (s *subtree) Glob(pattern string) ([]string, error) {
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if pattern == "." {
		return []string{"."}, nil
	}
	list, err := Glob(s.fsys, s.dir+"/"+pattern)
	for i, name := range list {
		short, ok := s.short(name)
		if !ok {
			return nil, errors.New("invalid result from inner fsys Glob: " + name + " not in " + s.dir)
		}
		list[i] = short
	}
	return list, s.shorten(err)
}

func (s *subtree) Sub(dir string) (FS, error) {
	if dir == "." {
		return s, nil
	}
	full, err := s.full("sub", dir)
	if err != nil {
		return nil, err
	}
	return &subtree{s.fsys, full}, nil
}
