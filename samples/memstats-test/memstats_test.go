// Package memstats reads the collector's figures in tests.
//
//	vole test -v ./samples/memstats-test
//
// Look at: how HeapAlloc follows what is held, and that Mallocs - Frees is HeapObjects.
package memstats

import (
	"runtime"
	"testing"
)

const MiB = 1 << 20

var held [][]byte

func read() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}

func TestHeapAllocFollows(t *testing.T) {
	runtime.GC()
	before := read()
	for range 64 {
		held = append(held, make([]byte, MiB))
	}
	full := read()
	held = nil
	runtime.GC()
	after := read()
	t.Logf("HeapAlloc = %d, %d, %d MiB", before.HeapAlloc/MiB, full.HeapAlloc/MiB, after.HeapAlloc/MiB)
	t.Logf("NumGC = %d, PauseTotalNs = %d", after.NumGC, after.PauseTotalNs)
	if grown := int64(full.HeapAlloc) - int64(before.HeapAlloc); grown < 64*MiB {
		t.Errorf("64 MiB more are held, HeapAlloc grew by %d", grown)
	}
	if after.HeapAlloc > full.HeapAlloc-60*MiB {
		t.Errorf("64 MiB were dropped, HeapAlloc fell from %d to %d", full.HeapAlloc, after.HeapAlloc)
	}
}

func TestCounts(t *testing.T) {
	m := read()
	if m.Mallocs-m.Frees != m.HeapObjects {
		t.Errorf("Mallocs %d - Frees %d is not HeapObjects %d", m.Mallocs, m.Frees, m.HeapObjects)
	}
	n := read().NumGC
	runtime.GC()
	if got := read().NumGC; got <= n {
		t.Errorf("NumGC went from %d to %d over runtime.GC", n, got)
	}
}
