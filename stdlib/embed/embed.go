// Package embed holds files that were part of the program's source: a line
//
//	//go:embed pattern...
//
// before the declaration of a package variable of type string, []byte or FS makes the contents of the files
// that the patterns match the variable's initial value. Patterns are those of path.Match, relative to the package's
// directory; a directory stands for all files below it but those whose names begin with . or _, which `all:` before a
// pattern includes.
package embed

import (
	"errors"
	"io"
	"io/fs"
	"time"
)

// FS is a tree of files that cannot be changed; its zero value is an empty one. Copies share the files, and any number of
// goroutines may use it.
type FS struct {
	// The compiler makes it (lang/check_embed.c): files and the directories on the way to them, sorted by directory
	// ("." for those without one), then by last element. So what is in a directory lies together.
	files *[]file
}

// file is a file or a directory, as fs.FileInfo and fs.DirEntry.
type file struct {
	name string // the whole path; a directory's ends in a slash
	data string
}

var root = file{name: "./"}

// split cuts a path into its directory and last element.
func split(name string) (dir, elem string) {
	if n := len(name); n > 0 && name[n-1] == '/' {
		name = name[:n-1]
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[:i], name[i+1:]
		}
	}
	return ".", name
}

func (f *file) Name() string {
	_, elem := split(f.name)
	return elem
}

func (f *file) IsDir() bool { return f.name[len(f.name)-1] == '/' }

func (f *file) Mode() fs.FileMode {
	if f.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }

// from returns the index of the first file that does not come before elem in dir.
func (f FS) from(dir, elem string) int {
	low, high := 0, len(*f.files)
	for low < high {
		middle := (low + high) / 2
		d, e := split((*f.files)[middle].name)
		if d < dir || d == dir && e < elem {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// find returns the file of that name, nil if there is none.
func (f FS) find(name string) *file {
	if name == "." {
		return &root
	}
	if f.files == nil || !fs.ValidPath(name) {
		return nil
	}
	dir, elem := split(name)
	i := f.from(dir, elem)
	if i == len(*f.files) {
		return nil
	}
	found := &(*f.files)[i]
	if d, e := split(found.name); d != dir || e != elem {
		return nil
	}
	return found
}

// list returns what is right in a directory.
func (f FS) list(dir string) []file {
	if f.files == nil {
		return nil
	}
	start := f.from(dir, "")
	end := start
	for end < len(*f.files) {
		if d, _ := split((*f.files)[end].name); d != dir {
			break
		}
		end++
	}
	return (*f.files)[start:end]
}

// Open opens a file or a directory. A file that is none can be read at any place: it implements io.Seeker and
// io.ReaderAt. An error is a *fs.PathError.
func (f FS) Open(name string) (fs.File, error) {
	found := f.find(name)
	if found == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if found.IsDir() {
		return &openDir{f: found, rest: f.list(name)}, nil
	}
	return &openFile{f: found}, nil
}

// ReadDir returns the entries of a directory, sorted by name.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	dir, ok := opened.(*openDir)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a directory")}
	}
	return entries(dir.rest), nil
}

// ReadFile returns the contents of a file, in memory of the caller's own.
func (f FS) ReadFile(name string) ([]byte, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	plain, ok := opened.(*openFile)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	}
	return []byte(plain.f.data), nil
}

func entries(files []file) []fs.DirEntry {
	list := make([]fs.DirEntry, len(files))
	for i := range files {
		list[i] = &files[i]
	}
	return list
}

// openFile is a file being read.
type openFile struct {
	f  *file
	at int64
}

func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.f, nil }

func (f *openFile) fault(op string, err error) error {
	return &fs.PathError{Op: op, Path: f.f.name, Err: err}
}

func (f *openFile) Read(p []byte) (int, error) {
	if f.at >= f.f.Size() {
		return 0, io.EOF
	}
	n := copy(p, f.f.data[f.at:])
	f.at += int64(n)
	return n, nil
}

// Seek goes no further than the end of the file.
func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.f.Size()
	}
	if offset < 0 || offset > f.f.Size() {
		return 0, f.fault("seek", fs.ErrInvalid)
	}
	f.at = offset
	return offset, nil
}

func (f *openFile) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.f.Size() {
		return 0, f.fault("read", fs.ErrInvalid)
	}
	n := copy(p, f.f.data[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// openDir is a directory being read.
type openDir struct {
	f    *file
	rest []file // not handed out yet
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.f, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.f.name, Err: errors.New("is a directory")}
}

// ReadDir returns the next count entries, or all that are left if count is not positive.
func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.rest)
	if n == 0 && count > 0 {
		return nil, io.EOF
	}
	if n == 0 {
		return nil, nil
	}
	if count > 0 && count < n {
		n = count
	}
	next := d.rest[:n]
	d.rest = d.rest[n:]
	return entries(next), nil
}
