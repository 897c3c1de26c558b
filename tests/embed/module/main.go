// Embedded files as strings, bytes and file systems, and what can be asked of them.
package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"testing/fstest"

	"example.com/embedding/part"
)

type (
	letter byte
	page   string
	blob   []letter
	alias  = embed.FS
)

var early = length() // runs before anything else

func length() int { return len(hello) + len(raw) + len(texts()) }

func texts() []string {
	names, _ := fs.Glob(files, "assets/*")
	return names
}

//go:embed hello.txt
var hello string

var (
	// A comment may stand between.
	//go:embed raw.bin

	raw []byte

	//go:embed "two words.txt"
	named page
	//go:embed `raw.bin`
	letters blob

	//go:embed nothing.txt
	empty []byte
	//go:embed nothing.txt
	emptyText string
)

//go:embed assets hello.txt
//go:embed "two\x20words.txt" hello.*
var files embed.FS

//go:embed all:assets
var all alias

//go:embed assets/*
var star embed.FS

//go:embed assets/sub/[a-t].txt assets/sub-?.t[^a]t
var class embed.FS

//go:embed main.go
var _ string

var none embed.FS

func tree(title string, f fs.FS) {
	fmt.Println(title)
	fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		info, _ := d.Info()
		fmt.Println("  ", path, d.IsDir(), d.Type(), info.Mode(), info.Size(), info.ModTime().IsZero(), d, err)
		return nil
	})
}

func faults() {
	for _, name := range []string{"", "/", "assets/", "./assets", "missing", "assets/.hidden", "..", "assets/sub"} {
		_, err := files.Open(name)
		_, listing := files.ReadDir(name)
		_, reading := files.ReadFile(name)
		fmt.Println(name, err, listing, reading, errors.Is(err, fs.ErrNotExist))
	}
	_, err := files.ReadDir("hello.txt")
	fmt.Println(err)
	list, err := none.ReadDir(".")
	fmt.Println(len(list), err)
	_, err = none.Open("hello.txt")
	fmt.Println(err)
}

func seeking() {
	f, err := files.Open("hello.txt")
	fmt.Println(err)
	seeker, at := f.(io.Seeker), f.(io.ReaderAt)
	buf := make([]byte, 5)
	n, err := at.ReadAt(buf, 7)
	fmt.Printf("%d %q %v\n", n, buf[:n], err)
	n, err = at.ReadAt(buf, 10)
	fmt.Printf("%d %q %v\n", n, buf[:n], err)
	_, err = at.ReadAt(buf, 100)
	fmt.Println(err)
	for _, where := range [][2]int64{{3, 0}, {2, 1}, {-4, 2}, {-1, 0}, {1, 2}} {
		to, err := seeker.Seek(where[0], int(where[1]))
		n, failed := f.Read(buf)
		fmt.Printf("%d %v %q %v\n", to, err, buf[:n], failed)
	}
	_, isEntry := f.(fs.DirEntry)
	info, err := f.Stat()
	fmt.Println(info.Name(), info.Sys(), isEntry, err, f.Close())
}

func directory() {
	d, _ := all.Open("assets")
	_, err := d.Read(nil)
	_, seeks := d.(io.Seeker)
	fmt.Println(err, seeks)
	for range 4 {
		list, err := d.(fs.ReadDirFile).ReadDir(3)
		fmt.Println(list, err)
	}
	list, err := d.(fs.ReadDirFile).ReadDir(-1)
	fmt.Println(list, err)
	root, _ := all.Open(".")
	info, _ := root.Stat()
	fmt.Println(info.Name(), info.IsDir(), info.Mode())
}

func main() {
	fmt.Println(early, len(hello), len(raw), len(texts()))
	fmt.Printf("%q %q %q %q %q %v %d %q\n", hello, raw, named, letters, empty, empty == nil, cap(raw), emptyText)
	raw[0] = '!' // the variable's own
	fmt.Printf("%q %q %q\n", raw, letters, part.Contents)
	tree("files", files)
	tree("all", all)
	tree("star", star)
	tree("class", class)
	tree("part", part.Files)
	faults()
	seeking()
	directory()
	sub, err := fs.Sub(files, "assets/sub")
	tree("sub", sub)
	fmt.Println(err, fstest.TestFS(files, "hello.txt", "assets/sub/deep/d.txt", "two words.txt"))
	copied := files
	fmt.Println(copied == files, files == all, none == embed.FS{})
}
