// work.go - work of many kinds, and profiles of it in the directory that the argument names.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

// A generic type and a closure: their names have brackets, which pprof simplifies.
type stack[T any] struct{ items []T }

func (s *stack[T]) push(item T) { s.items = append(s.items, item) }

func each[T any](items []T, f func(T)) {
	for _, item := range items {
		f(item)
	}
}

var (
	kept   [][]byte
	counts = map[string]int{}
)

func work(n int) (sum int) {
	for i := 0; i < n; i++ {
		build(10)
		sum += len(strings.Repeat("ab", i%100))
		counts[fmt.Sprint(i%1000)] += i
		s := &stack[int]{}
		for k := 0; k < 30; k++ {
			s.push(k * k % 7)
		}
		sort.Slice(s.items, func(i, j int) bool { return s.items[i] > s.items[j] })
		each(s.items, func(k int) { sum += k })
		if i%4 == 0 {
			kept = append(kept, make([]byte, 3000))
		}
	}
	return sum
}

func contend() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := 0; k < 20; k++ {
				mu.Lock()
				time.Sleep(200 * time.Microsecond)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
}

func write(dir, file, profile string) {
	f, err := os.Create(dir + "/" + file + ".pb")
	if err != nil {
		panic(err)
	}
	if err := pprof.Lookup(profile).WriteTo(f, 0); err != nil {
		panic(err)
	}
	f.Close()
}

func main() {
	dir := os.Args[1]
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	f, err := os.Create(dir + "/cpu.pb")
	if err != nil {
		panic(err)
	}
	pprof.StartCPUProfile(f)
	work(1000)
	runtime.GC()
	write(dir, "before", "heap")
	pprof.Do(context.Background(), pprof.Labels("job", "second", "kind", "x"), func(context.Context) { work(3000) })
	never := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { <-never }()
	}
	contend()
	pprof.StopCPUProfile()
	f.Close()
	runtime.GC()
	for _, name := range []string{"heap", "allocs", "block", "mutex", "goroutine", "threadcreate"} {
		write(dir, name, name)
	}
	fmt.Println("ok")
}
