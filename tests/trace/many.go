// 10,000 goroutines, all alive at once, and 50 collections.
//
// trace: many.trace goroutines>=10000 GCBegin>=50 GCEnd>=50 GoCreate>=10000 GoDestroy>=10000 start(main.worker)==10000
// env: GOMAXPROCS=2
// env: GOMAXPROCS=4
package main

import (
	"fmt"
	"runtime"
	"sync"
)

var sum [64]int

//go:noinline
func worker(i int, in chan []int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range 2 {
		sum[i%64] += len(<-in)
		runtime.Gosched()
	}
}

func main() {
	const goroutines, collections = 10000, 50
	start("many.trace")
	var wg sync.WaitGroup
	in := make(chan []int)
	for i := range goroutines {
		wg.Add(1)
		go worker(i, in, &wg)
	}
	for i := range 2 * goroutines {
		in <- make([]int, i%100)
		if i%(2*goroutines/collections) == 0 {
			runtime.GC()
		}
	}
	wg.Wait()
	stop()
	fmt.Println("ok")
}
