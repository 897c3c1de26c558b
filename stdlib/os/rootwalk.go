package os

import (
	"errors"
	"io/fs"
	"syscall"
)

// How a Root finds a file without ever leaving its directory, whatever others do to the tree meanwhile.
//
// A path is cut into names, and the walk goes from directory to directory, each opened in the one before by its name, which
// the kernel is told not to follow. If the name is a symbolic link, the link's own names take its place, and the walk goes
// on from the same directory; a link that begins with a slash leads out. The last name is not opened but handed, with its
// directory, to what is to be done with it, which must not follow it either; it says that it is a link to follow by
// a symlinkTo for an error.
//
// The parent of a directory is never asked for: the directory may have been moved out of the Root since it was opened. What
// ".." takes away is taken from the path that the walk has come along, and the walk begins anew at the top. Where there
// are as many ".." as names before them the path escapes.
//
// So that nobody makes a walk endless, or very long, by links and "..", it may follow 8 links, and take 255 steps or begin
// anew 8 times, not both.

const (
	maxLinks    = 8
	maxSteps    = 255
	maxRestarts = 8
)

var errEscapes = errors.New("path escapes from parent")

// A symlinkTo is the error of a name that is a symbolic link.
type symlinkTo string

func (s symlinkTo) Error() string { return "symbolic link to " + string(s) }

// What a slash at the end of a path means.
type slashRule uint8

const (
	slashIsDir   slashRule = iota // it must be a directory, or a link to one
	slashMayMake                  // or nothing yet
	slashNothing
)

// A walker is on its way to a file.
type walker struct {
	top     int      // descriptor of the Root
	dir     int      // of the directory reached
	path    []string // names from top to dir
	names   []string // yet to go
	slash   bool     // the path ends in one
	links   int      // followed
	steps   int
	reruns  int
	opening func(w *walker, name string) (fd int, err error)
}

// splitNames cuts a path. "." is left out, except at the end.
func splitNames(path string) (names []string, slash bool, err error) {
	if path == "" {
		return nil, false, errors.New("empty path")
	}
	if path[0] == '/' {
		return nil, false, errEscapes
	}
	for len(path) > 0 {
		n := 0
		for n < len(path) && path[n] != '/' {
			n++
		}
		name := path[:n]
		for n < len(path) && path[n] == '/' {
			n++
			slash = true
		}
		path = path[n:]
		if path == "" || name != "." {
			names = append(names, name)
		}
		slash = slash && path == ""
	}
	return names, slash, nil
}

// walk finds name and calls act with the descriptor of its directory and its last name; w.slash says whether
// the path ended in a slash. opening opens the directories on the way; nil: openDir does.
func (r *Root) walk(name string, rule slashRule, opening func(w *walker, name string) (int, error),
	act func(w *walker, name string) error) error {
	top, ok := r.root.enter()
	if !ok {
		return ErrClosed
	}
	defer r.root.leave()
	w := &walker{top: top, dir: top, opening: opening}
	if opening == nil {
		w.opening = func(w *walker, name string) (int, error) { return openDir(w.dir, name) }
	}
	defer func() { w.reach(top) }()
	var err error
	if w.names, w.slash, err = splitNames(name); err != nil {
		return err
	}
	for {
		if w.steps++; w.steps > maxSteps && w.reruns > maxRestarts {
			return syscall.ENAMETOOLONG
		}
		last := len(w.names) == 1
		switch {
		case w.names[0] == "..":
			err, last = w.up(), false
		case last:
			err = w.finish(rule, act)
		default:
			err = w.down()
		}
		if link, ok := err.(symlinkTo); ok {
			err, last = w.follow(string(link)), false
		}
		if err != nil || last {
			return err
		}
	}
}

// reach makes dir the directory reached.
func (w *walker) reach(dir int) {
	if w.dir != w.top {
		syscall.Close(w.dir)
	}
	w.dir = dir
}

// down opens the next directory.
func (w *walker) down() error {
	name := w.names[0]
	fd, err := w.opening(w, name)
	if err != nil {
		return err
	}
	w.reach(fd)
	w.path = append(w.path, name)
	w.names = w.names[1:]
	return nil
}

// up takes names and the ".." after them away and goes back to the top.
func (w *walker) up() error {
	w.reruns++
	n := 1
	for n < len(w.names) && w.names[n] == ".." {
		n++
	}
	if n > len(w.path) {
		return errEscapes
	}
	w.names = append(w.path[:len(w.path)-n:len(w.path)-n], w.names[n:]...)
	if len(w.names) == 0 {
		w.names = []string{"."}
	}
	w.path = nil
	w.reach(w.top)
	return nil
}

// follow puts the names of a link in the place of its own.
func (w *walker) follow(link string) error {
	if w.links++; w.links > maxLinks {
		return syscall.ELOOP
	}
	names, slash, err := splitNames(link)
	if err != nil {
		return err
	}
	rest := w.names[1:]
	if len(rest) == 0 {
		w.slash = w.slash || slash
	} else if names[len(names)-1] == "." {
		names = names[:len(names)-1]
	}
	w.names = append(names, rest...)
	return nil
}

func (w *walker) finish(rule slashRule, act func(w *walker, name string) error) error {
	name := w.names[0]
	if w.slash && rule != slashNothing {
		info, err := lstatAt(w.dir, name, name)
		switch {
		case err == syscall.ENOENT && rule == slashMayMake:
		case err != nil:
			return err
		case info.Mode().Type() == fs.ModeSymlink:
			return linkOr(w.dir, name, syscall.ENOTDIR)
		case !info.IsDir():
			return syscall.ENOTDIR
		}
	}
	return act(w, name)
}

// fullPath returns the path of a name in the directory reached, without links.
func (w *walker) fullPath(name string) string {
	full := ""
	for _, part := range w.path {
		full += part + "/"
	}
	return full + name
}

// linkOr returns a symlinkTo if name is a symbolic link, else err.
func linkOr(dir int, name string, err error) error {
	target, linkErr := readlinkAt(dir, name)
	if linkErr != nil {
		return err
	}
	return symlinkTo(target)
}

// openDir opens a directory to walk on from.
func openDir(dir int, name string) (fd int, err error) {
	fd, err = openAt(dir, name, syscall.O_DIRECTORY, 0)
	if err == syscall.ELOOP || err == syscall.ENOTDIR {
		err = linkOr(dir, name, err)
	}
	return fd, err
}
