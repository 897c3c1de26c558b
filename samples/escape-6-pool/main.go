// Escape scenario 6: sync.Pool.
//
// What is put into a Pool is boxed in an interface and escapes: a Pool does not avoid the heap, it avoids
// allocating again. Between two collections the same few buffers serve all rounds.
//
//	vole build -gcflags=-m ./samples/escape-6-pool
//	GODEBUG=gctrace=1 ./escape-6-pool
//
// Look at: "&buffer{...} escapes to heap" in the Pool's New; the number of buffers made.
package main

import (
	"fmt"
	"sync"
)

type buffer struct {
	data [1024]byte
	used int
}

var made int

var pool = sync.Pool{
	New: func() any {
		made++
		return &buffer{}
	},
}

func work(round int) int {
	b := pool.Get().(*buffer)
	b.used = 0
	for i := 0; i < 100; i++ {
		b.data[b.used] = byte(round + i)
		b.used++
	}
	sum := 0
	for _, c := range b.data[:b.used] {
		sum += int(c)
	}
	pool.Put(b)
	return sum
}

func main() {
	sum := 0
	for round := 0; round < 10000; round++ {
		sum += work(round)
	}
	fmt.Println("sum:", sum)
	fmt.Println("made few:", made < 100)
}
