// Packages sync and sync/atomic: pointers swapped atomically, Pool, Map, Once values.
package main

import (
	"sync"
	"sync/atomic"
)

var (
	pointer atomic.Pointer[node]
	value   atomic.Value
	pool    = sync.Pool{New: func() any { return newNode(1) }}
	table   sync.Map
	once    = sync.OnceValue(func() *node { return newNode(5) })
)

//go:noinline
func fill() {
	pointer.Store(newNode(2))
	value.Store(newNode(3))
	for i := range 100 {
		table.Store(i, newNode(i))
	}
	once()
}

func main() {
	deepen(fill, 3)
	collect()
	pointer.Load().must(2)
	value.Load().(*node).must(3)
	once().must(5)
	for i := range 100 {
		v, _ := table.Load(i)
		v.(*node).must(i)
		if i%3 == 0 {
			table.Delete(i)
		}
	}
	last := 2
	for i := range 50 {
		pointer.Swap(newNode(i)).must(last)
		last = i
		collect()
		now := pointer.Load()
		check(pointer.CompareAndSwap(now, now), "compare and swap")
		value.Swap(newNode(i))
		p := pool.Get().(*node)
		p.must(1)
		pool.Put(p)
	}
	table.Range(func(k, v any) bool {
		v.(*node).must(k.(int))
		return true
	})
	println("ok")
}
