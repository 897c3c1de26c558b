// What the network does to a program that is none of its doing: ports in use, no descriptors left, peers that reset, fall silent
// or send a byte a second, a signal while the server shuts down. Nothing is left behind, and nothing spins.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func descriptors() int { return len(must(os.ReadDir("/proc/self/fd"))) }

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func portInUse() {
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	_, err := net.Listen("tcp", ln.Addr().String())
	fmt.Println(err, errors.Is(err, syscall.EADDRINUSE))
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, op.Net, op.Temporary(), op.Timeout())
	fmt.Println(http.ListenAndServe(ln.Addr().String(), nil))
	u := must(net.ListenPacket("udp", "127.0.0.1:0"))
	_, err = net.ListenPacket("udp", u.LocalAddr().String())
	fmt.Println(err)
	u.Close()
	address := ln.Addr().String()
	ln.Close()
	_, err = net.Dial("tcp", address)
	fmt.Println(err, errors.Is(err, syscall.ECONNREFUSED))
	_, err = ln.Accept()
	fmt.Println(err, errors.Is(err, net.ErrClosed))
	for _, bad := range []string{"127.0.0.1", "127.0.0.1:99999", "127.0.0.1:http2x", "256.0.0.1.:1:2"} {
		_, err = net.Listen("tcp", bad)
		fmt.Println(err)
	}
}

// Opens files until there is no descriptor left but `spare`.
func exhaust(spare int) (files []*os.File) {
	for {
		f, err := os.Open("/dev/null")
		if err != nil {
			fmt.Println(err, errors.Is(err, syscall.EMFILE))
			break
		}
		files = append(files, f)
	}
	for range spare {
		files[0].Close()
		files = files[1:]
	}
	return files
}

func noDescriptors() {
	var limit, low syscall.Rlimit
	syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	low = limit
	low.Cur = 64
	fmt.Println(syscall.Setrlimit(syscall.RLIMIT_NOFILE, &low))
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	defer ln.Close()
	files := exhaust(1)
	c, err := net.Dial("tcp", ln.Addr().String()) // takes the last one
	fmt.Println(err)
	_, err = ln.Accept()
	var ne net.Error
	fmt.Println(err, errors.Is(err, syscall.EMFILE), errors.As(err, &ne), ne.Timeout())
	_, err = net.Dial("tcp", ln.Addr().String())
	fmt.Println(err, errors.Is(err, syscall.EMFILE))
	_, _, err = os.Pipe()
	fmt.Println(err)

	// A server waits, longer each time, and goes on when there are descriptors again.
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "served") }), ErrorLog: quiet}
	go srv.Serve(ln)
	before := cpu()
	time.Sleep(400 * time.Millisecond)
	if used := cpu() - before; used > 300*time.Millisecond {
		fmt.Println("spins:", used)
	}
	for _, f := range files {
		f.Close()
	}
	fmt.Fprintf(c, "GET / HTTP/1.0\r\n\r\n")
	fmt.Println(lastLine(c))
	c.Close()
	srv.Close()
}

func lastLine(r io.Reader) string {
	b, err := io.ReadAll(r)
	return fmt.Sprint(string(b[strings.LastIndex(string(b), "\n")+1:]), " ", err)
}

func pair() (a, b *net.TCPConn) {
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	defer ln.Close()
	a = must(net.Dial("tcp", ln.Addr().String())).(*net.TCPConn)
	b = must(ln.Accept()).(*net.TCPConn)
	return a, b
}

func resets() {
	a, b := pair()
	read := make(chan error)
	go func() {
		_, err := a.Read(make([]byte, 10))
		read <- err
	}()
	time.Sleep(20 * time.Millisecond)
	b.SetLinger(0)
	b.Close()
	err := <-read
	fmt.Println(errors.Is(err, syscall.ECONNRESET), without(err.Error(), a, b))
	_, err = a.Write([]byte("x"))
	fmt.Println(errors.Is(err, syscall.EPIPE), without(err.Error(), a, b))
	a.Close()
	_, err = a.Read(nil)
	fmt.Println(errors.Is(err, net.ErrClosed))

	a, b = pair() // in the middle of a write that waits
	written := make(chan error)
	go func() {
		n, err := a.Write(make([]byte, 64<<20))
		if n == 0 || n == 64<<20 {
			fmt.Println("wrote", n)
		}
		written <- err
	}()
	io.ReadFull(b, make([]byte, 100000))
	b.SetLinger(0)
	b.Close()
	err = <-written
	fmt.Println(errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE))
	a.Close()

	a, b = pair() // an orderly end is none
	b.Write([]byte("last"))
	b.CloseWrite()
	fmt.Println(lastLine(a))
	a.Write([]byte("answer"))
	a.Close()
	fmt.Println(lastLine(b))
	b.Close()

	a, b = pair() // closed by another goroutine of this program
	go func() {
		_, err := a.Read(make([]byte, 10))
		read <- err
	}()
	time.Sleep(10 * time.Millisecond)
	a.Close()
	fmt.Println(without((<-read).Error(), a, b))
	b.Close()
}

func without(s string, cs ...net.Conn) string {
	for _, c := range cs {
		s = strings.ReplaceAll(s, c.LocalAddr().String(), "ADDR")
	}
	return s
}

// A peer that says nothing and takes nothing.
func halfOpen() {
	a, b := pair()
	defer a.Close()
	defer b.Close()
	a.SetReadDeadline(time.Now().Add(30 * time.Millisecond))
	start := time.Now()
	_, err := a.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), os.IsTimeout(err), without(err.Error(), a, b), time.Since(start) >= 30*time.Millisecond)
	much := make([]byte, 64<<20)
	a.SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
	n, err := a.Write(much)
	fmt.Println(n > 0 && n < 64<<20, errors.Is(err, os.ErrDeadlineExceeded), without(err.Error(), a, b))
	a.SetDeadline(time.Now().Add(-time.Second))
	_, err = a.Write([]byte("x"))
	fmt.Println(os.IsTimeout(err))
	a.SetDeadline(time.Time{})
	go b.Write([]byte("late"))
	buf := make([]byte, 4)
	fmt.Println(must(io.ReadFull(a, buf)), string(buf))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	full := must(net.Listen("tcp", "127.0.0.1:0")).(*net.TCPListener)
	defer full.Close()
	full.SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = full.Accept()
	fmt.Println(os.IsTimeout(err))
	<-ctx.Done()
	_, err = new(net.Dialer).DialContext(ctx, "tcp", full.Addr().String())
	fmt.Println(os.IsTimeout(err))
}

// Clients that send their header a byte at a time.
func slowClients() {
	srv := &http.Server{ReadHeaderTimeout: 300 * time.Millisecond, MaxHeaderBytes: 4096, ErrorLog: quiet, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10))
		fmt.Fprintf(w, "%s %v", b, err)
	})}
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	go srv.Serve(ln)
	var wg sync.WaitGroup
	answers := make([]string, 20)
	for i := range answers {
		wg.Go(func() {
			c := must(net.Dial("tcp", ln.Addr().String()))
			defer c.Close()
			for _, b := range []byte("GET / HTTP/1.1\r\nHost: x\r\nA: b") {
				if _, err := c.Write([]byte{b}); err != nil {
					break
				}
				time.Sleep(20 * time.Millisecond)
			}
			c.SetReadDeadline(time.Now().Add(20 * time.Second))
			b, err := io.ReadAll(c)
			answers[i] = fmt.Sprint(len(b) == 0 || strings.HasPrefix(string(b), "HTTP/1.1 4"), errors.Is(err, syscall.ECONNRESET) || err == nil)
		})
	}
	wg.Wait()
	fmt.Println(answers[0], answers[19])
	for _, request := range []string{"GET / HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("b", 20000) + "\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.0\r\nHost: x\r\nContent-Length: 20\r\n\r\n01234567890123456789", "POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\n01234", "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n"} {
		c := must(net.Dial("tcp", ln.Addr().String()))
		io.WriteString(c, request)
		r := bufio.NewReader(c)
		status, err := r.ReadString('\n')
		fmt.Printf("%q %v %s\n", status, err, lastLine(r))
		c.Close()
	}
	srv.Close()
}

// SIGTERM while a request is served, and again during Shutdown.
func shutdown() {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM)
	defer signal.Stop(signals)
	entered, finish := make(chan bool), make(chan bool)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entered <- true
		<-finish
		io.WriteString(w, "done")
	})}
	ln := must(net.Listen("tcp", "127.0.0.1:0"))
	served := make(chan error)
	go func() { served <- srv.Serve(ln) }()
	answer := make(chan string)
	go func() {
		res, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		answer <- fmt.Sprint(res.StatusCode, lastLine(res.Body))
	}()
	<-entered
	syscall.Kill(os.Getpid(), syscall.SIGTERM)
	fmt.Println(<-signals)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	fmt.Println(srv.Shutdown(ctx))
	cancel()
	fmt.Println(<-served)
	syscall.Kill(os.Getpid(), syscall.SIGTERM)
	down := make(chan error)
	go func() { down <- srv.Shutdown(context.Background()) }()
	fmt.Println(<-signals)
	_, err := net.Dial("tcp", ln.Addr().String())
	fmt.Println(errors.Is(err, syscall.ECONNREFUSED))
	finish <- true
	fmt.Println(<-answer, <-down)
	http.DefaultClient.CloseIdleConnections()
}

var quiet = log.New(io.Discard, "", 0)

func main() {
	must(net.Listen("tcp", "127.0.0.1:0")).Close() // the poller's own descriptors
	goroutines, open := runtime.NumGoroutine(), descriptors()
	for _, f := range []func(){portInUse, noDescriptors, resets, halfOpen, slowClients, shutdown} {
		f()
		for i := 0; runtime.NumGoroutine() > goroutines+1 && i < 200 || descriptors() > open; i++ {
			if i == 300 {
				fmt.Println("left:", runtime.NumGoroutine()-goroutines, "goroutines", descriptors()-open, "descriptors")
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		fmt.Println("--")
	}
	fmt.Println(runtime.NumGoroutine()-goroutines <= 1, descriptors()-open) // package os/signal keeps a goroutine
}
