// runtime.KeepAlive keeps its argument up to the call, whatever its type, and no longer: what it takes is not put
// into a box that stays in the frame.
//
// run: GODEBUG=clobberfree=1
package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

type holder struct {
	n    *node
	more int
}

var freed atomic.Int32

//go:noinline
func counted(id int) *node {
	n := newNode(id)
	runtime.SetFinalizer(n, func(*node) { freed.Add(1) })
	return n
}

//go:noinline
func two() []*node { return []*node{counted(1), counted(2)} }

func wait(want int32) bool {
	for range 2000 {
		runtime.GC()
		if freed.Load() >= want {
			break
		}
		time.Sleep(time.Millisecond)
	}
	return freed.Load() == want
}

func main() {
	slice := two()
	runtime.GC()
	runtime.GC()
	check(freed.Load() == 0, "freed before KeepAlive")
	runtime.KeepAlive(slice)
	slice = nil
	check(wait(2), "a slice")

	pointer := counted(3)
	runtime.KeepAlive(pointer)
	pointer = nil
	check(wait(3), "a pointer")

	value := holder{counted(4), 1}
	runtime.KeepAlive(value)
	value = holder{}
	check(wait(4), "a struct")

	m := map[string]*node{"a": counted(5)}
	runtime.KeepAlive(m)
	m = nil
	check(wait(5), "a map")

	var inter any = counted(6)
	runtime.KeepAlive(inter)
	inter = nil
	check(wait(6), "an interface")
	println("ok")
}
