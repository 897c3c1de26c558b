// Sockets, processes and an HTTP server, on loopback.
package main

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go io.Copy(c, c)
		}
	}()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			c, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				panic(err)
			}
			defer c.Close()
			r := bufio.NewReader(c)
			for k := range 100 {
				fmt.Fprintf(c, "line %d %d\n", i, k)
				s, err := r.ReadString('\n')
				if err != nil || s != fmt.Sprintf("line %d %d\n", i, k) {
					panic(fmt.Sprint(s, err))
				}
			}
			c.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
			_, err = r.ReadString('\n')
			if !os.IsTimeout(err) {
				panic(err)
			}
		})
	}
	wg.Wait()
	ln.Close()
	out, err := exec.Command("echo", "hello", "there").Output()
	fmt.Printf("%q %v\n", out, err)
	err = exec.Command("false").Run()
	fmt.Println(err)
	b := make([]byte, 16)
	n, err := rand.Read(b)
	fmt.Println(n, err)
	h := sha256.Sum256([]byte("abc"))
	fmt.Println(hex.EncodeToString(h[:4]))
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL.Path, body)
	})}
	hl, _ := net.Listen("tcp", "127.0.0.1:0")
	go srv.Serve(hl)
	for i := range 3 {
		resp, err := http.Post("http://"+hl.Addr().String()+"/p", "text/plain", strings.NewReader(fmt.Sprint("body", i)))
		if err != nil {
			panic(err)
		}
		t, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.Status, string(t))
	}
	srv.Close()
}
