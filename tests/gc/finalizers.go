// Finalizers: order, resurrection, removal, functions of every kind, objects of every kind.
//
// Stacks are scanned conservatively: objects that shall die are handled in deepen, whose frames are
// gone by then.
//
// run:
// run: GODEBUG=gcstress=20,gccheckmark=1,clobberfree=1
// run: GOMAXPROCS=1 GODEBUG=gcstoptheworld=1,clobberfree=1
package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

type object struct {
	name string
	ref  *object
	n    *node
}

type big struct {
	pad [200]int
	n   *node
}

type named interface{ title() string }

func (o *object) title() string { return o.name }

var (
	log     = make(chan string, 1000)
	count   atomic.Int32
	revived atomic.Pointer[object]
)

//go:noinline
func newObject(name string, ref *object) *object {
	o := &object{name, ref, newNode(len(name))}
	runtime.SetFinalizer(o, func(o *object) {
		o.n.must(len(o.name))
		log <- o.name
	})
	return o
}

// wait collects until done says so.
func wait(what string, done func() bool) {
	for range 200 {
		if done() {
			return
		}
		collect()
		time.Sleep(time.Millisecond)
	}
	check(false, what)
}

// next waits for the next name in the log.
func next(want string) {
	wait("finalizer of "+want+" did not run", func() bool { return len(log) > 0 })
	got := <-log
	check(got == want, "finalizer of "+got+" ran, not "+want)
}

// An object's finalizer runs before that of what it points to.
func order() {
	deepen(func() { newObject("a", newObject("b", newObject("c", nil))) }, 4)
	next("a")
	next("b")
	next("c")
}

func resurrection() {
	deepen(func() {
		o := &object{name: "again", n: newNode(7)}
		runtime.SetFinalizer(o, func(o *object) { revived.Store(o) })
	}, 4)
	wait("no resurrection", func() bool { return revived.Load() != nil })
	collect()
	deepen(func() {
		revived.Load().n.must(7)
		runtime.SetFinalizer(revived.Load(), func(o *object) { log <- "twice" })
		revived.Store(nil)
	}, 4)
	next("twice")
}

func removal() {
	keep := newObject("kept", nil)
	deepen(func() {
		o := newObject("removed", nil)
		runtime.SetFinalizer(o, nil)
	}, 4)
	for range 3 {
		collect()
	}
	time.Sleep(2 * time.Millisecond)
	check(len(log) == 0, "a finalizer ran that was removed, or of a live object")
	runtime.KeepAlive(keep)
	runtime.SetFinalizer(keep, nil)
}

// A cycle of objects with finalizers is never freed; one whose finalizers are not part of it is.
func cycle() {
	deepen(func() {
		x := newObject("x", nil)
		x.ref = newObject("y", x)
		ring := &object{name: "r"}
		ring.ref = &object{ref: ring}
		newObject("outside", ring)
	}, 4)
	next("outside")
	for range 3 {
		collect()
	}
	check(len(log) == 0, "a finalizer within a cycle ran")
}

func results(o *object) (a [9]int, e any) { a[8] = 1; count.Add(1); return a, o }
func two(o *object) (int, string)         { count.Add(1); return 1, o.name }
func anything(x any) (r [3]string)        { count.Add(int32(len(x.(*object).name))); return }
func titled(x named)                      { count.Add(int32(len(x.title()))) }
func titledResults(x named) (r [100]int)  { count.Add(int32(len(x.title()))); return }

// Finalizers with results, large ones too, with an interface for a parameter, bound methods,
// closures.
func signatures() {
	functions := []any{results, two, anything, titled, titledResults,
		func(o *object) { count.Add(1) }, (*object).finish}
	for _, f := range functions {
		count.Store(0)
		deepen(func() { runtime.SetFinalizer(&object{name: "1"}, f) }, 4)
		wait("finalizer of another signature", func() bool { return count.Load() == 1 })
	}
	count.Store(0)
	deepen(func() {
		runtime.SetFinalizer(&big{n: newNode(5)}, func(b *big) { b.n.must(5); count.Add(1) })
		runtime.SetFinalizer(new([100000]int), func(a *[100000]int) { count.Add(1) })
		runtime.SetFinalizer(new(int8), func(p *int8) { count.Add(1) })
		list := &[]*node{newNode(1)}
		runtime.SetFinalizer(list, func(s *[]*node) { (*s)[0].must(1); count.Add(1) })
	}, 4)
	// The tiny object may share its block with a live one.
	wait("finalizers of large objects", func() bool { return count.Load() >= 3 })
}

func (o *object) finish() { count.Add(1) }

// Finalizers run one after the other on a goroutine that may block and allocate.
func blocking() {
	gate := make(chan *node)
	deepen(func() {
		for i := range 10 {
			o := &object{n: newNode(i)}
			runtime.SetFinalizer(o, func(o *object) { collect(); gate <- o.n })
		}
	}, 4)
	sum := 0
	for range 10 {
		var n *node
		wait("blocked finalizer", func() bool {
			select {
			case n = <-gate:
				return true
			default:
				return false
			}
		})
		n.must(n.id)
		sum += n.id
	}
	check(sum == 45, "objects of blocked finalizers")
}

// Many, set while the collector runs.
func many() {
	count.Store(0)
	const each = 500
	finished := make(chan bool)
	for range 4 {
		go func() {
			for i := range each {
				o := &object{n: newNode(i)}
				runtime.SetFinalizer(o, func(o *object) { o.n.must(i); count.Add(1) })
				if i%100 == 99 {
					runtime.GC()
				}
			}
			finished <- true
		}()
	}
	for range 4 {
		<-finished
	}
	wait("many finalizers", func() bool { return count.Load() > 4*each*9/10 })
}

func main() {
	order()
	resurrection()
	removal()
	cycle()
	signatures()
	blocking()
	many()
	println("ok")
}
