package trace

import (
	"internal/frames"
	"strings"
	"unsafe"
)

// Kinds of batches and what is in them.
const (
	evEventBatch      = 1
	evStacks          = 2 // of evStack: number, n, n times {address, function string, file string, line}
	evStack           = 3
	evStrings         = 4 // of evString: number, length, bytes
	evString          = 5
	evCPUSamples      = 6 // of evCPUSample: time, thread, P, goroutine, stack
	evCPUSample       = 7
	evFrequency       = 8  // in a batch of evSync: units of time per second
	evSync            = 50 // of evFrequency and evClockSnapshot
	evClockSnapshot   = 51 // time, monotonic clock in ns, wall clock in seconds, and ns
	evEndOfGeneration = 52

	noThread  = 1<<64 - 1 // the thread of such batches
	batchRoom = 60 << 10  // bytes: the most is 64 KiB, and a record is much smaller than the rest
	maxFrames = 128       // of a stack

	clockUnit = 64 // ns, of the times in the trace (runtime/trace.c)
)

// The first word of a stack that the runtime noted, if it is no address.
const (
	userStack  = 1
	startStack = 2
)

// Tables that the runtime fills.
const (
	stackTable = iota
	stringTable
)

// A record of a table, as in runtime/trace_internal.h; its bytes follow.
type record struct {
	next, allNext unsafe.Pointer
	hash, id      uint64
	size          uint64
}

func (r *record) data() []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(r), unsafe.Sizeof(*r))), r.size)
}

// clockTimes is one moment by three clocks: the trace's, the monotonic one and the wall's, both in ns.
type clockTimes struct {
	units, mono, wall uint64
}

// A place is one function call on a stack.
type place struct {
	pc             uintptr
	function, file string
	line           uint64
}

// names knows the places behind return addresses. It lives as long as the tracer.
type names struct {
	places map[uintptr][]place
}

func (n *names) at(pc uintptr) []place {
	known, ok := n.places[pc]
	if ok {
		return known
	}
	for i, f := range frames.At(pc) {
		if f.Name == "" || f.Name == "runtime.main" {
			continue
		}
		// The reader of a trace takes equal addresses for equal places.
		at := frames.Address(pc) | uintptr(i)<<48
		known = append(known, place{at, f.Name, f.File, uint64(max(f.Line, 0))})
	}
	n.places[pc] = known
	return known
}

// start returns the function that a goroutine begins with, whose code begins before return address pc. What the
// compiler put around a call in a go statement is not it.
func (n *names) start(pc uintptr) []place {
	if at := n.at(pc); len(at) > 0 {
		return at
	}
	if called := calledFunction(pc - 1); called != 0 {
		n.places[pc] = n.at(called + 1)
	}
	return n.places[pc]
}

// stack returns the calls of a stack as the runtime noted it, innermost first.
func (n *names) stack(pcs []uintptr) []place {
	if pcs[0] == startStack {
		return n.start(pcs[1])
	}
	user := pcs[0] == userStack
	if user {
		pcs = pcs[1:]
	}
	var calls []place
	for _, pc := range pcs {
		calls = append(calls, n.at(pc)...)
	}
	for user && len(calls) > 0 && strings.HasPrefix(calls[0].function, "runtime/trace.") {
		calls = calls[1:]
	}
	return calls[:min(len(calls), maxFrames)]
}

// tables writes the tables of one generation.
type tables struct {
	t          *tracer
	generation uint64
	now        clockTimes
	lastString uint64
	functions  map[string]uint64 // strings that are not the runtime's: functions, files
	lastStack  uint64
	samples    map[string]uint64 // stacks that are not the runtime's: of samples
	batch      []byte
	names      []byte // a batch of those strings
}

func appendUvarint(b []byte, v uint64) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

// flush writes the records in b as a batch of the given kind, and returns it empty.
func (e *tables) flush(kind byte, b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	head := []byte{evEventBatch}
	for _, v := range [...]uint64{e.generation, noThread, e.now.units, uint64(len(b) + 1)} {
		head = appendUvarint(head, v)
	}
	e.t.write(append(head, kind))
	e.t.write(b)
	return b[:0]
}

func appendString(b []byte, id uint64, s string) []byte {
	b = append(b, evString)
	b = appendUvarint(b, id)
	b = appendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func (e *tables) writeStrings() {
	var at unsafe.Pointer
	for nextRecord(stringTable, &at) {
		r := (*record)(at)
		e.lastString = max(e.lastString, r.id)
		s := r.data()
		e.batch = appendString(e.batch, r.id, unsafe.String(unsafe.SliceData(s), len(s)))
		if len(e.batch) > batchRoom {
			e.batch = e.flush(evStrings, e.batch)
		}
	}
	e.batch = e.flush(evStrings, e.batch)
}

// nameID returns the number of a string that only stacks mention.
func (e *tables) nameID(s string) uint64 {
	id, ok := e.functions[s]
	if !ok {
		const most = 1 << 10
		e.lastString++
		id = e.lastString
		e.functions[s] = id
		e.names = appendString(e.names, id, s[:min(len(s), most)])
		if len(e.names) > batchRoom {
			e.names = e.flush(evStrings, e.names)
		}
	}
	return id
}

func (e *tables) writeStacks() {
	var at unsafe.Pointer
	for nextRecord(stackTable, &at) {
		r := (*record)(at)
		pcs := unsafe.Slice((*uintptr)(unsafe.Pointer(unsafe.SliceData(r.data()))), r.size/8)
		e.lastStack = max(e.lastStack, r.id)
		e.addStack(r.id, e.t.names.stack(pcs))
	}
	e.batch = e.flush(evStacks, e.batch)
}

func (e *tables) writeNames() { e.names = e.flush(evStrings, e.names) }

func (e *tables) addStack(id uint64, calls []place) {
	e.batch = append(e.batch, evStack)
	e.batch = appendUvarint(e.batch, id)
	e.batch = appendUvarint(e.batch, uint64(len(calls)))
	for _, c := range calls {
		e.batch = appendUvarint(e.batch, uint64(c.pc))
		e.batch = appendUvarint(e.batch, e.nameID(c.function))
		e.batch = appendUvarint(e.batch, e.nameID(c.file))
		e.batch = appendUvarint(e.batch, c.line)
	}
	if len(e.batch) > batchRoom {
		e.batch = e.flush(evStacks, e.batch)
	}
}

// sampleStack returns the number of a stack of samples, which are noted elsewhere than all others.
func (e *tables) sampleStack(pcs []uintptr) uint64 {
	key := unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(pcs))), len(pcs)*8)
	id, ok := e.samples[key]
	if !ok {
		e.lastStack++
		id = e.lastStack
		if e.samples == nil {
			e.samples = map[string]uint64{}
		}
		e.samples[strings.Clone(key)] = id
		e.addStack(id, e.t.names.stack(pcs))
	}
	return id
}

// writeSamples writes the samples of a CPU profile that is made at the same time.
func (e *tables) writeSamples() {
	const thread, time, atSP, aboveSP, who, stack = 0, 2, 3, 4, 5, 6 // 1: their number
	var words [1024]uint64
	var samples []byte
	for {
		n := nextSample(&words[0], len(words))
		if n == 0 {
			break
		}
		if words[time] < e.t.begun {
			continue // that of another trace
		}
		pcs := make([]uintptr, 0, n-stack+1)
		if caller := frames.MissingCaller(uintptr(words[stack])-1, uintptr(words[atSP]), uintptr(words[aboveSP])); caller != 0 {
			pcs = append(pcs, uintptr(words[stack]), caller)
		} else {
			pcs = append(pcs, uintptr(words[stack]))
		}
		for _, pc := range words[stack+1 : n] {
			pcs = append(pcs, uintptr(pc))
		}
		proc := words[who]&0xffff - 1 // none: all ones
		samples = append(samples, evCPUSample)
		for _, v := range [...]uint64{words[time], words[thread], proc, words[who] >> 16, e.sampleStack(pcs)} {
			samples = appendUvarint(samples, v)
		}
		if len(samples) > batchRoom {
			e.batch = e.flush(evStacks, e.batch)
			samples = e.flush(evCPUSamples, samples)
		}
	}
	e.batch = e.flush(evStacks, e.batch)
	e.flush(evCPUSamples, samples)
}

// writeSync writes what times mean.
func (e *tables) writeSync() {
	const second = 1e9
	b := append(e.batch, evFrequency)
	b = appendUvarint(b, second/clockUnit)
	b = append(b, evClockSnapshot, 0)
	b = appendUvarint(b, e.now.mono)
	b = appendUvarint(b, e.now.wall/second)
	b = appendUvarint(b, e.now.wall%second)
	e.batch = e.flush(evSync, b)
}
