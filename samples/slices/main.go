// Values or pointers? Four ways to fill a slice, each measured.
//
// For a small type a slice of values is one allocation and stays together in memory; a slice of pointers is an
// allocation an element. For a very large type the pointers at least save copying when the slice is moved.
//
//	vole run ./samples/slices
//	vole build -gcflags=-m ./samples/slices
//
// Look at: the bytes and objects of each; times vary from machine to machine and go to standard error.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

type person struct {
	id, age int
	name    string
}

type item struct {
	id  int
	val [4096]int
}

func personValues(n int) []person {
	s := make([]person, n)
	for i := range s {
		s[i] = person{id: i}
	}
	return s
}

func personPointers(n int) []*person {
	s := make([]*person, n)
	for i := range s {
		s[i] = &person{id: i}
	}
	return s
}

func itemValues(n int) []item {
	s := make([]item, n)
	for i := range s {
		s[i] = item{id: i}
	}
	return s
}

func itemPointers(n int) []*item {
	s := make([]*item, n)
	for i := range s {
		s[i] = &item{id: i}
	}
	return s
}

var sink any

func measure(name string, want uint64, f func()) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	objects := after.Mallocs - before.Mallocs
	fmt.Printf("%-16s at least %5d objects: %v\n", name, want, objects >= want && objects < want+100)
	fmt.Fprintf(os.Stderr, "%-16s %8d objects %12d bytes %v\n", name, objects, after.TotalAlloc-before.TotalAlloc, elapsed)
}

func main() {
	measure("person values", 1, func() { sink = personValues(10000) })
	measure("person pointers", 10001, func() { sink = personPointers(10000) })
	measure("item values", 1, func() { sink = itemValues(1000) })
	measure("item pointers", 1001, func() { sink = itemPointers(1000) })
}
