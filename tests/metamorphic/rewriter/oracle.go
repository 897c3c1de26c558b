// Building and running: what a program prints under Go, and under Vole in each mode.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// outcome is what a program did. Programs that do not compile have a status below 0.
type outcome struct {
	Out, Err string
	Status   int
	Took     time.Duration
}

const (
	refusedByCompiler = -1
	tookTooLong       = -2
)

// same compares all but the time.
func (a outcome) same(b outcome) bool {
	return a.Out == b.Out && a.Err == b.Err && a.Status == b.Status
}

// mode is a way to compile with Vole and to run.
type mode struct {
	name  string
	flags []string
	env   []string
	slow  int // its runs may take that many times as long
}

var modes = []mode{
	{name: "O2"},
	{name: "O0", flags: []string{"-O0"}},
	{name: "noinline", flags: []string{"-l"}},
	{name: "heap", flags: []string{"-escape=off"}},
	{name: "dead", flags: []string{"-d=cleardead=1"}},
	{name: "closed", flags: []string{"-escape=closed", "-gcflags=all=-d=poison=1"}},
	{name: "stress", env: []string{"GODEBUG=gcstress=5,gccheckmark=1,clobberfree=1"}, slow: 8},
}

// lab builds and runs in a folder of its own.
type lab struct {
	folder, vole string
	built        map[string]bool // executables of the source at hand
}

const (
	buildLimit = 600 * time.Second
	runLimit   = 20 * time.Second
	outLimit   = 1 << 20
)

func newLab(folder, vole string) (*lab, error) {
	if err := os.MkdirAll(filepath.Join(folder, "run"), 0o777); err != nil {
		return nil, err
	}
	cfg := filepath.Join(folder, "importcfg")
	return &lab{folder: folder, vole: vole}, os.WriteFile(cfg, []byte(importCfg), 0o666)
}

func (l *lab) path(name string) string { return filepath.Join(l.folder, name) }

// limited keeps the beginning of what is written.
type limited struct{ bytes.Buffer }

func (l *limited) Write(b []byte) (int, error) {
	if room := outLimit - l.Len(); room > 0 {
		l.Buffer.Write(b[:min(room, len(b))])
	}
	return len(b), nil
}

// execute runs a command in a process group of its own, which is killed when it ends or its time is over.
func execute(limit time.Duration, dir string, env []string, name string, args ...string) outcome {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
	var out, errs limited
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	err := cmd.Run()
	o := outcome{Out: out.String(), Err: errs.String(), Took: time.Since(start)}
	if cmd.Process != nil {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
	switch {
	case ctx.Err() != nil:
		o.Status = tookTooLong
	case cmd.ProcessState == nil:
		o.Status, o.Err = 127, fmt.Sprint(err)
	default:
		ws := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if o.Status = ws.ExitStatus(); ws.Signaled() {
			o.Status = 128 + int(ws.Signal())
		}
	}
	return o
}

var (
	traceback = regexp.MustCompile(`(?s)\n(goroutine \d+|\[signal |runtime stack:|stack trace).*`)
	address   = regexp.MustCompile(`0x[0-9a-f]{5,}`)
	directory = regexp.MustCompile(`/\S*/`)
)

// settled leaves out of a text what may differ: tracebacks, addresses, folders.
func settled(text string) string {
	text = traceback.ReplaceAllString("\n"+text, "\n")
	text = address.ReplaceAllString(text, "0xADDRESS")
	return directory.ReplaceAllString(text, "/")
}

// run runs an executable of the lab.
func (l *lab) run(exe string, limit time.Duration, env []string) outcome {
	o := execute(limit, l.path("run"), env, l.path(exe))
	o.Out, o.Err = settled(o.Out), settled(o.Err)
	return o
}

// source sets the program that is built from now on.
func (l *lab) source(src string) error {
	l.built = map[string]bool{}
	return os.WriteFile(l.path("prog.go"), []byte(src), 0o666)
}

var toolDir string

// withGo builds by Go's own compiler and linker, and runs.
func (l *lab) withGo(limit time.Duration) outcome {
	tools := []([]string){
		{"compile", "-p", "main", "-importcfg", "importcfg", "-o", "prog.o", "prog.go"},
		{"link", "-s", "-w", "-importcfg", "importcfg", "-o", "prog-go", "prog.o"},
	}
	for _, tool := range tools {
		o := execute(buildLimit, l.folder, nil, filepath.Join(toolDir, tool[0]), tool[1:]...)
		if o.Status != 0 {
			o.Status = refusedByCompiler
			return o
		}
	}
	return l.run("prog-go", limit, nil)
}

// withVole builds and runs in a mode. Modes with the same flags share an executable.
func (l *lab) withVole(m mode, limit time.Duration) outcome {
	exe := "prog-vole" + strings.Join(m.flags, "")
	if !l.built[exe] {
		args := append([]string{"build", "-o", exe}, append(m.flags, "prog.go")...)
		if o := execute(buildLimit, l.folder, nil, l.vole, args...); o.Status != 0 {
			o.Err, o.Status = settled(o.Err+o.Out), refusedByCompiler
			return o
		}
		l.built[exe] = true
	}
	return l.run(exe, limit*time.Duration(max(1, m.slow)), m.env)
}

// voleLimit allows Vole's run some multiple of the time Go's took.
func voleLimit(took time.Duration) time.Duration { return max(runLimit, 10*took) }
