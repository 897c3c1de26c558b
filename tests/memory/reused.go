package main

// Objects are zero that are made of pages which were used, freed and given back to the system: also if it leaves their
// contents for a while (madvdontneed=0), or cannot take them, as they are locked.
//
// env: GODEBUG=
// env: GODEBUG=madvdontneed=0

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall"
)

const size = 96 << 10

var keep [][]byte

//go:noinline
func dirty(lock bool) {
	b := make([]byte, size)
	if lock {
		syscall.Mlock(b[:32<<10]) // so little anybody may
	}
	for i := range b {
		b[i] = 0xff
	}
}

func check(what string, lock bool) {
	for range 20 {
		dirty(lock)
	}
	runtime.GC()
	debug.FreeOSMemory()
	for range 400 {
		b := make([]byte, size)
		keep = append(keep, b)
		for i, x := range b {
			if x != 0 {
				fmt.Println(what, "pages: byte", i, "of a new object is", x)
				return
			}
		}
	}
	fmt.Println(what, "pages: all zero")
}

func main() {
	debug.SetGCPercent(-1)
	check("free", false)
	keep = nil
	runtime.GC()
	check("locked", true)
}
