// Files that goroutines wait for without a thread, by Vole's own os: pipes, deadlines, who closes what others wait for, and the
// descriptor itself.
//
// without Go
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func pipe() (r, w *os.File) {
	r, w, err := os.Pipe()
	check(err)
	return r, w
}

func kind(err error) string {
	t, ok := err.(interface{ Timeout() bool })
	return fmt.Sprint(err, " ", errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, os.ErrClosed), os.IsTimeout(err), ok && t.Timeout())
}

func deadlines() {
	r, w := pipe()
	b := make([]byte, 8)
	past, soon, never := time.Unix(1, 0), func() time.Time { return time.Now().Add(10 * time.Millisecond) }, time.Time{}
	for _, t := range []time.Time{past, soon()} {
		check(r.SetReadDeadline(t))
		n, err := r.Read(b)
		fmt.Println(n, kind(err))
	}
	n, err := w.Write([]byte("text"))
	fmt.Println(n, err)
	n, err = r.Read(b) // what is there is not read either
	fmt.Println(n, kind(err))
	check(r.SetDeadline(never))
	n, err = r.Read(b)
	fmt.Println(n, err)
	check(w.SetWriteDeadline(soon()))
	n, err = w.Write(make([]byte, 1<<20))
	fmt.Println(n, kind(err))
	check(w.SetDeadline(never))
	// A deadline that is set while somebody waits ends that.
	go func() {
		time.Sleep(10 * time.Millisecond)
		check(w.SetWriteDeadline(past))
	}()
	_, err = w.Write(make([]byte, 1<<20))
	fmt.Println(kind(err))
	check(r.Close())
	check(w.Close())
	fmt.Println(r.SetDeadline(never), w.SetReadDeadline(past))
	f, err := os.Open("/etc/passwd")
	check(err)
	fmt.Println(f.SetDeadline(past), f.SetDeadline(past) == os.ErrNoDeadline)
	check(f.Close())
	var none *os.File
	fmt.Println(none.SetDeadline(past), none.SetReadDeadline(past), none.SetWriteDeadline(past))
	_, err = none.SyscallConn()
	fmt.Println(err)
	fmt.Println(os.ErrDeadlineExceeded, os.ErrNoDeadline)
}

func closing() {
	r, w := pipe()
	full, ww := pipe()
	done := make(chan error)
	read := func() { _, err := r.Read(make([]byte, 1)); done <- err }
	for range 3 {
		go read()
	}
	go func() { _, err := ww.Write(make([]byte, 1<<20)); done <- err }()
	time.Sleep(10 * time.Millisecond)
	before := descriptors()
	check(r.Close())
	check(ww.Close())
	for range 4 {
		fmt.Println(kind(<-done) != "")
	}
	fmt.Println("closed", before-descriptors())
	_, err := r.Read(make([]byte, 1))
	fmt.Println(kind(err))
	_, err = r.Stat()
	fmt.Println(kind(err), r.Close(), int(r.Fd()))
	check(w.Close())
	check(full.Close())
}

// Thousands of goroutines wait for pipes by few threads.
func many() {
	const n = 200
	var wg sync.WaitGroup
	var mu sync.Mutex
	var writers []*os.File
	sum := 0
	for range n {
		r, w := pipe()
		writers = append(writers, w)
		wg.Add(1)
		go func() {
			defer wg.Done()
			b, err := io.ReadAll(r)
			check(err)
			check(r.Close())
			mu.Lock()
			defer mu.Unlock()
			for _, c := range b {
				sum += int(c)
			}
		}()
	}
	for i := range 3 {
		for _, w := range writers {
			_, err := w.Write([]byte{byte(i), 1})
			check(err)
		}
		runtime.Gosched()
	}
	fmt.Println("threads", pprof.Lookup("threadcreate").Count() < 40)
	for _, w := range writers {
		check(w.Close())
	}
	wg.Wait()
	fmt.Println(sum)
}

func connections() {
	r, w := pipe()
	c, err := r.SyscallConn()
	check(err)
	var fds int
	check(c.Control(func(fd uintptr) { fds++; fmt.Println(flags(fd)&0x800 != 0) }))
	go func() {
		time.Sleep(10 * time.Millisecond)
		w.Write([]byte("text"))
	}()
	tries := 0
	b := make([]byte, 8)
	err = c.Read(func(fd uintptr) bool {
		tries++
		n, err := syscall.Read(int(fd), b)
		if err == syscall.EAGAIN {
			return false
		}
		fmt.Println(n, err)
		return true
	})
	fmt.Println(err, tries > 1)
	check(r.SetReadDeadline(time.Now().Add(time.Millisecond)))
	fmt.Println(c.Read(func(uintptr) bool { return false }))
	fmt.Println(c.Write(func(uintptr) bool { return true }))
	// Fd has the descriptor block.
	fd := r.Fd()
	fmt.Println(flags(fd)&0x800 != 0)
	check(r.SetReadDeadline(time.Time{}))
	_, err = w.Write([]byte("more"))
	check(err)
	n, err := r.Read(b)
	fmt.Println(n, err)
	check(r.Close())
	fmt.Println(c.Control(func(uintptr) {}), c.Read(func(uintptr) bool { return true }), c.Write(func(uintptr) bool { return true }))
	check(w.Close())
	f, err := os.Open("/etc/passwd")
	check(err)
	c, err = f.SyscallConn()
	check(err)
	fmt.Println(c.Read(func(uintptr) bool { return true }), c.Read(func(uintptr) bool { return false }))
	check(f.Close())
	var _ syscall.Conn = f
}

func flags(fd uintptr) uintptr {
	const fcntl, get = 72, 3
	n, _, _ := syscall.Syscall(fcntl, fd, get, 0)
	return n
}

func named() {
	dir, err := os.MkdirTemp("", "polled")
	check(err)
	defer os.RemoveAll(dir)
	name := dir + "/fifo"
	const mknod, fifo = 133, 0x1000
	p, err := syscall.BytePtrFromString(name)
	check(err)
	_, _, errno := syscall.Syscall(mknod, uintptr(unsafe.Pointer(p)), fifo|0600, 0)
	fmt.Println(errno)
	opened := make(chan *os.File)
	go func() {
		w, err := os.OpenFile(name, os.O_WRONLY, 0)
		check(err)
		opened <- w
	}()
	r, err := os.Open(name)
	check(err)
	w := <-opened
	check(r.SetReadDeadline(time.Now().Add(time.Millisecond)))
	_, err = r.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	// One that does not block already is polled as it is; others are left as they are.
	const dup = 32
	fd, _, _ := syscall.Syscall(dup, func() uintptr {
		c, _ := r.SyscallConn()
		var n uintptr
		c.Control(func(fd uintptr) { n = fd })
		return n
	}(), 0, 0)
	f := os.NewFile(fd, "copy")
	fmt.Println(f.SetReadDeadline(time.Unix(1, 0)))
	check(f.Close())
	check(r.Close())
	check(w.Close())
	f, err = os.OpenFile(dir+"/log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0600)
	check(err)
	f = os.NewFile(f.Fd(), "log")
	_, err = f.WriteAt([]byte("x"), 0)
	fmt.Println(err)
	check(f.Close())
}

func descriptors() int {
	list, err := os.ReadDir("/proc/self/fd")
	check(err)
	return len(list)
}

func main() {
	deadlines()
	closing()
	many()
	connections()
	named()
}
