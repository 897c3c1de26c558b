package pprof

import "unsafe"

// The profiles that copyRecords knows, as package runtime numbers them.
const (
	heapRecords = iota
	threadRecords
	blockRecords
	mutexRecords
)

// copyRecords copies a profile to buf, which has room for n words, and returns how many words it takes. Each
// record is the number of its words, this one included, its values and its return addresses.
//
//go:noescape
//go:linkname copyRecords runtime.profileRecords
func copyRecords(kind int, buf *uint64, n int) int

// copyGoroutines copies the stacks of all goroutines likewise, with no values. Their number goes to count,
// as many of their labels as there is room for to labels.
//
//go:noescape
//go:linkname copyGoroutines runtime.goroutineRecords
func copyGoroutines(buf *uint64, n int, labels *unsafe.Pointer, nlabels int, count *int) int

// A record is a call stack with its values and labels.
type record struct {
	values []int64
	stack  []uintptr
	labels *labelMap
}

// readRecords reads a profile whose records have n values.
func readRecords(kind, n int) []record {
	buf := make([]uint64, 1024)
	for {
		used := copyRecords(kind, &buf[0], len(buf))
		if used <= len(buf) {
			return parseRecords(buf[:used], n)
		}
		buf = make([]uint64, used+used/8)
	}
}

func parseRecords(words []uint64, n int) []record {
	var all []record
	for ; len(words) > 0; words = words[words[0]:] {
		r := record{values: make([]int64, n), stack: make([]uintptr, int(words[0])-1-n)}
		for i := range r.values {
			r.values[i] = int64(words[1+i])
		}
		for i := range r.stack {
			r.stack[i] = uintptr(words[1+n+i])
		}
		all = append(all, r)
	}
	return all
}

func readGoroutines() []record {
	buf, labels := make([]uint64, 1024), make([]unsafe.Pointer, 64)
	for {
		var count int
		used := copyGoroutines(&buf[0], len(buf), &labels[0], len(labels), &count)
		if used <= len(buf) && count <= len(labels) {
			all := parseRecords(buf[:used], 0)
			for i := range all {
				all[i].labels = (*labelMap)(labels[i])
			}
			return all
		}
		buf, labels = make([]uint64, used+used/8), make([]unsafe.Pointer, count+count/8)
	}
}
