// Large objects, on one processor: the dead ones that a collection has found make room for new ones before the sweeper has
// come to them, so that not both are there.
//
// env: GOMAXPROCS=1
package main

import (
	"fmt"
	"runtime"
	"sort"
)

const size = 40000

var keep [800][]byte // 32 MB

func main() {
	for i := range keep {
		keep[i] = make([]byte, size)
	}
	var excess []int // what is in use, dead or alive, beyond the goal, in percent
	var m runtime.MemStats
	for i := range 200 {
		for j := range 200 {
			keep[(i*200+j)*7%len(keep)] = make([]byte, size)
		}
		runtime.ReadMemStats(&m)
		excess = append(excess, int(100*m.HeapInuse/m.NextGC)-100)
	}
	sort.Ints(excess)
	if most := excess[len(excess)*9/10]; most > 20 {
		fmt.Println("more than the goal is in use:", most, "%", excess)
	}
	fmt.Println("ok")
}
