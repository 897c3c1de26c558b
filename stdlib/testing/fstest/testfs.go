package fstest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/iotest"
)

// TestFS tests a file system: it looks at all files and directories in all ways there are, and at symbolic links
// without following them. The expected files must be there; if none are expected, no file must. It
// returns what is wrong, as one error or a list.
func TestFS(fsys fs.FS, expected ...string) error {
	if err := testFS(fsys, expected...); err != nil {
		return err
	}
	for _, name := range expected {
		// One directory is enough to see that Sub works.
		dir, _, ok := strings.Cut(name, "/")
		if !ok {
			continue
		}
		below, err := fs.Sub(fsys, dir)
		if err != nil {
			return err
		}
		var names []string
		for _, e := range expected {
			if rest, ok := strings.CutPrefix(e, dir+"/"); ok {
				names = append(names, rest)
			}
		}
		if err := testFS(below, names...); err != nil {
			return fmt.Errorf("testing fs.Sub(fsys, %s): %w", dir, err)
		}
		break
	}
	return nil
}

// A tester collects what is wrong.
type tester struct {
	fsys  fs.FS
	errs  []error
	dirs  []string
	files []string
}

func (t *tester) errorf(format string, args ...any) {
	t.errs = append(t.errs, fmt.Errorf(format, args...))
}

func testFS(fsys fs.FS, expected ...string) error {
	t := &tester{fsys: fsys}
	t.dir(".")
	t.badPaths("file that does not exist")
	known := map[string]bool{}
	for _, name := range t.dirs {
		known[name] = true
	}
	for _, name := range t.files {
		known[name] = true
	}
	delete(known, ".")
	if len(expected) == 0 && len(known) > 0 {
		var list []string
		for name := range known {
			list = append(list, name)
		}
		slices.Sort(list)
		if len(list) > 15 {
			list = append(list[:10], "...")
		}
		t.errorf("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	for _, name := range expected {
		if !known[name] {
			t.errorf("expected but not found: %s", name)
		}
	}
	if len(t.errs) == 0 {
		return nil
	}
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(t.errs...))
}

// openDir opens a directory that lists its files.
func (t *tester) openDir(dir string) fs.ReadDirFile {
	f, err := t.fsys.Open(dir)
	if err != nil {
		t.errorf("%s: Open: %w", dir, err)
		return nil
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		t.errorf("%s: Open returned File type %T, not a fs.ReadDirFile", dir, f)
		return nil
	}
	return d
}

// dir tests a directory and what is in it.
func (t *tester) dir(dir string) {
	t.dirs = append(t.dirs, dir)
	d := t.openDir(dir)
	if d == nil {
		return
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		d.Close()
		t.errorf("%s: ReadDir(-1): %w", dir, err)
		return
	}
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	for _, e := range list {
		name := e.Name()
		if !plainName(name) {
			t.errorf("%s: ReadDir: child has invalid name: %q", dir, name)
			continue
		}
		full := prefix + name
		t.stat(full, e)
		t.badPaths(full)
		switch e.Type() {
		case fs.ModeDir:
			t.dir(full)
		case fs.ModeSymlink:
			t.files = append(t.files, full)
			t.link(full)
		case 0:
			t.file(full)
		default:
			t.files = append(t.files, full)
		}
	}
	t.readAgain(d, dir, list)
	t.glob(dir, list)
}

func plainName(name string) bool {
	return name != "." && name != ".." && name != "" && !strings.ContainsAny(name, `/\`)
}

// readAgain reads an open directory at its end, and others of the same name in other ways.
func (t *tester) readAgain(d fs.ReadDirFile, dir string, list []fs.DirEntry) {
	rest, err := d.ReadDir(-1)
	if len(rest) > 0 || err != nil {
		t.errorf("%s: ReadDir(-1) at EOF = %d entries, %w, wanted 0 entries, nil", dir, len(rest), err)
	}
	rest, err = d.ReadDir(1)
	if len(rest) > 0 || err != io.EOF {
		t.errorf("%s: ReadDir(1) at EOF = %d entries, %w, wanted 0 entries, EOF", dir, len(rest), err)
	}
	if err := d.Close(); err != nil {
		t.errorf("%s: Close: %w", dir, err)
	}
	d.Close() // may fail, but must not panic

	if d = t.openDir(dir); d != nil {
		again, err := d.ReadDir(-1)
		d.Close()
		if err != nil {
			t.errorf("%s: second Open+ReadDir(-1): %w", dir, err)
		}
		t.sameList(dir, "first Open+ReadDir(-1) vs second Open+ReadDir(-1)", list, again)
	}
	t.readInPieces(dir, list)
	t.readByFunction(dir, list)
}

func (t *tester) readInPieces(dir string, list []fs.DirEntry) {
	d := t.openDir(dir)
	if d == nil {
		return
	}
	defer d.Close()
	var all []fs.DirEntry
	for n := 1; ; n = 3 - n {
		part, err := d.ReadDir(n)
		if len(part) > n {
			t.errorf("%s: ReadDir(%d) after %d: %d entries", dir, n, len(all), len(part))
			return
		}
		all = append(all, part...)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.errorf("%s: ReadDir(%d) after %d: %w", dir, n, len(all), err)
			return
		}
	}
	t.sameList(dir, "first Open+ReadDir(-1) vs third Open+ReadDir(1,2) loop", list, all)
}

func (t *tester) readByFunction(dir string, list []fs.DirEntry) {
	sorted := func(what string, entries []fs.DirEntry, err error) {
		if err != nil {
			t.errorf("%s: %s: %w", dir, what, err)
			return
		}
		t.sameList(dir, "first Open+ReadDir(-1) vs "+what, list, entries)
		for i := 1; i < len(entries); i++ {
			if entries[i-1].Name() >= entries[i].Name() {
				t.errorf("%s: %s: list not sorted: %s before %s", dir, what, entries[i-1].Name(), entries[i].Name())
			}
		}
	}
	if r, ok := t.fsys.(fs.ReadDirFS); ok {
		entries, err := r.ReadDir(dir)
		sorted("fsys.ReadDir", entries, err)
		// What is returned is the caller's.
		for i := range entries {
			entries[i] = nil
		}
		entries, err = r.ReadDir(dir)
		sorted("fsys.ReadDir after changes of its result", entries, err)
	}
	entries, err := fs.ReadDir(t.fsys, dir)
	sorted("fs.ReadDir", entries, err)
}

// entryText is what an entry says of itself, to compare.
func entryText(e fs.DirEntry) string {
	if e == nil {
		return "nil"
	}
	return fmt.Sprintf("%s IsDir=%v Type=%v", e.Name(), e.IsDir(), e.Type())
}

func (t *tester) infoText(e fs.DirEntry) string {
	info, err := e.Info()
	if err != nil {
		return fmt.Sprintf("%s Info: %v", entryText(e), err)
	}
	return fmt.Sprintf("%s Size=%d Mode=%v ModTime=%v", entryText(e), info.Size(), info.Mode(), info.ModTime())
}

// sameList compares two lists of a directory.
func (t *tester) sameList(dir, what string, first, second []fs.DirEntry) {
	count := map[string]int{}
	for _, e := range first {
		count[t.infoText(e)]++
	}
	for _, e := range second {
		count[t.infoText(e)]--
	}
	var diff []string
	for text, n := range count {
		for ; n > 0; n-- {
			diff = append(diff, "-"+text)
		}
		for ; n < 0; n++ {
			diff = append(diff, "+"+text)
		}
	}
	if diff == nil {
		return
	}
	slices.SortFunc(diff, func(a, b string) int {
		return strings.Compare(a[1:]+a[:1], b[1:]+b[:1])
	})
	t.errorf("%s: diff %s:\n\t%s", dir, what, strings.Join(diff, "\n\t"))
}

// glob looks for each file of a directory by patterns.
func (t *tester) glob(dir string, list []fs.DirEntry) {
	g, ok := t.fsys.(fs.GlobFS)
	if !ok || len(list) == 0 {
		return
	}
	escape := strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`, `\`, `\\`)
	prefix := ""
	if dir != "." {
		prefix = escape.Replace(dir) + "/"
	}
	if _, err := g.Glob(prefix + "nonexist/[]"); err == nil {
		t.errorf("%s: Glob(%#q): bad pattern not detected", dir, prefix+"nonexist/[]")
	}
	var want []string
	for _, e := range list {
		want = append(want, path.Join(dir, e.Name()))
	}
	slices.Sort(want)
	got, err := g.Glob(prefix + "*")
	if err != nil {
		t.errorf("%s: Glob(%#q): %w", dir, prefix+"*", err)
		return
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.errorf("%s: Glob(%#q) = %q, want %q", dir, prefix+"*", got, want)
	}
}

// stat compares what there is to know of a file from several sides. e is its entry in the directory.
func (t *tester) stat(name string, e fs.DirEntry) {
	f, err := t.fsys.Open(name)
	if err != nil {
		t.errorf("%s: Open: %w", name, err)
		return
	}
	info, err := f.Stat()
	f.Close()
	if err != nil {
		t.errorf("%s: Stat: %w", name, err)
		return
	}
	entryInfo, err := e.Info()
	if err != nil {
		t.errorf("%s: entry.Info: %w", name, err)
		return
	}
	base := path.Base(name)
	if e.Name() != base || info.Name() != base {
		t.errorf("%s: entry.Name() = %q, file.Stat().Name() = %q, want %q", name, e.Name(), info.Name(), base)
	}
	link := e.Type() == fs.ModeSymlink
	if !link && infoText(entryInfo) != infoText(info) {
		t.errorf("%s: mismatch:\n\tentry.Info() = %s\n\tfile.Stat() = %s\n", name, infoText(entryInfo), infoText(info))
	}
	if e.IsDir() != (e.Type() == fs.ModeDir) || e.Type() != entryInfo.Mode().Type() {
		t.errorf("%s: entry.IsDir() = %v, entry.Type() = %v, Info().Mode() = %v", name, e.IsDir(), e.Type(), entryInfo.Mode())
	}
	byName, err := fs.Stat(t.fsys, name)
	if err != nil {
		t.errorf("%s: fs.Stat: %w", name, err)
	} else if infoText(byName) != infoText(info) {
		t.errorf("%s: fs.Stat(...) = %s\n\twant %s", name, infoText(byName), infoText(info))
	}
	if l, ok := t.fsys.(fs.ReadLinkFS); ok {
		own, err := l.Lstat(name)
		if err != nil {
			t.errorf("%s: fsys.Lstat: %w", name, err)
		} else if infoText(own) != infoText(entryInfo) {
			t.errorf("%s: fsys.Lstat(...) = %s\n\twant %s", name, infoText(own), infoText(entryInfo))
		}
	}
}

func infoText(info fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Mode=%v Size=%d ModTime=%v", info.Name(), info.IsDir(), info.Mode(), info.Size(),
		info.ModTime())
}

// link tests what a symbolic link says.
func (t *tester) link(name string) {
	l, ok := t.fsys.(fs.ReadLinkFS)
	if !ok {
		return
	}
	if _, err := l.ReadLink(name); err != nil {
		t.errorf("%s: ReadLink: %w", name, err)
	}
}

// file tests reading a file.
func (t *tester) file(name string) {
	t.files = append(t.files, name)
	f, err := t.fsys.Open(name)
	if err != nil {
		t.errorf("%s: Open: %w", name, err)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		t.errorf("%s: Open+ReadAll: %w", name, err)
		return
	}
	if err := f.Close(); err != nil {
		t.errorf("%s: Close: %w", name, err)
	}
	f.Close() // may fail, but must not panic
	t.readFile(name, string(data))
	f, err = t.fsys.Open(name)
	if err != nil {
		t.errorf("%s: second Open: %w", name, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		t.errorf("%s: failed TestReader:\n\t%s", name, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
}

func (t *tester) readFile(name, want string) {
	if r, ok := t.fsys.(fs.ReadFileFS); ok {
		data, err := r.ReadFile(name)
		if err != nil {
			t.errorf("%s: fsys.ReadFile: %w", name, err)
			return
		}
		t.sameText(name, "ReadAll vs fsys.ReadFile", want, string(data))
		// What is returned is the caller's.
		for i := range data {
			data[i]++
		}
		data, err = r.ReadFile(name)
		if err != nil {
			t.errorf("%s: second fsys.ReadFile: %w", name, err)
			return
		}
		t.sameText(name, "Readall vs second fsys.ReadFile", want, string(data))
		t.badPath(name, "ReadFile", func(bad string) error { _, err := r.ReadFile(bad); return err })
	}
	data, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		t.errorf("%s: fs.ReadFile: %w", name, err)
		return
	}
	t.sameText(name, "ReadAll vs fs.ReadFile", want, string(data))
}

func (t *tester) sameText(name, what, first, second string) {
	if first != second {
		t.errorf("%s: %s: different data returned\n\t%q\n\t%q", name, what, first, second)
	}
}

// badPaths tests that names which are not clean are refused.
func (t *tester) badPaths(name string) {
	t.badPath(name, "Open", func(bad string) error {
		f, err := t.fsys.Open(bad)
		if err == nil {
			f.Close()
		}
		return err
	})
}

func (t *tester) badPath(name, what string, open func(string) error) {
	bad := []string{"/" + name, name + "/."}
	if name == "." {
		bad = append(bad, "/")
	}
	if i := strings.Index(name, "/"); i >= 0 {
		bad = append(bad, name[:i]+"//"+name[i+1:], name[:i]+"/./"+name[i+1:])
	}
	if i := strings.LastIndex(name, "/"); i >= 0 {
		bad = append(bad, name[:i]+"/"+name[i+1:]+"/", name[:i]+"/../"+name)
	}
	for _, b := range bad {
		if open(b) == nil {
			t.errorf("%s: %s(%s) succeeded, want error", name, what, b)
		}
	}
}
