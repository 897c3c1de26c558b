// Loads of all kinds at random, several at once, while settings change: GOMAXPROCS, the collector's, the memory limit.
//
//	torture SEED MILLISECONDS
//
// A round starts some of the loads and waits for them. The seed fixes what is done, not how threads interleave. A round
// that does not end is a fault.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
	"weak"
)

const (
	patience = 100 * time.Second // for a round
	seal     = 0x5eed
)

type random uint64

func (r *random) below(n int) int {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return int(uint64(*r)>>33) % n
}

func (r *random) fork() *random {
	f := random(uint64(r.below(1<<30))*0x9e3779b97f4a7c15 + 1)
	return &f
}

// --- goroutines that end -------------------------------------------------------------------------

// ends makes one goroutine end in the way of that number, after its deferred calls.
func ends(way, depth int, order *[]int) {
	defer func() { *order = append(*order, 1) }()
	defer func() {
		if way == 2 || way == 5 {
			check(recover() != nil, "a panic that is recovered")
		}
		*order = append(*order, 2)
	}()
	switch way {
	case 1:
		runtime.Goexit()
	case 2:
		var list []int
		list[depth]++
	case 3:
		runtime.LockOSThread() // its thread ends with it
	case 4:
		descendThen(depth, runtime.Goexit)
	case 5:
		descendThen(depth, func() { panic("deep") })
	}
}

//go:noinline
func descendThen(depth int, f func()) int {
	var frame [24]int
	frame[depth%24] = depth
	if depth == 0 {
		f()
		return 0
	}
	defer func() { check(frame[depth%24] == depth, "frame that a Goexit unwinds") }()
	return descendThen(depth-1, f) + frame[depth%24]
}

func deaths(r *random) {
	var wg sync.WaitGroup
	for range 50 + r.below(400) {
		way, depth := r.below(6), r.below(300)
		wg.Add(1)
		go func() {
			var order []int
			defer wg.Done()
			defer func() { check(len(order) == 2 && order[0] == 2 && order[1] == 1, "order of deferred calls") }()
			ends(way, depth, &order)
		}()
	}
	wg.Wait()
}

// --- stacks ----------------------------------------------------------------------------------------

//go:noinline
func climb(r *random, depth int, up *cell) int {
	var small [4]*cell
	var large [200]*cell
	small[depth&3] = &cell{id: depth, next: up}
	n := 0
	if depth > 0 {
		if r.below(20) == 0 {
			large[depth%200] = small[depth&3]
			n = climb(r, depth-1, large[depth%200])
		} else {
			n = climb(r, depth-1, small[depth&3])
		}
		if r.below(40) == 0 { // up and down again from here
			n += climb(r, r.below(30), small[depth&3])
		}
	}
	check(small[depth&3].id == depth && small[depth&3].next == up, "frame of a stack that grows and shrinks")
	return n + 1
}

func stacks(r *random) {
	var wg sync.WaitGroup
	for range 1 + r.below(4) {
		f := r.fork()
		wg.Go(func() {
			for range 5 {
				depth := f.below(3000)
				check(climb(f, depth, nil) > depth, "depth of a stack")
			}
		})
	}
	wg.Wait()
}

// --- maps ------------------------------------------------------------------------------------------

type key struct{ a, b int }

func wantEntry(i int, got *cell) { check(got != nil && got.id == i^seal, "entry of a map") }

// changes makes random changes to a map and to a model of it.
func changes(r *random) {
	size := 1 << (3 + r.below(12))
	m, model, count := map[key]*cell{}, make([]bool, size), 0
	for range size * 4 {
		i := r.below(size)
		k := key{i, i * 3}
		switch r.below(20) {
		case 0, 1, 2, 3, 4, 5, 6:
			delete(m, k)
			if model[i] {
				count--
			}
			model[i] = false
		case 7:
			if r.below(size) == 0 {
				clear(m)
				clear(model)
				count = 0
			}
		default:
			m[k] = &cell{id: i ^ seal}
			if !model[i] {
				count++
			}
			model[i] = true
		}
	}
	check(len(m) == count, "length of a map")
	seen := map[int]bool{}
	for k, c := range m {
		check(model[k.a] && !seen[k.a], "iteration of a map: a deleted entry, or one twice")
		seen[k.a] = true
		wantEntry(k.a, c)
		i := r.below(size) // what is deleted or put in meanwhile, may grow the map
		if r.below(3) == 0 {
			delete(m, key{i, i * 3})
			model[i] = false
		}
		m[key{i + size, 0}] = &cell{id: (i + size) ^ seal}
		model = append(model, make([]bool, max(0, i+size+1-len(model)))...)
		model[i+size] = true
	}
	for i, in := range model[:size] {
		if c, ok := m[key{i, i * 3}]; in {
			wantEntry(i, c)
		} else {
			check(!ok, "an entry that was deleted")
		}
	}
}

func maps(r *random) {
	var wg sync.WaitGroup
	for range 1 + r.below(3) {
		f := r.fork()
		wg.Go(func() { changes(f) })
	}
	wg.Wait()
}

// --- channels --------------------------------------------------------------------------------------

// pipes has producers, consumers and a closer; every value arrives once.
func pipes(r *random) {
	c, quit := make(chan *cell, r.below(4)*r.below(40)), make(chan struct{})
	n, producers := 200+r.below(3000), 1+r.below(6)
	var sum atomic.Int64
	var sent, received sync.WaitGroup
	for p := range producers {
		f := r.fork()
		sent.Go(func() {
			for i := p; i < n; i += producers {
				select {
				case c <- &cell{id: i}:
				case <-quit:
					check(false, "quit was closed early")
				}
				if f.below(50) == 0 {
					runtime.Gosched()
				}
			}
		})
	}
	for range 1 + r.below(6) {
		f := r.fork()
		received.Go(func() {
			for v := range c {
				sum.Add(int64(v.id))
				select {
				case <-quit:
					check(false, "quit was closed early")
				case w, ok := <-c:
					if ok {
						sum.Add(int64(w.id))
					}
				case <-time.After(time.Duration(f.below(50)) * time.Microsecond):
				default:
				}
			}
		})
	}
	sent.Wait()
	close(c)
	received.Wait()
	close(quit)
	check(sum.Load() == int64(n)*int64(n-1)/2, "sum over a channel")
}

func webs(r *random) { web(1+r.below(4), 2+r.below(20), 1+r.below(30)) }

// --- timers ----------------------------------------------------------------------------------------

func clocks(r *random) {
	timers(20 + r.below(800))
	var wg sync.WaitGroup
	for range 1 + r.below(20) {
		f := r.fork()
		wg.Go(func() {
			t := time.NewTimer(time.Hour)
			for range 10 {
				t.Reset(time.Duration(f.below(300)) * time.Microsecond)
				if f.below(3) == 0 && t.Stop() {
					continue
				}
				if f.below(4) == 0 {
					t.Reset(time.Duration(f.below(100)) * time.Microsecond)
				}
				<-t.C
			}
			tick := time.NewTicker(time.Duration(50+f.below(200)) * time.Microsecond)
			for range f.below(10) {
				<-tick.C
			}
			if f.below(2) == 0 {
				tick.Stop() // else nobody can hear of it
			}
			time.Sleep(time.Duration(f.below(100)) * time.Microsecond)
		})
	}
	wg.Wait()
}

// --- objects that die ------------------------------------------------------------------------------

type thing struct {
	id, check int
	held      *cell
}

func newThing(id int) *thing { return &thing{id, id ^ seal, &cell{id: id}} }

func (t *thing) whole(id int) bool {
	return t.id == id && t.check == id^seal && t.held != nil && t.held.id == id
}

// weaks holds some things strongly, all weakly, and lets go of others all the time.
func weaks(r *random) {
	n := 50 + r.below(2000)
	strong, ref := make([]*thing, n), make([]weak.Pointer[thing], n)
	for range n * 3 {
		i := r.below(n)
		switch r.below(4) {
		case 0:
			strong[i] = newThing(i)
			ref[i] = weak.Make(strong[i])
		case 1:
			strong[i] = nil
		default:
			t := ref[i].Value()
			check(t == nil || t.whole(i), "what a weak pointer gives")
			check(strong[i] == nil || t == strong[i], "a weak pointer to what is alive")
			if t != nil && r.below(2) == 0 {
				strong[i] = t
				check(weak.Make(t) == ref[i], "two weak pointers to one object")
			}
		}
		if r.below(n) == 0 {
			runtime.GC()
		}
	}
}

var revived [64]atomic.Pointer[thing]

// burials gives things finalizers and cleanups; each is run once at most, with what it was to be run with.
func burials(r *random) {
	n := 20 + r.below(1000)
	ran := make([]atomic.Int32, 2*n)
	for i := range n {
		t := newThing(i)
		if r.below(2) == 0 {
			runtime.SetFinalizer(t, func(t *thing) {
				check(t.whole(i) && ran[i].Add(1) == 1, "a finalizer's object")
				revived[i%len(revived)].Store(t)
			})
		}
		if r.below(2) == 0 {
			c := runtime.AddCleanup(t, func(k int) {
				check(k == i^seal && ran[n+i].Add(1) == 1, "a cleanup's argument")
			}, i^seal)
			if r.below(4) == 0 {
				c.Stop()
				runtime.KeepAlive(t)
				ran[n+i].Store(1) // it must not run any more
			}
		}
		if r.below(10) == 0 {
			runtime.SetFinalizer(t, nil)
		}
	}
	runtime.GC()
	for i := range revived {
		if t := revived[i].Swap(nil); t != nil {
			check(t.whole(t.id), "an object that a finalizer kept")
		}
	}
}

// --- settings --------------------------------------------------------------------------------------

// settle changes a setting, or asks for what stops the world.
func settle(r *random) {
	switch r.below(8) {
	case 0:
		runtime.GOMAXPROCS(1 + r.below(8))
	case 1:
		debug.SetMemoryLimit(int64(10+r.below(300)) << 20)
	case 2:
		debug.SetMemoryLimit(math.MaxInt64)
	case 3:
		debug.SetGCPercent(5 + r.below(300))
	case 4:
		debug.FreeOSMemory()
	case 5:
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		check(m.Mallocs >= m.Frees && m.HeapInuse <= m.HeapSys, "memory statistics")
	case 6:
		buf := make([]byte, 1<<16)
		check(runtime.Stack(buf, true) > 0, "all stacks")
	default:
		runtime.GC()
	}
}

func main() {
	seed, _ := strconv.Atoi(os.Args[1])
	ms, _ := strconv.Atoi(os.Args[2])
	r := random(uint64(seed)*0x9e3779b97f4a7c15 + 1)
	loads := []struct {
		name string
		run  func(*random)
	}{
		{"deaths", deaths}, {"stacks", stacks}, {"maps", maps}, {"pipes", pipes}, {"webs", webs}, {"clocks", clocks},
		{"weaks", weaks}, {"burials", burials},
		{"spawn", func(r *random) { spawn(10 + r.below(3000)) }},
		{"recursion", func(r *random) { recursion(r.below(2000)) }},
		{"churn", func(r *random) { churn(r.below(3000)) }},
		{"texts", func(r *random) { texts(r.below(3000)) }},
		{"panics", func(r *random) { panics(r.below(200)) }},
	}
	var stop atomic.Bool
	var settings sync.WaitGroup
	f := r.fork()
	settings.Go(func() {
		for !stop.Load() {
			settle(f)
			time.Sleep(time.Duration(f.below(5000)) * time.Microsecond)
		}
	})
	rounds := 0
	for end := time.Now().Add(time.Duration(ms) * time.Millisecond); rounds == 0 || time.Now().Before(end); rounds++ {
		var all sync.WaitGroup
		names := ""
		for range 1 + r.below(4) {
			l, f := loads[r.below(len(loads))], r.fork()
			names += " " + l.name
			all.Go(func() { l.run(f) })
		}
		late := time.AfterFunc(patience, func() {
			debug.SetTraceback("all")
			panic(fmt.Sprint("FAIL: round ", rounds, " does not end:", names))
		})
		all.Wait()
		late.Stop()
	}
	stop.Store(true)
	settings.Wait()
	fmt.Println("ok", rounds, "rounds")
}
