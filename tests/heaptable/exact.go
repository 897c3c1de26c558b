// What the table counts is what the program counts itself, objects that share a block with others
// under other circumstances too.
package main

import (
	"os"
	"runtime"
)

var (
	tiny  *byte
	keep  []any
	stats runtime.MemStats
)

func main() {
	for i := range 1000 {
		tiny = new(byte)
		keep = append(keep, i, float32(i), make([]int, i))
	}
	done := make(chan bool)
	for range 3 {
		go func() {
			for i := range 2000 {
				tiny = new(byte)
				*tiny = byte(i)
			}
			done <- true
		}()
	}
	for range 3 {
		<-done
	}
	runtime.GC()
	runtime.ReadMemStats(&stats)
	println(stats.Mallocs, stats.TotalAlloc)
	os.Exit(0)
}
