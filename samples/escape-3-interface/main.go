// Escape scenario 3: a value passed as an interface.
//
// A call through an interface can reach any method, so what the receiver and the arguments point to must be
// assumed to escape; and a value put into an interface that escapes is copied to the heap.
//
//	vole build -gcflags=-m ./samples/escape-3-interface
//
// Look at: "s escapes to heap" and "... argument does not escape" at the Println; the shape whose concrete
// type the compiler can see is devirtualized and stays on the stack.
package main

import "fmt"

type shape interface {
	area() int
}

type square struct{ side int }

func (s *square) area() int { return s.side * s.side }

type rect struct{ w, h int }

func (r rect) area() int { return r.w * r.h }

//go:noinline
func areaOf(s shape) int {
	return s.area()
}

func main() {
	s := "through an interface"
	fmt.Println(s)
	n := 12345
	fmt.Println(n, len(s))

	var known shape = &square{3}
	fmt.Println(known.area())
	fmt.Println(areaOf(&square{4}), areaOf(rect{2, 5}))
}
