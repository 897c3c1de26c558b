package main

import (
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"weak"
)

// Generations (GODEBUG=gcgen=1): each way in which a pointer to a new object can get into an old one, with minor
// cycles before anybody looks.
//
// run: GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1
// run: GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1 GOMAXPROCS=1 GOGC=20
// run: GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1,gcstress=1000 GOMAXPROCS=4
// run: GODEBUG=gcgen=1,gcbarrier=dijkstra,gccheckmark=1,clobberfree=1
// run: GODEBUG=gcgen=1,gcmark=span,gccheckmark=1,clobberfree=1
// run: GODEBUG=gcgen=1,gcstoptheworld=1,gccheckmark=1,clobberfree=1
// run: GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1 GOMEMLIMIT=60MiB GOGC=off
// run:

type leaf struct {
	number int
	pad    [3]int
}

func newLeaf(n int) *leaf { return &leaf{number: n} }

type wide struct {
	a, b, c, d, e *leaf
	s             string
	m             [6]*leaf
	x             any
}

type old struct {
	p      *leaf
	w      wide
	x      any
	f      func() int
	s      []*leaf
	str    string
	m      map[int]*leaf
	c      chan *leaf
	a      atomic.Pointer[leaf]
	v      atomic.Value
	sm     sync.Map
	values [8]wide
	Next   *old
}

const large = 300000 // slots: 2.4 MB

type holder struct {
	o     *old
	slots []*leaf
	wides []wide
	text  []string
}

func want(what string, l *leaf, n int) {
	if l == nil || l.number != n {
		fmt.Printf("FAIL %s: %v, want %d\n", what, l, n)
		os.Exit(1)
	}
}

var sink any

// Two cycles at least that nobody asked for.
func minor() {
	var s runtime.MemStats
	for first, more := uint32(0), true; more; {
		for i := 0; i < 2000; i++ {
			sink = new([64]*int)
		}
		runtime.ReadMemStats(&s)
		if first == 0 {
			first = s.NumGC
		}
		more = s.NumGC < first+2
	}
}

//go:noinline
func fill(h *holder, n int, r *rand.Rand) [4]int {
	o := h.o
	o.p = newLeaf(n)
	w := wide{a: newLeaf(n + 1), e: newLeaf(n + 2), s: fmt.Sprint("s", n), x: newLeaf(n + 3)}
	w.m[r.Intn(6)] = newLeaf(n + 4)
	o.w = w
	o.values[n%8] = w
	o.x = newLeaf(n + 5)
	k := n + 6
	o.f = func() int { k++; return k }
	o.str = fmt.Sprint("text", n)
	o.m[n] = newLeaf(n + 7)
	select {
	case <-o.c:
	default:
	}
	o.c <- newLeaf(n + 8)
	o.a.Store(newLeaf(n + 9))
	o.v.Store(newLeaf(n + 10))
	o.sm.Store(n, newLeaf(n+11))
	reflect.ValueOf(o).Elem().FieldByName("Next").Set(reflect.ValueOf(&old{p: newLeaf(n + 12)}))
	at := r.Intn(large - 50)
	h.slots[at] = newLeaf(n + 13)
	some := make([]*leaf, 40)
	for i := range some {
		some[i] = newLeaf(n + 14 + i)
	}
	to := r.Intn(large - 50)
	for to+40 >= at && to <= at {
		to = r.Intn(large - 50)
	}
	copy(h.slots[to:], some)
	wat := r.Intn(len(h.wides))
	h.wides[wat] = w
	h.text[wat] = fmt.Sprint("line", n)
	o.s = append(o.s[:0], some[:3]...)
	return [4]int{at, to, wat, k}
}

func look(h *holder, n int, at [4]int) {
	o := h.o
	want("pointer", o.p, n)
	for _, w := range []*wide{&o.w, &o.values[n%8], &h.wides[at[2]]} {
		want("struct a", w.a, n+1)
		want("struct e", w.e, n+2)
		want("struct any", w.x.(*leaf), n+3)
		for _, l := range w.m {
			if l != nil {
				want("struct array", l, n+4)
			}
		}
		if w.s != fmt.Sprint("s", n) {
			fmt.Println("FAIL string", w.s)
		}
	}
	want("any", o.x.(*leaf), n+5)
	if got := o.f(); got != n+7 {
		fmt.Println("FAIL closure", got, n+7)
	}
	if o.str != fmt.Sprint("text", n) || h.text[at[2]] != fmt.Sprint("line", n) {
		fmt.Println("FAIL string", o.str)
	}
	want("map", o.m[n], n+7)
	l := <-o.c
	want("channel", l, n+8)
	o.c <- l
	want("atomic", o.a.Load(), n+9)
	want("atomic value", o.v.Load().(*leaf), n+10)
	x, _ := o.sm.Load(n)
	want("sync.Map", x.(*leaf), n+11)
	want("reflect", o.Next.p, n+12)
	want("large array", h.slots[at[0]], n+13)
	for i := 0; i < 40; i++ {
		want("copied", h.slots[at[1]+i], n+14+i)
	}
	for i := 0; i < 3; i++ {
		want("appended", o.s[i], n+14+i)
	}
}

// What has become old and garbage goes with the next major cycle, weak pointers and cleanups with it.
func dies() {
	var gone atomic.Int32
	var weaks []weak.Pointer[leaf]
	func() {
		var hold []*leaf
		for i := 0; i < 100; i++ {
			l := newLeaf(i)
			hold = append(hold, l)
			weaks = append(weaks, weak.Make(l))
			runtime.AddCleanup(l, func(int) { gone.Add(1) }, i)
		}
		minor()
		runtime.KeepAlive(hold)
	}()
	for i := 0; i < 100 && gone.Load() < 90; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	alive := 0
	for _, w := range weaks {
		if w.Value() != nil {
			alive++
		}
	}
	if gone.Load() < 90 || alive > 10 {
		fmt.Println("FAIL", gone.Load(), "cleanups of 100;", alive, "weak pointers left")
	}
}

func main() {
	seed := time.Now().UnixNano()
	fmt.Println("seed", seed)
	r := rand.New(rand.NewSource(seed))
	h := &holder{o: &old{m: map[int]*leaf{}, c: make(chan *leaf, 1), s: make([]*leaf, 0, 8)}}
	h.slots, h.wides, h.text = make([]*leaf, large), make([]wide, 2000), make([]string, 2000)
	runtime.GC()
	runtime.GC()
	for n := 0; n < 2000; n += 100 {
		var at [4]int
		for range 30 { // at any moment of a cycle
			for range r.Intn(3000) {
				sink = new([64]*int)
			}
			at = fill(h, n, r)
		}
		minor()
		look(h, n, at)
	}
	dies()
	fmt.Println("ok")
}
