// Finalizers and cleanups that wait behind one that blocks: what they are about stays alive, and
// what has run is freed although its neighbours in the row have not.
//
// run: GODEBUG=clobberfree=1,gccheckmark=1
// run: GOMAXPROCS=1 GODEBUG=clobberfree=1,gccheckmark=1
// run: GODEBUG=gcgen=1,clobberfree=1,gccheckmark=1
// run: GODEBUG=gcstoptheworld=1,clobberfree=1
package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

type object struct {
	n      *node
	buffer []byte
}

var entered, ran atomic.Int64

func wait(what string, done func() bool) {
	for range 1000 {
		if done() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	check(false, what)
}

// blockRunner leaves the goroutine that runs finalizers in one, until the result is closed.
func blockRunner() chan bool {
	gate := make(chan bool)
	before := entered.Load()
	deepen(func() {
		runtime.SetFinalizer(&object{n: newNode(0)}, func(o *object) { entered.Add(1); <-gate })
	}, 4)
	wait("no finalizer ran", func() bool { collect(); return entered.Load() > before })
	return gate
}

// Some are queued before the goroutine takes the row, some while it is in the middle of it.
func waiting() {
	const n = 1000
	ran.Store(0)
	var holding atomic.Bool
	hold := make(chan bool)
	gate := blockRunner()
	for half := range 2 {
		deepen(func() {
			for i := half * n; i < half*n+n; i++ {
				if i%2 == 0 {
					runtime.SetFinalizer(&object{n: newNode(i)}, func(o *object) {
						if ran.Add(1) >= n/2 && holding.CompareAndSwap(false, true) {
							<-hold
						}
						o.n.must(i)
					})
				} else {
					runtime.AddCleanup(newNode(-i), func(n *node) { n.must(i); ran.Add(1) }, newNode(i))
				}
			}
		}, 4)
		for range 3 {
			collect()
		}
		if half == 0 {
			close(gate)
			wait("the row does not begin", holding.Load)
		}
	}
	close(hold)
	// A stack may keep a few.
	wait("the row does not end", func() bool { collect(); return ran.Load() > 2*n-20 })
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Of a row with 16 MB the first three quarters have run.
func done() {
	const n, size = 64, 256 << 10
	ran.Store(0)
	hold := make(chan bool)
	gate := blockRunner()
	empty := heap()
	deepen(func() {
		for range n {
			o := &object{buffer: make([]byte, size)}
			runtime.SetFinalizer(o, func(o *object) {
				if ran.Add(1) == n*3/4 {
					<-hold
				}
				o.buffer[size-1]++
			})
		}
	}, 4)
	collect()
	check(heap() > empty+(n-8)*size, "objects in the queue were freed")
	close(gate)
	wait("the row does not begin", func() bool { return ran.Load() == n*3/4 })
	collect()
	check(heap() < empty+n/2*size, "objects whose finalizers have run are kept")
	close(hold)
	wait("the row does not end", func() bool { collect(); return ran.Load() > n-8 })
}

func main() {
	for range 3 {
		waiting()
		done()
	}
	println("ok")
}
