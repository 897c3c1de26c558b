// Traces are begun and ended again and again, at any moment: while the collector marks, while goroutines are in system
// calls, switch coroutines, come and go. Each is good.
//
// trace: restart0.trace generations>=1
// trace: restart1.trace generations>=1
// trace: restart2.trace generations>=1
// trace: restart3.trace generations>=1
// trace: restart4.trace generations>=1
// trace: restart5.trace generations>=1
// trace: restart6.trace generations>=1
// trace: restart7.trace generations>=1
// env: GOMAXPROCS=1
// env: GOMAXPROCS=3
// env: GOMAXPROCS=16
// env: GODEBUG=gcstress=5
package main

import (
	"fmt"
	"io"
	"iter"
	"runtime"
	"runtime/trace"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	end  atomic.Bool
	wg   sync.WaitGroup
	kept [8][]*[20]*int
)

func forever(f func(i int)) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := 0; !end.Load(); i++ {
			f(i)
		}
	}()
}

func numbers() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
}

func load() {
	for g := range 3 {
		forever(func(i int) {
			kept[g] = append(kept[g], new([20]*int))
			if i%3000 == 0 {
				kept[g] = nil
			}
		})
	}
	forever(func(int) { syscall.Getppid() })
	forever(func(int) {
		next, stop := iter.Pull(numbers())
		for range 50 {
			next()
		}
		stop()
		time.Sleep(time.Microsecond)
	})
	forever(func(int) {
		done := make(chan bool)
		go func() { defer close(done); runtime.Goexit() }()
		<-done
	})
	forever(func(int) { runtime.GC(); time.Sleep(time.Millisecond) })
	forever(func(int) { time.Sleep(20 * time.Microsecond) })
}

func main() {
	load()
	for i := range 24 {
		if i%3 == 0 {
			start(fmt.Sprintf("restart%d.trace", i/3))
		} else if err := trace.Start(io.Discard); err != nil {
			panic(err)
		}
		time.Sleep(time.Duration(i%4) * time.Millisecond)
		if i%3 == 0 {
			stop()
		} else {
			trace.Stop()
		}
	}
	end.Store(true)
	wg.Wait()
	fmt.Println("ok")
}
