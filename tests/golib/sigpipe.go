// Writing to a pipe that nobody reads ends the program, if it is standard output or error and the program has not asked for
// the signal.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func child(mode, to string) {
	c := make(chan os.Signal, 1)
	switch mode {
	case "notified":
		signal.Notify(c, syscall.SIGPIPE)
	case "ignored":
		signal.Ignore(syscall.SIGPIPE)
	case "reset":
		signal.Notify(c, syscall.SIGPIPE)
		signal.Stop(c)
	}
	w := map[string]*os.File{"stdout": os.Stdout, "stderr": os.Stderr, "other": os.NewFile(3, "other")}[to]
	if _, err := w.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
		os.Exit(3)
	}
	if mode == "notified" {
		select {
		case <-c:
		case <-time.After(10 * time.Second):
			os.Exit(4)
		}
	}
	os.Exit(5)
}

func main() {
	if len(os.Args) > 1 {
		child(os.Args[1], os.Args[2])
	}
	for _, mode := range []string{"plain", "notified", "ignored", "reset"} {
		for _, to := range []string{"stdout", "stderr", "other"} {
			r, w, err := os.Pipe()
			if err != nil {
				panic(err)
			}
			r.Close()
			cmd := exec.Command(os.Args[0], mode, to)
			cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = w, w, []*os.File{w}
			fmt.Println(mode, to, cmd.Run())
			w.Close()
		}
	}
}
