// Coroutines hand the thread to each other; they end by return, panic and Goexit.
//
// trace: coroutines.trace GoCreateBlocked==40 GoSwitch>=300 GoSwitchDestroy>=30 GoCreateBlocked@main.pull==40
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
package main

import (
	"fmt"
	"iter"
	"runtime"
	"sync"
)

func numbers(how int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range 10 {
			if !yield(i) {
				return
			}
		}
		switch how % 4 {
		case 1:
			panic(how)
		case 2:
			runtime.Goexit()
		}
	}
}

//go:noinline
func pull(how int, wg *sync.WaitGroup) {
	defer wg.Done()
	defer func() { recover() }()
	next, stop := iter.Pull(numbers(how))
	for {
		v, ok := next()
		if !ok || how%4 == 3 && v == 5 {
			break
		}
	}
	stop()
}

func main() {
	start("coroutines.trace")
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Add(1)
		go pull(i, &wg)
	}
	wg.Wait()
	stop()
	fmt.Println("ok")
}
