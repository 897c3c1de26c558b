// Objects that own much, allocated one after another in neighbouring slots: a pointer to one is also where the one
// before it ends, but does not keep that, as nothing can walk over a struct. What may be walked over is kept.
//
// run: GOMAXPROCS=1
// run: GOMAXPROCS=1 GODEBUG=clobberfree=1,gccheckmark=1
package main

import (
	"runtime"
	"runtime/debug"
	"unsafe"
)

type owner struct {
	first, last    *node
	n              int
	own, size, now *node // a class of its own
}

//go:noinline
func newOwner(n int) *owner {
	o := &owner{n: n} // first: its neighbours are owners
	o.first = newNode(1)
	o.last = o.first
	for i := 2; i <= n; i++ {
		o.last.next = newNode(i)
		o.last = o.last.next
	}
	return o
}

func alive() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapObjects
}

// The array's words, by nothing but a pointer behind them and distances below zero, as optimisers write loops.
//
//go:noinline
func walk(end unsafe.Pointer) (sum int) {
	for i := -4; i < 0; i++ {
		if i == -2 {
			collect()
		}
		n := *(**node)(unsafe.Add(end, i*8))
		n.must(104 + i)
		sum += n.id
	}
	return sum
}

//go:noinline
func behind(a *[4]*node) unsafe.Pointer { return unsafe.Add(unsafe.Pointer(a), unsafe.Sizeof(*a)) }

//go:noinline
func newArray() *[4]*node {
	a := new([4]*node)
	for i := range a {
		a[i] = newNode(100 + i)
	}
	return a
}

func behindLarge(a *[1 << 13]*node) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(a), unsafe.Sizeof(*a))
}

// It fills its pages, and ends where the next object begins.
//
//go:noinline
func newLarge() *[1 << 13]*node {
	a := new([1 << 13]*node)
	for i := range 4 {
		a[len(a)-4+i] = newNode(100 + i)
	}
	return a
}

// Slices that do not fill their last pages, side by side: those alive when there is a pointer to the last one.
//
//go:noinline
func largeSlices() (alive int) {
	const size = 600<<10 + 100
	var sizes runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&sizes)
	before := sizes.HeapAlloc
	var last []byte
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for range 16 {
		last = make([]byte, size)
	}
	runtime.GC()
	runtime.ReadMemStats(&sizes)
	last[size-1] = 1
	return int(sizes.HeapAlloc-before) / size
}

func main() {
	before := alive()
	for range 20 {
		o := newOwner(1000)
		n := alive() - before
		check(n >= 1000 && n < 1900, "one owner's nodes are alive")
		mustList(o.first, 1, o.n)
	}
	for range 20 {
		m := map[int]*owner{}
		for i := range 100 {
			m[i] = newOwner(10)
		}
		n := alive() - before
		check(n >= 1100 && n < 2900, "one map's owners are alive")
		runtime.KeepAlive(m)
	}
	for range 20 {
		check(walk(behind(newArray())) == 406, "sum")
	}
	fewest := 16
	for range 20 {
		fewest = min(fewest, largeSlices())
		check(walk(behindLarge(newLarge())) == 406, "sum of the end of a large array")
	}
	check(fewest == 1, "large slices are kept by their neighbours")
	println("ok")
}
