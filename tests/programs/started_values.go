// The function that a defer or go statement starts is evaluated at the statement, whatever expression it is.
package main

import (
	"fmt"
	"sync"
)

type handlers struct {
	list []func()
	by   map[string]func()
	fix  [2]func()
	next *handlers
	any  any
}

type fn func()

var group sync.WaitGroup

func say(s string) func() {
	return func() { fmt.Println(s) }
}

func deferred(h *handlers, s string, b []byte, c chan func()) {
	defer h.list[len(h.list)-1]()
	defer h.list[cap(h.list[:1:2])-1]()
	defer append([]func(){}, h.list[0])[0]()
	defer append(h.list[:1:1], h.fix[:]...)[1]()
	defer h.by[string(b)]()
	defer h.by[string([]rune(s))]()
	defer h.fix[copy(b, s)-1]()
	defer h.any.(func())()
	defer fn(h.list[min(len(s), 1)])()
	defer (<-c)()
	defer map[string]func(){"k": h.list[0]}["k"]()
	defer []func(){h.fix[0], h.list[1]}[len(s)]()
	defer func() func() { return h.list[0] }()()
	defer h.next.list[len(h.next.list)-1]()
	h.list[0], h.list[1], h.fix[0], h.fix[1] = nil, nil, nil, nil
	h.by, h.next = nil, nil
	fmt.Println("started")
}

func started(fs []func(*sync.WaitGroup), gs []func()) {
	for i := range fs {
		group.Add(2)
		go fs[len(fs)-1-i](&group)
		go append([]func(){}, gs[i])[len(gs)-2]()
		fs[len(fs)-1-i], gs[i] = nil, nil
		group.Wait()
	}
}

func inLoop(fs []func()) {
	for i := range fs {
		defer fs[len(fs)-1-i]()
		fs[len(fs)-1-i] = nil
	}
}

func nilOne(fs []func()) (err any) {
	defer func() { err = recover() }()
	defer fs[len(fs)-1]()
	fmt.Println("a nil function is called at the end")
	return nil
}

func main() {
	c := make(chan func(), 1)
	c <- say("received")
	deferred(&handlers{
		list: []func(){say("list 0"), say("list 1")},
		by:   map[string]func(){"x": say("by x"), "y": say("by y")},
		fix:  [2]func(){say("fix 0"), say("fix 1")},
		next: &handlers{list: []func(){say("next")}},
		any:  say("any"),
	}, "x", []byte("y"), c)
	done := func(n int) func(*sync.WaitGroup) {
		return func(g *sync.WaitGroup) { fmt.Println("go", n); g.Done() }
	}
	started([]func(*sync.WaitGroup){done(1), done(2)}, []func(){group.Done, group.Done})
	inLoop([]func(){say("loop 0"), say("loop 1"), say("loop 2")})
	fmt.Println(nilOne([]func(){nil}))
}
