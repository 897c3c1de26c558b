// A program with a known heap, for heapview.sh: does what the lines of its standard input say, and answers
// each by a line on standard error without allocating anything.
package main

import (
	"bufio"
	"os"
	"runtime"
)

type node struct {
	next *node
	rest [40]byte
}

const (
	bytes, nodes, blocks, larges, tinies = 20000, 6000, 500, 20, 1000
	one                                  = 50 // of so many stays after "drop"
)

var (
	keptBytes  [bytes]*[100]byte
	keptNodes  [nodes]*node
	keptBlocks [blocks]*[1000]*int
	keptLarges [larges][]byte
	keptTinies [tinies]*int32
	stats      runtime.MemStats
	stop       = make(chan bool)
	done       = make(chan int)
)

func burst() {
	for i := range keptBytes {
		keptBytes[i] = new([100]byte)
	}
	for i := range keptNodes {
		keptNodes[i] = new(node)
	}
	for i := range keptBlocks {
		keptBlocks[i] = new([1000]*int)
	}
	for i := range keptLarges {
		keptLarges[i] = make([]byte, 100<<10)
	}
	for i := range keptTinies {
		keptTinies[i] = new(int32)
	}
}

func drop() {
	for i := range keptBytes {
		if i%one != 0 {
			keptBytes[i] = nil
		}
	}
	for i := range keptNodes {
		if i%one != 0 {
			keptNodes[i] = nil
		}
	}
	clear(keptBlocks[:])
	clear(keptLarges[1:])
	runtime.GC()
}

func report() {
	runtime.ReadMemStats(&stats)
	print("stats ", stats.HeapIdle, " ", stats.HeapReleased, " ", stats.HeapInuse)
	for _, c := range stats.BySize[1:] {
		print(" ", c.Size, ":", c.Mallocs-c.Frees)
	}
	println()
}

// Allocates until it is told to stop, keeping a list whose length it knows; 1 if the list is right then.
func busy() {
	for {
		var first *node
		for i := range 1000 {
			first = &node{next: first, rest: [40]byte{byte(i)}}
		}
		n := 0
		for p := first; p != nil; p = p.next {
			if p.rest[0] != byte(999-n) {
				done <- 0
				return
			}
			n++
		}
		select {
		case <-stop:
			done <- n / 1000
			return
		default:
		}
	}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		switch in.Bytes()[0] {
		case 'b': // burst
			burst()
		case 'd': // drop
			drop()
		case 'r': // run
			for range 8 {
				go busy()
			}
		case 'q': // quiet
			right := 0
			close(stop)
			for range 8 {
				right += <-done
			}
			println("right", right)
			continue
		case 'c': // crash
			panic(1)
		}
		report()
	}
	os.Stdout.WriteString("ended well\n")
}
