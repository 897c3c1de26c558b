// An instance that only the method of an interface in a field mentions has methods all the same.
package main

import "fmt"

type option[T any] interface {
	toSeq() seq[T]
}

type seq[T any] []T

func (s seq[T]) find(p func(T) bool) option[T] { panic(len(s)) }

type pair[A, B any] struct {
	opt option[A]
	b   B
}

func main() {
	fmt.Printf("%v %T\n", pair[string, int]{}, pair[string, int]{})
}
