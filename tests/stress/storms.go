// Many goroutines at once, deep stacks, timers, panics, a web of channels, maps and strings that
// grow and shrink, all while the collector runs.
//
//	storms SIZE      (100 takes about a second)
package main

import (
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	size, _ := strconv.Atoi(os.Args[1])
	var stop atomic.Bool
	go func() {
		for !stop.Load() {
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
	}()
	spawn(size * 1000)
	recursion(size * 100)
	web(4, 25, size*2)
	churn(size * 200)
	texts(size * 200)
	timers(size * 50)
	panics(size * 20)
	stop.Store(true)
	println("ok")
}
