// What a library allocates counts at the library's line, and is shown with the line here that led there.
package main

import (
	"os"
	"sort"
	"strings"
)

//go:noinline
func joined(n int) int {
	return len(strings.Repeat("abcdefgh", n)) // 50 times 800 bytes
}

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(grow(b[i])) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

//go:noinline
func grow(s string) string { return s + "more" }

func main() {
	if os.Getenv("VOLE_HEAP_SITES") != "" || len(os.Args) > 1 {
		panic("the program sees what is none of its business")
	}
	sum := 0
	for range 50 {
		sum += joined(100)
	}
	words := byLength{"one", "three", "seventeen", "twenty-eight and some"}
	sort.Sort(words)
	println(sum, words[0])
}
