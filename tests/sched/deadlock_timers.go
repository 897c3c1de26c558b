// Timers that nobody waits for do not hide a deadlock; others do, until they have fired.
package main

import (
	"sync"
	"time"
)

func main() {
	hour := time.NewTimer(time.Hour)
	tick := time.NewTicker(time.Millisecond)
	time.Tick(20 * time.Millisecond)
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		select {
		case <-c:
		case <-time.After(30 * time.Millisecond):
			wg.Done()
		}
	}()
	go func() {
		time.Sleep(10 * time.Millisecond)
		wg.Done()
	}()
	time.AfterFunc(60*time.Millisecond, wg.Done)
	for range 5 {
		<-tick.C
	}
	wg.Wait()
	println("all have fired")
	<-c
	<-tick.C
	<-hour.C
}
