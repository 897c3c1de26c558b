// Command shapes allocates lists of small nodes on two goroutines and keeps as many bytes of them alive as a shape says:
//
//	shapes WORK ALLOCATED:LIVE ...
//
// The pairs are megabytes, the corners of a line that gives what is alive by what has been allocated; it ends with the last. WORK is how
// often each list is read before the next is made: it steers how fast the program allocates. At the end it says how many megabytes it
// has from the system for other ends than its heap.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

type node struct {
	next *node
	n    [7]int
} // 64 bytes

const (
	chain   = 64
	size    = chain * 64
	workers = 2
	perMB   = (1 << 20) / size / workers // lists of a worker
)

type corner struct{ allocated, live int } // lists of a worker

func list(n int) *node {
	var first *node
	for range chain {
		first = &node{next: first, n: [7]int{n}}
	}
	return first
}

func alive(shape []corner, allocated int) int {
	for i := range shape[1:] {
		a, b := shape[i], shape[i+1]
		if allocated < b.allocated {
			return a.live + (b.live-a.live)*(allocated-a.allocated)/(b.allocated-a.allocated)
		}
	}
	return shape[len(shape)-1].live
}

func run(shape []corner, work int) (sum int) {
	most := 0
	for _, c := range shape {
		most = max(most, c.live)
	}
	kept := make([]*node, most+1)
	length, next := 0, 0
	for n := range shape[len(shape)-1].allocated {
		for want := alive(shape, n); length > want; length-- {
			kept[length-1] = nil
		}
		if want := alive(shape, n); length < want {
			kept[length] = list(n)
			length++
		} else {
			if next++; next >= length {
				next = 0
			}
			kept[next] = list(n)
		}
		for range work {
			for at := kept[next]; at != nil; at = at.next {
				sum += at.n[3]
			}
		}
	}
	return sum
}

func main() {
	runtime.GOMAXPROCS(workers)
	work, _ := strconv.Atoi(os.Args[1])
	var shape []corner
	for _, pair := range os.Args[2:] {
		a, b, _ := strings.Cut(pair, ":")
		allocated, _ := strconv.Atoi(a)
		live, _ := strconv.Atoi(b)
		shape = append(shape, corner{allocated * perMB, live * perMB})
	}
	var ended sync.WaitGroup
	for range workers {
		ended.Go(func() { run(shape, work) })
	}
	ended.Wait()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println("other:", float64(m.Sys-m.HeapSys)/(1<<20))
}
