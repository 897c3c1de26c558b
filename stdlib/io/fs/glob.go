package fs

import "path"

// A GlobFS finds the files that a pattern matches.
type GlobFS interface {
	FS
	Glob(pattern string) ([]string, error)
}

// Glob returns the names that pattern, as of path.Match, matches: by fsys's own Glob, or by reading
// directories. What cannot be read is passed over; the error can only be path.ErrBadPattern.
func Glob(fsys FS, pattern string) (matches []string, err error) {
	if fsys, ok := fsys.(GlobFS); ok {
		return fsys.Glob(pattern)
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if tooDeep(pattern) {
		return nil, path.ErrBadPattern
	}
	return glob(fsys, pattern), nil
}

// tooDeep reports whether pattern has so many elements that glob would need an unreasonable stack.
func tooDeep(pattern string) bool {
	const limit = 10000
	n := 0
	for i := range len(pattern) {
		if pattern[i] == '/' {
			n++
		}
	}
	return n > limit
}

// glob is Glob for a well-formed pattern. It matches the directory first, then the last element.
func glob(fsys FS, pattern string) []string {
	if !hasMeta(pattern) {
		if _, err := Stat(fsys, pattern); err != nil {
			return nil
		}
		return []string{pattern}
	}
	dir, last := path.Split(pattern)
	switch dir {
	case "":
		dir = "."
	case "/":
	default:
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if hasMeta(dir) {
		dirs = glob(fsys, dir)
	}
	var matches []string
	for _, dir := range dirs {
		list, err := ReadDir(fsys, dir)
		if err != nil {
			continue
		}
		for _, e := range list {
			if ok, _ := path.Match(last, e.Name()); ok {
				matches = append(matches, path.Join(dir, e.Name()))
			}
		}
	}
	return matches
}

// hasMeta reports whether pattern matches more than itself, or less.
func hasMeta(pattern string) bool {
	for i := range len(pattern) {
		switch pattern[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}
