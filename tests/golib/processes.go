// What only Go's os has, in a program that does not import syscall: processes, roots, deadlines.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

func run(name string, args ...string) string {
	r, w, err := os.Pipe()
	if err != nil {
		return err.Error()
	}
	p, err := os.StartProcess(name, append([]string{name}, args...), &os.ProcAttr{Dir: "/", Files: []*os.File{nil, w, w}})
	w.Close()
	if err != nil {
		return err.Error()
	}
	out, _ := io.ReadAll(r)
	state, err := p.Wait()
	return fmt.Sprintf("%q %v %v %v", out, state, state.ExitCode(), err)
}

func roots() {
	dir, err := os.MkdirTemp("", "root")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		panic(err)
	}
	defer root.Close()
	fmt.Println(root.WriteFile("a", []byte("text"), 0o600), root.Symlink("/etc/passwd", "out"))
	b, err := root.ReadFile("a")
	fmt.Printf("%s %v\n", b, err)
	for _, name := range []string{"../a", "out", "none"} {
		_, err = root.Open(name)
		fmt.Println(err)
	}
}

func deadline() {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	defer w.Close() // else it may be collected, and closed, at once
	fmt.Println(r.SetReadDeadline(time.Now().Add(10 * time.Millisecond)))
	_, err = r.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
}

func main() {
	fmt.Println(run("/bin/sh", "-c", "echo out; pwd; exit 3"))
	fmt.Println(run("/bin/sh", "-c", "kill -9 $$"))
	fmt.Println(run("/nowhere"))
	roots()
	deadline()
}
