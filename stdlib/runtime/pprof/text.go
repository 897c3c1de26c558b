package pprof

import (
	"bufio"
	"cmp"
	"fmt"
	"internal/frames"
	"io"
	"runtime"
	"strings"
	"text/tabwriter"
)

// textWriter aligns columns of stacks.
func textWriter(w io.Writer) (*tabwriter.Writer, func() error) {
	b := bufio.NewWriter(w)
	t := tabwriter.NewWriter(b, 1, 8, 1, '\t', 0)
	return t, func() error {
		t.Flush()
		return b.Flush()
	}
}

// The tool wants an address, also of an unknown stack.
func writeAddresses(w io.Writer, stack []uintptr) {
	if len(stack) == 0 {
		fmt.Fprint(w, " 0x0")
	}
	for _, pc := range stack {
		fmt.Fprintf(w, " %#x", frames.WithoutMark(pc))
	}
}

func isRuntime(name string) bool {
	return strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "internal/runtime/")
}

// writeStack writes a line for each function, but none of the runtime's that the stack begins with, unless
// there are no others.
func writeStack(w io.Writer, stack []uintptr) {
	if !writeFrames(w, stack, false) {
		writeFrames(w, stack, true)
	}
	fmt.Fprint(w, "\n")
}

func writeFrames(w io.Writer, stack []uintptr, show bool) bool {
	for _, pc := range stack {
		for _, f := range frames.At(pc) {
			show = show || !isRuntime(f.Name)
			if f.Name == "" {
				fmt.Fprintf(w, "#\t%#x\n", frames.Address(pc))
			} else if show {
				fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s:%d\n", frames.Address(pc), f.Name, frames.Address(pc)-f.Entry, cmp.Or(f.File, "?"), f.Line)
			}
		}
	}
	return show
}

func writeCountsText(w io.Writer, name string, total int, all []*countedStack) error {
	t, flush := textWriter(w)
	fmt.Fprintf(t, "%s profile: total %d\n", name, total)
	for _, c := range all {
		fmt.Fprintf(t, "%d @", c.n)
		writeAddresses(t, c.stack)
		if c.labels != nil {
			fmt.Fprintf(t, "\n# labels: %s", c.labels)
		}
		fmt.Fprint(t, "\n")
		writeStack(t, c.stack)
	}
	return flush()
}

func writeHeapText(w io.Writer, records []record, stats *runtime.MemStats) error {
	var total [heapValues]int64
	for _, r := range records {
		for i, v := range r.values {
			total[i] += v
		}
	}
	bytes := total[allocBytes]
	if total[freeBytes] == 0 {
		bytes++ // equal columns would tell the tool that there are only two
	}
	t, flush := textWriter(w)
	// The rate is written twice as large, as the format has it.
	fmt.Fprintf(t, "heap profile: %d: %d [%d: %d] @ heap/%d\n", total[allocObjects]-total[freeObjects],
		total[allocBytes]-total[freeBytes], total[allocObjects], bytes, 2*heapRate())
	for _, r := range records {
		fmt.Fprintf(t, "%d: %d [%d: %d] @", inuseObjects(r), inuseBytes(r), r.values[allocObjects], r.values[allocBytes])
		writeAddresses(t, r.stack)
		fmt.Fprint(t, "\n")
		writeStack(t, r.stack)
	}
	writeMemStats(t, stats)
	return flush()
}

// writeMemStats writes what the tool ignores and people read.
func writeMemStats(w io.Writer, s *runtime.MemStats) {
	fmt.Fprint(w, "\n# runtime.MemStats\n")
	for _, v := range []struct {
		name  string
		value uint64
	}{
		{"Alloc", s.Alloc}, {"TotalAlloc", s.TotalAlloc}, {"Sys", s.Sys}, {"Lookups", s.Lookups},
		{"Mallocs", s.Mallocs}, {"Frees", s.Frees}, {"HeapAlloc", s.HeapAlloc}, {"HeapSys", s.HeapSys},
		{"HeapIdle", s.HeapIdle}, {"HeapInuse", s.HeapInuse}, {"HeapReleased", s.HeapReleased},
		{"HeapObjects", s.HeapObjects},
	} {
		fmt.Fprintf(w, "# %s = %d\n", v.name, v.value)
	}
	for _, v := range []struct {
		name       string
		inuse, sys uint64
	}{
		{"Stack", s.StackInuse, s.StackSys}, {"MSpan", s.MSpanInuse, s.MSpanSys},
		{"MCache", s.MCacheInuse, s.MCacheSys},
	} {
		fmt.Fprintf(w, "# %s = %d / %d\n", v.name, v.inuse, v.sys)
	}
	fmt.Fprintf(w, "# BuckHashSys = %d\n# GCSys = %d\n# OtherSys = %d\n", s.BuckHashSys, s.GCSys, s.OtherSys)
	fmt.Fprintf(w, "# NextGC = %d\n# LastGC = %d\n", s.NextGC, s.LastGC)
	fmt.Fprintf(w, "# PauseNs = %d\n# PauseEnd = %d\n", s.PauseNs, s.PauseEnd)
	fmt.Fprintf(w, "# NumGC = %d\n# NumForcedGC = %d\n", s.NumGC, s.NumForcedGC)
	fmt.Fprintf(w, "# GCCPUFraction = %v\n# DebugGC = %v\n", s.GCCPUFraction, s.DebugGC)
	if rss := maxRSS(); rss > 0 {
		fmt.Fprintf(w, "# MaxRSS = %d\n", rss)
	}
}
