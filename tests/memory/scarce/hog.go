// Takes memory without end, in the way it is told.
package main

import (
	"os"
	"time"
)

var sink []any

func small() {
	for {
		sink = append(sink, new([40]int))
	}
}

func large() {
	for size := 1 << 16; ; size += 1 << 14 {
		sink = append(sink, make([]*int, size))
	}
}

func goroutines() {
	for {
		go func() { select {} }()
	}
}

func recurse(n int) int {
	var frame [1000]int
	frame[n%1000] = n
	return recurse(n+1) + frame[n%1000]
}

func timers() {
	for {
		time.AfterFunc(time.Hour, func() {})
	}
}

func main() {
	map[string]func(){"small": small, "large": large, "goroutines": goroutines, "recurse": func() { recurse(0) }, "timers": timers}[os.Args[1]]()
}
