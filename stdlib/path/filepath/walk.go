package filepath

import (
	"io/fs"
	"os"
	"slices"
)

// What a WalkFunc or fs.WalkDirFunc returns to go on elsewhere; see package fs.
var (
	SkipDir = fs.SkipDir
	SkipAll = fs.SkipAll
)

// files is all files as an fs.FS whose names are the system's. It describes symbolic links as such.
type files struct{}

func (files) Open(name string) (fs.File, error)          { return os.Open(name) }
func (files) Stat(name string) (fs.FileInfo, error)      { return os.Lstat(name) }
func (files) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// Glob returns the names of files that pattern matches, in which whole paths can be given. What cannot be read is
// passed over; the error can only be ErrBadPattern.
func Glob(pattern string) (matches []string, err error) { return fs.Glob(files{}, pattern) }

// WalkDir calls fn for root and all that is below it, in lexical order, as fs.WalkDir does. It follows no
// symbolic links.
func WalkDir(root string, fn fs.WalkDirFunc) error { return fs.WalkDir(files{}, root, fn) }

// A WalkFunc is called by Walk for each file. path begins with the root that Walk was given. If err is not
// nil, the file could not be described, and then info is nil, or is a directory that could not be read.
// SkipDir as result passes over a directory or, for a file, the rest of its directory; SkipAll, over all
// that is left. Any other error ends the walk and is what Walk returns.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Walk calls fn for root and all that is below it, in lexical order. It follows no symbolic links. WalkDir
// does not describe each file and is faster.
func Walk(root string, fn WalkFunc) error {
	err := walkFrom(root, fn)
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// walkFrom returns SkipDir for a file if the rest of its directory is to be passed over.
func walkFrom(path string, fn WalkFunc) error {
	info, err := os.Lstat(path)
	if err != nil {
		err = fn(path, nil, err)
		if err == SkipDir {
			return nil
		}
		return err
	}
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	err = walkDir(path, info, fn)
	if err == SkipDir {
		return nil
	}
	return err
}

func walkDir(path string, info fs.FileInfo, fn WalkFunc) error {
	names, readErr := dirNames(path)
	if err := fn(path, info, readErr); err != nil || readErr != nil {
		return err
	}
	for _, name := range names {
		if err := walkFrom(Join(path, name), fn); err != nil {
			return err
		}
	}
	return nil
}

func dirNames(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	names, err := f.Readdirnames(-1)
	f.Close()
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	return names, nil
}
