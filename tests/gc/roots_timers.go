// What only a timer knows: functions of AfterFunc, channels of timers and tickers, goroutines
// asleep.
package main

import (
	"runtime"
	"time"
)

//go:noinline
func later(result chan<- *node, id int, d time.Duration) {
	n := newNode(id)
	time.AfterFunc(d, func() { result <- n })
}

//go:noinline
func asleep(result chan<- *node, id int) {
	n := newNode(id)
	go func() {
		m := newNode(id + 1)
		time.Sleep(5 * time.Millisecond)
		m.must(id + 1)
		result <- n
	}()
}

//go:noinline
func forwarded(result chan<- *node, id int) {
	n := newNode(id)
	c := time.After(3 * time.Millisecond)
	go func() {
		<-c
		result <- n
	}()
}

func main() {
	result := make(chan *node)
	for i := range 10 {
		later(result, 10*i, time.Duration(i)*time.Millisecond)
		asleep(result, 10*i+1)
		forwarded(result, 10*i+5)
	}
	ticker := time.NewTicker(time.Millisecond)
	for range 5 {
		collect()
		<-ticker.C
	}
	ticker.Stop()
	sum := 0
	for range 30 {
		n := <-result
		n.must(n.id)
		sum += n.id
		runtime.GC()
	}
	check(sum == 3*450+60, "sum of nodes")
	println("ok")
}
