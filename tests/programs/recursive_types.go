package main

import "fmt"

// What looks like a type without end and is none.

type box[T any] struct{ in inner[T] }
type inner[T any] struct{ v T }

type tree[T any] struct {
	v           T
	left, right *tree[T]
}

type list struct {
	box[*list]
	next []list
}

type visitor interface{ visit(node) visitor }
type node interface {
	accept(interface{ visitor }) int
}

type leaf int

func (l leaf) accept(v interface{ visitor }) int {
	v.visit(l)
	return int(l)
}

type counter struct{ n *int }

func (c counter) visit(node) visitor {
	*c.n++
	return c
}

type ordered[T any] interface{ less(T) bool }

type number int

func (a number) less(b number) bool { return a < b }

func least[T ordered[T]](a, b T) T {
	if b.less(a) {
		return b
	}
	return a
}

type handler func(handler) int

type both interface {
	comparable
	int | string | [2]int
}

func index[T both](list []T, x T) int {
	for i, v := range list {
		if v == x {
			return i
		}
	}
	return -1
}

func main() {
	var nested box[box[int]]
	nested.in.v.in.v = 3
	fmt.Println(nested, tree[int]{v: 1, left: &tree[int]{v: 2}}.left.v, len(list{}.next))
	n := 0
	var c visitor = counter{&n}
	fmt.Println(leaf(7).accept(c), n)
	fmt.Println(least(number(5), number(4)))
	fmt.Println(handler(func(h handler) int { return 9 })(nil))
	fmt.Println(index([]string{"a", "b"}, "b"), index([][2]int{{1, 2}}, [2]int{2, 1}))
}
