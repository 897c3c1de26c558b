// Hide and seek: what a collector without a write barrier loses.
//
// Each goroutine has many boxes with a node in each.  Over and over it takes a node out of one,
// hides it where the marker may have been already, and puts the one it hid before into that box:
//
//	near    in a global variable: scanned at the beginning
//	stack   in a local variable: scanned once, at the beginning too
//	fresh   in an object made during marking, which is black
//	queue   in a channel's buffer
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

func (p *player) run(done *sync.WaitGroup) {
	for !stop.Load() {
		p.play(near[p.number][:])
		p.onStack()
		p.play(make([]*node, hidden))
		p.inQueue()
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
	for range cycles {
		runtime.GC()
		runtime.Gosched()
	}
	stop.Store(true)
	done.Wait()
	println("ok")
}
