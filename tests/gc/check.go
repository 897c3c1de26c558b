// Every program in this folder is compiled together with this file.
package main

import (
	"runtime"
	"sync/atomic"
)

const seal = 0x5eed5eed

// A node knows who it is.  If it is freed while the program can reach it, clobberfree=1 or its next
// owner makes it another, and must finds out.
type node struct {
	id   int
	next *node
	seal int
}

//go:noinline
func newNode(id int) *node { return &node{id: id, seal: id ^ seal} }

//go:noinline
func (n *node) must(id int) {
	if n == nil {
		println("FAIL: node", id, "is nil")
		panic("lost node")
	}
	if n.id != id || n.seal != id^seal {
		println("FAIL: node", id, "became", n.id, n.seal)
		panic("lost node")
	}
}

func newList(first, n int) *node {
	var list *node
	for i := n; i > 0; i-- {
		p := newNode(first + i - 1)
		p.next = list
		list = p
	}
	return list
}

func mustList(list *node, first, n int) {
	for i := range n {
		list.must(first + i)
		list = list.next
	}
	check(list == nil, "list too long")
}

func check(ok bool, text string) {
	if !ok {
		println("FAIL:", text)
		panic(text)
	}
}

var garbage atomic.Pointer[node]

// collect frees what can be freed, and puts other objects where that was.
//
//go:noinline
func collect() {
	runtime.GC()
	for range 40 {
		garbage.Store(newNode(-1))
	}
	garbage.Store(nil)
}

// deepen runs f some frames further down, so that it leaves nothing in the frames of its caller.
//
//go:noinline
func deepen(f func(), depth int) int {
	var pad [32]int
	pad[depth&31] = depth
	if depth == 0 {
		f()
		return 0
	}
	return deepen(f, depth-1) + pad[depth&31]
}
