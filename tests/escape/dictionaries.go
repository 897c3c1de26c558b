// flags: -m -l
package main

import (
	"fmt"
	"slices"
)

// A call of generic code shows the dictionary it passes.

type number interface{ ~int | ~float64 }

type celsius float64

func larger[T number](x, y T) T {
	if x < y {
		return y
	}
	return x
}

func none[T any]() *T { return nil }

func both[K comparable, V any](k K, v V) map[K]V { return map[K]V{k: v} }

type cell[T any] struct{ value T }

func (c *cell[T]) get() T          { return c.value }
func (c cell[T]) with(v T) cell[T] { return cell[T]{v} }

type getter interface{ get() int }

func main() {
	c := cell[int]{1}
	fmt.Println(larger(1, 2), larger(1.5, celsius(2)), none[string](), both("a", any(1)))
	fmt.Println(c.get(), c.with(2).value, (&c).with(3))
	fmt.Println(slices.Contains([]int{1, 2}, 2), slices.Index([]string{"a"}, "a"))
	var g getter = &c
	fmt.Println(g.get())
}
