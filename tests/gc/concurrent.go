// Marking goes on beside the program: while another goroutine waits in runtime.GC, these two
// allocate objects and write pointers into a heap that takes a while to mark.  run.sh reads in the
// trace that the heap grew meanwhile, and that it did not under gcstoptheworld=2, where they can do
// nothing.
package main

import (
	"runtime"
	"time"
)

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

// mutate exchanges subtrees of t and makes small ones anew.
func mutate(t *tree) {
	for {
		at := t
		for range 12 {
			at.left, at.right = at.right, at.left
			at = at.left
		}
		at.left = grow(3)
	}
}

func main() {
	const depth, cycles = 20, 4
	keep := grow(depth)
	go mutate(grow(16))
	go mutate(grow(16))
	time.Sleep(10 * time.Millisecond)
	var spent time.Duration
	for range cycles {
		start := time.Now()
		runtime.GC()
		spent += time.Since(start)
		time.Sleep(5 * time.Millisecond)
	}
	check(keep.count() == 1<<depth-1, "tree")
	println("collections took ms:", spent.Milliseconds())
	println("ok")
}
