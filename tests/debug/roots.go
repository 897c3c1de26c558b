// roots.go - keeps an object alive by one root of each class and by nothing else, and collects.
package main

import (
	"fmt"
	"runtime"
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

func main() {
	block, started := make(chan int), make(chan int, 100)
	global = build(100)
	kept := build(1)
	timer()
	special(kept)
	finalizers(block, started)
	go sleeper(block)
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
