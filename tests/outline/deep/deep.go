// Package deep is imported by shapes only: main sees it through what shapes mentions.
package deep

import "sync/atomic"

// Cell is an instance of a generic type inside a struct that others embed.
type Cell struct {
	N    atomic.Pointer[Item]
	Tags []string
}

type Item struct{ Name string }

func (i *Item) String() string { return "item " + i.Name }

func (c *Cell) Set(i *Item) *Item { c.N.Store(i); return c.N.Load() }

// Pair has methods whose bodies wait until main inlines them.
type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) Swap() Pair[K, V] { return Pair[K, V]{p.Key, p.Val} }
func (p *Pair[K, V]) Put(k K, v V) *V { p.Key, p.Val = k, v; return &p.Val }

func Keep[T any](x *T) *T { return x }

func Map[T, U any](list []T, f func(T) U) []U {
	out := make([]U, 0, len(list))
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

type Inner interface{ Area() float64 }
type Outer interface {
	Inner
	String() string
}
