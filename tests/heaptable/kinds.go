// One line for each way to the heap, so often that the objects of a line tell which it is.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type node struct {
	next *node
	v    int
}

var head *node

func push(v int) { head = &node{head, v} } // inlined

//go:noinline
func square(n int) *int {
	x := n * n
	return &x
}

//go:noinline
func buffer(n int) int {
	b := make([]byte, n)
	return len(b)
}

//go:noinline
func counter(from int) func() int {
	return func() int { from++; return from }
}

func numbers(n int) []int {
	var list []int
	for i := range n {
		list = append(list, i)
	}
	return list
}

func run(n int) {
	for i := range 1000 {
		push(i)
	}
	sum := 0
	for i := range 500 {
		sum += *square(i) + buffer(i+100)
	}
	for range 30 {
		sum += counter(n)()
	}
	m := map[int]int{}
	for _, i := range numbers(300) {
		m[i] = i
	}
	s := ""
	for range 40 {
		s += "the same again"
	}
	var large [150000]byte
	for i := range large {
		large[i] = byte(n)
	}
	c := make(chan int, n)
	c <- sum
	text := []byte(s)
	fmt.Println(len(m), len(s), large[n], <-c, len(text), strings.Repeat("ab", n))
}

func main() {
	run(len(os.Args[1]) + 4)
	if os.Args[1] == "panic" {
		panic(errors.New("no more"))
	}
	os.Exit(3)
}
