// Corners of several packages.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"unicode/utf16"
	"unsafe"
)

type broken struct{}

func (broken) Write([]byte) (int, error) { panic("cannot write") }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

var array = []int{1, 2, 3}

func recovers(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return
}

func main() {
	for _, s := range []string{"\uFFFD", "a\xff", "\xef", "\xef\xbf", "`", "é\t", "\n", "\ufeff"} {
		fmt.Printf("%q %v %#q %#+q\n", s, strconv.CanBackquote(s), s, s)
	}
	for _, f := range []string{"%.[]", "%[]", "%[", "%.", "%.d", "%[1]", "%[1].2[1]d", "%.[1]*d", "%[x]d"} {
		fmt.Println(f, fmt.Sprintf(f, 3))
	}

	first := io.MultiReader(strings.NewReader("123"), strings.NewReader("45678"))
	second := io.MultiReader(first)
	buf := make([]byte, 4)
	for _, r := range []io.Reader{second, first, first} {
		n, err := io.ReadFull(r, buf)
		fmt.Println(string(buf[:n]), err)
	}

	try(func() {
		w := tabwriter.NewWriter(broken{}, 0, 0, 5, ' ', 0)
		io.WriteString(w, "a\n\n")
	})
	try(func() {
		w := tabwriter.NewWriter(broken{}, 0, 0, 5, ' ', 0)
		io.WriteString(w, "a")
		w.Flush()
	})

	_, err := filepath.Glob(strings.Repeat("*/", 10001))
	fmt.Println(errors.Is(err, filepath.ErrBadPattern), err)

	clone := slices.Clone(array[3:])
	data := uintptr(unsafe.Pointer(unsafe.SliceData(clone)))
	from := uintptr(unsafe.Pointer(&array[0]))
	fmt.Println(clone != nil, data < from || data >= from+uintptr(cap(array))*unsafe.Sizeof(0), slices.Clone([]int(nil)) == nil)

	fmt.Println(string(utf16.Decode([]uint16{'a', 0xd83d, 0xde00, 0xd800, 'z'})))

	debug.SetGCPercent(-1)
	var stats debug.GCStats
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	debug.ReadGCStats(&stats)
	runtime.ReadMemStats(&m)
	for i := range stats.PauseEnd {
		at := (int(m.NumGC) + 255 - i) % 256
		if stats.PauseEnd[i].UnixNano() != int64(m.PauseEnd[at]) || stats.Pause[i].Nanoseconds() != int64(m.PauseNs[at]) {
			fmt.Println("pause", i, "differs")
		}
	}

	for _, s := range []string{"${", "${}", "$", "a$", "$ ", "x${y", "$*z", "${HOME", "a${b}c"} {
		fmt.Printf("%q ", os.Expand(s, func(name string) string { return "<" + name + ">" }))
	}
	fmt.Println()
	record := any(new(struct {
		a [4]int16
		b struct{ c, d uint32 }
	}))
	size := binary.Size(record)
	runtime.ReadMemStats(&m)
	for range 1000 {
		size += binary.Size(record)
	}
	before := m.Mallocs
	runtime.ReadMemStats(&m)
	fmt.Println(size, m.Mallocs-before < 100)

	reader, writer, _ := os.Pipe()
	reader.Close()
	_, err = writer.Write([]byte("nobody reads this"))
	fmt.Println(err, errors.Is(err, syscall.EPIPE))

	_, err = os.MkdirTemp("/nowhere", "x")
	fmt.Println(err)
	try(func() {
		fmt.Println(recovers(func() { (*sync.Pool)(nil).Get() }), recovers(func() { (*sync.Pool)(nil).Put(1) }))
	})
}
