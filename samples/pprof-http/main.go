// pprof-http: a service that keeps more than it should, and how to find the line while it runs.
//
//	vole build . && ./pprof-http -requests=2000 &
//	vole tool pprof -top http://localhost:6060/debug/pprof/heap
//	vole tool pprof -list=remember http://localhost:6060/debug/pprof/heap
//
// Look at: the line of remember() beside which the memory in use stands. With Go installed, its own
// `go tool pprof http://localhost:6060/debug/pprof/heap` reads the same. net/http is Go's, compiled by Vole: see
// docs/library.md.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strings"
	"sync"
)

// answers is meant to hold what was asked lately; nothing is ever removed.
var (
	mu      sync.Mutex
	answers = make(map[string][]byte)
)

func remember(question string, answer []byte) {
	mu.Lock()
	defer mu.Unlock()
	answers[question] = append(make([]byte, 0, 16<<10), answer...)
}

func serve(w http.ResponseWriter, r *http.Request) {
	answer := []byte(strings.ToUpper(r.URL.Path))
	remember(r.URL.String(), answer)
	w.Write(answer)
}

// ask sends n requests, each for something new.
func ask(address string, n int) (bytes int64) {
	for i := range n {
		resp, err := http.Get(fmt.Sprintf("http://%s/question?n=%d", address, i))
		if err != nil {
			log.Fatal(err)
		}
		size, err := io.Copy(io.Discard, resp.Body)
		if err != nil {
			log.Fatal(err)
		}
		resp.Body.Close()
		bytes += size
	}
	return bytes
}

func main() {
	address := flag.String("http", "localhost:6060", "address to serve at")
	requests := flag.Int("requests", 0, "requests to send to itself")
	stay := flag.Bool("stay", true, "go on serving until standard input ends")
	flag.Parse()
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/question", serve)
	go http.Serve(listener, nil)
	fmt.Println(ask(listener.Addr().String(), *requests), "bytes of answers")
	if *stay {
		fmt.Println("serving at", listener.Addr())
		io.Copy(io.Discard, os.Stdin)
	}
}
