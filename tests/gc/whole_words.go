// Overlapping copies of slices of pointers beside a collector that never rests: a marker, or a
// goroutine that races, which saw half a pointer would lose an object or find one that never was.
// An argument is the seed.
//
// run: GOMAXPROCS=2
// run: GOMAXPROCS=2 GODEBUG=gccheckmark=1,clobberfree=1
// run: GOMAXPROCS=4 GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1
// run: GOMAXPROCS=2 GODEBUG=gcstress=1000,gccheckmark=1,clobberfree=1
package main

import (
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
)

// Also moved by assignment: larger than what the compiler expands.
type block [32]*node

type record struct {
	name string
	n    *node
	any  any
}

var (
	done    atomic.Bool
	copied  atomic.Int64
	looks   atomic.Int64
	stopped = make(chan bool)
	random  *rand.Rand
	nodes   []*node // the pointers that may be found, by id
	others  []*node
	shared  []*node // what is being copied; others read it
	blocks  [2]*block
)

const stranger = -1

// Nodes whose addresses' lowest bytes follow from the next: half of one address and half of another
// is not a third, but leads to a stranger or into the middle of a node.
func choose() {
	for range 20000 {
		n := newNode(stranger)
		others = append(others, n)
		a := uintptr(unsafe.Pointer(n))
		if a>>3&31 == a>>8&31 {
			n.id = len(nodes)
			n.seal = n.id ^ seal
			nodes = append(nodes, n)
		}
	}
	check(len(nodes) > 50, "too few addresses of the kind")
}

func collectAlways() {
	for !done.Load() {
		runtime.GC()
	}
	stopped <- true
}

// Races with the copies, as a marker does.
func readAlways() {
	sum := 0
	for !done.Load() {
		for _, n := range shared[:copied.Load()] {
			if n != nil {
				check(n.id != stranger, "half a pointer was seen")
				n.must(n.id)
				sum += n.id
			}
		}
		for _, n := range blocks[sum&1] {
			check(n.id != stranger, "half a pointer was seen")
		}
		looks.Add(1)
	}
	stopped <- true
}

// By a distance upwards and back; the model holds ids.
func move(s []*node, model []int, n, distance int) {
	check(copy(s[distance:], s[:n]) == n, "length of a copy upwards")
	check(copy(model[distance:], model[:n]) == n, "length of a copy upwards")
	check(copy(s[:n], s[distance:distance+n]) == n, "length of a copy downwards")
	check(copy(model[:n], model[distance:distance+n]) == n, "length of a copy downwards")
}

func moves(n int) {
	s, model := shared[:2*n+8], make([]int, 2*n+8)
	copied.Store(int64(n))
	for i := range s {
		model[i] = random.Intn(len(nodes))
		s[i] = nodes[model[i]]
	}
	for offset := range 8 {
		for _, distance := range []int{1, 2, 3, 4, 7, 8, 9, random.Intn(n), random.Intn(n), random.Intn(n)} {
			move(s[offset:], model[offset:], n, distance)
			i := offset + random.Intn(n)
			model[i] = random.Intn(len(nodes))
			s[i] = nodes[model[i]]
		}
	}
	for i, n := range s {
		n.must(model[i])
	}
	clear(s)
	for _, n := range s {
		check(n == nil, "cleared")
	}
}

//go:noinline
func assign(to, from *block) { *to = *from }

func assigned() {
	for i := range 2000 {
		id := random.Intn(len(nodes))
		fresh := new(block)
		for k := range fresh {
			fresh[k] = nodes[id]
		}
		assign(blocks[i&1], fresh)
		local := *blocks[i&1]
		local[31].must(id)
	}
}

func grown() {
	var list []record
	for i := range 20000 {
		id := i % len(nodes)
		list = append(list, record{n: nodes[id], any: nodes[id]})
		if i%5000 == 0 {
			list = append(list[:i/2], list[i/4:]...)
		}
	}
	for _, r := range list {
		r.n.must(r.any.(*node).id)
	}
}

func main() {
	seed := time.Now().UnixNano()
	if len(os.Args) > 1 {
		seed, _ = strconv.ParseInt(os.Args[1], 10, 64)
	}
	println("seed", seed)
	random = rand.New(rand.NewSource(seed))
	choose()
	shared = make([]*node, 1<<18+8)
	for i := range blocks {
		blocks[i] = new(block)
		for k := range blocks[i] {
			blocks[i][k] = nodes[k]
		}
	}
	go collectAlways()
	go readAlways()
	for n := 4096 / 8; n <= 1<<20/8; n *= 4 {
		enough := looks.Load() + 60
		for looks.Load() < enough {
			moves(n)
		}
	}
	assigned()
	grown()
	done.Store(true)
	<-stopped
	<-stopped
	println("ok")
}
