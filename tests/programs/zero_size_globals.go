// Package variables of no size have the address of all that has no size.
package main

import "fmt"

type empty struct{ _ [0]int }

var (
	array  [0]int
	record = empty{}
	made   = new([0]int)
)

//go:noinline
func same(a, b any) bool { return a == b }

func main() {
	fmt.Println(same(&array, made), (*empty)(made2()) == &record)
	array = [0]int{}
	fmt.Println(len(array), record == empty{})
}

//go:noinline
func made2() *empty { return new(empty) }
