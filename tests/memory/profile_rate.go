package main

// A rate of 1 that is set at the start holds on every P: each object is in the heap profile.
//
// env: GOMAXPROCS=1
// env: GOMAXPROCS=4
// env: GOMAXPROCS=4 GODEBUG=gcstoptheworld=1

import (
	"fmt"
	"runtime"
	"sync"
)

type object [11]int64

const goroutines, objects = 8, 4000

var kept [goroutines][objects]*object

func inUse() (n int64) {
	records := make([]runtime.MemProfileRecord, 100)
	for {
		k, ok := runtime.MemProfile(records, false)
		if ok {
			records = records[:k]
			break
		}
		records = make([]runtime.MemProfileRecord, k+100)
	}
	for i := range records {
		if r := &records[i]; r.InUseObjects() > 0 && r.InUseBytes()/r.InUseObjects() == 96 {
			n += r.InUseObjects()
		}
	}
	return n
}

func main() {
	runtime.MemProfileRate = 1
	var together sync.WaitGroup
	for g := range kept {
		together.Add(1)
		go func() {
			defer together.Done()
			for i := range kept[g] {
				kept[g][i] = new(object)
				if i%100 == 0 {
					runtime.Gosched()
				}
			}
		}()
	}
	together.Wait()
	for range 3 {
		runtime.GC()
	}
	fmt.Println("all in the profile:", inUse() >= goroutines*objects)
}
