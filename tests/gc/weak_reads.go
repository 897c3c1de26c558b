// What a weak pointer gives is alive, whenever it is asked: while marking is under way, though the stack that takes it has
// been scanned; and before sweeping has found that the object is dead.
//
// run: GODEBUG=clobberfree=1
// run: GODEBUG=clobberfree=1 GOMAXPROCS=1
// run: GODEBUG=clobberfree=1,gcgen=1 GOMAXPROCS=4
package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

const (
	targets = 4000
	held    = 32
	rounds  = 60
)

var cycles atomic.Int32
var ballast []*node // makes marking last

//go:noinline
func newTargets(first int) []weak.Pointer[node] {
	all := make([]weak.Pointer[node], targets)
	for i := range all {
		all[i] = weak.Make(newNode(first + i))
	}
	return all
}

// Holds what it gets in its frame only: a store into the heap would shade it.
//
//go:noinline
func read(all []weak.Pointer[node], first, from int) int {
	var got [held]*node
	var ids [held]int
	n := 0
	for i := 0; i < targets && n < held; i++ {
		at := (from + i*7) % targets
		if p := all[at].Value(); p != nil {
			got[n], ids[n] = p, first+at
			n++
		}
	}
	for until := cycles.Load() + 2; n > 0 && cycles.Load() < until; {
		runtime.Gosched()
	}
	for i := range n {
		got[i].must(ids[i])
	}
	return n
}

var sink any

// Each target is looked at once, the looks spread over several cycles that allocation brings about: some find their target
// dead and its span not swept.
//
//go:noinline
func spread(all []weak.Pointer[node], first int) int {
	var got [targets]*node
	n := 0
	for i := range all {
		for range 20 {
			sink = new([50]*int)
		}
		if got[i] = all[i].Value(); got[i] != nil {
			n++
		}
	}
	runtime.GC()
	for i, p := range got {
		if p != nil {
			p.must(first + i)
		}
	}
	return n
}

func main() {
	for round := range 20 {
		first := round * targets
		all := newTargets(first)
		spread(all, first)
	}
	for i := range 300000 {
		ballast = append(ballast, newNode(i))
	}
	stop := make(chan bool)
	go func() {
		for {
			select {
			case stop <- true:
				return
			default:
				runtime.GC()
				cycles.Add(1)
			}
		}
	}()
	var wg sync.WaitGroup
	var alive atomic.Int64
	for worker := range 2 {
		wg.Go(func() {
			for round := range rounds {
				first := (worker*rounds + round) * targets
				all := newTargets(first)
				for begin := cycles.Load(); cycles.Load() == begin && round%2 == 0; {
					runtime.Gosched() // dead by now, and perhaps not swept
				}
				alive.Add(int64(read(all, first, round)))
			}
		})
	}
	wg.Wait()
	<-stop
	runtime.KeepAlive(ballast)
	println("alive:", alive.Load())
	println("ok")
}
