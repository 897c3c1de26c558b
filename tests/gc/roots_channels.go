// Values on their way: in buffers, in the frames of blocked senders and of senders in select,
// handed over to a receiver that has not run yet.
package main

import (
	"runtime"
	"sync"
)

//go:noinline
func send(c chan *node, id int) { c <- newNode(id) }

//go:noinline
func sendSelect(c, never chan *node, id int) {
	select {
	case c <- newNode(id):
	case never <- newNode(-id):
	}
}

type parcel struct {
	pad  [3]int
	n    *node
	text []byte
}

//go:noinline
func blocked() {
	c := make(chan *node)
	never := make(chan *node)
	for i := range 20 {
		if i%2 == 0 {
			go send(c, i)
		} else {
			go sendSelect(c, never, i)
		}
	}
	for range 30 {
		runtime.Gosched()
	}
	collect()
	var got [20]*node
	for range 20 {
		n := <-c
		got[n.id] = n
	}
	collect()
	for i, n := range got {
		n.must(i)
	}
}

//go:noinline
func buffered() {
	c := make(chan parcel, 16)
	for i := range 16 {
		c <- parcel{n: newNode(i), text: []byte{byte(i)}}
	}
	collect()
	for i := range 100 {
		p := <-c
		p.n.must(i)
		check(p.text[0] == byte(i), "text in a buffer")
		c <- parcel{n: newNode(i + 16), text: []byte{byte(i + 16)}}
		if i%10 == 0 {
			collect()
		}
	}
	close(c)
	collect()
	for i := range 16 {
		(<-c).n.must(100 + i)
	}
	check((<-c).n == nil, "closed channel")
}

// The values handed to waiting receivers lie in their frames, or in heap variables.
//
//go:noinline
func handedOver() {
	c := make(chan *node)
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var n *node
			select {
			case n = <-c:
			case <-make(chan bool):
			}
			collect()
			n.must(n.id)
		}()
	}
	for range 20 {
		runtime.Gosched()
	}
	for i := range 10 {
		c <- newNode(i)
	}
	collect()
	wg.Wait()
}

func main() {
	for range 2 {
		blocked()
		buffered()
		handedOver()
	}
	println("ok")
}
