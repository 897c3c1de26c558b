// Package filepath works on the names of files. On this system their elements are separated by slashes, so
// that what only looks at names is as in package path.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Separator separates the elements of a path, ListSeparator the paths of a list.
const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// ErrBadPattern tells of a pattern that is not well formed.
var ErrBadPattern = path.ErrBadPattern

// Clean returns the shortest path that means the same, if no symbolic links are in it; see path.Clean.
func Clean(name string) string { return path.Clean(name) }

// Join returns the elements that are not empty with separators between, cleaned; "" if there are none.
func Join(elem ...string) string { return path.Join(elem...) }

// Split splits a path after its last separator: path = dir+file.
func Split(name string) (dir, file string) { return path.Split(name) }

// Base returns the last element; separators at the end do not count. An empty path has ".".
func Base(name string) string { return path.Base(name) }

// Dir returns, cleaned, all that is before the last separator.
func Dir(name string) string { return path.Dir(name) }

// Ext returns what the last element has from its last dot on.
func Ext(name string) string { return path.Ext(name) }

// IsAbs reports whether a path begins at the root.
func IsAbs(name string) bool { return path.IsAbs(name) }

// Match reports whether pattern matches all of name; see path.Match for what patterns are.
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }

// ToSlash returns path with slashes in place of separators.
func ToSlash(path string) string { return path }

// FromSlash returns path with separators in place of slashes.
func FromSlash(path string) string { return path }

// VolumeName returns the volume that path begins with: here "", as there are none.
func VolumeName(path string) string { return "" }

// SplitList splits a list of paths, such as $PATH. The empty list has none.
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, string(ListSeparator))
}

// HasPrefix reports whether p begins with prefix.
//
// Deprecated: it does not look for the ends of elements.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// IsLocal reports whether path, which is not empty, is relative and never leaves the directory it is relative
// to. Symbolic links are not considered.
func IsLocal(path string) bool {
	if path == "" || IsAbs(path) {
		return false
	}
	clean := Clean(path)
	return clean != ".." && !strings.HasPrefix(clean, "../")
}

// Localize returns the system's name for a path of package fs, if it has one.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.IndexByte(path, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return path, nil
}

// Abs returns path, joined to the current directory if it is relative, cleaned.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(here, path), nil
}

// Rel returns a path that leads from basePath to targPath: Join(basePath, it) is targPath, cleaned. It fails
// if only one of the two is relative, or basePath goes up to directories whose names are not known.
func Rel(basePath, targPath string) (string, error) {
	base, target := Clean(basePath), Clean(targPath)
	if base == target {
		return ".", nil
	}
	if IsAbs(base) != IsAbs(target) {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	up, down := elements(base), elements(target)
	for len(up) > 0 && len(down) > 0 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	if len(up) > 0 && up[0] == ".." {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	for i := range up {
		up[i] = ".."
	}
	return strings.Join(append(up, down...), string(Separator)), nil
}

func elements(clean string) []string {
	if clean == "." {
		return nil
	}
	return strings.FieldsFunc(clean, func(r rune) bool { return r == Separator })
}
