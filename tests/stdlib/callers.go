package main

import (
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
)

type T struct{ n int }

func where(skip int) string {
	pc, file, line, ok := runtime.Caller(skip + 1)
	if !ok {
		return "nowhere"
	}
	return fmt.Sprintf("%s %s:%d", runtime.FuncForPC(pc).Name(), filepath.Base(file), line)
}

func frames(skip int) string {
	pcs := make([]uintptr, 20)
	n := runtime.Callers(skip+1, pcs)
	var b strings.Builder
	fs := runtime.CallersFrames(pcs[:n])
	for {
		f, more := fs.Next()
		if strings.HasPrefix(f.Function, "main.") && !strings.HasPrefix(f.Function, "main..") {
			fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
		}
		if !more {
			break
		}
	}
	return b.String()
}

func (t T) Value() string       { return where(0) }
func (t *T) Pointer() string    { return where(0) }
func small() string             { return frames(1) }
func callsSmall() string        { return small() }
func generic[X any](x X) string { return frames(1) }

type G[X any] struct{ x X }

func (g G[X]) M() string   { return where(0) }
func (g *G[X]) PM() string { return where(0) }

type I interface{ Value() string }
type Emb struct{ *T }

var atInit = frames(1)
var closureAtInit = func() string { return where(0) }()

func init() { fmt.Println("init", where(0)) }
func init() { fmt.Println("init", where(0)) }

func panics() (s string) {
	defer func() {
		recover()
		s = frames(1)
	}()
	var m map[string]int
	m["a"] = 1
	return
}

func nilDeref() (s string) {
	defer func() {
		recover()
		s = frames(1)
	}()
	var t *T
	return fmt.Sprint(t.n)
}

//go:noinline
func recurse(n int) string {
	if n == 0 {
		return frames(0)
	}
	return recurse(n - 1)
}

func main() {
	fmt.Println(atInit)
	fmt.Println(closureAtInit)
	fmt.Println(where(0), where(50))
	t := &T{}
	fmt.Println(t.Value(), t.Pointer(), I(t).Value(), I(*t).Value(), Emb{t}.Pointer(), I(Emb{t}).Value())
	f := t.Pointer
	fmt.Println(f(), (*T).Pointer(t), T.Value(*t), (*T).Value(t))
	fmt.Println(callsSmall())
	fmt.Println(generic(1))
	fmt.Println(generic("x"))
	fmt.Println(G[int]{}.M(), (&G[string]{}).PM())
	func() {
		fmt.Println(where(0))
		func() { fmt.Println(frames(1)) }()
		defer fmt.Println(where(0))
		defer func() { fmt.Println(where(0)) }()
	}()
	x := func() string { return where(0) }
	fmt.Println(x())
	fmt.Println(panics())
	fmt.Println(nilDeref())
	fmt.Println(recurse(3))
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println(frames(1))
	}()
	wg.Done()
	wg.Wait()
	s := []int{2, 1}
	sort.Slice(s, func(i, j int) bool { fmt.Println(frames(1)); return s[i] < s[j] })
	fmt.Println(reflect.ValueOf(func() string { return where(0) }).Call(nil)[0])
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(main).Pointer()).Name(), runtime.FuncForPC(reflect.ValueOf(t.Pointer).Pointer()).Name(),
		runtime.FuncForPC(reflect.ValueOf(x).Pointer()).Name(), runtime.FuncForPC(reflect.ValueOf(strings.ToUpper).Pointer()).Name(), runtime.FuncForPC(reflect.ValueOf((*T).Pointer).Pointer()).Name())
	file, line := runtime.FuncForPC(reflect.ValueOf(panics).Pointer()).FileLine(reflect.ValueOf(panics).Pointer())
	fmt.Println(filepath.Base(file), line, runtime.FuncForPC(0) == nil, runtime.FuncForPC(1) == nil, (*runtime.Func)(nil).Name() == "")
	for range 2 {
		fmt.Println(strip(string(debug.Stack())))
	}
	func() {
		defer func() {
			fmt.Println(recover(), strip(string(debug.Stack())))
		}()
		panics2(0)
	}()
	buf := make([]byte, 10)
	fmt.Println(runtime.Stack(buf, false), string(buf))
	fmt.Println(runtime.NumGoroutine(), runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0, runtime.GOOS, runtime.GOARCH)
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100), debug.SetMaxStack(1<<20), debug.SetMaxThreads(500), debug.SetMemoryLimit(-1), debug.SetPanicOnFault(true), debug.SetPanicOnFault(false))
	runtime.GC()
	debug.FreeOSMemory()
	var gs debug.GCStats
	gs.PauseQuantiles = nil
	debug.ReadGCStats(&gs)
	fmt.Println(gs.NumGC >= 2, len(gs.Pause) >= 2, gs.PauseTotal > 0, len(gs.PauseEnd) == len(gs.Pause))
}

func panics2(i int) int { var a []int; return a[i] }

func strip(s string) string {
	var out []string
	own := false // the runtime's: its lines are its own affair
	for _, l := range strings.Split(s, "\n") {
		if i := strings.LastIndex(l, " +0x"); i >= 0 {
			l = l[:i]
		}
		if !strings.HasPrefix(l, "\t") {
			own = strings.HasPrefix(l, "runtime") || strings.HasPrefix(l, "panic(")
		}
		if own {
			continue
		}
		if strings.HasPrefix(l, "\t") {
			l = "\t" + filepath.Base(l)
		} else if i := strings.LastIndex(l, "("); i >= 0 {
			l = l[:i]
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}
