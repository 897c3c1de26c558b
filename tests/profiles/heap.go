package main

import (
	"fmt"
	"runtime"
	"strings"
)

// At rate 1 the heap profile has every object: exact numbers, by line.

// env: GODEBUG=
// env: GOMAXPROCS=1
// env: GODEBUG=gcstoptheworld=1

var kept [][]byte
var tree *node

type node struct {
	left, right *node
	data        [6]int
}

//go:noinline
func keep() {
	kept = make([][]byte, 1000)
	for i := range kept {
		kept[i] = make([]byte, 1000) // 1024 bytes
	}
}

//go:noinline
func drop() {
	for range 500 {
		n := &node{}
		tree = n
	}
	tree = nil
}

func inlined() *node { return new(node) }

//go:noinline
func viaInlined() *node { return inlined() }

//go:noinline
func deep(n int) []byte {
	if n == 0 {
		return make([]byte, 5000)
	}
	return deep(n - 1)
}

func main() {
	runtime.MemProfileRate = 1
	keep()
	drop()
	tree = viaInlined()
	bottom := deep(60)
	runtime.GC()
	p := read("heap")
	expect("types", p.sampleTypes, "[alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes]")
	expect("period", fmt.Sprint(p.periodType, p.period), "space/bytes1")
	expect("default", p.defaultType, "")
	expect("kept objects", p.sum(2, "main.keep:27", "main.main:55"), 1000)
	expect("kept bytes", p.sum(3, "main.keep:27", "main.main:55"), 1024000)
	expect("the array", p.sum(3, "main.keep:25"), 24576)
	expect("dropped objects", p.sum(0, "main.drop:34"), 500)
	expect("dropped bytes", p.sum(1, "main.drop:34"), 500*64)
	expect("dropped in use", p.sum(3, "main.drop"), 0)
	expect("inlined", p.sum(2, "main.inlined:40", "main.viaInlined:43", "main.main:57", "runtime.main"), 1)
	recursion := []string{"main.deep:48"}
	for range 60 {
		recursion = append(recursion, "main.deep:50")
	}
	expect("61 frames", p.sum(3, append(recursion, "main.main:58", "runtime.main")...), 5376)
	for _, s := range p.samples {
		if has(p.stack(s), []string{"main.keep:27"}) {
			expect("label", s.labels["bytes"], "1024")
		}
		if first := p.stack(s)[0]; strings.HasPrefix(first, "runtime.") && first != "runtime.main" && has(p.stack(s), []string{"main.main"}) {
			fail("the runtime is in front: %q", p.stack(s))
		}
	}
	expect("allocs", read("allocs").defaultType, "alloc_space")

	text := string(write("heap", 1))
	if !strings.HasPrefix(text, "heap profile: ") || !strings.Contains(text, "] @ heap/2\n") {
		fail("text begins with %q", text[:60])
	}
	for _, want := range []string{"1000: 1024000 [1000: 1024000] @ 0x", "0: 0 [500: 32000] @ 0x", "main.keep+0x", "heap.go:27\n",
		"# runtime.MemStats\n", "# HeapAlloc = ", "# NextGC = ", "# PauseNs = [", "# GCCPUFraction = ", "# DebugGC = false\n", "# MaxRSS = "} {
		if !strings.Contains(text, want) {
			fail("no %q in\n%s", want, text)
		}
	}

	records := make([]runtime.MemProfileRecord, 10000)
	n, ok := runtime.MemProfile(records, true)
	found := false
	for _, r := range records[:n] {
		found = found || r.AllocObjects == 1000 && r.InUseBytes() == 1024000 && len(r.Stack()) >= 3
	}
	if _, short := runtime.MemProfile(nil, true); !ok || !found || short {
		fail("MemProfile: %v %v %v", ok, found, short)
	}
	runtime.KeepAlive(bottom)
	fmt.Println("ok")
}
