// Package fs describes file systems: what a file is, what it tells about itself, how it fails.
package fs

import (
	"internal/oserror"
	"time"
	"unicode/utf8"
)

// Errors of file systems; test for them with errors.Is.
var (
	ErrInvalid    = oserror.ErrInvalid    // "invalid argument"
	ErrPermission = oserror.ErrPermission // "permission denied"
	ErrExist      = oserror.ErrExist      // "file already exists"
	ErrNotExist   = oserror.ErrNotExist   // "file does not exist"
	ErrClosed     = oserror.ErrClosed     // "file already closed"
)

// An FS is a tree of files. Open takes slash-separated paths without leading slash, see ValidPath, and
// fails with a *PathError.
type FS interface {
	Open(name string) (File, error)
}

// A File is an open file; a directory implements ReadDirFile as well.
type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

// A ReadDirFile is an open directory. ReadDir returns the next n entries, or all that are left for n <= 0;
// with n > 0 the end is io.EOF.
type ReadDirFile interface {
	File
	ReadDir(n int) ([]DirEntry, error)
}

// A DirEntry is what a directory tells about one of its entries.
type DirEntry interface {
	Name() string            // without the directory
	IsDir() bool             // is it a directory
	Type() FileMode          // the type bits of its mode
	Info() (FileInfo, error) // the rest; the file may be gone
}

// A FileInfo describes a file.
type FileInfo interface {
	Name() string       // without the directory
	Size() int64        // in bytes, for regular files
	Mode() FileMode     // type and permissions
	ModTime() time.Time // when it was last written
	IsDir() bool        // Mode().IsDir()
	Sys() any           // what the system told; may be nil
}

// A FileMode holds a file's type and permissions. Only ModeDir is to be expected everywhere.
type FileMode uint32

// Type bits, then permissions as Unix has them.
const (
	ModeDir        FileMode = 1 << (31 - iota) // d: directory
	ModeAppend                                 // a: append-only
	ModeExclusive                              // l: exclusive use
	ModeTemporary                              // T: temporary (Plan 9)
	ModeSymlink                                // L: symbolic link
	ModeDevice                                 // D: device
	ModeNamedPipe                              // p: named pipe
	ModeSocket                                 // S: socket
	ModeSetuid                                 // u: set-user-id
	ModeSetgid                                 // g: set-group-id
	ModeCharDevice                             // c: character device, together with ModeDevice
	ModeSticky                                 // t: sticky
	ModeIrregular                              // ?: something else

	ModeType          = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular
	ModePerm FileMode = 0777
)

// String returns the mode as ls shows it: letters of the type bits, or -, and rwxrwxrwx.
func (m FileMode) String() string {
	const letters = "dalTLDpSugct?"
	const rwx = "rwxrwxrwx"
	var buf [32]byte
	w := 0
	for i := 0; i < len(letters); i++ {
		if m&(1<<uint(31-i)) != 0 {
			buf[w] = letters[i]
			w++
		}
	}
	if w == 0 {
		buf[w] = '-'
		w++
	}
	for i := 0; i < len(rwx); i++ {
		buf[w] = '-'
		if m&(1<<uint(8-i)) != 0 {
			buf[w] = rwx[i]
		}
		w++
	}
	return string(buf[:w])
}

// IsDir reports whether m is a directory's.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether m is a regular file's.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm returns the permission bits.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type returns the type bits.
func (m FileMode) Type() FileMode { return m & ModeType }

// A PathError says which operation failed on which file, and why.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *PathError) Unwrap() error { return e.Err }

// Timeout reports whether the reason was that something took too long.
func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// ValidPath reports whether name is a path that FS.Open takes: UTF-8, elements separated by single
// slashes, none of them ".", ".." or empty; only the root is ".".
func ValidPath(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	if name == "." {
		return true
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		if elem := name[start:i]; elem == "" || elem == "." || elem == ".." {
			return false
		}
		start = i + 1
	}
	return true
}
