// Locals: pointers, interior pointers, a slice emptied to its end, values that live across calls
// only in registers, deep recursion over several stack segments, and pointers into another
// goroutine's frames.
package main

import "runtime"

//go:noinline
func live(a, b, c, d, e, f *node) int {
	collect()
	sum := a.id + b.id + c.id + d.id + e.id + f.id
	a.must(1)
	b.must(2)
	c.must(3)
	d.must(4)
	e.must(5)
	f.must(6)
	return sum
}

// Each frame alone holds its node.
//
//go:noinline
func recurse(depth int) int {
	n := newNode(depth)
	if depth == 0 {
		collect()
		n.must(0)
		return 0
	}
	frames := 1 + recurse(depth-1)
	n.must(depth)
	return frames
}

//go:noinline
func interior() {
	var text = make([]byte, 64)
	for i := range text {
		text[i] = byte(i)
	}
	middle := &text[40]
	rest := text[60:]
	end := text[64:]
	text = nil
	collect()
	check(*middle == 40 && rest[3] == 63, "interior pointer")
	check(len(end) == 0 && cap(end) == 0, "empty end")
}

type frame struct {
	nodes [8]*node
	value int
}

//go:noinline
func other(f *frame, done chan bool) {
	for i := range f.nodes {
		f.nodes[i] = newNode(i)
		if i == 4 {
			runtime.GC()
		}
	}
	done <- true
}

//go:noinline
func shared() {
	var f frame
	done := make(chan bool)
	go other(&f, done)
	<-done
	collect()
	for i, n := range f.nodes {
		n.must(i)
	}
}

func main() {
	for range 3 {
		live(newNode(1), newNode(2), newNode(3), newNode(4), newNode(5), newNode(6))
		interior()
		shared()
	}
	check(recurse(5000) == 5000, "deep recursion")
	println("ok")
}
