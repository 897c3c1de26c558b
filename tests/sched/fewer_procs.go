// Timers and goroutines of Ps that go, when GOMAXPROCS shrinks, are not lost.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// arm starts timers on as many Ps as there are: each goroutine has one of its own for a while.
func arm(procs int, fired *sync.WaitGroup) {
	runtime.GOMAXPROCS(procs)
	var there atomic.Int32
	var armed sync.WaitGroup
	for range procs {
		armed.Go(func() {
			there.Add(1)
			for i := 0; there.Load() < int32(procs) && i < 1e6; i++ {
				runtime.Gosched()
			}
			for i := range 50 {
				fired.Add(1)
				time.AfterFunc(time.Duration(5+i%5)*time.Millisecond, fired.Done)
			}
			fired.Go(func() { time.Sleep(5 * time.Millisecond) })
			timer := time.NewTimer(5 * time.Millisecond)
			fired.Go(func() { <-timer.C })
		})
	}
	armed.Wait()
}

func main() {
	for range 10 {
		for _, procs := range []int{2, 4, 8} {
			var fired sync.WaitGroup
			arm(procs, &fired)
			runtime.GOMAXPROCS(1)
			fired.Wait()
		}
	}
	fmt.Println("all have fired")
}
