// Random changes to graphs of heap objects by several goroutines, each against a shadow model:
// integers in arrays, which no collector touches.  An object that is lost, freed early or
// overwritten differs from its model.
//
//	graph SEED STEPS GOROUTINES
//
// The same arguments make the same changes in each graph; what the collector does meanwhile is its
// own affair.
package main

import (
	"os"
	"runtime"
	"strconv"
	"sync"
)

const (
	slots = 300 // objects of a graph that are looked at, by number
	edges = 4
	seal  = 0x5eed
)

type object struct {
	id, check int
	to        [edges]*object
	extra     []*object // the same as to, in a slice of changing size
	text      string
	tail      [3]int
}

// A model says of each object its id and which objects it points to (0: none, else number + 1).
type model struct {
	id [slots]int
	to [slots][edges]int
}

type world struct {
	rand    uint64
	next    int
	objects [slots]*object
	model   model
}

var failed = make(chan string, 100)

func (w *world) below(n int) int {
	w.rand ^= w.rand << 13
	w.rand ^= w.rand >> 7
	w.rand ^= w.rand << 17
	return int(w.rand>>33) % n
}

func name(id int) string { return strconv.Itoa(id) + "-" + strconv.Itoa(id*7) }

//go:noinline
func (w *world) fresh(i int) {
	w.next++
	w.objects[i] = &object{id: w.next, check: w.next ^ seal, text: name(w.next)}
	w.model.id[i] = w.next
	w.model.to[i] = [edges]int{}
	// Whatever pointed to slot i still points to the old object: forget those edges in both.
	for k := range slots {
		for e := range edges {
			if w.model.to[k][e] == i+1 {
				w.model.to[k][e] = 0
				w.connect(k, e, nil)
			}
		}
	}
}

func (w *world) connect(i, e int, o *object) {
	from := w.objects[i]
	if from == nil {
		return
	}
	from.to[e] = o
	if len(from.extra) <= e {
		from.extra = append(from.extra, make([]*object, e+1-len(from.extra))...)
	}
	from.extra[e] = o
}

func (w *world) step() {
	i, k, e := w.below(slots), w.below(slots), w.below(edges)
	switch {
	case w.objects[i] == nil || w.below(20) == 0:
		w.fresh(i)
	case w.objects[k] == nil:
		w.model.to[i][e] = 0
		w.connect(i, e, nil)
	case w.below(8) == 0: // swap two edges through a local variable
		f := w.below(edges)
		a, b := w.objects[i].to[e], w.objects[k].to[f]
		w.connect(i, e, b)
		w.connect(k, f, a)
		w.model.to[i][e], w.model.to[k][f] = w.model.to[k][f], w.model.to[i][e]
	default:
		w.model.to[i][e] = k + 1
		w.connect(i, e, w.objects[k])
	}
}

func (w *world) check() bool {
	for i, o := range w.objects {
		if o == nil {
			continue
		}
		id := w.model.id[i]
		if o.id != id || o.check != id^seal || o.text != name(id) || o.tail != [3]int{} {
			return false
		}
		for e, want := range w.model.to[i] {
			at := o.to[e]
			if len(o.extra) > e && o.extra[e] != at || (at == nil) != (want == 0) {
				return false
			}
			if at != nil && (at != w.objects[want-1] || at.id != w.model.id[want-1]) {
				return false
			}
		}
	}
	return true
}

func (w *world) run(number, steps int) {
	for n := range steps {
		w.step()
		if n%500 == 0 {
			if !w.check() {
				failed <- "graph " + strconv.Itoa(number) + " step " + strconv.Itoa(n)
				return
			}
			if w.below(30) == 0 {
				runtime.Gosched()
			}
		}
	}
}

func main() {
	seed, _ := strconv.Atoi(os.Args[1])
	steps, _ := strconv.Atoi(os.Args[2])
	goroutines, _ := strconv.Atoi(os.Args[3])
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Add(1)
		go func() {
			w := &world{rand: uint64(seed)*0x9e3779b97f4a7c15 + uint64(g) + 1}
			w.run(g, steps)
			wg.Done()
		}()
	}
	wg.Wait()
	if len(failed) > 0 {
		println("FAIL:", <-failed)
		os.Exit(1)
	}
	println("ok")
}
