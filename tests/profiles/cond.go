package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Cond has no lock of its own that could show in the block profile: who is woken has waited once, however many are woken
// together.

//go:noinline
func waitsOnce(c *sync.Cond) { c.Wait() }

// A noLock keeps nobody waiting; it counts who is about to wait.
type noLock struct{ unlocked atomic.Int32 }

func (l *noLock) Lock()   {}
func (l *noLock) Unlock() { l.unlocked.Add(1) }

func main() {
	const n = 5000
	runtime.SetBlockProfileRate(1)
	var lock noLock
	var wg sync.WaitGroup
	cond := sync.NewCond(&lock)
	for range n {
		wg.Go(func() { waitsOnce(cond) })
	}
	for lock.unlocked.Load() < n {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
	cond.Broadcast()
	wg.Wait()
	runtime.SetBlockProfileRate(0)
	p := read("block")
	if got := p.sum(0, "main.waitsOnce"); got < 1 || got > n {
		fail("%d goroutines waited %d times", n, got)
	}
	for _, s := range p.samples {
		if stack := p.stack(s); has(stack, []string{"main.waitsOnce"}) && stack[0] != "sync.(*Cond).Wait" {
			fail("the stack begins with %q", stack)
		}
	}
	fmt.Println("ok")
}
