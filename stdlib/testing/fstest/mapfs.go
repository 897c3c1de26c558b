// Package fstest has a file system in memory, and a test for file systems.
package fstest

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A MapFS is a file system in memory: a map of names, as Open takes them, to what they are. Directories need
// not be in it if something is in them; one that is there says more about it, or is empty. The map can be
// changed at any time, but not while the file system is in use.
type MapFS map[string]*MapFile

// A MapFile is what a name of a MapFS means.
type MapFile struct {
	Data    []byte      // content, or where a symbolic link leads to
	Mode    fs.FileMode // for FileInfo
	ModTime time.Time
	Sys     any
}

var (
	_ fs.FS         = MapFS(nil)
	_ fs.ReadLinkFS = MapFS(nil)
	_ fs.File       = (*openFile)(nil)
)

func notExist(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// Open opens a file; it follows symbolic links.
func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, notExist("open", name)
	}
	real, ok := fsys.resolve(name)
	if !ok {
		return nil, notExist("open", name)
	}
	file := fsys[real]
	if file != nil && !file.Mode.IsDir() {
		return &openFile{name, mapInfo{path.Base(name), file}, 0}, nil
	}
	entries, found := fsys.entries(real)
	if file == nil && !found && real != "." {
		return nil, notExist("open", name)
	}
	if file == nil {
		file = &MapFile{Mode: fs.ModeDir | 0o555}
	}
	base := path.Base(name)
	return &openDir{name, mapInfo{base, file}, entries, 0}, nil
}

// entries lists what is in directory dir. found tells if anything is below it.
func (fsys MapFS) entries(dir string) (list []mapInfo, found bool) {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	made := map[string]bool{} // directories that are not in the map, at least so far
	for name, file := range fsys {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok || name == "." {
			continue
		}
		found = true
		if elem, _, below := strings.Cut(rest, "/"); below {
			made[elem] = true
		} else {
			list = append(list, mapInfo{rest, file})
		}
	}
	for _, e := range list {
		delete(made, e.name)
	}
	for name := range made {
		list = append(list, mapInfo{name, &MapFile{Mode: fs.ModeDir | 0o555}})
	}
	slices.SortFunc(list, func(a, b mapInfo) int { return strings.Compare(a.name, b.name) })
	return list, found
}

// resolve follows the symbolic links in a name. ok is false if one leads nowhere.
func (fsys MapFS) resolve(name string) (real string, ok bool) { return fsys.follow(name, 0) }

func (fsys MapFS) follow(name string, depth int) (string, bool) {
	const deepest = 255 // links that lead in a circle
	if depth > deepest {
		return "", false
	}
	elements := strings.Split(name, "/")
	for i := range elements {
		prefix := path.Join(elements[:i+1]...)
		file := fsys[prefix]
		if file == nil || file.Mode.Type() != fs.ModeSymlink {
			continue
		}
		target := string(file.Data)
		if path.IsAbs(target) {
			return "", false
		}
		target = path.Join(path.Dir(prefix), target, path.Join(elements[i+1:]...))
		if !fs.ValidPath(target) {
			return "", false
		}
		return fsys.follow(target, depth+1)
	}
	return name, true
}

// onlyOpen hides the other methods from functions of package fs, which would call them.
type onlyOpen struct{ fs.FS }

type noSub struct{ MapFS }

func (noSub) Sub() {} // not the method of fs.SubFS

// ReadFile reads a file.
func (fsys MapFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(onlyOpen{fsys}, name) }

// Stat describes a file; it follows symbolic links.
func (fsys MapFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(onlyOpen{fsys}, name) }

// ReadDir lists a directory.
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(onlyOpen{fsys}, name)
}

// Glob lists the names that match a pattern.
func (fsys MapFS) Glob(pattern string) ([]string, error) { return fs.Glob(onlyOpen{fsys}, pattern) }

// Sub returns the file system below a directory.
func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(noSub{fsys}, dir) }

// ReadLink returns where a symbolic link leads to.
func (fsys MapFS) ReadLink(name string) (string, error) {
	info, err := fsys.lstat(name)
	if err != nil {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: err}
	}
	if info.file.Mode.Type() != fs.ModeSymlink {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return string(info.file.Data), nil
}

// Lstat describes a file; it does not follow a symbolic link at the end of the name.
func (fsys MapFS) Lstat(name string) (fs.FileInfo, error) {
	info, err := fsys.lstat(name)
	if err != nil {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: err}
	}
	return info, nil
}

func (fsys MapFS) lstat(name string) (*mapInfo, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	dir, ok := fsys.resolve(path.Dir(name))
	if !ok {
		return nil, fs.ErrNotExist
	}
	base := path.Base(name)
	real := path.Join(dir, base)
	file := fsys[real]
	if file == nil {
		if _, found := fsys.entries(real); !found && real != "." {
			return nil, fs.ErrNotExist
		}
		file = &MapFile{Mode: fs.ModeDir | 0o555}
	}
	return &mapInfo{base, file}, nil
}

// mapInfo is FileInfo and DirEntry of a file.
type mapInfo struct {
	name string
	file *MapFile
}

func (i *mapInfo) Name() string               { return path.Base(i.name) }
func (i *mapInfo) Size() int64                { return int64(len(i.file.Data)) }
func (i *mapInfo) Mode() fs.FileMode          { return i.file.Mode }
func (i *mapInfo) Type() fs.FileMode          { return i.file.Mode.Type() }
func (i *mapInfo) ModTime() time.Time         { return i.file.ModTime }
func (i *mapInfo) IsDir() bool                { return i.file.Mode.IsDir() }
func (i *mapInfo) Sys() any                   { return i.file.Sys }
func (i *mapInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i *mapInfo) String() string             { return fs.FormatFileInfo(i) }

// openFile is a file that is open.
type openFile struct {
	path string
	mapInfo
	offset int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return &f.mapInfo, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) wrong(op string) error {
	return &fs.PathError{Op: op, Path: f.path, Err: fs.ErrInvalid}
}

func (f *openFile) Read(b []byte) (int, error) {
	if f.offset >= int64(len(f.file.Data)) {
		return 0, io.EOF
	}
	if f.offset < 0 {
		return 0, f.wrong("read")
	}
	n := copy(b, f.file.Data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += int64(len(f.file.Data))
	}
	if offset < 0 || offset > int64(len(f.file.Data)) {
		return 0, f.wrong("seek")
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(f.file.Data)) {
		return 0, f.wrong("read")
	}
	n := copy(b, f.file.Data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// openDir is a directory that is open.
type openDir struct {
	path string
	mapInfo
	entries []mapInfo
	offset  int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return &d.mapInfo, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read(b []byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.entries) - d.offset
	if n == 0 && count > 0 {
		return nil, io.EOF
	}
	if count > 0 {
		n = min(n, count)
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = &d.entries[d.offset+i]
	}
	d.offset += n
	return list, nil
}
