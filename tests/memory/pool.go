package main

import (
	"fmt"
	"runtime"
	"sync"
)

type buffer struct{ b [1024]byte }

var made int

func main() {
	runtime.GOMAXPROCS(1) // a pool has a part for each P
	pool := sync.Pool{New: func() any { made++; return new(buffer) }}
	for i := 0; i < 1000; i++ {
		b := pool.Get().(*buffer)
		b.b[i] = 1
		pool.Put(b)
	}
	fmt.Println("made few:", made <= 2)
	was := made
	runtime.GC()
	pool.Put(pool.Get())
	fmt.Println("survives one collection:", made == was)
	runtime.GC()
	runtime.GC()
	pool.Get()
	fmt.Println("not two:", made == was+1)
}
