package os

import "io/fs"

// FS returns the Root as a file system. It implements fs.StatFS, fs.ReadFileFS, fs.ReadDirFS and fs.ReadLinkFS.
func (r *Root) FS() fs.FS { return rootFS{r} }

type rootFS struct{ r *Root }

// inRoot calls f unless name is no path of package fs.
func inRoot[T any](op, name string, f func(name string) (T, error)) (T, error) {
	if !fs.ValidPath(name) {
		var none T
		return none, &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return f(name)
}

func (s rootFS) Open(name string) (fs.File, error) {
	f, err := inRoot("open", name, s.r.Open)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (s rootFS) ReadDir(name string) ([]DirEntry, error) {
	f, err := inRoot("readdir", name, s.r.Open)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	sortEntries(list)
	return list, err
}

func (s rootFS) ReadFile(name string) ([]byte, error)   { return inRoot("readfile", name, s.r.ReadFile) }
func (s rootFS) ReadLink(name string) (string, error)   { return inRoot("readlink", name, s.r.Readlink) }
func (s rootFS) Stat(name string) (fs.FileInfo, error)  { return inRoot("stat", name, s.r.Stat) }
func (s rootFS) Lstat(name string) (fs.FileInfo, error) { return inRoot("lstat", name, s.r.Lstat) }
