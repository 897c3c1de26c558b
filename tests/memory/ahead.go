// Memory that is fetched ahead for small objects follows what small objects there are, not a large one beside them.
package main

import (
	"fmt"
	"os"
	"runtime"
)

type small struct {
	next *small
	pad  [9]int
}

// resident returns the process's resident bytes.
func resident() int {
	var size, pages int
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	fmt.Sscan(string(text), &size, &pages)
	return pages * os.Getpagesize()
}

func main() {
	resident() // what it allocates itself is there
	large := make([]byte, 40<<20)
	for i := range large {
		large[i] = 1
	}
	before := resident()
	var list *small
	for range 4000 {
		list = &small{next: list}
	}
	grown := resident() - before
	fmt.Println("fetched for 320 KB of small objects:", grown < 1<<20, "large:", large[0])
	if grown >= 1<<20 {
		fmt.Println(grown)
	}
	runtime.KeepAlive(list)
}
