// Some of everything, until the trace has each kind of event that check/fault.go spoils.
//
// trace: everything.trace GCMarkAssistBegin>=1 GCSweepBegin>=1 GoSyscallEndBlocked>=1 ProcSteal>=1 GoStatusStack>=1
// trace: everything.trace GoSyscallEnd>=1 GoBlock>=10 GCBegin>=2 STWBegin>=2
// env: GOMAXPROCS=3
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

type node struct{ left, right *node }

func tree(depth int) *node {
	if depth == 0 {
		return new(node)
	}
	return &node{tree(depth - 1), tree(depth - 1)}
}

func main() {
	time.Sleep(10 * time.Millisecond) // the runtime's goroutines wait by now
	start("everything.trace")
	var wg sync.WaitGroup
	var end atomic.Bool
	for range 6 {
		wg.Add(1)
		go func() {
			for kept := tree(14); !end.Load(); {
				kept.left = tree(13)
			}
			wg.Done()
		}()
	}
	for range 50 {
		const nanosleep = 35
		t := [2]int64{0, 500000}
		syscall.Syscall(nanosleep, uintptr(unsafe.Pointer(&t)), 0, 0)
		for range 10 {
			syscall.Getppid()
			syscall.Syscall(syscall.SYS_GETPPID, 0, 0, 0)
		}
		time.Sleep(time.Millisecond)
	}
	end.Store(true)
	wg.Wait()
	stop()
	fmt.Println("ok")
}
