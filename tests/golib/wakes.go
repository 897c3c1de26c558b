// A goroutine that an event has just woken is not asleep: one process sends bytes to another, which has nothing else to do.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
)

const messages = 200000

// send writes single bytes, with pauses of some microseconds that differ.
func send(w io.Writer) {
	x, sum := uint32(1), uint32(0)
	for range messages {
		x = x*1664525 + 1013904223
		for i := range x >> 18 {
			sum += i
		}
		if _, err := w.Write([]byte{byte(sum)}); err != nil {
			panic(err)
		}
	}
}

func main() {
	if len(os.Args) > 1 {
		send(os.Stdout)
		return
	}
	child := exec.Command(os.Args[0], "send")
	child.Stderr = os.Stderr
	pipe, err := child.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := child.Start(); err != nil {
		panic(err)
	}
	buf, n := make([]byte, 1), 0
	for {
		k, err := pipe.Read(buf)
		n += k
		if err == io.EOF {
			break
		}
		if err != nil {
			panic(err)
		}
	}
	fmt.Println(n, child.Wait())
}
