// Hide and seek: what a collector without a write barrier loses.
//
// Each goroutine has many boxes with a node in each.  Over and over it takes a node out of one,
// hides it where the marker may have been already, and puts the one it hid before into that box:
//
//	near    in a global variable: scanned at the beginning
//	stack   in a local variable: scanned once, at the beginning too
//	fresh   in an object made during marking, which is black
//	queue   in a channel's buffer
//	table   in a map
//	start   in what a goroutine is given that has not begun
//
// Before that, some nodes are only in local variables for a moment, of goroutines whose stacks the
// marker comes to last, after those of many others.
//
// The boxes take the marker a while, and nodes move from those it has not seen to the others and to
// the hiding places. The program passes if all nodes are there in the end; run.sh shows that it
// does not with a runtime or a compiler that leaves the barrier out.
package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

const (
	players = 3
	boxes   = 20000
	hidden  = 64
	rounds  = 20000
	cycles  = 12
	parked  = 3000
)

type box struct{ n *node }

type player struct {
	number int
	rand   uint32
	boxes  []*box
}

var (
	near [players][hidden]*node
	stop atomic.Bool
)

func newPlayer(number int) *player {
	p := &player{number: number, boxes: make([]*box, boxes)}
	for i := range p.boxes {
		p.boxes[i] = &box{newNode(i)}
	}
	return p
}

// take empties some box and fills it with what was hidden before, if anything was.
func (p *player) take(before *node) *node {
	p.rand = p.rand*1664525 + 1013904223
	i := int(p.rand>>8) % boxes
	for p.boxes[i].n == nil {
		i = (i + 1) % boxes
	}
	b := p.boxes[i]
	n := b.n
	b.n = before
	n.must(n.id)
	return n
}

func (p *player) putBack(place []*node) {
	i := 0
	for _, n := range place {
		for p.boxes[i].n != nil {
			i++
		}
		p.boxes[i].n = n
	}
	clear(place)
}

//go:noinline
func (p *player) play(place []*node) {
	p.hide(place, rounds)
}

func (p *player) hide(place []*node, rounds int) {
	for i := range rounds {
		place[i%hidden] = p.take(place[i%hidden])
	}
	p.putBack(place)
}

//go:noinline
func (p *player) onStack() {
	var place [hidden]*node
	p.play(place[:])
}

//go:noinline
func (p *player) inQueue() {
	place := make(chan *node, hidden)
	for range hidden {
		place <- p.take(nil)
	}
	for range rounds / 4 {
		place <- p.take(<-place)
	}
	var rest []*node
	for range hidden {
		rest = append(rest, <-place)
	}
	p.putBack(rest)
}

//go:noinline
func (p *player) inTable() {
	place := map[int]*node{}
	for i := range rounds / 4 {
		before := place[i%hidden]
		if i%3 == 0 {
			delete(place, i%hidden)
		}
		place[i%hidden] = p.take(before)
	}
	var rest []*node
	for _, n := range place {
		rest = append(rest, n)
	}
	p.putBack(rest)
}

//go:noinline
func (p *player) atStart() {
	back := make(chan *node, hidden)
	for range rounds / 1000 {
		for range hidden {
			p.start(back)
		}
		var rest []*node
		for range hidden {
			rest = append(rest, <-back)
		}
		p.putBack(rest)
	}
}

//go:noinline
func (p *player) start(back chan<- *node) {
	n := p.take(nil)
	go func() { n.must(n.id); back <- n }()
}

// fromStack moves nodes from this frame, and from what only this frame refers to, to places that
// may have been scanned while the frame has not: to goroutines that begin, a global variable, a map
// that grows.
//
//go:noinline
func (p *player) fromStack() {
	const third = hidden / 3
	var calls [third]func()
	var held [hidden]*node
	queue, place := make(chan *node, third), &near[p.number]
	for range rounds / 100 {
		table := map[int]*node{}
		for i := range third {
			n := p.take(nil)
			calls[i] = func() { n.must(n.id); queue <- n }
			held[i] = p.take(nil)
			table[i] = p.take(nil)
		}
		p.hide(place[:], rounds/20)
		for i := range third {
			go calls[i]()
			calls[i] = nil
			place[i] = held[i]
			held[i] = nil
			for k := range 4 {
				table[-1-4*i-k] = nil
			}
		}
		p.hide(held[:], rounds/20)
		var rest []*node
		for i := range third {
			rest = append(rest, <-queue, place[i], table[i])
			place[i] = nil
		}
		p.putBack(rest)
	}
}

// lateStart lets goroutines begin whose functions only this frame refers to, and that look at what
// they captured some cycles later.
//
//go:noinline
func (p *player) lateStart(gate <-chan bool, late *sync.WaitGroup) {
	var calls [hidden]func()
	for range 8 {
		for i := range calls {
			n := newNode(i)
			calls[i] = func() { <-gate; n.must(i); late.Done() }
		}
		p.hide(near[p.number][:], rounds/20)
		late.Add(hidden)
		for i := range calls {
			go calls[i]()
			calls[i] = nil
		}
	}
}

func (p *player) run(done *sync.WaitGroup) {
	for !stop.Load() {
		var late sync.WaitGroup
		gate := make(chan bool)
		p.lateStart(gate, &late)
		p.play(near[p.number][:])
		p.onStack()
		p.play(make([]*node, hidden))
		p.inQueue()
		p.inTable()
		p.atStart()
		p.fromStack()
		close(gate)
		late.Wait()
	}
	var seen [boxes]bool
	for _, b := range p.boxes {
		b.n.must(b.n.id)
		check(!seen[b.n.id], "a node is there twice")
		seen[b.n.id] = true
	}
	done.Done()
}

func main() {
	var done sync.WaitGroup
	for i := range players {
		done.Add(1)
		go newPlayer(i).run(&done)
	}
	forever := make(chan bool)
	for range parked {
		go func() { <-forever }()
	}
	for range cycles {
		runtime.GC()
		runtime.Gosched()
	}
	stop.Store(true)
	done.Wait()
	println("ok")
}
