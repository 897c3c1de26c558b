package fs

import (
	"errors"
	"internal/strconv"
	"io"
	"slices"
)

// A StatFS describes files without opening them.
type StatFS interface {
	FS
	Stat(name string) (FileInfo, error)
}

// Stat describes a file: by fsys's own Stat, or by opening it.
func Stat(fsys FS, name string) (FileInfo, error) {
	if fsys, ok := fsys.(StatFS); ok {
		return fsys.Stat(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}

// A ReadFileFS reads whole files. The caller may change what ReadFile returns.
type ReadFileFS interface {
	FS
	ReadFile(name string) ([]byte, error)
}

// ReadFile returns the contents of a file: by fsys's own ReadFile, or by opening and reading it.
func ReadFile(fsys FS, name string) ([]byte, error) {
	if fsys, ok := fsys.(ReadFileFS); ok {
		return fsys.ReadFile(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size := 0
	if info, err := f.Stat(); err == nil && info.Size() == int64(int(info.Size())) {
		size = int(info.Size())
	}
	data := make([]byte, 0, size+1) // one more byte, to see the end
	for {
		if len(data) == cap(data) {
			data = slices.Grow(data, 1)
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
	}
}

// A ReadDirFS reads whole directories. The entries are sorted by name.
type ReadDirFS interface {
	FS
	ReadDir(name string) ([]DirEntry, error)
}

// ReadDir returns the entries of a directory, sorted by name: by fsys's own ReadDir, or by opening and
// reading it.
func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if fsys, ok := fsys.(ReadDirFS); ok {
		return fsys.ReadDir(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dir, ok := f.(ReadDirFile)
	if !ok {
		return nil, &PathError{Op: "readdir", Path: name, Err: errors.New("not implemented")}
	}
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1
	})
	return list, err
}

// A ReadLinkFS knows symbolic links. ReadLink returns what one points to, Lstat describes the link itself.
type ReadLinkFS interface {
	FS
	ReadLink(name string) (string, error)
	Lstat(name string) (FileInfo, error)
}

// ReadLink returns what a symbolic link points to; it fails if fsys has no such method.
func ReadLink(fsys FS, name string) (string, error) {
	if fsys, ok := fsys.(ReadLinkFS); ok {
		return fsys.ReadLink(name)
	}
	return "", &PathError{Op: "readlink", Path: name, Err: ErrInvalid}
}

// Lstat describes a file, and not what it points to if it is a symbolic link and fsys knows of those.
func Lstat(fsys FS, name string) (FileInfo, error) {
	if fsys, ok := fsys.(ReadLinkFS); ok {
		return fsys.Lstat(name)
	}
	return Stat(fsys, name)
}

// An infoEntry is a DirEntry made of a FileInfo.
type infoEntry struct{ info FileInfo }

func (e infoEntry) Name() string            { return e.info.Name() }
func (e infoEntry) IsDir() bool             { return e.info.IsDir() }
func (e infoEntry) Type() FileMode          { return e.info.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.info, nil }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

// FileInfoToDirEntry returns a DirEntry that knows what info does; nil for nil.
func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

// FormatDirEntry returns a line of a listing: type and name, with a slash after a directory's.
func FormatDirEntry(dir DirEntry) string {
	mode := dir.Type().String()
	return mode[:len(mode)-len("rwxrwxrwx")] + " " + nameOf(dir)
}

// FormatFileInfo returns a line of a long listing: mode, size, time and name, with a slash after a
// directory's.
func FormatFileInfo(info FileInfo) string {
	return info.Mode().String() + " " + strconv.FormatInt(info.Size(), 10) + " " +
		info.ModTime().Format("2006-01-02 15:04:05") + " " + nameOf(info)
}

func nameOf(f interface {
	Name() string
	IsDir() bool
}) string {
	if f.IsDir() {
		return f.Name() + "/"
	}
	return f.Name()
}
