// Timers whose channel nobody can receive from are garbage, armed or not; all others fire.
//
// run: GOMAXPROCS=1 GODEBUG=clobberfree=1
// run: GOMAXPROCS=2 GODEBUG=gccheckmark=1,clobberfree=1
// run: GOMAXPROCS=4 GODEBUG=clobberfree=1 GOGC=5
// run: GOMAXPROCS=4 GODEBUG=gcstress=100,gccheckmark=1,clobberfree=1
// run: GOMAXPROCS=2 GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1 GOGC=5
// run: GOMAXPROCS=2 GODEBUG=gcstoptheworld=2,clobberfree=1 GOGC=5
package main

import (
	"runtime"
	"sync"
	"time"
)

const many = 20000

//go:noinline
func drop(d time.Duration) {
	for i := range many {
		switch {
		case i%10 == 0:
			time.NewTicker(d)
		case i%3 == 0:
			time.NewTimer(d).Reset(d)
		default:
			select {
			case <-time.After(d):
			default:
			}
		}
	}
}

func heap() int64 {
	var m runtime.MemStats
	collect()
	runtime.ReadMemStats(&m)
	return int64(m.HeapObjects)
}

// Of many timers that are armed for an hour nearly all go.
func forgotten() {
	before := heap()
	drop(time.Hour)
	collect()
	check(heap()-before < many/2, "timers are kept")
}

// Timers die while they fire.
func dueWhileDying() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 200 {
				for range 20 {
					time.After(time.Duration(j%50*i) * time.Microsecond)
				}
				tick := time.NewTicker(time.Duration(1+j%20) * time.Microsecond).C
				if j%20 == 0 {
					collect()
					<-tick
				}
			}
		}()
	}
	wg.Wait()
}

//go:noinline
func oneChannel(i int) <-chan time.Time {
	if i%2 == 0 {
		return time.After(time.Duration(i) * 100 * time.Microsecond)
	}
	return time.NewTicker(time.Duration(i) * 100 * time.Microsecond).C
}

// Only the channel is left, in a variable or in the hands of those who wait.
func onlyChannels() {
	var wg sync.WaitGroup
	var kept [20]<-chan time.Time
	for i := range kept {
		kept[i] = oneChannel(i + 1)
		wg.Add(2)
		go func() {
			defer wg.Done()
			<-oneChannel(i + 1)
		}()
		go func() {
			defer wg.Done()
			select {
			case <-oneChannel(i + 1):
			case <-make(chan int):
			}
		}()
	}
	for range 5 {
		collect()
	}
	wg.Wait()
	for i, c := range kept {
		check(len(c) == 0 && cap(c) == 0, "length of a timer's channel")
		<-c
		check(len(c) == 0, "length of a timer's channel")
		collect()
		if i%2 == 0 {
			<-c
		}
	}
}

// What hangs on a finalizer's object lives, its timer too.
func finalized() {
	type holder struct{ t *time.Timer }
	fired := make(chan bool)
	go func() {
		h := &holder{time.NewTimer(time.Millisecond)}
		runtime.SetFinalizer(h, func(h *holder) {
			<-h.t.C
			fired <- true
		})
	}()
	for {
		collect()
		select {
		case <-fired:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func main() {
	done := make(chan bool)
	for _, f := range []func(){forgotten, dueWhileDying, onlyChannels, finalized} {
		go func() { f(); done <- true }()
		<-done
	}
	println("ok")
}
