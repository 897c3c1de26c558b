package main

import (
	"fmt"
	"strings"
)

// The format: a header, then generations of batches, each ended by a byte.

const header = "go 1.26 trace\x00\x00\x00"

// What a batch holds, by its first byte, and what the records in it begin with.
const (
	kindBatch      = 1
	kindStacks     = 2
	kindStack      = 3
	kindStrings    = 4
	kindString     = 5
	kindSamples    = 6
	kindSample     = 7
	kindFrequency  = 8
	kindSync       = 50
	kindSnapshot   = 51
	kindEnd        = 52
	maxBatch       = 64 << 10
	maxString      = 1 << 10
	maxStackFrames = 128
	nobody         = 1<<64 - 1
)

// An event's arguments: g goroutine, p P, m thread, n number, # sequence number, s string, k stack.
var specs = map[byte]struct{ name, args string }{
	9: {"ProcsChange", "nk"}, 10: {"ProcStart", "p#"}, 11: {"ProcStop", ""}, 12: {"ProcSteal", "p#m"},
	13: {"ProcStatus", "pn"}, 14: {"GoCreate", "gkk"}, 15: {"GoCreateSyscall", "g"}, 16: {"GoStart", "g#"},
	17: {"GoDestroy", ""}, 18: {"GoDestroySyscall", ""}, 19: {"GoStop", "sk"}, 20: {"GoBlock", "sk"},
	21: {"GoUnblock", "g#k"}, 22: {"GoSyscallBegin", "#k"}, 23: {"GoSyscallEnd", ""}, 24: {"GoSyscallEndBlocked", ""},
	25: {"GoStatus", "gmn"}, 26: {"STWBegin", "sk"}, 27: {"STWEnd", ""}, 28: {"GCActive", "#"},
	29: {"GCBegin", "#k"}, 30: {"GCEnd", "#"}, 31: {"GCSweepActive", "p"}, 32: {"GCSweepBegin", "k"},
	33: {"GCSweepEnd", "nn"}, 34: {"GCMarkAssistActive", "g"}, 35: {"GCMarkAssistBegin", "k"}, 36: {"GCMarkAssistEnd", ""},
	37: {"HeapAlloc", "n"}, 38: {"HeapGoal", "n"}, 39: {"GoLabel", "s"}, 40: {"UserTaskBegin", "nnsk"},
	41: {"UserTaskEnd", "nk"}, 42: {"UserRegionBegin", "nsk"}, 43: {"UserRegionEnd", "nsk"}, 44: {"UserLog", "nssk"},
	45: {"GoSwitch", "g#"}, 46: {"GoSwitchDestroy", "g#"}, 47: {"GoCreateBlocked", "gkk"}, 48: {"GoStatusStack", "gmnk"},
}

type event struct {
	kind       byte
	time       uint64
	args       []uint64
	start, end int // in the data of its batch
}

func (e *event) name() string { return specs[e.kind].name }

func (e *event) String() string { return fmt.Sprintf("%s%v at %d", e.name(), e.args, e.time) }

type batch struct {
	generation, thread, time uint64
	data                     []byte
}

// A generation as it stands in the file.
type generation struct {
	batches []batch
}

// A fault is found by a reader, which gives up; check catches it.
type fault string

func fail(format string, args ...any) { panic(fault(fmt.Sprintf(format, args...))) }

// A reader takes bytes apart.
type reader struct {
	data []byte
	at   int
	what string
}

func (r *reader) more() bool { return r.at < len(r.data) }

func (r *reader) byte() byte {
	if !r.more() {
		fail("%s ends early", r.what)
	}
	r.at++
	return r.data[r.at-1]
}

func (r *reader) varint() (v uint64) {
	for shift := 0; ; shift += 7 {
		b := r.byte()
		if shift > 63 {
			fail("%s: a number is too long", r.what)
		}
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)-r.at) {
		fail("%s ends early", r.what)
	}
	r.at += int(n)
	return r.data[r.at-int(n) : r.at]
}

// readFile cuts a trace into generations.
func readFile(data []byte) (all []generation) {
	if !strings.HasPrefix(string(data), header) {
		fail("no header")
	}
	r := &reader{data, len(header), "the file"}
	for r.more() {
		var g generation
		for {
			kind := r.byte()
			if kind == kindEnd {
				break
			}
			if kind != kindBatch {
				fail("a batch begins with %d", kind)
			}
			b := batch{generation: r.varint(), thread: r.varint(), time: r.varint()}
			n := r.varint()
			if n > maxBatch {
				fail("a batch of %d bytes", n)
			}
			b.data = r.bytes(n)
			if len(g.batches) > 0 && b.generation != g.batches[0].generation {
				fail("generations %d and %d are mixed", g.batches[0].generation, b.generation)
			}
			if b.generation == 0 {
				fail("generation 0")
			}
			g.batches = append(g.batches, b)
		}
		all = append(all, g)
	}
	if len(all) == 0 {
		fail("no generation")
	}
	return all
}

// kind is what the batch holds: 0 if that is events.
func (b *batch) kind() byte {
	if len(b.data) > 0 {
		switch b.data[0] {
		case kindStacks, kindStrings, kindSamples, kindSync:
			return b.data[0]
		}
	}
	return 0
}

func (b *batch) events() (all []event) {
	r := &reader{b.data, 0, "a batch of events"}
	time := b.time
	for r.more() {
		e := event{start: r.at, kind: r.byte()}
		spec, ok := specs[e.kind]
		if !ok {
			fail("there is no event %d", e.kind)
		}
		time += r.varint()
		e.time = time
		for range spec.args {
			e.args = append(e.args, r.varint())
		}
		e.end = r.at
		all = append(all, e)
	}
	return all
}

// --- tables --------------------------------------------------------------------------------------

type frame struct {
	pc, function, file, line uint64
}

type tables struct {
	strings   map[uint64]string
	stacks    map[uint64][]frame
	samples   int
	frequency uint64
}

func (g *generation) tables() *tables {
	t := &tables{strings: map[uint64]string{}, stacks: map[uint64][]frame{}}
	snapshots := 0
	for _, b := range g.batches {
		if b.kind() == 0 {
			continue
		}
		if b.thread != nobody {
			fail("a table is thread %d's", b.thread)
		}
		r := &reader{b.data, 1, "a table"}
		for r.more() {
			switch record := r.byte(); {
			case b.kind() == kindStrings && record == kindString:
				t.readString(r)
			case b.kind() == kindStacks && record == kindStack:
				t.readStack(r)
			case b.kind() == kindSamples && record == kindSample:
				r.varint()
				r.varint()
				r.varint()
				r.varint()
				t.samples++
				defer t.stack(r.varint()) // when all stacks are read
			case b.kind() == kindSync && record == kindFrequency:
				t.frequency = r.varint()
			case b.kind() == kindSync && record == kindSnapshot:
				r.varint()
				r.varint()
				r.varint()
				if ns := r.varint(); ns >= 1e9 {
					fail("a second of %d ns", ns)
				}
				snapshots++
			default:
				fail("record %d in a batch of %d", record, b.kind())
			}
		}
	}
	if t.frequency == 0 || snapshots != 1 {
		fail("frequency %d, %d snapshots of the clocks", t.frequency, snapshots)
	}
	for _, frames := range t.stacks {
		for _, f := range frames {
			t.string(f.function)
			t.string(f.file)
		}
	}
	return t
}

func (t *tables) readString(r *reader) {
	id, n := r.varint(), r.varint()
	if _, ok := t.strings[id]; ok || id == 0 || n > maxString {
		fail("string %d of %d bytes: twice, or too long", id, n)
	}
	t.strings[id] = string(r.bytes(n))
}

func (t *tables) readStack(r *reader) {
	id, n := r.varint(), r.varint()
	if _, ok := t.stacks[id]; ok || id == 0 || n > maxStackFrames {
		fail("stack %d of %d frames: twice, or too deep", id, n)
	}
	t.stacks[id] = nil
	for range n {
		t.stacks[id] = append(t.stacks[id], frame{r.varint(), r.varint(), r.varint(), r.varint()})
	}
}

func (t *tables) string(id uint64) string {
	s, ok := t.strings[id]
	if !ok && id != 0 {
		fail("there is no string %d", id)
	}
	return s
}

// stack returns the functions of a stack, innermost first; none for 0.
func (t *tables) stack(id uint64) (functions []string) {
	frames, ok := t.stacks[id]
	if !ok && id != 0 {
		fail("there is no stack %d", id)
	}
	for _, f := range frames {
		functions = append(functions, t.string(f.function))
	}
	return functions
}
