// GOMAXPROCS goes up and down while the trace is made.
//
// trace: procs.trace ProcsChange>=30 STWBegin(GOMAXPROCS)>=30 start(main.busy)==3
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

//go:noinline
func busy(end *atomic.Bool, wg *sync.WaitGroup) {
	for !end.Load() {
		for range 10000 {
		}
		time.Sleep(10 * time.Microsecond)
	}
	wg.Done()
}

func main() {
	start("procs.trace")
	var wg sync.WaitGroup
	var end atomic.Bool
	for range 3 {
		wg.Add(1)
		go busy(&end, &wg)
	}
	for i := range 60 {
		runtime.GOMAXPROCS([]int{2, 7, 1, 4, 3}[i%5])
		time.Sleep(200 * time.Microsecond)
	}
	end.Store(true)
	wg.Wait()
	stop()
	fmt.Println("ok")
}
