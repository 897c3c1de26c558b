// Comparing and hashing values nested a million deep takes what stack it needs.
// default mode only
package main

import "fmt"

type node struct{ next any }

type wide struct {
	a [2]any
	b fmt.Stringer
}

func (w wide) String() string { return "wide" }

func chain(n int, end any) any {
	for range n {
		end = node{end}
	}
	return end
}

func wides(n int, end any) any {
	for range n {
		end = wide{a: [2]any{1, end}, b: wide{}}
	}
	return end
}

func main() {
	const deep = 1000000
	a, b, c := chain(deep, 1), chain(deep, 1), chain(deep, 2)
	fmt.Println(a == b, a == c)
	m := map[any]string{a: "found"}
	fmt.Println(m[b], len(m[c]))
	fmt.Println(wides(deep/10, "x") == wides(deep/10, "x"))
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(chain(deep, []int{}) == chain(deep, []int{}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(m[chain(deep, func() {})])
	}()
	done := make(chan bool)
	go func() { done <- a == b }()
	fmt.Println(<-done, a == b)
}
