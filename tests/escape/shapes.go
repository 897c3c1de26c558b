// The shapes of generic code over structs: an embedded field is named where its type's name is another.
package main

import "fmt"

type val struct{ n int }
type iface interface{ M() int }

type gen[T any] struct {
	T1 T
	*val
}
type alias = int

func take[T any](x T) *T { return &x }

func two[T, U any](x T, y U) (*T, *U) { return &x, &y }

func main() {
	take(struct{ val }{})
	take(struct{ *val }{})
	take(struct{ iface }{})
	take(struct{ alias }{})
	take(struct{ fmt.Stringer }{})
	take(struct{ error }{})
	take(struct{ gen[int] }{})
	take(gen[string]{})
	take(struct {
		*val
		y int `k:"v"`
		Z, _ string
	}{})
	take([]struct{ val }{})
	two(struct{ val }{}, struct{ a int }{})
}
