// Pipes that goroutines wait for without threads, deadlines, signals, processes.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"
	"strings"
)

func threads() int {
	b, _ := os.ReadFile("/proc/self/status")
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, "Threads:") {
			n := 0
			fmt.Sscanf(l, "Threads: %d", &n)
			return n
		}
	}
	return -1
}

func main() {
	var l syscall.Rlimit
	syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l)
	l.Cur = l.Max
	syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l)
	const n = 2000
	var rs, ws []*os.File
	for range n {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		rs, ws = append(rs, r), append(ws, w)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range n {
		wg.Go(func() {
			b := make([]byte, 8)
			for {
				k, err := rs[i].Read(b)
				if err != nil {
					return
				}
				mu.Lock()
				sum += k
				mu.Unlock()
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	fmt.Println("goroutines", runtime.NumGoroutine() > n, "threads below 20:", threads() < 20)
	for k := range 3 {
		for i := range n {
			ws[i].Write([]byte(fmt.Sprint(k)))
		}
	}
	for i := range n {
		ws[i].Close()
	}
	wg.Wait()
	fmt.Println(sum, "threads below 20:", threads() < 20)
	r, w, _ := os.Pipe()
	go func() { time.Sleep(20 * time.Millisecond); r.Close() }()
	_, err := r.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrClosed))
	w.Close()
	r, w, _ = os.Pipe()
	r.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	_, err = r.Read(make([]byte, 1))
	fmt.Println(err, os.IsTimeout(err))
	r.SetReadDeadline(time.Time{})
	w.Write([]byte("x"))
	k, err := r.Read(make([]byte, 4))
	fmt.Println(k, err)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGHUP)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c)
	signal.Stop(c)
	signal.Ignore(syscall.SIGHUP)
	fmt.Println(signal.Ignored(syscall.SIGHUP), signal.Ignored(syscall.SIGUSR2))
	syscall.Kill(os.Getpid(), syscall.SIGHUP)
	p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "kill -TERM $$"}, &os.ProcAttr{})
	st, err := p.Wait()
	fmt.Println(st, err)
	_, err = os.StartProcess("/nowhere", nil, &os.ProcAttr{})
	fmt.Println(err)
	root, err := os.OpenRoot("/tmp")
	_, err = root.Open("../etc/passwd")
	fmt.Println(err)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
}
