// Goroutines wait for channels, package sync and timers, and say why.
//
// trace: channels.trace GoBlock(chan send)>=50 GoBlock(chan receive)>=50 GoBlock(select)>=20 GoBlock(sync)>=5
// trace: channels.trace GoBlock(sync.(*Cond).Wait)>=4 GoBlock(sleep)>=5 GoBlock(forever)==2 GoStop(runtime.Gosched)>=20
// trace: channels.trace GoBlock@main.receiver>=1 GoUnblock@main.sender>=1 GoCreate@main.main>=10 start(main.sender)==4
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
// env: GODEBUG=gcstress=5
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

//go:noinline
func sender(ch chan int, n int, wg *sync.WaitGroup) {
	for i := range n {
		ch <- i
	}
	wg.Done()
}

//go:noinline
func receiver(ch chan int, wg *sync.WaitGroup) {
	for range ch {
	}
	wg.Done()
}

func unbuffered() {
	ch := make(chan int)
	var senders, receivers sync.WaitGroup
	for range 4 {
		senders.Add(1)
		go sender(ch, 100, &senders)
		receivers.Add(1)
		go receiver(ch, &receivers)
	}
	senders.Wait()
	close(ch)
	receivers.Wait()
}

func selects() {
	a, b, done := make(chan int), make(chan int, 1), make(chan bool)
	go func() {
		for i := range 100 {
			select {
			case a <- i:
			case b <- i:
			}
			runtime.Gosched()
		}
		close(done)
	}()
	for {
		select {
		case <-a:
		case <-b:
		case <-done:
			return
		}
	}
}

func locks() {
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&mu)
	open := false
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for !open {
				cond.Wait()
			}
			mu.Unlock()
			for range 5 {
				rw.RLock()
				time.Sleep(time.Microsecond * time.Duration(i))
				rw.RUnlock()
				rw.Lock()
				time.Sleep(50 * time.Microsecond)
				rw.Unlock()
			}
		}()
	}
	time.Sleep(5 * time.Millisecond)
	mu.Lock()
	open = true
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
}

func timers() {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { close(done) })
	<-done
	tick := time.NewTicker(time.Millisecond)
	for range 5 {
		<-tick.C
	}
	tick.Stop()
	for range 5 {
		time.Sleep(100 * time.Microsecond)
	}
}

func main() {
	start("channels.trace")
	var never chan int
	go func() { <-never }()
	go func() { select {} }()
	unbuffered()
	selects()
	locks()
	timers()
	stop()
	fmt.Println("ok")
}
