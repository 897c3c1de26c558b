// Package ioutil has the older names of functions that are in packages io and os.
//
// Deprecated: use those.
package ioutil

import (
	"io"
	"io/fs"
	"os"
)

// Discard takes all and keeps nothing.
//
// Deprecated: it is io.Discard.
var Discard io.Writer = io.Discard

// ReadAll reads r to its end.
//
// Deprecated: it is io.ReadAll.
func ReadAll(r io.Reader) ([]byte, error) { return io.ReadAll(r) }

// NopCloser gives r a Close method that does nothing.
//
// Deprecated: it is io.NopCloser.
func NopCloser(r io.Reader) io.ReadCloser { return io.NopCloser(r) }

// ReadFile returns the contents of a file.
//
// Deprecated: it is os.ReadFile.
func ReadFile(filename string) ([]byte, error) { return os.ReadFile(filename) }

// WriteFile writes a file.
//
// Deprecated: it is os.WriteFile.
func WriteFile(filename string, data []byte, perm fs.FileMode) error {
	return os.WriteFile(filename, data, perm)
}

// ReadDir describes the files of a directory, sorted by name.
//
// Deprecated: os.ReadDir does not describe each file and is faster.
func ReadDir(dirname string) ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(dirname)
	if err != nil {
		return nil, err
	}
	list := make([]fs.FileInfo, 0, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		list = append(list, info)
	}
	return list, nil
}

// TempFile makes a new file and opens it.
//
// Deprecated: it is os.CreateTemp.
func TempFile(dir, pattern string) (f *os.File, err error) { return os.CreateTemp(dir, pattern) }

// TempDir makes a new directory.
//
// Deprecated: it is os.MkdirTemp.
func TempDir(dir, pattern string) (name string, err error) { return os.MkdirTemp(dir, pattern) }
