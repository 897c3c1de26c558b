// Trees of files: filepath's and io/fs's walks, globs, symbolic links, os.DirFS and os.CopyFS, and io/fs over
// a file system that has no more than Open.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

func shorter(v any) string { return strings.ReplaceAll(short(v), filepath.Base(top), "TOP") }

func build() {
	for _, d := range []string{"a/b/c", "d", "empty", "x.d"} {
		check(os.MkdirAll(d, 0755))
	}
	for _, f := range []string{"a/1.txt", "a/2.go", "a/b/3.go", "a/b/c/4.txt", "d/5.go", "6.txt", "x.d/[7]"} {
		check(os.WriteFile(f, []byte("text of "+f), 0644))
	}
	check(os.Symlink("b/c", "a/link"))
	check(os.Symlink("../6.txt", "d/up"))
	check(os.Symlink(top+"/a", "abs"))
	check(os.Symlink("nowhere", "dead"))
	check(os.Symlink("loop", "loop"))
}

// bare is a file system with nothing but Open.
type bare struct{ fsys fs.FS }

func (b bare) Open(name string) (fs.File, error) { return b.fsys.Open(name) }

func walks() {
	visit := func(stopAt string, result error) fs.WalkDirFunc {
		return func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				fmt.Println("  error", short(path), d == nil, short(err))
				return nil
			}
			fmt.Println("  ", short(path), d.Name(), d.IsDir(), d.Type())
			if d.Name() == stopAt {
				return result
			}
			return nil
		}
	}
	fmt.Println("WalkDir", filepath.WalkDir(".", visit("", nil)))
	fmt.Println("WalkDir", filepath.WalkDir(top+"/a/", visit("b", fs.SkipDir)))
	fmt.Println("WalkDir", filepath.WalkDir("a", visit("1.txt", fs.SkipDir)))
	fmt.Println("WalkDir", filepath.WalkDir("a", visit("b", filepath.SkipAll)))
	fmt.Println("WalkDir", filepath.WalkDir("a", visit("3.go", errors.New("stop"))))
	fmt.Println("WalkDir", filepath.WalkDir("none", visit("", nil)))
	fmt.Println("WalkDir", filepath.WalkDir("abs", visit("", nil)))
	fmt.Println("fs.WalkDir", fs.WalkDir(os.DirFS("."), "abs", visit("", nil)))
	fmt.Println("fs.WalkDir", fs.WalkDir(bare{os.DirFS(".")}, "a", visit("", nil)))
	fmt.Println("Walk", filepath.Walk("a", func(path string, info fs.FileInfo, err error) error {
		fmt.Println("  ", path, info.Name(), info.Mode()&fs.ModeType, err)
		switch info.Name() {
		case "b":
			return filepath.SkipDir
		}
		return nil
	}))
	fmt.Println("Walk", filepath.Walk("none", func(path string, info fs.FileInfo, err error) error {
		fmt.Println(path, info, err)
		return err
	}))
	fmt.Println("Walk", filepath.Walk("a/b", func(path string, info fs.FileInfo, err error) error {
		fmt.Println(path, info.IsDir())
		if !info.IsDir() {
			return filepath.SkipDir
		}
		return err
	}))
}

func globs() {
	for _, p := range []string{"*", "a/*", "*/*.go", "a/*/*", "[a-d]/?.*", "none/*", "6.txt", "none", "a/b/../*.go", "*.d/\\[7]", "", "[", "a/[", "*/",
		"dead", "./a/*.txt", top + "/d/*", "/tm[p]", "abs/*", "a*/b/c/4.txt"} {
		list, err := filepath.Glob(p)
		fmt.Println("Glob", short(p), short(list), err)
		if !strings.HasPrefix(p, "/") {
			list, err = fs.Glob(os.DirFS("."), p)
			fmt.Println("fs.Glob", list, err)
			list, err = fs.Glob(bare{os.DirFS(".")}, p)
			fmt.Println("bare", list, err)
		}
	}
}

func links() {
	for _, p := range []string{"a/link/4.txt", "a/link/..", "a/link/../3.go", "d/up", "abs/1.txt", "dead", "loop", "6.txt/", "6.txt/x", "", ".", "..//" + filepath.Base(top) + "/a",
		"a/../a/./b", "/", "/..", "../../../../../../..", "none/..", "a/none", "./abs/../6.txt"} {
		got, err := filepath.EvalSymlinks(p)
		fmt.Printf("EvalSymlinks %q %q %v\n", shorter(p), shorter(got), err)
	}
	abs, err := filepath.Abs("a/..")
	fmt.Println(short(abs), err)
}

func trees() {
	fsys := os.DirFS(".")
	for _, name := range []string{"6.txt", "a", ".", "none", "../x", "/a", "a/", "d/up", "a/link"} {
		data, err := fs.ReadFile(fsys, name)
		fmt.Printf("ReadFile %s %q %v\n", name, data, err)
		data, err = fs.ReadFile(bare{fsys}, name)
		fmt.Printf("bare %s %q %v\n", name, data, err)
		list, err := fs.ReadDir(fsys, name)
		fmt.Println("ReadDir", list, err)
		list, err = fs.ReadDir(bare{fsys}, name)
		fmt.Println("bare", list, err)
		for _, f := range []fs.FS{fsys, bare{fsys}} {
			if info, err := fs.Stat(f, name); err != nil {
				fmt.Println("Stat", err)
			} else {
				fmt.Println("Stat", info.Name(), info.Mode(), fs.FileInfoToDirEntry(info))
			}
			if info, err := fs.Lstat(f, name); err != nil {
				fmt.Println("Lstat", err)
			} else {
				fmt.Println("Lstat", info.Name(), info.Mode())
			}
			link, err := fs.ReadLink(f, name)
			fmt.Println("ReadLink", link, err)
		}
	}
	for _, f := range []fs.FS{fsys, bare{fsys}} {
		sub, err := fs.Sub(f, "a")
		check(err)
		data, err := fs.ReadFile(sub, "b/3.go")
		fmt.Printf("%q %v\n", data, err)
		_, err = sub.Open("none")
		fmt.Println(err)
		_, err = sub.Open("../6.txt")
		fmt.Println(err)
		list, err := fs.Glob(sub, "*/*.go")
		fmt.Println(list, err)
		list, err = fs.Glob(sub, "[")
		fmt.Println(list, err)
		sub2, err := fs.Sub(sub, "b")
		check(err)
		entries, err := fs.ReadDir(sub2, ".")
		fmt.Println(entries, err)
		link, err := fs.ReadLink(sub, "link")
		fmt.Println(link, err)
		_, err = fs.Sub(f, "../a")
		fmt.Println(err)
		same, _ := fs.Sub(f, ".")
		fmt.Println(same == f)
	}
	_, err := fs.ReadDir(os.DirFS(""), ".")
	fmt.Println(err)
	fmt.Println(fs.FormatFileInfo(fake{}), fs.FormatDirEntry(fs.FileInfoToDirEntry(fake{})), fs.FileInfoToDirEntry(nil) == nil)
}

type fake struct{}

func (fake) Name() string       { return "fake" }
func (fake) Size() int64        { return 12345 }
func (fake) Mode() fs.FileMode  { return fs.ModeDir | fs.ModeSticky | 0751 }
func (fake) ModTime() time.Time { return time.Date(2020, 2, 3, 4, 5, 6, 7, time.UTC) }
func (fake) IsDir() bool        { return true }
func (fake) Sys() any           { return nil }

func copies() {
	fmt.Println(os.CopyFS("copy", os.DirFS("a")))
	fmt.Println(os.CopyFS("copy", os.DirFS("a")))
	list, _ := filepath.Glob("copy/*/*")
	fmt.Println(list)
	data, err := os.ReadFile("copy/link/4.txt")
	fmt.Printf("%q %v\n", data, err)
	fmt.Println(os.Chown("6.txt", -1, -1), os.Lchown("dead", -1, -1), os.Chown("none", -1, -1))
	f, _ := os.Open("6.txt")
	fmt.Println(f.Chown(-1, -1), f.Close(), f.Chown(-1, -1))
}

func main() {
	dir, err := os.MkdirTemp("", "files")
	check(err)
	defer os.RemoveAll(dir)
	top, err = filepath.EvalSymlinks(dir)
	check(err)
	check(os.Chdir(top))
	build()
	walks()
	globs()
	links()
	trees()
	copies()
}
