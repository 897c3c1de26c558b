// GOGC: how far the heap may grow between cycles, in percent of what is alive.
//
//	vole run ./samples/gogc
//	GOGC=50 GODEBUG=gctrace=1 ./gogc         the environment sets where the program begins
//	GOGC=off ./gogc
//
// Look at: half the percentage, about twice the cycles; off, none.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type node struct {
	next *node
	data [56]byte
}

var alive []*node

func cycles(percent int) uint32 {
	debug.SetGCPercent(percent)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := 0; i < 2000000; i++ {
		alive[i%len(alive)] = &node{}
	}
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

func main() {
	alive = make([]*node, 200000)
	for i := range alive {
		alive[i] = &node{}
	}
	at50, at100, at400, off := cycles(50), cycles(100), cycles(400), cycles(-1)
	fmt.Println("50 collects more often than 100:", at50 > at100)
	fmt.Println("100 collects more often than 400:", at100 > at400)
	fmt.Println("off:", off)
	fmt.Println("the setting is returned:", debug.SetGCPercent(100))
}
