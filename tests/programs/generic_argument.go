// A generic function passed where its type parameters follow from their constraints alone.
package main

import "fmt"

type list []string

func same[T int](x T) T                  { return x }
func first[S list, E ~string](x S) string { return x[0] + fmt.Sprintf(" %T", *new(E)) }
func size[S ~[]E, E int8](x S) int       { return len(x) }

func call(f any) any {
	switch f := f.(type) {
	case func(int) int:
		return f(7)
	case func([]int8) int:
		return f(make([]int8, 3))
	}
	return fmt.Sprintf("%T", f)
}

func calls(fs ...any) {
	for _, f := range fs {
		fmt.Println(call(f))
	}
}

func apply(f func(int) int, g any) int { return f(g.(func(int) int)(3)) }

func main() {
	fmt.Println(call(same))
	fmt.Println(call(size[[]int8]))
	calls(same, 1, first[list, string])
	fmt.Println(apply(same, same))
}
