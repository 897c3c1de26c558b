// roots.go - keeps an object alive by one root of each class and by nothing else, and collects.
package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/pprof"
	"time"
)

type node struct {
	next *node
	n    int
}

var global *node

func build(n int) *node {
	var list *node
	for i := 0; i < n; i++ {
		list = &node{list, i}
	}
	return list
}

// What is captured must not stay on this stack.
//
//go:noinline
func timer() {
	list := build(100)
	time.AfterFunc(time.Hour, func() { fmt.Println(list.n) })
}

//go:noinline
func special(kept *node) {
	list := build(100)
	runtime.SetFinalizer(kept, func(*node) { fmt.Println(list.n) })
}

// The first finalizer blocks, those behind it stay in the queue.
//
//go:noinline
func finalizers(block, started chan int) {
	for i := 0; i < 20; i++ {
		list := build(10)
		runtime.SetFinalizer(&node{n: i}, func(*node) {
			started <- list.n
			<-block
		})
	}
}

//go:noinline
func sleeper(block chan int) {
	list := build(100)
	<-block
	fmt.Println(list.n)
}

// Samples of the CPU profile have labels that the goroutine, which has ended, had; nobody reads them.
//
//go:noinline
func samples() {
	done := make(chan int)
	runtime.SetCPUProfileRate(1000)
	go pprof.Do(context.Background(), pprof.Labels("n", fmt.Sprint(global.n)), func(context.Context) {
		for begin := time.Now(); time.Since(begin) < 300*time.Millisecond; {
			global.n = global.n*3 + 1
		}
		global.n = 99
		done <- 1
	})
	<-done
	runtime.SetCPUProfileRate(0)
}

func main() {
	block, started := make(chan int), make(chan int, 100)
	global = build(100)
	kept := build(1)
	timer()
	special(kept)
	finalizers(block, started)
	go sleeper(block)
	samples()
	for len(started) == 0 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	for i := 0; i < 3; i++ {
		runtime.GC()
	}
	runtime.KeepAlive(kept)
	fmt.Println("ok", global.n)
}
