package pprof

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"
)

func countBlock() int {
	n, _ := runtime.BlockProfile(nil)
	return n
}

func countMutex() int {
	n, _ := runtime.MutexProfile(nil)
	return n
}

func writeBlock(w io.Writer, debug int) error { return writeContention(w, debug, blockRecords) }
func writeMutex(w io.Writer, debug int) error { return writeContention(w, debug, mutexRecords) }

// inLock reports whether the function is inside the operations of package sync: stacks begin with those that
// programs call.
func inLock(name string) bool {
	return strings.HasPrefix(name, "internal/sync.(*Mutex)") || name == "sync.(*RWMutex).rUnlockSlow" ||
		strings.Contains(name, "sync.runtime_Sem") || name == "sync.runtime_notifyListWait"
}

func writeContention(w io.Writer, debug int, kind int) error {
	const count, delay, values = 0, 1, 2
	records := readRecords(kind, values)
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(b.values[delay], a.values[delay]) })
	if debug <= 0 {
		b := newBuilder()
		b.skip = inLock
		b.period("contentions", "count", 1)
		b.sampleTypes("contentions", "count", "delay", "nanoseconds")
		for _, r := range records {
			b.sample(sample{stack: r.stack, values: r.values})
		}
		return b.writeTo(w, time.Now())
	}
	t, flush := textWriter(w)
	if kind == blockRecords {
		fmt.Fprint(t, "--- contention:\ncycles/second=1000000000\n")
	} else {
		fmt.Fprintf(t, "--- mutex:\ncycles/second=1000000000\nsampling period=%d\n", runtime.SetMutexProfileFraction(-1))
	}
	for _, r := range records {
		fmt.Fprintf(t, "%d %d @", r.values[delay], r.values[count])
		writeAddresses(t, r.stack)
		fmt.Fprint(t, "\n")
		writeFrames(t, r.stack, true)
		fmt.Fprint(t, "\n")
	}
	return flush()
}
