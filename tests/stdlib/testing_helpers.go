// testing/iotest, testing/fstest and testing/quick.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing/fstest"
	"testing/iotest"
	"testing/quick"
	"time"
)

func reads(name string, r io.Reader, sizes ...int) {
	fmt.Print(name, ":")
	for _, n := range sizes {
		b := make([]byte, n)
		got, err := r.Read(b)
		fmt.Printf(" %q %v;", b[:got], err)
	}
	fmt.Println()
}

func readers() {
	text := func() io.Reader { return strings.NewReader("hello, world") }
	reads("one", iotest.OneByteReader(text()), 0, 5, 1, 3)
	reads("half", iotest.HalfReader(text()), 0, 1, 2, 5, 20, 20)
	reads("data", iotest.DataErrReader(text()), 5, 7, 3)
	reads("data", iotest.DataErrReader(text()), 1, 20, 3)
	reads("data", iotest.DataErrReader(strings.NewReader("")), 3, 3)
	reads("data", iotest.DataErrReader(iotest.HalfReader(text())), 3, 100, 1)
	reads("timeout", iotest.TimeoutReader(text()), 3, 3, 3, 30, 1)
	reads("err", iotest.ErrReader(errors.New("bad")), 3, 0)
	big := strings.Repeat("0123456789", 500)
	all, err := io.ReadAll(iotest.DataErrReader(strings.NewReader(big)))
	fmt.Println(string(all) == big, err)

	var b bytes.Buffer
	w := iotest.TruncateWriter(&b, 7)
	for _, s := range []string{"abc", "", "defghi", "jkl"} {
		n, err := io.WriteString(w, s)
		fmt.Println(n, err, b.String())
	}
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	reads("log", iotest.NewReadLogger("r:", iotest.OneByteReader(strings.NewReader("ab"))), 3, 3, 3)
	fmt.Fprint(iotest.NewWriteLogger("w:", &b), "xyz\n")
	fmt.Fprint(iotest.NewWriteLogger("w:", failing{}), "xyz\n")
}

type failing struct{}

func (failing) Write(b []byte) (int, error) { return len(b) / 2, errors.New("full") }

// bad breaks a rule of readers.
type bad struct {
	*strings.Reader
	how string
}

func (b bad) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if b.how == "data" && n > 0 {
		p[0] = 'x'
	}
	if b.how == "eof" && err == io.EOF {
		return 0, nil
	}
	if b.how == "error" && n > 0 {
		return n, errors.New("oops")
	}
	return n, err
}

func (b bad) Seek(offset int64, whence int) (int64, error) {
	if b.how == "seek" && offset < 0 && whence == io.SeekStart {
		return 0, nil
	}
	if b.how == "seekend" && whence == io.SeekEnd {
		offset++
	}
	return b.Reader.Seek(offset, whence)
}

func (b bad) ReadAt(p []byte, offset int64) (int, error) {
	n, err := b.Reader.ReadAt(p, max(offset, 0))
	if b.how == "at" && n > 0 {
		p[n-1] = 'y'
	}
	if b.how == "atneg" && offset < 0 {
		return 0, nil
	}
	return n, err
}

func checks() {
	fmt.Println(iotest.TestReader(strings.NewReader("hello"), []byte("hello")))
	fmt.Println(iotest.TestReader(strings.NewReader(""), nil))
	fmt.Println(iotest.TestReader(bytes.NewBufferString("hello world"), []byte("hello world")))
	fmt.Println(iotest.TestReader(io.LimitReader(strings.NewReader("hello world"), 5), []byte("hello")))
	fmt.Println(iotest.TestReader(strings.NewReader("hello"), []byte("hellx")) != nil)
	for _, how := range []string{"", "data", "error", "seek", "seekend", "at", "atneg"} {
		err := iotest.TestReader(bad{strings.NewReader("hello, world"), how}, []byte("hello, world"))
		fmt.Println(how, err != nil)
	}
}

func values() {
	rng := rand.New(rand.NewSource(42))
	type pair struct {
		A int8
		B string
	}
	for _, v := range []any{false, int(0), int8(0), uint16(0), uint64(0), float32(0), 0.0, complex64(0), complex128(0), "", []int{}, [3]byte{},
		pair{}, &pair{}, map[uint8]bool{}, []string{}, [][]bool{}, struct{}{}, uintptr(0), time.Duration(0), (**int)(nil)} {
		got, ok := quick.Value(reflect.TypeOf(v), rng)
		text := fmt.Sprintf("%+v", got)
		switch got.Kind() {
		case reflect.Pointer:
			text = fmt.Sprint(got.IsNil())
		case reflect.Map:
			text = fmt.Sprint(got.Len())
		}
		if len(text) > 60 {
			text = fmt.Sprint(len(text))
		}
		fmt.Printf("%T %s %v\n", v, text, ok)
	}
	for _, v := range []any{func() {}, make(chan int), struct{ f func() }{}, []any{1}, struct{ A any }{}} {
		_, ok := quick.Value(reflect.TypeOf(v), rng)
		fmt.Printf("%T %v\n", v, ok)
	}
}

type even int

func (even) Generate(rng *rand.Rand, size int) reflect.Value {
	return reflect.ValueOf(even(rng.Intn(size) * 2))
}

func properties() {
	rng := func() *rand.Rand { return rand.New(rand.NewSource(1)) }
	calls := 0
	fmt.Println(quick.Check(func(x, y int) bool { calls++; return x+y == y+x }, nil), calls)
	fmt.Println(quick.Check(func(e even) bool { return e%2 == 0 && e < 100 }, &quick.Config{MaxCount: 1000}))
	fmt.Println(quick.Check(func(x uint8) bool { return x < 200 }, &quick.Config{Rand: rng()}))
	fmt.Println(quick.Check(func(s string, b []byte) bool { return len(s) < 190 }, &quick.Config{Rand: rng(), MaxCount: 3}))
	fmt.Println(quick.CheckEqual(func(x int8) int { return int(x) }, func(x int8) int { return int(uint8(x)) }, &quick.Config{Rand: rng()}))
	fmt.Println(quick.CheckEqual(func(x int8) int8 { return -x }, func(x int8) int8 { return 0 - x }, &quick.Config{MaxCountScale: 2}))
	fmt.Println(quick.Check(1, nil), quick.Check(func() {}, nil), quick.Check(func() int { return 1 }, nil))
	fmt.Println(quick.Check(func(f func()) bool { return true }, nil))
	fmt.Println(quick.CheckEqual(1, func() {}, nil), quick.CheckEqual(func() {}, 1, nil), quick.CheckEqual(func() {}, func(int) {}, nil))
	n := 0
	config := &quick.Config{MaxCount: 5, Values: func(v []reflect.Value, _ *rand.Rand) { n++; v[0] = reflect.ValueOf(n) }}
	err := quick.Check(func(x int) bool { return x < 4 }, config)
	fmt.Println(err, err.(*quick.CheckError).Count, err.(*quick.CheckError).In)
}

func walk(fsys fs.FS) {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			fmt.Println(name, err)
			return nil
		}
		info, err := d.Info()
		fmt.Println(name, d, info, err)
		return nil
	})
	fmt.Println(err)
}

func files() {
	fsys := fstest.MapFS{
		"hello":             {Data: []byte("hello, world\n")},
		"fortune/k/ken.txt": {Data: []byte("If a program is too slow, it must have a loop.\n"), Mode: 0o644},
		"fortune/k/b":       {},
		"dir":               {Mode: fs.ModeDir | 0o700, ModTime: time.Unix(1000, 0).UTC(), Sys: 7},
		"dir/x":             {Data: []byte("x")},
		"empty":             {Mode: fs.ModeDir},
		"link":              {Data: []byte("fortune/k"), Mode: fs.ModeSymlink},
		"fortune/up":        {Data: []byte("../hello"), Mode: fs.ModeSymlink | 0o777},
		"nowhere":           {Data: []byte("/etc"), Mode: fs.ModeSymlink},
		"out":               {Data: []byte("../.."), Mode: fs.ModeSymlink},
		"a[b":               {Data: []byte("brackets")},
	}
	fmt.Println(fstest.TestFS(fsys, "hello", "fortune/k/ken.txt", "fortune/up", "link", "dir/x", "empty", "a[b"))
	walk(fsys)
	for _, name := range []string{"hello", "link/b", "link", "fortune/up", "nowhere", "out", "missing", "/hello", "", ".", "dir", "fortune", "dir/x/y"} {
		f, err := fsys.Open(name)
		fmt.Println(name, err)
		if err == nil {
			info, err := f.Stat()
			n, rerr := f.Read(make([]byte, 5))
			fmt.Println(info, err, n, rerr, f.Close())
		}
		info, err := fsys.Lstat(name)
		fmt.Println(info, err)
		target, err := fsys.ReadLink(name)
		fmt.Println(target, err)
		data, err := fsys.ReadFile(name)
		fmt.Printf("%q %v\n", data, err)
	}
	names, err := fsys.Glob("*/*")
	fmt.Println(names, err)
	sub, err := fsys.Sub("fortune")
	fmt.Println(err, fstest.TestFS(sub, "k/b"))
	f, _ := fsys.Open("hello")
	s := f.(io.ReadSeeker)
	fmt.Println(s.Seek(-3, io.SeekEnd))
	fmt.Println(io.ReadAll(s))
	fmt.Println(s.Seek(-1, io.SeekStart))
	fmt.Println(s.Seek(100, io.SeekStart))
	d, _ := fsys.Open(".")
	for range 6 {
		list, err := d.(fs.ReadDirFile).ReadDir(2)
		fmt.Println(list, err)
	}
	fmt.Println(fstest.TestFS(fstest.MapFS{}), fstest.TestFS(fstest.MapFS{"a": {}}) != nil, fstest.TestFS(fsys, "none") != nil)
}

// broken is a file system that breaks a rule.
type broken struct {
	fstest.MapFS
	how string
}

func (b broken) Open(name string) (fs.File, error) {
	if b.how == "unclean" {
		name = strings.TrimPrefix(name, "/")
	}
	f, err := b.MapFS.Open(name)
	if b.how == "nodir" && err == nil && name == "d" {
		return struct{ fs.File }{f}, nil
	}
	return f, err
}

func (b broken) ReadFile(name string) ([]byte, error) {
	data, err := b.MapFS.ReadFile(name)
	if b.how == "readfile" && len(data) > 0 {
		data[0]++
	}
	return data, err
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := b.MapFS.ReadDir(name)
	if b.how == "unsorted" && len(list) > 1 {
		list[0], list[1] = list[1], list[0]
	}
	if b.how == "missing" && len(list) > 1 {
		list = list[1:]
	}
	return list, err
}

func (b broken) Stat(name string) (fs.FileInfo, error) {
	if b.how == "stat" {
		name = "d"
	}
	return b.MapFS.Stat(name)
}

func (b broken) Glob(pattern string) ([]string, error) {
	if b.how == "glob" {
		return nil, nil
	}
	return b.MapFS.Glob(pattern)
}

func tests() {
	for _, how := range []string{"", "unclean", "nodir", "readfile", "unsorted", "missing", "stat", "glob"} {
		fsys := broken{fstest.MapFS{"d/a": {Data: []byte("a")}, "d/b": {Data: []byte("bb")}, "d/c": {}}, how}
		fmt.Println(how, fstest.TestFS(fsys, "d/a") != nil)
	}
	dir, err := os.MkdirTemp("", "fstest")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	os.MkdirAll(dir+"/x/y", 0o755)
	os.WriteFile(dir+"/x/y/z", []byte("zzz"), 0o644)
	os.WriteFile(dir+"/top", nil, 0o600)
	os.Symlink("top", dir+"/l")
	fmt.Println(fstest.TestFS(os.DirFS(dir), "x/y/z", "top", "l"))
}

func main() {
	readers()
	checks()
	values()
	properties()
	files()
	tests()
}
