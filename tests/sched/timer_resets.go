// Timers that several goroutines start and stop at the same time.
package main

import (
	"sync"
	"sync/atomic"
	"time"
)

var fired atomic.Int64

// Each of many goroutines sets all timers again and again; afterwards each is armed once.
func resets(ts []*time.Timer) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 5000 {
				ts[i%len(ts)].Reset(time.Duration(i%7+1) * time.Hour)
			}
		}()
	}
	wg.Wait()
	for _, t := range ts {
		if !t.Stop() {
			println("not armed")
		}
		if t.Stop() {
			println("armed twice")
		}
	}
}

// Of all who stop an armed timer one is told that it did.
func stops() {
	var wg sync.WaitGroup
	var done atomic.Int64
	t := time.AfterFunc(time.Hour, func() { fired.Add(1) })
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if t.Stop() {
				done.Add(1)
			}
		}()
	}
	wg.Wait()
	if done.Load() != 1 {
		println("stopped by", done.Load())
	}
}

func main() {
	for range 20 {
		functions, channels := make([]*time.Timer, 16), make([]*time.Timer, 16)
		for i := range functions {
			functions[i] = time.AfterFunc(time.Hour, func() { fired.Add(1) })
			channels[i] = time.NewTimer(time.Hour)
		}
		resets(functions)
		resets(channels)
		stops()
	}
	println("fired", fired.Load())
}
