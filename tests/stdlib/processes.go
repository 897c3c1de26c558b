// Processes by Vole's own os and syscall, which need no Go: how they are started, what becomes of them, what is wrong with them.
//
// without Go
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// start starts a shell that runs a script, with its output going to the result.
func start(script string, attr *os.ProcAttr) (*os.Process, *os.File) {
	r, w, err := os.Pipe()
	check(err)
	attr.Files = append([]*os.File{nil, w, w}, attr.Files...)
	p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", script}, attr)
	check(err)
	check(w.Close())
	return p, r
}

func run(script string, attr *os.ProcAttr) {
	p, r := start(script, attr)
	out, err := io.ReadAll(r)
	check(err)
	check(r.Close())
	s, err := p.Wait()
	check(err)
	fmt.Printf("%q %v %d %v %v pid %v\n", out, s, s.ExitCode(), s.Success(), s.Exited(), s.Pid() == p.Pid)
	status := s.Sys().(syscall.WaitStatus)
	fmt.Println(status.Exited(), status.ExitStatus(), status.Signaled(), status.Signal(), status.CoreDump(), status.Stopped(), status.StopSignal(), status.Continued(), status.TrapCause())
	usage := s.SysUsage().(*syscall.Rusage)
	fmt.Println(usage.Maxrss > 0, s.UserTime() == time.Duration(usage.Utime.Nano()), s.SystemTime() >= 0)
}

func ends() {
	run("echo out; echo err >&2; exit 3", &os.ProcAttr{})
	run("exit 0", &os.ProcAttr{})
	run("pwd", &os.ProcAttr{Dir: "/usr/.."})
	run("kill -9 $$", &os.ProcAttr{})
	run("kill -TERM $$", &os.ProcAttr{})
	run("echo $A-$B-$HOME", &os.ProcAttr{Env: []string{"A=1", "B=two words"}})
	run("echo ${A-none}", &os.ProcAttr{Env: []string{}})
	os.Setenv("INHERITED", "yes")
	run("echo $INHERITED", &os.ProcAttr{})
	run("cat 2> /dev/null; echo $?", &os.ProcAttr{}) // no standard input at all
}

func files() {
	r1, w1, err := os.Pipe()
	check(err)
	r2, w2, err := os.Pipe()
	check(err)
	// Descriptors cross: what is 3 there may be 4 here.
	for _, list := range [][]*os.File{{w1, w2}, {w2, w1}, {w1, nil, w2}} {
		run("echo three >&3; (echo last >&5) 2> /dev/null || echo last >&4", &os.ProcAttr{Files: list})
		b := make([]byte, 100)
		n, err := r1.Read(b)
		fmt.Printf("%q %v ", b[:n], err)
		n, err = r2.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
	}
	// What is not given is not there: an open pipe would keep this from ending.
	p, r := start("sleep 1000", &os.ProcAttr{})
	check(w1.Close())
	b, err := io.ReadAll(r1)
	fmt.Printf("%q %v\n", b, err)
	check(p.Kill())
	s, err := p.Wait()
	fmt.Println(s, err)
	r.Close()
}

func mistakes() {
	attr := &os.ProcAttr{}
	show := func(p *os.Process, err error) {
		var path *os.PathError
		fmt.Println(p == nil, err, errors.As(err, &path), errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission))
	}
	show(os.StartProcess("/no/such", []string{"x"}, attr))
	show(os.StartProcess("/etc", []string{"x"}, attr))
	show(os.StartProcess("/etc/passwd", []string{"x"}, attr))
	show(os.StartProcess("a\x00b", []string{"x"}, attr))
	show(os.StartProcess("/bin/sh", []string{"x\x00"}, attr))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Env: []string{"a\x00=b"}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Dir: "/no/dir"}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Dir: "/etc/passwd"}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Dir: "/no/dir", Sys: &syscall.SysProcAttr{}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setctty: true}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setctty: true, Foreground: true}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Noctty: true, Setsid: true}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setpgid: true, Pgid: 1 << 30}}))
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Chroot: "/no/root"}}))
	r, w, _ := os.Pipe()
	r.Close()
	show(os.StartProcess("/bin/sh", []string{"x"}, &os.ProcAttr{Files: []*os.File{r}, Sys: &syscall.SysProcAttr{}}))
	w.Close()
}

type odd struct{}

func (odd) String() string { return "odd" }
func (odd) Signal()        {}

func signals() {
	p, r := start("trap 'echo got; exit 7' USR1; echo ready; while :; do sleep 0.01; done", &os.ProcAttr{})
	b := make([]byte, 100)
	n, err := r.Read(b)
	fmt.Printf("%q %v\n", b[:n], err)
	fmt.Println(p.Signal(syscall.Signal(0)), p.Signal(odd{}), p.Signal(syscall.Signal(99)))
	fmt.Println(p.WithHandle(func(h uintptr) { fmt.Println("handle", h > 2) }))
	fmt.Println(p.Signal(syscall.SIGUSR1))
	s, err := p.Wait()
	fmt.Println(s, err)
	fmt.Println(p.Signal(syscall.SIGUSR1), p.Kill(), p.WithHandle(func(uintptr) { panic("called") }))
	s, err = p.Wait()
	fmt.Println(s, s.ExitCode(), err)
	fmt.Println(p.Release(), p.Pid, p.Signal(os.Kill))
	r.Close()

	p, r = start("exec sleep 1000", &os.ProcAttr{})
	q, err := os.FindProcess(p.Pid)
	fmt.Println(q.Pid == p.Pid, err, q.Signal(os.Interrupt))
	s, err = q.Wait()
	fmt.Println(s, err)
	s, err = p.Wait()
	fmt.Println(s, err)
	fmt.Println(p.Signal(os.Interrupt))
	r.Close()
	p, r = start("exec sleep 1000", &os.ProcAttr{})
	pid := p.Pid
	fmt.Println(p.Release(), p.Pid, p.Kill(), p.WithHandle(func(uintptr) {}), p.Release())
	s, err = p.Wait()
	fmt.Println(s, err)
	q, _ = os.FindProcess(pid)
	fmt.Println(q.Kill())
	s, err = q.Wait()
	fmt.Println(s, err)
	r.Close()
	for _, pid := range []int{1 << 30, 0, -1, -5} {
		q, err = os.FindProcess(pid)
		fmt.Println(q.Pid, err)
		if pid > 0 || pid == -1 {
			fmt.Println(q.Signal(syscall.Signal(0)))
		}
		s, err = q.Wait()
		fmt.Println(s, err)
		fmt.Println(q.WithHandle(func(uintptr) {}))
	}
	var none os.Process
	fmt.Println(none.Signal(os.Kill), none.WithHandle(func(uintptr) {}))
	self, err := os.FindProcess(os.Getpid())
	fmt.Println(err, self.Signal(syscall.Signal(0)))
	s, err = self.Wait()
	fmt.Println(s, err)
}

// stat returns a field of /proc/self/stat, after the name.
const stat = `s=$(cat /proc/self/stat); s=${s##*) }; set -- $s; `

func attributes() {
	run(stat+`[ $3 = $$ ] && echo group; [ $4 = $$ ] || echo session of another`, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setpgid: true}})
	run(stat+`[ $3 = $$ ] && [ $4 = $$ ] && echo session`, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setsid: true}})
	// The death of this process' thread would be its; it lives long enough.
	runtime.LockOSThread()
	run("echo lives", &os.ProcAttr{Sys: &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}})
	runtime.UnlockOSThread()
	fd := -2
	p, r := start("read x", &os.ProcAttr{Sys: &syscall.SysProcAttr{PidFD: &fd}})
	s, err := p.Wait()
	fmt.Println(s, err, fd > 2, syscall.Close(fd)) // Wait has closed another one
	r.Close()
	if os.Getuid() == 0 {
		run("id -u; id -g; id -G", &os.ProcAttr{Dir: "/", Sys: &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65533, Groups: []uint32{65532}}}})
	} else {
		fmt.Printf("%q exit status 0 0 true true pid true\ntrue 0 false signal -1 false false signal -1 false -1\ntrue true true\n", "65534\n65533\n65533 65532\n")
	}
}

func many() {
	before := descriptors()
	var wg sync.WaitGroup
	var mu sync.Mutex
	count := make(map[string]int)
	for i := range 40 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p, r := start(fmt.Sprintf("echo %d; exit %d", i, i%4), &os.ProcAttr{})
			out, err := io.ReadAll(r)
			check(err)
			r.Close()
			s, err := p.Wait()
			check(err)
			mu.Lock()
			defer mu.Unlock()
			if strings.TrimSpace(string(out)) == fmt.Sprint(i) {
				count[s.String()]++
			}
			_ = make([]byte, 1<<20)
		}()
	}
	wg.Wait()
	fmt.Println(count, "descriptors left", descriptors() > before)
	// A Process that nobody waits for closes its descriptor.
	func() {
		p, r := start("exit 0", &os.ProcAttr{})
		fmt.Println(p.Pid > 0)
		io.ReadAll(r)
		r.Close()
	}()
	for range 100 {
		runtime.GC()
		if descriptors() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("descriptors left", descriptors() > before)
}

func descriptors() int {
	list, err := os.ReadDir("/proc/self/fd")
	check(err)
	return len(list)
}

func main() {
	ends()
	files()
	mistakes()
	signals()
	attributes()
	many()
	fmt.Println((*os.ProcessState)(nil), (*os.ProcessState)(nil).ExitCode())
}
