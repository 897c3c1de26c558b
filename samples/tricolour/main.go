// The tri-colour example: objects A to F, with roots a and b.
//
//	root a -> A
//	root b -> B -> D        C -> E, F: reached from nowhere
//
// Marking shades A and B grey, blackens A (it points to nothing), blackens B and shades D, blackens D. No grey
// object is left: the white ones, C, E and F, are garbage. Finalizers tell what became of each.
//
//	vole run ./samples/tricolour
//	GODEBUG=gctrace=1 ./tricolour
//
// Look at: C, E and F are reclaimed, A, B and D stay. C's finalizer runs first: while it may still use E and
// F they stay alive for it, and go in a later cycle.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"time"
)

type object struct {
	name string
	refs [2]*object
}

var collected = make(chan string, 6)

//go:noinline
func object_(name string, refs ...*object) *object {
	o := &object{name: name}
	copy(o.refs[:], refs)
	runtime.SetFinalizer(o, func(o *object) { collected <- o.name })
	return o
}

//go:noinline
func build() (a, b *object) {
	e, f := object_("E"), object_("F")
	object_("C", e, f)
	d := object_("D")
	return object_("A"), object_("B", d)
}

// overwrite leaves nothing of build's frame behind on the stack.
//
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

func main() {
	a, b := build()
	overwrite(20)
	var gone []string
	for cycle := 0; cycle < 50 && len(gone) < 3; cycle++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
		for len(collected) > 0 {
			gone = append(gone, <-collected)
		}
	}
	sort.Strings(gone)
	fmt.Println("white, reclaimed:", gone)
	fmt.Println("black, kept:     ", []string{a.name, b.name, b.refs[0].name})
	runtime.KeepAlive(a)
	runtime.KeepAlive(b)
}
