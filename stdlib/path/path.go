// Package path works on paths whose elements are separated by slashes, as those of URLs, without looking at
// any file. For names of files there is package path/filepath.
package path

// Clean returns the shortest path that means the same: slashes count once, elements "." are dropped, an
// element and the ".." after it too, and ".." at the root. Only the root ends in a slash; nothing at all is
// ".".
func Clean(path string) string {
	rooted := len(path) > 0 && path[0] == '/'
	out := make([]byte, 0, max(len(path), 1))
	if rooted {
		out = append(out, '/')
	}
	floor := len(out) // what is before it no ".." takes away
	for i := 0; i < len(path); {
		start := i
		for i < len(path) && path[i] != '/' {
			i++
		}
		elem := path[start:i]
		i++
		switch {
		case elem == "" || elem == ".":
		case elem == ".." && len(out) > floor:
			out = parent(out, floor)
		case elem == ".." && rooted:
		default:
			out = appendElem(out, elem)
			if elem == ".." {
				floor = len(out)
			}
		}
	}
	if len(out) == 0 {
		return "."
	}
	if string(out) == path {
		return path
	}
	return string(out)
}

// parent drops the last element.
func parent(out []byte, floor int) []byte {
	n := len(out)
	for n > floor && out[n-1] != '/' {
		n--
	}
	if n > floor {
		n-- // the slash
	}
	return out[:n]
}

func appendElem(out []byte, elem string) []byte {
	if n := len(out); n > 0 && out[n-1] != '/' {
		out = append(out, '/')
	}
	return append(out, elem...)
}

// Join returns the elements that are not empty with slashes between, cleaned; "" if there are none.
func Join(elem ...string) string {
	n := 0
	for _, e := range elem {
		n += len(e) + 1
	}
	all := make([]byte, 0, n)
	for _, e := range elem {
		if e == "" {
			continue
		}
		if len(all) > 0 {
			all = append(all, '/')
		}
		all = append(all, e...)
	}
	if len(all) == 0 {
		return ""
	}
	return Clean(string(all))
}

// lastSlash returns the index of the last slash, or -1.
func lastSlash(path string) int {
	i := len(path) - 1
	for i >= 0 && path[i] != '/' {
		i--
	}
	return i
}

// Split splits path after its last slash: path = dir+file.
func Split(path string) (dir, file string) {
	i := lastSlash(path) + 1
	return path[:i], path[i:]
}

// Ext returns what the last element has from its last dot on.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base returns the last element; slashes at the end do not count. An empty path has ".", one of nothing but
// slashes "/".
func Base(path string) string {
	if path == "" {
		return "."
	}
	for len(path) > 0 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	return path[lastSlash(path)+1:]
}

// Dir returns, cleaned, all that is before the last slash.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// IsAbs reports whether path begins at the root.
func IsAbs(path string) bool { return len(path) > 0 && path[0] == '/' }
