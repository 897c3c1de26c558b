// A loop without calls does not hold up the collector: goroutines are stopped at any instruction.
// With the argument "bounded" the loop ends, and the program tells whether it had to before
// runtime.GC returned, as it must when GODEBUG=asyncpreemptoff=1.
package main

import (
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

var (
	begun, ended atomic.Bool
	result       int
)

//go:noinline
func bounded() {
	begun.Store(true)
	sum := 1
	for i := 0; i < 400_000_000; i++ {
		sum ^= sum<<3 + i
		sum ^= sum >> 5
	}
	result = sum
	ended.Store(true)
}

func endless() {
	begun.Store(true)
	for {
	}
}

func main() {
	loop := endless
	if len(os.Args) > 1 {
		loop = bounded
	}
	go loop()
	for !begun.Load() {
		time.Sleep(100 * time.Microsecond)
	}
	kept := newList(0, 1000)
	for range 3 {
		runtime.GC()
	}
	mustList(kept, 0, 1000)
	println("ok", ended.Load())
}
