// Objects counts what small pieces of ordinary code allocate: for each case a line with its name, the objects and
// bytes of one call, and what the call returned.
package main

import (
	"fmt"
	"os"
	"runtime"
)

type testCase struct {
	name string
	run  func() int
}

var cases [][]testCase

const calls = 200

func measure(run func() int) (objects, bytes uint64, result int) {
	var before, after runtime.MemStats
	for i := 0; i < 20; i++ {
		result = run()
	}
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 0; i < calls; i++ {
		run()
	}
	runtime.ReadMemStats(&after)
	return (after.Mallocs - before.Mallocs + calls/2) / calls, (after.TotalAlloc - before.TotalAlloc + calls/2) / calls, result
}

func main() {
	runtime.GOMAXPROCS(1)
	for _, group := range cases {
		for _, c := range group {
			objects, bytes, result := measure(c.run)
			fmt.Fprintln(os.Stdout, c.name, objects, bytes, result)
		}
	}
}
