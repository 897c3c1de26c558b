package os

import (
	"io"
	"io/fs"
	"syscall"
)

// A DirEntry is what a directory tells about one of its entries.
type DirEntry = fs.DirEntry

// A dirReader holds directory entries the kernel has delivered.
type dirReader struct {
	buf []byte
	end int // of what was delivered
	pos int
}

// A dirEntry is a DirEntry of a real directory.
type dirEntry struct {
	folder string
	name   string
	typ    FileMode
	info   FileInfo // if it is known already
}

func (d *dirEntry) Name() string   { return d.name }
func (d *dirEntry) IsDir() bool    { return d.typ.IsDir() }
func (d *dirEntry) Type() FileMode { return d.typ }

func (d *dirEntry) Info() (FileInfo, error) {
	if d.info != nil {
		return d.info, nil
	}
	return Lstat(d.folder + "/" + d.name)
}

// String returns the entry as a line of a listing: its type and name.
func (d *dirEntry) String() string {
	if d.IsDir() {
		return "d " + d.name + "/"
	}
	mode := d.typ.String()
	return mode[:len(mode)-9] + " " + d.name
}

const unknownType = ^FileMode(0)

// next returns the next raw entry; ok is false at the end.
func (d *dirReader) next(fd int) (name string, typ FileMode, ok bool, err error) {
	for {
		if d.pos >= d.end {
			d.end, err = syscall.ReadDirent(fd, d.buf)
			d.pos = 0
			if err != nil || d.end <= 0 {
				d.end = 0
				return "", 0, false, err
			}
		}
		// struct linux_dirent64: inode 8, offset 8, length 2, type 1, name, NUL.
		e := d.buf[d.pos:d.end]
		length := int(e[16]) | int(e[17])<<8
		d.pos += length
		inode := uint64(0)
		for i := 7; i >= 0; i-- {
			inode = inode<<8 | uint64(e[i])
		}
		text := e[19:length]
		n := 0
		for n < len(text) && text[n] != 0 {
			n++
		}
		name = string(text[:n])
		if inode == 0 || name == "." || name == ".." {
			continue
		}
		return name, typeOf(e[18]), true, nil
	}
}

// typeOf turns the type of a raw entry into a FileMode.
func typeOf(t byte) FileMode {
	switch t {
	case 1:
		return ModeNamedPipe
	case 2:
		return ModeDevice | ModeCharDevice
	case 4:
		return ModeDir
	case 6:
		return ModeDevice
	case 8:
		return 0
	case 10:
		return ModeSymlink
	case 12:
		return ModeSocket
	}
	return unknownType
}

// ReadDir returns the next n entries of the directory, or all that are left for n <= 0, in the order of
// the directory. With n > 0 the end is io.EOF.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	f.dirMu.Lock()
	defer f.dirMu.Unlock()
	if f.dir == nil {
		f.dir = &dirReader{buf: make([]byte, 8192)}
	}
	var list []DirEntry
	fd, open := f.enter()
	if !open {
		return nil, f.wrap("readdirent", ErrClosed)
	}
	defer f.leave()
	for n <= 0 || len(list) < n {
		name, typ, ok, err := f.dir.next(fd)
		if err != nil {
			return list, f.wrap("readdirent", err)
		}
		if !ok {
			break
		}
		e := &dirEntry{folder: f.name, name: name, typ: typ}
		if typ == unknownType || f.inRoot {
			info, err := f.lstatEntry(e)
			if IsNotExist(err) {
				continue
			}
			if err != nil {
				return list, err
			}
			e.typ = info.Mode().Type()
			e.info = info
		}
		list = append(list, e)
	}
	if n > 0 && len(list) == 0 {
		return nil, io.EOF
	}
	if list == nil {
		list = []DirEntry{}
	}
	return list, nil
}

// lstatEntry describes an entry: through the directory itself, which may not be where its name says, if it is in a Root. The caller has entered.
func (f *File) lstatEntry(e *dirEntry) (FileInfo, error) {
	if !f.inRoot {
		return e.Info()
	}
	info, err := lstatAt(f.fd, e.name, e.name)
	if err != nil {
		return nil, &PathError{Op: "lstat", Path: e.folder + "/" + e.name, Err: err}
	}
	return info, nil
}

// Readdirnames is ReadDir for the names alone.
func (f *File) Readdirnames(n int) (names []string, err error) {
	list, err := f.ReadDir(n)
	names = make([]string, len(list))
	for i, e := range list {
		names[i] = e.Name()
	}
	return names, err
}

// Readdir is ReadDir with a FileInfo of each entry.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	list, err := f.ReadDir(n)
	infos := make([]FileInfo, 0, len(list))
	for _, e := range list {
		info, infoErr := e.Info()
		if IsNotExist(infoErr) {
			continue
		}
		if infoErr != nil {
			return infos, infoErr
		}
		infos = append(infos, info)
	}
	return infos, err
}

// ReadDir returns the entries of a directory, sorted by name; after an error, those read until then.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := OpenFile(name, O_RDONLY|syscall.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	sortEntries(list)
	return list, err
}

// sortEntries sorts by name: heap sort, as package sort stands above this one.
func sortEntries(list []DirEntry) {
	n := len(list)
	for i := n/2 - 1; i >= 0; i-- {
		siftDown(list, i, n)
	}
	for i := n - 1; i > 0; i-- {
		list[0], list[i] = list[i], list[0]
		siftDown(list, 0, i)
	}
}

func siftDown(list []DirEntry, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && list[child].Name() < list[child+1].Name() {
			child++
		}
		if list[root].Name() >= list[child].Name() {
			return
		}
		list[root], list[child] = list[child], list[root]
		root = child
	}
}
