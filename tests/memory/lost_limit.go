// A limit below what is alive cannot be kept: memory that is released for it is fetched again at once. The run script
// adds up what was.
//
// env: GOMEMLIMIT=20MiB
package main

import "fmt"

type node struct {
	next *node
	data [6]int
}

var head, sink *node

func main() {
	n := 0
	for range 1000000 {
		head = &node{next: head}
	}
	for range 2000000 {
		sink = &node{}
	}
	for p := head; p != nil; p = p.next {
		n++
	}
	fmt.Println(n)
}
