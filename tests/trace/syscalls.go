// System calls, short ones and long ones, whose Ps are taken; a goroutine locked to a thread; reads from pipes.
//
// trace: syscalls.trace GoSyscallBegin>=1000 GoSyscallEnd>=500 GoSyscallEndBlocked>=1 ProcSteal>=1 start(main.blocked)==4
// trace: syscalls.trace GoSyscallBegin@main.short>=500 STWBegin(read mem stats)>=0
// env: GOMAXPROCS=1
// env: GOMAXPROCS=2
// env: GOMAXPROCS=8
// env: GODEBUG=gcstress=5
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

//go:noinline
func short(n int) {
	for range n {
		syscall.Syscall(syscall.SYS_GETPPID, 0, 0, 0)
	}
}

//go:noinline
func blocked(wg *sync.WaitGroup) {
	defer wg.Done()
	runtime.LockOSThread()
	for range 20 {
		const nanosleep = 35
		t := [2]int64{0, 500000}
		syscall.Syscall(nanosleep, uintptr(unsafe.Pointer(&t)), 0, 0)
		short(50)
	}
	runtime.UnlockOSThread()
}

func pipes() {
	var fds [2]int
	if err := syscall.Pipe2(fds[:], 0); err != nil {
		panic(err)
	}
	go func() {
		for range 20 {
			time.Sleep(time.Millisecond)
			syscall.Write(fds[1], []byte("x"))
		}
		syscall.Close(fds[1])
	}()
	var b [1]byte
	for {
		n, err := syscall.Read(fds[0], b[:])
		if n <= 0 || err != nil {
			syscall.Close(fds[0])
			return
		}
	}
}

func main() {
	start("syscalls.trace")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go blocked(&wg)
	}
	for range 10 {
		short(100)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		f, err := os.Open("/proc/self/stat")
		if err != nil {
			panic(err)
		}
		f.Read(make([]byte, 100))
		f.Close()
	}
	pipes()
	wg.Wait()
	stop()
	fmt.Println("ok")
}
