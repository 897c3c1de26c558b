package fs

import (
	"errors"
	"path"
)

// What a WalkDirFunc returns to go on elsewhere.
var (
	SkipDir = errors.New("skip this directory")               // or, for a file, the rest of its directory
	SkipAll = errors.New("skip everything and stop the walk") // without an error
)

// A WalkDirFunc is called by WalkDir for each file. path begins with the root that WalkDir was given. If err
// is nil, and the result nil and d a directory, its entries come next. err is not nil if the root could
// not be described, and then d is nil; or, at a second call for a directory, if it could not be read whole.
// Then nil as result makes WalkDir go on with what was read. A result beside SkipDir and SkipAll ends
// the walk and is what WalkDir returns.
type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir calls fn for root and all that is below it, in lexical order. It follows no symbolic links but root.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(fsys, root, FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// walkDir returns SkipDir only for a file: it means that file's directory.
func walkDir(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	err := fn(name, d, nil)
	if !d.IsDir() {
		return err
	}
	if err == nil {
		err = walkEntries(fsys, name, d, fn)
	}
	if err == SkipDir {
		return nil
	}
	return err
}

func walkEntries(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	list, err := ReadDir(fsys, name)
	if err != nil {
		if err := fn(name, d, err); err != nil {
			return err
		}
	}
	for _, e := range list {
		if err := walkDir(fsys, path.Join(name, e.Name()), e, fn); err != nil {
			return err
		}
	}
	return nil
}
