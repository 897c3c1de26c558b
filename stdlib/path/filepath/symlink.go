package filepath

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// EvalSymlinks returns path with symbolic links replaced by what they point to, cleaned. It stays relative
// unless a link leads to the root.
func EvalSymlinks(path string) (string, error) {
	const most = 255
	done, rest := start(path), path // done has no links in it
	for links := 0; ; {
		rest = strings.TrimLeft(rest, "/")
		if rest == "" {
			return Clean(done), nil
		}
		elem := rest
		if i := strings.IndexByte(rest, Separator); i >= 0 {
			elem = rest[:i]
		}
		rest = rest[len(elem):]
		switch elem {
		case ".":
			continue
		case "..":
			done = up(done)
			continue
		}
		name := extend(done, elem)
		target, err := readLink(name, rest != "")
		if err != nil {
			return "", err
		}
		if target == "" {
			done = name
			continue
		}
		if links++; links > most {
			return "", errors.New("EvalSymlinks: too many links")
		}
		if IsAbs(target) {
			done = "/"
		}
		rest = target + rest
	}
}

// readLink returns what a symbolic link points to, and "" for something else, which must be a directory if
// inside says that the path goes on.
func readLink(name string, inside bool) (string, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return "", err
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return os.Readlink(name)
	case inside && !info.IsDir():
		return "", syscall.ENOTDIR
	}
	return "", nil
}

// up drops the last element of done, or adds ".." if it has none to drop.
func up(done string) string {
	last := strings.LastIndexByte(done, Separator)
	if last > 0 && done[last+1:] != ".." {
		return done[:last]
	}
	return extend(done, "..")
}

func extend(done, elem string) string {
	if done == "" || done == "/" {
		return done + elem
	}
	return done + "/" + elem
}

// start returns the part of path that needs no look: the root.
func start(path string) string {
	if IsAbs(path) {
		return "/"
	}
	return ""
}
