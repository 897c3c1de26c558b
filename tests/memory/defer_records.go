// Goroutines defer on one P and return on another: what keeps track of their calls is used again.
//
// env: GOMAXPROCS=2
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

const rounds, calls = 400, 1000

var started, finished atomic.Int64

func worker(c chan int) {
	for range calls {
		defer func() {}()
	}
	started.Add(1)
	<-c
	finished.Add(1)
}

// waker lets each worker go on, and return, where it runs itself; it spins, so it stays there.
func waker(c chan int) {
	for i := int64(1); i <= rounds; i++ {
		for started.Load() < i {
		}
		c <- 1
		for finished.Load() < i {
			runtime.Gosched()
		}
	}
}

func otherSys() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.OtherSys
}

func main() {
	c := make(chan int)
	go waker(c)
	var before uint64
	for i := int64(1); i <= rounds; i++ {
		go worker(c)
		for started.Load() < i {
			runtime.Gosched()
		}
		for finished.Load() < i {
		}
		if i == rounds/10 {
			before = otherSys()
		}
	}
	if grown := int64(otherSys() - before); grown > 512<<10 {
		fmt.Println("grown by", grown)
	}
	fmt.Println("ok")
}
