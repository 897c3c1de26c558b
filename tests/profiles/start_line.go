// Where functions begin, inlined ones, closures, methods and generic ones too: each says itself on which line it is.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

var (
	starts = map[string]int{} // by the last part of the name
	sink   []*[64]byte
)

func here(name string, above int) {
	_, _, line, _ := runtime.Caller(1)
	starts[name] = line - above
	sink = append(sink, new([64]byte))
}

//go:noinline
func plain() { here("main.plain", 0) }

// A comment, and a result
// on two lines.
//
//go:noinline
func later(
	n int,
) int {
	sink = append(sink, new([64]byte))
	here("main.later", 4)
	return n
}

func inlined() {
	sink = append(sink, new([64]byte))
	here("main.inlined", 2)
}

type value int

//go:noinline
func (v value) method() {
	sink = append(sink, new([64]byte))
	here("main.value.method", 2)
}

//go:noinline
func generic[T any](v T) T {
	sink = append(sink, new([64]byte))
	here("main.generic", 2)
	return v
}

func main() {
	runtime.MemProfileRate = 1
	plain()
	later(1)
	inlined()
	value(1).method()
	generic(1)
	func() {
		sink = append(sink, new([64]byte))
		here("main.main.func1", 2)
	}()
	runtime.GC()
	seen := 0
	dir, err := os.MkdirTemp("", "start_line") // beside it another program leaves a profile of that name
	if err != nil || os.Chdir(dir) != nil {
		fail("no folder: %v", err)
	}
	defer os.RemoveAll(dir)
	for _, f := range read("allocs").functions {
		name, _, _ := strings.Cut(f.name, "[") // type arguments: Go tells them
		if want, ok := starts[name]; ok {
			seen++
			if f.start != int64(want) {
				fmt.Printf("FAIL %s begins on line %d, not %d\n", f.name, want, f.start)
				os.Exit(1)
			}
		}
		if strings.HasPrefix(f.name, "main.") && f.start == 0 {
			fmt.Println("FAIL nothing is known of", f.name)
			os.Exit(1)
		}
	}
	if seen != len(starts) {
		fmt.Println("FAIL", seen, "functions of", len(starts))
		os.Exit(1)
	}
	fmt.Println("ok")
}
