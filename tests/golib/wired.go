// Goroutines wired to threads, and system calls that all threads make.
package main

import (
	"fmt"
	"iter"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// The calls that name a thread, or change what it alone has.
func name(s string) {
	b := append([]byte(s), 0)
	syscall.RawSyscall6(syscall.SYS_PRCTL, syscall.PR_SET_NAME, uintptr(unsafe.Pointer(&b[0])), 0, 0, 0, 0)
}

func myName() string {
	var b [16]byte
	syscall.RawSyscall6(syscall.SYS_PRCTL, syscall.PR_GET_NAME, uintptr(unsafe.Pointer(&b[0])), 0, 0, 0, 0)
	return string(b[:strings.IndexByte(string(b[:]), 0)])
}

var first = syscall.Gettid()

func init() { runtime.LockOSThread() }

func wired(id int, ch chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	runtime.LockOSThread()
	tid := syscall.Gettid()
	mine := fmt.Sprint("thread", id)
	name(mine)
	seq := func(yield func(int) bool) {
		for i := range 3 {
			yield(i)
			if syscall.Gettid() != tid {
				fmt.Println("the coroutine is elsewhere")
			}
		}
	}
	for i := range 50 {
		switch i % 5 {
		case 0:
			runtime.Gosched()
		case 1:
			time.Sleep(time.Microsecond)
		case 2:
			ch <- <-ch + 1
		case 3:
			runtime.GC()
		case 4:
			next, stop := iter.Pull(seq)
			next()
			next()
			stop()
		}
		if syscall.Gettid() != tid || myName() != mine {
			fmt.Println("moved", id, i)
		}
	}
	if id%2 == 0 {
		name("free")
		runtime.UnlockOSThread()
	} // else the thread ends with it
}

func names() (n int) {
	tasks, _ := os.ReadDir("/proc/self/task")
	for _, t := range tasks {
		b, _ := os.ReadFile("/proc/self/task/" + t.Name() + "/comm")
		if strings.HasPrefix(string(b), "thread") {
			n++
		}
	}
	return n
}

// What the kernel says of all threads.
func privileges() string {
	tasks, _ := os.ReadDir("/proc/self/task")
	seen := map[string]bool{}
	for _, t := range tasks {
		b, err := os.ReadFile("/proc/self/task/" + t.Name() + "/status")
		if err != nil {
			continue
		}
		for _, line := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(line, "NoNewPrivs:") {
				seen[strings.Fields(line)[1]] = true
			}
		}
	}
	return fmt.Sprint(len(tasks) > 4, seen)
}

func main() {
	fmt.Println(syscall.Gettid() == os.Getpid(), first == os.Getpid())
	ch := make(chan int, 1)
	ch <- 0
	var wg sync.WaitGroup
	for id := range 16 {
		wg.Add(1)
		go wired(id, ch, &wg)
	}
	wg.Wait()
	fmt.Println(<-ch, syscall.Gettid() == os.Getpid())
	for i := 0; names() > 0 && i < 500; i++ {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("threads left with a name:", names())
	runtime.LockOSThread()
	runtime.UnlockOSThread()
	var buf [100]byte
	fmt.Println(strings.Contains(string(buf[:runtime.Stack(buf[:], false)]), "[running, locked to thread]"))
	runtime.UnlockOSThread()
	runtime.UnlockOSThread() // once too often: nothing
	fmt.Println(strings.Contains(string(buf[:runtime.Stack(buf[:], false)]), "[running]"))

	// Threads that sleep in the kernel, that spin, and that are idle.
	r, w, _ := os.Pipe()
	fd := int(r.Fd()) // blocking from now on
	var blocked sync.WaitGroup
	for range 3 {
		blocked.Go(func() {
			n, err := syscall.Read(fd, make([]byte, 1))
			fmt.Println(n, err)
		})
	}
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
		}
	}()
	time.Sleep(20 * time.Millisecond)
	fmt.Println(privileges())
	_, _, e := syscall.AllThreadsSyscall6(syscall.SYS_PRCTL, 38 /* PR_SET_NO_NEW_PRIVS */, 1, 0, 0, 0, 0)
	fmt.Println(e, privileges())
	_, _, e = syscall.AllThreadsSyscall(syscall.SYS_PRCTL, 38, 2, 0)
	fmt.Println(e == syscall.EINVAL)
	fmt.Println(syscall.Setuid(os.Getuid()), syscall.Setgid(os.Getgid()), syscall.Setreuid(-1, -1), syscall.Setresgid(-1, -1, -1))
	close(stop)
	w.Write([]byte("abc"))
	blocked.Wait()
	runtime.KeepAlive(r) // or its finalizer closes fd
	if os.Getuid() == 0 {
		syscall.Setgroups([]int{7, 9})
		g, err := syscall.Getgroups()
		if err != nil || fmt.Sprint(g) != "[7 9]" || syscall.Setresuid(65534, 65534, 65534) != nil || os.Getuid() != 65534 {
			fmt.Println("not another user", g, err)
		}
		for range 20 {
			wg.Go(func() {
				runtime.LockOSThread() // so each on a thread of its own
				if syscall.Getuid() != 65534 {
					fmt.Println("a thread is still root")
				}
				time.Sleep(time.Millisecond)
			})
		}
		wg.Wait()
		fmt.Println(syscall.Setuid(0))
	} else {
		fmt.Println(syscall.Setuid(0))
	}
}
