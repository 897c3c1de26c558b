package main

// Goroutines build and change graphs of objects, and hand graphs over, each owned by one goroutine at a time;
// each object knows what it must contain. The kinds of memory that the collector treats differently all occur: small and large objects, arrays of
// structs, maps, strings, interfaces, closures, channels, pointers to the inside of objects, stacks that grow.
//
// env: GODEBUG=
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
// env: GODEBUG=gccheckmark=1,clobberfree=1
// env: GODEBUG=gcstress=200,gccheckmark=1,clobberfree=1
// env: GODEBUG=gcstoptheworld=1,clobberfree=1
// env: GODEBUG=gcstoptheworld=2,clobberfree=1
// env: GODEBUG=gcmark=span,gccheckmark=1,clobberfree=1
// env: GODEBUG=gcmark=span,gcgen=1,gccheckmark=1,clobberfree=1
// env: GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1
// env: GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1
// env: GODEBUG=asyncpreemptoff=1,clobberfree=1
// env: GODEBUG=madvdontneed=0,memprofilerate=1000
// env: GOGC=10 GODEBUG=gccheckmark=1,clobberfree=1
// env: GOGC=off GOMEMLIMIT=24MiB GODEBUG=clobberfree=1

import (
	"fmt"
	"strconv"
	"sync"
)

type item struct {
	id    int
	name  string
	links []*item
	attrs map[string]*item
	any   any
	inner *int // into the middle of block
	block *[40]int
	get   func() int
}

type rng uint64

func (r *rng) next(n int) int {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return int(uint64(*r) >> 11 % uint64(n))
}

func (r *rng) below(n int) int {
	x := r.next(1 << 30)
	if x < 0 {
		x = -x
	}
	return x % n
}

var ids int
var idsMu sync.Mutex

func newID() int {
	idsMu.Lock()
	defer idsMu.Unlock()
	ids++
	return ids
}

func newItem(r *rng) *item {
	id := newID()
	it := &item{id: id, name: "item " + strconv.Itoa(id)}
	it.links = make([]*item, 1+r.below(6))
	switch r.below(6) {
	case 0:
		it.attrs = map[string]*item{}
	case 1:
		it.any = it.name
	case 2:
		it.any = []int{id, id + 1}
	case 3:
		it.block = new([40]int)
		it.block[17] = id
		it.inner = &it.block[17]
		if r.below(2) == 0 {
			it.block = nil // the inner pointer keeps it
		}
	case 4:
		local := id
		it.get = func() int { return local }
	case 5:
		it.any = struct {
			p *item
			s string
		}{it, it.name}
	}
	return it
}

func (it *item) check() {
	if it.name != "item "+strconv.Itoa(it.id) {
		panic("wrong name: " + it.name)
	}
	switch v := it.any.(type) {
	case string:
		if v != it.name {
			panic("wrong string")
		}
	case []int:
		if v[0] != it.id || v[1] != it.id+1 {
			panic("wrong slice")
		}
	case struct {
		p *item
		s string
	}:
		if v.p != it || v.s != it.name {
			panic("wrong struct")
		}
	}
	if it.inner != nil && *it.inner != it.id {
		panic("wrong inner")
	}
	if it.get != nil && it.get() != it.id {
		panic("wrong closure")
	}
	for k, v := range it.attrs {
		if k != v.name {
			panic("wrong key")
		}
	}
}

type world struct {
	r     rng
	roots []*item
	in    chan *item
	out   chan *item
}

func (w *world) pick() *item {
	it := w.roots[w.r.below(len(w.roots))]
	for steps := w.r.below(6); it != nil && steps > 0; steps-- {
		next := it.links[w.r.below(len(it.links))]
		if next == nil {
			break
		}
		it = next
	}
	return it
}

// parcel is a graph that shares nothing with w's own.
func (w *world) parcel() *item {
	all := make([]*item, 1+w.r.below(12))
	for i := range all {
		all[i] = newItem(&w.r)
		to := all[w.r.below(i+1)]
		all[i].links[0] = to
		if to.attrs != nil {
			to.attrs[all[i].name] = all[i]
		}
	}
	return all[len(all)-1]
}

// deep uses a stack that has to grow, with pointers in all its frames.
func deep(n int, it *item, r *rng) int {
	mine := newItem(r)
	mine.links[0] = it
	sum := 0
	if n > 0 {
		sum = deep(n-1, mine, r)
	}
	mine.check()
	if mine.links[0] != it {
		panic("wrong frame")
	}
	return sum + 1
}

func (w *world) step() {
	a, b := w.pick(), w.pick()
	switch op := w.r.below(100); {
	case op < 40 || a == nil || b == nil:
		it := newItem(&w.r)
		it.links[0] = a
		w.roots[w.r.below(len(w.roots))] = it
	case op < 65: // move
		i, j := w.r.below(len(a.links)), w.r.below(len(b.links))
		it := a.links[i]
		a.links[i] = nil
		b.links[j] = it
	case op < 75:
		a.links[w.r.below(len(a.links))] = nil
	case op < 85:
		if a.attrs != nil {
			a.attrs[b.name] = b
			if len(a.attrs) > 8 {
				clear(a.attrs)
			}
		}
	case op < 90:
		a.links = append(a.links, b)
		if len(a.links) > 300 {
			a.links = a.links[:3:3]
		}
	case op < 94: // hand a graph to one neighbour, take one from the other
		select {
		case w.out <- w.parcel():
		default:
		}
		select {
		case it := <-w.in:
			it.check()
			w.roots[w.r.below(len(w.roots))] = it
		default:
		}
	case op < 95:
		table := make([]struct {
			p *item
			n int
		}, 3000)
		for i := range table {
			table[i].p, table[i].n = a, a.id
		}
		for i := range table {
			if table[i].p.id != table[i].n {
				panic("wrong table")
			}
		}
	case op < 96:
		deep(60, a, &w.r)
	default:
		for i := range w.roots {
			if w.roots[i] != nil {
				w.roots[i].check()
			}
		}
	}
	if a != nil {
		a.check()
	}
}

func main() {
	const n, steps = 4, 6000
	rings := make([]chan *item, n)
	for i := range rings {
		rings[i] = make(chan *item, 16)
	}
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w := &world{r: rng(i + 88172645463325252), roots: make([]*item, 40), in: rings[i], out: rings[(i+1)%n]}
			for s := 0; s < steps; s++ {
				w.step()
			}
		}()
	}
	wg.Wait()
	fmt.Println("ok")
}
