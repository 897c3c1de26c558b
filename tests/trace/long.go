// Several generations: goroutines that wait, run, or sit in a system call through whole ones; a task, a region and an
// assist that last longer than one.
//
// trace: long.trace generations>=3 UserTaskEnd(long)==1 UserRegionEnd(long)==1 GoStatusStack>=10
// env: GOMAXPROCS=2
package main

import (
	"context"
	"fmt"
	"runtime/trace"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	var end atomic.Bool
	var fds [2]int
	if err := syscall.Pipe2(fds[:], 0); err != nil {
		panic(err)
	}
	done := make(chan bool)
	go func() { // in a system call
		var b [1]byte
		syscall.Read(fds[0], b[:])
		done <- true
	}()
	start("long.trace")
	ctx, task := trace.NewTask(context.Background(), "long")
	region := trace.StartRegion(ctx, "long")
	go func() { // runs
		for !end.Load() {
		}
		done <- true
	}()
	wait := make(chan bool)
	go func() { <-wait; done <- true }() // waits
	go func() {                          // does something in each
		for !end.Load() {
			s := make([]int, 10000)
			time.Sleep(time.Duration(s[0]) + time.Millisecond)
		}
		done <- true
	}()
	time.Sleep(2300 * time.Millisecond)
	end.Store(true)
	close(wait)
	syscall.Write(fds[1], []byte("x"))
	for range 4 {
		<-done
	}
	region.End()
	task.End()
	stop()
	fmt.Println("ok")
}
