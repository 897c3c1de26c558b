// Variables shared with b/q and b/r: want.txt is what Go prints.
package main

import (
	"b/q"
	"b/r"
	"runtime"
	_ "unsafe"
)

//go:linkname hidden b/q.hidden
var hidden int

//go:linkname list b/q.list
var list *q.Node

//go:linkname started b/q.started
var started int

//go:linkname table b/q.table
var table []string

//go:linkname count b/q.count
var count int

//go:linkname marked b/q.marked
var marked int

var pushed string
var pushedLate int
var pushedZero int

var early = pushed + "!"
var seen = started + hidden

//go:linkname late b.late
var late = len(early)

//go:linkname reply b.answer
func reply() int { return 42 }

func main() {
	println(q.Answer())
	println(hidden, started, table[1], len(table), count, marked)
	println(pushed, pushedLate, pushedZero, early, seen, late)
	for i := range 1000 {
		q.Push(i)
	}
	runtime.GC()
	sum := 0
	for n := list; n != nil; n = n.Next {
		sum += n.N
	}
	println(sum, count, q.Count())
	hidden, list, table = 1, nil, nil
	println(q.Count(), q.Late())
	q.Set(5)
	println(q.Exported, pushedZero, r.Wide()[1] == nil)
	q.Set(0)
	r.Wide()[2] = new(int)
	*r.Wide()[2] = 99
	runtime.GC()
	println(*r.Wide()[2])
}
