// Finalizers: two cycles to die.
//
// In the first cycle the object is found unreachable; it is kept, with all it points to, and its finalizer is
// queued. Only when that has run, and nobody holds the object any more, does a later cycle take the memory. A
// finalizer may even bring its object back.
//
//	vole run ./samples/finalizer
//	GODEBUG=gctrace=1 ./finalizer
//
// Look at: the order of events.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type file struct {
	name string
	open bool
}

var rescued *file
var events = make(chan string, 8)

func (f *file) close() {
	f.open = false
	events <- "closed " + f.name
}

//go:noinline
func open(name string, finalizer func(*file)) {
	f := &file{name, true}
	runtime.SetFinalizer(f, finalizer)
}

//go:noinline
func overwrite(depth int) int {
	var pad [64]int
	for i := range pad {
		pad[i] = depth + i
	}
	if depth > 0 {
		return overwrite(depth-1) + pad[depth%64]
	}
	return pad[0]
}

// collect runs cycles until an event arrives.
func collect() string {
	for i := 0; i < 200; i++ {
		runtime.GC()
		select {
		case e := <-events:
			return e
		case <-time.After(5 * time.Millisecond):
		}
	}
	return "nothing"
}

func main() {
	open("a.txt", (*file).close)
	overwrite(20)
	fmt.Println(collect())

	open("b.txt", func(f *file) {
		rescued = f
		events <- "rescued " + f.name
	})
	overwrite(20)
	fmt.Println(collect())
	fmt.Println("alive again:", rescued.name, rescued.open)
}
