// A wired goroutine that waits for a descriptor while all else is asleep, and nobody was waiting for one before.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// busy keeps a thread so long that all others have gone to sleep.
func busy() (sum int) {
	for i := range 300_000_000 {
		sum ^= i
	}
	return sum
}

func main() {
	runtime.LockOSThread()
	for range 3 {
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		cmd := exec.Command("sh", "-c", "sleep 1; echo text")
		cmd.Stdout = w
		if err := cmd.Start(); err != nil {
			panic(err)
		}
		w.Close()
		sum := busy()
		b := make([]byte, 10)
		n, err := r.Read(b)
		fmt.Printf("%q %v %v\n", b[:n], err, sum)
		r.Close()
		fmt.Println(cmd.Wait())
	}
}
