package q

import _ "unsafe"

type Node struct {
	N    int
	Next *Node
}

// Pulled by main.
var hidden = 7
var list *Node
var started = start()
var table = []string{"a", "b"}
var count int

// Pushed: main has them without a value.
//
//go:linkname pushed main.pushed
var pushed = "pushed"

//go:linkname pushedLate main.pushedLate
var pushedLate = start() + 1

//go:linkname pushedZero main.pushedZero
var pushedZero = 0

//go:linkname Exported r.secret
var Exported int

//go:linkname marked
var marked = 3

//go:linkname answer b.answer
func answer() int

// Inlined by main, which knows q by its outline once q is cached.
func Answer() int { return answer() + hidden }

func start() int { return 41 }

func Push(n int) { list = &Node{n, list}; count++ }
func Count() int { return count + hidden }
func Set(n int)  { Exported = n; pushedZero = n }
func Late() int  { return pushedLate }
