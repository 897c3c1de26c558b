// Trees of files that nothing leads out of, by Vole's own os: each method of os.Root with names and links of all kinds.
//
// without Go
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sort"
	"strings"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

var top string

// short makes texts independent of the temporary directory.
func short(v any) string { return strings.ReplaceAll(fmt.Sprint(v), top, "TOP") }

// build makes what is in TOP/out, which is not to be reached, and in TOP/in, anew.
func build() {
	for _, dir := range []string{"in", "out"} {
		check(os.MkdirAll(top+"/"+dir, 0755))
		check(os.Chmod(top+"/"+dir, 0755))
		list, err := os.ReadDir(top + "/" + dir)
		check(err)
		for _, d := range list {
			check(os.RemoveAll(top + "/" + dir + "/" + d.Name()))
		}
	}
	for _, d := range []string{"in/a/b/c", "in/d", "in/empty", "out/d"} {
		check(os.MkdirAll(top+"/"+d, 0755))
	}
	for _, f := range []string{"in/f", "in/a/f", "in/a/b/f", "in/a/b/c/f", "in/d/f", "out/secret", "out/d/f"} {
		check(os.WriteFile(top+"/"+f, []byte("text of "+f), 0644))
	}
	for _, l := range [][2]string{
		{"f", "link"}, {"a", "linkdir"}, {"a/b", "linkdeep"}, {"../d/f", "a/up"}, {"../../f", "a/b/upup"}, {"../../../out/secret", "a/b/away"},
		{"../out", "outside"}, {"../in/f", "outandin"}, {top + "/in/f", "absolute"}, {"/", "slash"}, {"nowhere", "dead"}, {"loop", "loop"}, {"loop2", "loop1"},
		{"loop1", "loop2"}, {"a/", "linkslash"}, {"f/", "fileslash"}, {".", "dot"}, {"..", "dotdot"}, {"a/..", "aup"}, {"./a/./b/.", "dots"}, {"new/", "newslash"},
		{"l1", "l0"}, {"l2", "l1"}, {"l3", "l2"}, {"l4", "l3"}, {"l5", "l4"}, {"l6", "l5"}, {"l7", "l6"}, {"f", "l7"}, {"l0", "l"}, {"linkdir/up", "chain"},
	} {
		check(os.Symlink(l[0], top+"/in/"+l[1]))
	}
}

var names = []string{
	"f", "a/f", "a/b/c/f", "./f", "f/.", "f/", "a", "a/", "a//b///f", "a/.", "a/./b/", ".", "./", "..", "../", "../in/f", "a/..", "a/../f", "a/../../in/f", "a/b/../../f",
	"a/b/../../../out/secret", "none", "none/", "none/f", "none/../f", "f/f", "f/..", "f/../f", "", "/", "/f", "a\x00b", "link", "link/", "linkdir", "linkdir/", "linkdir/f", "linkdir/..",
	"linkdir/../f", "linkdeep/f", "linkdeep/../f", "linkdeep/../../f", "a/up", "a/b/upup", "a/b/away", "outside", "outside/", "outside/secret", "outandin", "absolute", "slash", "slash/etc/passwd", "dead",
	"dead/", "dead/f", "loop", "loop/f", "loop1", "linkslash", "linkslash/f", "fileslash", "dot", "dot/f", "dot/dot/dot/f", "dotdot", "dotdot/out/secret", "aup", "aup/f", "dots", "dots/f",
	"newslash", "l0", "l", "chain", "a/new", "a/new/", "new", "new/", "new/new", "a/new/new/new", "a/../new/../x", "outside/new", "dead/new", "linkdir/new/new",
	strings.Repeat("a/../", 8) + "f", strings.Repeat("a/../", 100) + "f", strings.Repeat("a/../", 300) + "f", strings.Repeat("./", 300) + "f", strings.Repeat("x", 300),
	strings.Repeat("dot/", 8) + "f", strings.Repeat("dot/", 9) + "f", "empty", "empty/", "empty/.", "d",
}

// Those for operations that change the tree.
var changed = []string{
	"a/f", "f/", "a/", ".", "..", "a/..", "a/../../in/f", "none/f", "f/f", "", "/f", "link", "linkdir", "linkdir/", "linkdir/f", "a/up", "a/b/away", "outside", "outside/", "outside/new",
	"absolute", "dead", "dead/", "loop", "fileslash", "dot", "dotdot", "newslash", "l0", "chain", "a/new", "a/new/", "new/new/new", "dead/new", "linkdir/new/new", "empty/",
}

func shorten(name string) string {
	if len(name) > 60 {
		return fmt.Sprintf("%s...(%d)", name[:20], len(name))
	}
	return name
}

// about is the name that errors should speak of.
var about string

// kind tells of an error, and of names in it that are not those given.
func kind(err error) string {
	names := func(list ...string) (text string) {
		for _, name := range list {
			if name != about && name != "f" && name != "a/hard" && name != "d/new" && name != "empty" && name != "../out" {
				text += fmt.Sprintf(" %q", shorten(short(name)))
			}
		}
		return text
	}
	var p *os.PathError
	var l *os.LinkError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &p):
		return p.Op + names(p.Path) + ": " + p.Err.Error()
	case errors.As(err, &l):
		return l.Op + names(l.Old, l.New) + ": " + l.Err.Error()
	}
	return "?" + err.Error()
}

// same holds what came out of the operations on one name: results, and which operations had them.
var same [][]string

func result(what string, text string) {
	for i := range same {
		if same[i][0] == text {
			same[i] = append(same[i], what)
			return
		}
	}
	same = append(same, []string{text, what})
}

func begin(name string) {
	about = name
	fmt.Printf("%q\n", shorten(name))
}

func end() {
	for _, r := range same {
		fmt.Println("   ", r[0], r[1:])
	}
	same = nil
}

// tree lists what is there.
func tree() string {
	var list []string
	for _, dir := range []string{"in", "out"} {
		check(fs.WalkDir(os.DirFS(top), dir, func(path string, d fs.DirEntry, err error) error {
			check(err)
			info, err := d.Info()
			check(err)
			line := path + " " + info.Mode().String()
			if info.Mode().IsRegular() {
				b, _ := os.ReadFile(top + "/" + path)
				line += fmt.Sprintf(" %q", b)
			}
			list = append(list, line)
			return nil
		}))
	}
	sort.Strings(list)
	return strings.Join(list, "\n")
}

// change tells what an operation has changed in the tree, and makes it anew.
func change(before, what string, err error) {
	const most = 4
	text := kind(err)
	if after := tree(); after != before {
		old, new := strings.Split(before, "\n"), strings.Split(after, "\n")
		more, less := without(new, old), without(old, new)
		if len(more)+len(less) <= most {
			text += fmt.Sprintf(" +%q -%q", more, less)
		} else {
			text += fmt.Sprintf(" + %d - %d", len(more), len(less))
		}
		build()
	}
	result(what, text)
}

func without(list, others []string) (rest []string) {
	had := make(map[string]bool)
	for _, line := range others {
		had[line] = true
	}
	for _, line := range list {
		if !had[line] {
			rest = append(rest, line)
		}
	}
	return rest
}

func looks(r *os.Root) {
	for _, name := range names {
		begin(name)
		f, err := r.Open(name)
		text := kind(err)
		if err == nil {
			info, err := f.Stat()
			check(err)
			text = fmt.Sprint(shorten(short(f.Name())), " ", info.Mode(), " ", f.Close())
		}
		result("Open", text)
		b, err := r.ReadFile(name)
		result("ReadFile", string(b)+" "+kind(err))
		described := func(info fs.FileInfo, err error) string {
			if err != nil {
				return kind(err)
			}
			return info.Name() + " " + info.Mode().String()
		}
		result("Stat", described(r.Stat(name)))
		result("Lstat", described(r.Lstat(name)))
		target, err := r.Readlink(name)
		result("Readlink", short(target)+" "+kind(err))
		sub, err := r.OpenRoot(name)
		text = kind(err)
		if err == nil {
			_, err = sub.Stat("..")
			text = fmt.Sprint(shorten(short(sub.Name())), " ", kind(err), " ", sub.Close())
		}
		result("OpenRoot", text)
		f, err = os.OpenInRoot(top+"/in", name)
		f.Close()
		result("OpenInRoot", kind(err))
		end()
	}
}

func changes(r *os.Root) {
	before := tree()
	when := time.Date(2001, 2, 3, 4, 5, 6, 7, time.UTC)
	for _, name := range changed {
		begin(name)
		change(before, "WriteFile", r.WriteFile(name, []byte("new"), 0600))
		f, err := r.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0640)
		f.Close()
		change(before, "Exclusive", err)
		f, err = r.Create(name)
		f.Close()
		change(before, "Create", err)
		change(before, "Mkdir", r.Mkdir(name, 0700))
		change(before, "MkdirAll", r.MkdirAll(name, 0700))
		change(before, "Remove", r.Remove(name))
		change(before, "RemoveAll", r.RemoveAll(name))
		change(before, "Chmod", r.Chmod(name, 0700))
		change(before, "Chown", r.Chown(name, -1, -1))
		change(before, "Lchown", r.Lchown(name, -1, -1))
		err = r.Chtimes(name, when, when)
		if info, statErr := r.Stat(name); err == nil && statErr == nil && !info.ModTime().Equal(when) {
			fmt.Println("    not that time", info.ModTime())
		}
		change(before, "Chtimes", err)
		change(before, "Symlink", r.Symlink("../out", name))
		change(before, "Link", r.Link(name, "a/hard"))
		change(before, "Link to", r.Link("f", name))
		change(before, "Rename", r.Rename(name, "d/new"))
		change(before, "Rename over", r.Rename("f", name))
		change(before, "Rename dir", r.Rename("empty", name))
		end()
	}
	for _, mode := range []fs.FileMode{0o1777, fs.ModeDir | 0755, fs.ModeSetuid} {
		_, err := r.OpenFile("x", os.O_CREATE, mode)
		fmt.Println(kind(err), kind(r.Mkdir("x", mode)), kind(r.MkdirAll("x", mode)), kind(r.WriteFile("x", nil, mode)))
	}
	check(r.Chmod("f", fs.ModeSetuid|0700))
	info, err := r.Stat("f")
	fmt.Println(info.Mode(), err)
	check(r.WriteFile("f", nil, 0))
	f, err := r.OpenFile("f", os.O_APPEND|os.O_WRONLY, 0)
	check(err)
	_, err = f.WriteAt([]byte("x"), 0)
	fmt.Println(err)
	check(f.Close())
}

func system(r *os.Root) {
	fsys := r.FS()
	_, stat := fsys.(fs.StatFS)
	_, file := fsys.(fs.ReadFileFS)
	_, dir := fsys.(fs.ReadDirFS)
	_, link := fsys.(fs.ReadLinkFS)
	fmt.Println(stat, file, dir, link)
	for _, name := range []string{".", "a", "f", "a/../f", "/f", "", "outside", "linkdir", "outside/secret", "dead", "a/f/"} {
		about = name
		f, err := fsys.Open(name)
		fmt.Println(name, f == nil, kind(err))
		b, err := fs.ReadFile(fsys, name)
		fmt.Println(string(b), kind(err))
		list, err := fs.ReadDir(fsys, name)
		for _, d := range list {
			info, err := d.Info()
			fmt.Println(d, info.Name(), info.Mode(), err)
		}
		fmt.Println(kind(err))
		_, err = fs.Stat(fsys, name)
		fmt.Println(kind(err))
		_, err = fs.Lstat(fsys, name)
		fmt.Println(kind(err))
		target, err := fs.ReadLink(fsys, name)
		fmt.Println(target, kind(err))
	}
	fmt.Println(fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d.Type(), err)
		return nil
	}))
}

// moved checks that a Root goes with its directory, and that what it opened tells of that.
func moved(r *os.Root) {
	d, err := r.Open("a")
	check(err)
	check(os.Rename(top+"/in", top+"/elsewhere"))
	check(os.MkdirAll(top+"/in/a/b", 0755))
	b, err := r.ReadFile("a/f")
	fmt.Println(string(b), err)
	list, err := d.ReadDir(-1)
	check(err)
	for _, e := range list {
		info, err := e.Info()
		fmt.Println(e.Name() != "", info != nil, err)
	}
	check(d.Close())
	check(os.RemoveAll(top + "/in"))
	check(os.Rename(top+"/elsewhere", top+"/in"))
}

func closed(r *os.Root) {
	fmt.Println(short(r.Name()), r.Close(), r.Close(), short(r.Name()))
	_, err := r.Open("f")
	fmt.Println(kind(err), errors.Is(err, os.ErrClosed), kind(r.Mkdir("x", 0700)), kind(r.Rename("f", "x")), kind(r.RemoveAll("f")))
	for _, name := range []string{"in/f", "none", "in/loop", "in/outside", "in/linkdir/", ""} {
		r, err := os.OpenRoot(top + "/" + name)
		if err == nil {
			fmt.Println(short(r.Name()), r.Close())
		} else {
			fmt.Println(kind(err))
		}
	}
	_, err = os.OpenInRoot(top+"/none", "f")
	fmt.Println(short(err))
	_, err = os.OpenRoot("")
	fmt.Println(err)
}

func descriptors() int {
	list, err := os.ReadDir("/proc/self/fd")
	check(err)
	return len(list)
}

func main() {
	dir, err := os.MkdirTemp("", "root")
	check(err)
	defer os.RemoveAll(dir)
	top = dir
	build()
	before := descriptors()
	r, err := os.OpenRoot(top + "/in")
	check(err)
	looks(r)
	system(r)
	moved(r)
	fmt.Println("descriptors left", descriptors()-before-1)
	changes(r)
	closed(r)
	fmt.Println("descriptors left", descriptors()-before)
	_, err = os.OpenRoot(top + "/in")
	check(err)
	for range 100 {
		runtime.GC()
		if descriptors() == before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("descriptors left", descriptors()-before)
}
