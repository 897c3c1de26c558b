package main

import "fmt"

// Faults put into a trace, which every reader must find.

// faults changes an event of the kind; nil: leaves it out.
var faults = []struct {
	name, event string
	change      func(e *event) []event
}{
	{"no-start", "GoStart", drop},
	{"two-starts", "GoStart", twice},
	{"start-number", "GoStart", add(1, 1)},
	{"start-stranger", "GoStart", add(0, 1<<30)},
	{"no-block", "GoBlock", drop},
	{"two-blocks", "GoBlock", twice},
	{"block-stack", "GoBlock", add(1, 1<<30)},
	{"block-reason", "GoBlock", add(0, 1<<30)},
	{"no-unblock", "GoUnblock", drop},
	{"unblock-number", "GoUnblock", add(1, 1)},
	{"no-create", "GoCreate", drop},
	{"two-creates", "GoCreate", twice},
	{"no-destroy", "GoDestroy", drop},
	{"no-proc-start", "ProcStart", drop},
	{"proc-start-number", "ProcStart", add(1, 1)},
	{"no-proc-stop", "ProcStop", drop},
	{"no-steal", "ProcSteal", drop},
	{"steal-thread", "ProcSteal", add(2, 1<<30)},
	{"no-syscall-begin", "GoSyscallBegin", drop},
	{"syscall-number", "GoSyscallBegin", add(0, 1)},
	{"no-syscall-end", "GoSyscallEnd", drop},
	{"no-syscall-end-blocked", "GoSyscallEndBlocked", drop},
	{"no-stop-begin", "STWBegin", drop},
	{"no-mark-begin", "GCBegin", drop},
	{"no-mark-end", "GCEnd", drop},
	{"mark-number", "GCBegin", add(0, 1)},
	{"no-sweep-begin", "GCSweepBegin", drop},
	{"two-sweep-begins", "GCSweepBegin", twice},
	{"two-assist-begins", "GCMarkAssistBegin", twice},
	{"no-assist-begin", "GCMarkAssistBegin", drop},
	{"no-proc-status", "ProcStatus", drop},
	{"status", "GoStatusStack", add(2, 3)},
}

func drop(*event) []event    { return nil }
func twice(e *event) []event { return []event{*e, *e} }
func add(arg int, n uint64) func(*event) []event {
	return func(e *event) []event {
		e.args[arg] += n
		return []event{*e}
	}
}

func put(b []byte, v uint64) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

func putBatch(out []byte, b *batch) []byte {
	out = append(out, kindBatch)
	for _, v := range []uint64{b.generation, b.thread, b.time, uint64(len(b.data))} {
		out = put(out, v)
	}
	return append(out, b.data...)
}

func putEvents(events []event, time uint64) (data []byte) {
	for _, e := range events {
		data = append(data, e.kind)
		data = put(data, e.time-time)
		time = e.time
		for _, v := range e.args {
			data = put(data, v)
		}
	}
	return data
}

// inject returns the trace with one event of the kind changed, the one in the middle; an error if there is none.
func inject(all []generation, kind string, change func(*event) []event) ([]byte, error) {
	n := 0
	each := func(do func(b *batch, events []event, i int)) {
		for _, g := range all {
			for i := range g.batches {
				if b := &g.batches[i]; b.kind() == 0 {
					events := b.events()
					for j := range events {
						if events[j].name() == kind {
							do(b, events, j)
						}
					}
				}
			}
		}
	}
	each(func(*batch, []event, int) { n++ })
	if n == 0 {
		return nil, fmt.Errorf("no %s in the trace", kind)
	}
	at := 0
	each(func(b *batch, events []event, i int) {
		if at++; at == n/2+1 {
			e := events[i]
			rest := append(change(&e), events[i+1:]...)
			b.data = putEvents(append(events[:i:i], rest...), b.time)
		}
	})
	return putAll(all), nil
}

func putAll(all []generation) []byte {
	out := []byte(header)
	for _, g := range all {
		for i := range g.batches {
			out = putBatch(out, &g.batches[i])
		}
		out = append(out, kindEnd)
	}
	return out
}

// without returns the trace without the batches of a kind in its last generation.
func without(all []generation, kind byte) []byte {
	last := &all[len(all)-1]
	var left []batch
	for _, b := range last.batches {
		if b.kind() != kind {
			left = append(left, b)
		}
	}
	last.batches = left
	return putAll(all)
}
