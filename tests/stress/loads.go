// Loads that storms.go and torture.go put on the runtime; each checks its own data.
package main

import (
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func check(ok bool, text string) {
	if !ok {
		println("FAIL:", text)
		panic(text)
	}
}

type cell struct {
	id   int
	next *cell
}

// spawn starts n goroutines, each with a small heap of its own.
func spawn(n int) {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		c := &cell{id: i}
		go func() {
			list := &cell{id: 1, next: &cell{id: 2, next: c}}
			if i%64 == 0 {
				runtime.Gosched()
			}
			sum.Add(int64(list.next.next.id))
			wg.Done()
		}()
	}
	wg.Wait()
	check(sum.Load() == int64(n)*int64(n-1)/2, "sum over goroutines")
}

//go:noinline
func descend(depth int, up *cell) int {
	var pad [16]int
	c := &cell{id: depth, next: up}
	pad[depth&15] = depth
	if depth == 0 {
		runtime.GC()
		n := 0
		for ; c != nil; c = c.next {
			n++
		}
		return n
	}
	n := descend(depth-1, c)
	check(c.id == depth && c.next == up && pad[depth&15] == depth, "frame of a deep stack")
	return n
}

func recursion(depth int) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			check(descend(depth, nil) == depth+1, "deep recursion")
			wg.Done()
		}()
	}
	wg.Wait()
}

// web sends tokens through rings of goroutines with select.
func web(rings, size, rounds int) {
	var wg sync.WaitGroup
	for range rings {
		stop := make(chan bool)
		first := make(chan *cell)
		in := first
		for i := range size {
			out := make(chan *cell, i%3)
			if i == size-1 {
				out = make(chan *cell, 1)
			}
			go func(in, out chan *cell) {
				for {
					select {
					case c := <-in:
						next := &cell{id: c.id + 1, next: &cell{id: c.id}}
						select {
						case out <- next:
						case <-stop:
							return
						}
					case <-stop:
						return
					}
				}
			}(in, out)
			in = out
		}
		wg.Add(1)
		go func() {
			c := &cell{}
			for range rounds {
				first <- c
				c = <-in
				check(c.next.id == c.id-1, "token")
			}
			check(c.id == rounds*size, "token's count")
			close(stop)
			wg.Done()
		}()
	}
	wg.Wait()
}

func churn(n int) {
	var wg sync.WaitGroup
	for g := range 3 {
		wg.Add(1)
		go func() {
			m := map[string]*cell{}
			for i := range n {
				m["key "+strconv.Itoa(i)] = &cell{id: i}
				if old := i - 500; old >= 0 && (old+g)%3 != 0 {
					k := "key " + strconv.Itoa(old)
					check(m[k].id == old, "element of a map")
					delete(m, k)
				}
			}
			for k, c := range m {
				check(k == "key "+strconv.Itoa(c.id), "key of a map")
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func texts(n int) {
	var b strings.Builder
	var parts []string
	for i := range n {
		b.WriteString(strconv.Itoa(i))
		parts = append(parts, strings.Repeat("x", i%100)+strconv.Itoa(i))
		if i%1000 == 999 {
			check(strings.HasSuffix(b.String(), strconv.Itoa(i)), "built string")
			b.Reset()
		}
	}
	for i, p := range parts {
		check(strings.TrimLeft(p, "x") == strconv.Itoa(i), "string")
	}
}

func timers(n int) {
	var fired atomic.Int64
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		c := &cell{id: i}
		t := time.AfterFunc(time.Duration(i%20)*100*time.Microsecond, func() {
			fired.Add(int64(c.id))
			wg.Done()
		})
		if i%5 == 0 && t.Stop() {
			fired.Add(int64(i))
			wg.Done()
		}
	}
	wg.Wait()
	check(fired.Load() == int64(n)*int64(n-1)/2, "timers")
}

//go:noinline
func explode(depth int, c *cell) {
	defer func() { check(c.id >= 0, "deferred call's argument") }()
	if depth == 0 {
		panic(&cell{id: 42, next: c})
	}
	explode(depth-1, &cell{id: depth, next: c})
}

func panics(n int) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				c := recover().(*cell)
				check(c.id == 42 && c.next.id == 1, "panic value")
			}()
			explode(i%30+1, &cell{id: i})
		}()
	}
	wg.Wait()
}
