// While names below a Root turn into links that lead out, and directories are moved away, nothing outside is read or changed. The
// last part is without the kernel's call that Chmod wants.
//
// without Go
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

const rounds = 3000

var (
	top string
	end atomic.Bool
)

// swap lets in/d be a directory, and a link to out, by turns.
func swap() {
	for !end.Load() {
		check(os.Rename(top+"/in/d", top+"/in/real"))
		check(os.Symlink("../out", top+"/in/d"))
		check(os.Remove(top + "/in/d"))
		check(os.Rename(top+"/in/real", top+"/in/d"))
	}
}

// move has in/a/b go to out/b and back: ".." from there would be out.
func move() {
	for !end.Load() {
		check(os.Rename(top+"/in/a/b", top+"/out/b"))
		check(os.Rename(top+"/out/b", top+"/in/a/b"))
	}
}

// turn lets the file in/f be a link to out/f by turns.
func turn() {
	for !end.Load() {
		check(os.Symlink("../out/f", top+"/in/new"))
		check(os.Rename(top+"/in/new", top+"/in/f"))
		check(os.WriteFile(top+"/in/new", []byte("inside"), 0600))
		check(os.Rename(top+"/in/new", top+"/in/f"))
	}
}

// outside tells what is in out.
func outside() string {
	var text strings.Builder
	list, err := os.ReadDir(top + "/out")
	check(err)
	for _, d := range list {
		if d.Name() == "b" {
			continue
		}
		info, err := d.Info()
		check(err)
		b, err := os.ReadFile(top + "/out/" + d.Name())
		check(err)
		fmt.Fprintln(&text, d.Name(), info.Mode(), string(b), info.ModTime().Unix())
	}
	return text.String()
}

// forbid has the kernel answer that it does not know a call; where it does not take filters, nothing changes.
func forbid(call uint32) {
	const (
		noNewPrivileges = 38
		prctl, seccomp  = 157, 317
		loadNumber      = 0x20 // of the call
		jumpEqual       = 0x15
		answer          = 0x06
		allow, notThere = 0x7fff0000, 0x00050000 + 38
	)
	type instruction struct {
		code   uint16
		jt, jf uint8
		k      uint32
	}
	filter := []instruction{{loadNumber, 0, 0, 0}, {jumpEqual, 0, 1, call}, {answer, 0, 0, notThere}, {answer, 0, 0, allow}}
	program := struct {
		n int16
		p *instruction
	}{int16(len(filter)), &filter[0]}
	syscall.Syscall(prctl, noNewPrivileges, 1, 0)
	const setFilter, allThreads = 1, 1
	syscall.Syscall(seccomp, setFilter, allThreads, uintptr(unsafe.Pointer(&program)))
}

func main() {
	var err error
	top, err = os.MkdirTemp("", "race")
	check(err)
	defer os.RemoveAll(top)
	check(os.MkdirAll(top+"/in/a/b/c", 0700))
	check(os.MkdirAll(top+"/in/d", 0700))
	check(os.Mkdir(top+"/out", 0700))
	for _, f := range []string{"f", "g", "t", "secret"} {
		check(os.WriteFile(top+"/out/"+f, []byte("outside"), 0600))
	}
	check(os.WriteFile(top+"/in/d/g", []byte("inside"), 0600))
	check(os.WriteFile(top+"/in/a/secret", []byte("inside"), 0600))
	check(os.WriteFile(top+"/in/f", []byte("inside"), 0600))
	before := outside()
	r, err := os.OpenRoot(top + "/in")
	check(err)
	var wg sync.WaitGroup
	for _, f := range []func(){swap, move, turn} {
		wg.Add(1)
		go func() { defer wg.Done(); f() }()
	}
	read, wrong := make(map[string]int), 0
	for i := range rounds {
		for _, name := range []string{"d/g", "a/b/../secret", "a/b/c/../../../f", "f"} {
			b, err := r.ReadFile(name)
			if err == nil && string(b) == "inside" {
				read[name]++
			} else if len(b) > 0 {
				wrong++
			}
		}
		r.WriteFile("d/t", []byte("written"), 0640)
		r.Chmod("f", 0400)
		r.Chmod("d/g", 0640)
		r.Chtimes("f", time.Unix(1, 0), time.Unix(1, 0))
		r.Remove("d/t")
		if i%8 == 0 {
			r.Mkdir("d/x", 0700)
			r.RemoveAll("d/x")
		}
		r.Rename("d/t", "d/t2")
		r.Link("f", "d/h")
		r.RemoveAll("d/h")
		r.Symlink("x", "d/s")
	}
	end.Store(true)
	wg.Wait()
	fmt.Println("wrong", wrong, outside() == before)
	for _, name := range []string{"d/g", "a/b/../secret", "f"} {
		fmt.Println(name, read[name] > 0)
	}
	const fchmodat2 = 452
	forbid(fchmodat2)
	check(os.WriteFile(top+"/in/plain", nil, 0600))
	check(os.Symlink("plain", top+"/in/link"))
	for _, name := range []string{"plain", "link", "d"} {
		err = r.Chmod(name, 0711)
		fmt.Println(name, err == nil || runtime.Compiler == "gc") // Go's gives up without it
	}
	fmt.Println(r.Chmod("none", 0711))
	check(r.Symlink("../out/f", "away"))
	fmt.Println(r.Chmod("away", 0711), outside() == before)
}
