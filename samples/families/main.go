// The three families of collectors on one program: reference counting, mark and sweep (with the world stopped, with
// Dijkstra's barrier, with the hybrid barrier) and generations.
//
//	vole run ./samples/families
//
// The program keeps sessions, each a ring of entries, and serves requests: each makes a small tree, throws it away, and
// now and then replaces a session. Counting is written in Go here (counted.go), over nodes that the collector does
// not see; the other families are the runtime's own, chosen by GODEBUG in a process each.
//
// Look at: counting frees at once and never stops, but pays at every pointer and loses each ring that it drops. Mark
// and sweep loses nothing; stopped, it stands still for as long as it marks, with a barrier it does not. Generations
// mark what is new and leave the sessions alone: less CPU time for the same garbage, and a little more memory.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/metrics"
	"strings"
	"time"
)

const (
	sessions = 40000
	ring     = 8 // entries of a session
	requests = 60000
	depth    = 6  // of a request's tree
	replace  = 10 // every so many requests a session is replaced
)

// What the program does, whoever looks after its memory.
type heap interface {
	session(number int) // make it, or make it anew
	request() int       // make a tree, count its nodes, drop it
	lost() int          // nodes that nobody can reach and nobody will free
}

type family struct {
	name, godebug string
	counted       bool
	good, bad     string // as textbooks have it
}

var families = []family{
	{"reference counting", "", true, "frees at once", "cycles are lost; every pointer costs"},
	{"mark and sweep, stopped", "gcstoptheworld=1", false, "no cycle is lost", "the world stops"},
	{"mark and sweep, Dijkstra", "gcbarrier=dijkstra", false, "marks beside the program", "scans stacks twice"},
	{"mark and sweep, hybrid", "", false, "marks beside the program", "a barrier at stores"},
	{"generations", "gcgen=1", false, "marks what is new", "a barrier always; complicated"},
}

type measured struct {
	Cycles, Minor, Lost         uint64
	CPU, All                    float64 // seconds
	LongestStop, Stops, Elapsed float64 // milliseconds
	Peak                        uint64  // bytes
	Nodes                       uint64
}

func serve(h heap) (nodes int) {
	for i := range sessions {
		h.session(i)
	}
	for i := range requests {
		nodes += h.request()
		if i%replace == 0 {
			h.session(i * 7 % sessions)
		}
	}
	return nodes
}

// The peak of resident memory, by the kernel.
func peak() (bytes uint64) {
	status, _ := os.ReadFile("/proc/self/status")
	if _, line, ok := strings.Cut(string(status), "VmHWM:"); ok {
		fmt.Sscan(line, &bytes)
	}
	return bytes << 10
}

func seconds(name string) float64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value.Float64()
}

// In the process of one family: do the work and write down what it took.
func child(counted bool) {
	var h heap = new(collected)
	if counted {
		h = newCounted()
	}
	start := time.Now()
	nodes := serve(h)
	m := measured{Elapsed: float64(time.Since(start).Microseconds()) / 1000, Nodes: uint64(nodes), Lost: uint64(h.lost())}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	m.Cycles, m.Peak, m.Stops = uint64(s.NumGC), peak(), float64(s.PauseTotalNs)/1e6
	for _, ns := range s.PauseNs[:min(int(s.NumGC), len(s.PauseNs))] {
		m.LongestStop = max(m.LongestStop, float64(ns)/1e6)
	}
	m.CPU, m.All = seconds("/cpu/classes/gc/total:cpu-seconds"), seconds("/cpu/classes/total:cpu-seconds")
	m.All -= seconds("/cpu/classes/idle:cpu-seconds")
	fmt.Println(m.Cycles, m.Lost, m.CPU, m.All, m.LongestStop, m.Stops, m.Elapsed, m.Peak, m.Nodes)
	runtime.KeepAlive(h)
}

func run(f family) (m measured, err error) {
	c := exec.Command(os.Args[0])
	mode := "collected"
	if f.counted {
		mode = "counted"
	}
	c.Env = append(os.Environ(), "FAMILY="+mode, "GOGC=100", "GODEBUG=gctrace=1,"+f.godebug)
	var out, trace bytes.Buffer
	c.Stdout, c.Stderr = &out, &trace
	if err := c.Run(); err != nil {
		return m, fmt.Errorf("%s: %v\n%s", f.name, err, trace.String())
	}
	_, err = fmt.Sscan(out.String(), &m.Cycles, &m.Lost, &m.CPU, &m.All, &m.LongestStop, &m.Stops, &m.Elapsed, &m.Peak, &m.Nodes)
	for lines := bufio.NewScanner(&trace); lines.Scan(); {
		if strings.HasSuffix(lines.Text(), "(minor)") {
			m.Minor++
		}
	}
	return m, err
}

func bar(value, most float64) string {
	return strings.Repeat("#", int(value/most*40+0.5))
}

func main() {
	if mode := os.Getenv("FAMILY"); mode != "" {
		child(mode == "counted")
		return
	}
	fmt.Printf("%-26s %6s %6s %9s %9s %9s %9s %8s %9s\n", "", "cycles", "minor", "CPU of GC", "longest", "all stops",
		"peak", "time", "lost")
	var all []measured
	var cpu, stop float64
	for _, f := range families {
		m, err := run(f)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		all = append(all, m)
		cpu, stop = max(cpu, m.CPU), max(stop, m.LongestStop)
		fmt.Printf("%-26s %6d %6d %6.0f ms %6.2f ms %6.1f ms %6.0f MB %5.0f ms %9d\n", f.name, m.Cycles, m.Minor, m.CPU*1000,
			m.LongestStop, m.Stops, float64(m.Peak)/(1<<20), m.Elapsed, m.Lost)
	}
	fmt.Println("\nCPU time of the collector")
	for i, f := range families {
		fmt.Printf("%-26s %s\n", f.name, bar(all[i].CPU, cpu))
	}
	fmt.Println("\nlongest stop")
	for i, f := range families {
		fmt.Printf("%-26s %s\n", f.name, bar(all[i].LongestStop, stop))
	}
	fmt.Println("\nas textbooks have it")
	for _, f := range families {
		fmt.Printf("%-26s + %-26s - %s\n", f.name, f.good, f.bad)
	}
	for i, f := range families {
		if all[i].Nodes != all[0].Nodes {
			fmt.Fprintf(os.Stderr, "%s counted %d nodes, not %d\n", f.name, all[i].Nodes, all[0].Nodes)
			os.Exit(1)
		}
	}
}
