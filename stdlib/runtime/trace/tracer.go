package trace

import (
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// External functions: see stdlib/README.md.

func nextGeneration(on bool)
func generation() uint64
func nextBatch(closed bool, at *unsafe.Pointer) int
func nextRecord(table int, r *unsafe.Pointer) bool
func nextSample(words *uint64, n int) int
func forgetClosed()
func clocks(now *clockTimes)
func calledFunction(wrapper uintptr) uintptr

// A consumer gets the parts of a trace, in order: first the header, then generations from the next one on. It may
// not keep data.
type consumer interface {
	write(data []byte)
	endGeneration()
}

const (
	header = "go 1.26 trace\x00\x00\x00"

	generationTime = time.Second
	drainTime      = time.Second / 10
)

// A tracer has consumers of the trace, and while it has any, a goroutine that feeds them.
type tracer struct {
	mu      sync.Mutex // held by who adds and removes consumers
	enabled atomic.Bool
	writer  *fileWriter     // of Start
	flight  *FlightRecorder // the one that records

	// The goroutine's, which calls what comes in through changes between two generations.
	consumers []consumer
	changes   chan *change
	names     names
	begun     uint64 // the first generation: the trace's clock
}

// A change is made to the consumers when the generation that runs is written; then done is closed.
type change struct {
	consumers int // their number afterwards less that before
	make      func()
	done      chan struct{}
}

var tracing tracer

// add lets c have the trace from now on. t.mu is held.
func (t *tracer) add(c consumer) {
	if t.enabled.Load() {
		t.change(1, func() { t.take(c) })
		return
	}
	t.changes = make(chan *change)
	t.names = names{places: map[uintptr][]place{}}
	var now clockTimes
	clocks(&now)
	t.begun = now.units
	nextGeneration(true)
	t.take(c)
	t.enabled.Store(true)
	go t.run()
}

// remove returns when c has all of the trace up to now, and will get no more. t.mu is held.
func (t *tracer) remove(c consumer) {
	last := false
	t.change(-1, func() {
		for i, other := range t.consumers {
			if other == c {
				t.consumers = append(t.consumers[:i:i], t.consumers[i+1:]...)
				break
			}
		}
		last = len(t.consumers) == 0
	})
	if last {
		t.enabled.Store(false)
		t.names = names{}
	}
}

// change calls f on the tracer's goroutine, between two generations.
func (t *tracer) change(consumers int, f func()) {
	c := &change{consumers, f, make(chan struct{})}
	t.changes <- c
	<-c.done
}

func (t *tracer) take(c consumer) {
	c.write([]byte(header))
	t.consumers = append(t.consumers, c)
}

func (t *tracer) write(data []byte) {
	for _, c := range t.consumers {
		c.write(data)
	}
}

// run feeds the consumers until there are none.
func (t *tracer) run() {
	tick := time.NewTicker(drainTime)
	defer tick.Stop()
	begun := time.Now()
	for {
		var c *change
		select {
		case <-tick.C:
		case c = <-t.changes:
		}
		t.drain(false)
		if c == nil && time.Since(begun) < generationTime {
			continue
		}
		goOn := c == nil || len(t.consumers)+c.consumers > 0
		g := generation()
		nextGeneration(goOn)
		begun = time.Now()
		t.finish(g)
		if c != nil {
			c.make()
			close(c.done)
		}
		if !goOn {
			return
		}
	}
}

// drain writes the full batches of events.
func (t *tracer) drain(closed bool) {
	var at unsafe.Pointer
	for {
		n := nextBatch(closed, &at)
		if n == 0 {
			return
		}
		t.write(unsafe.Slice((*byte)(at), n))
	}
}

// finish writes what is left of generation g, which is closed, and forgets it.
func (t *tracer) finish(g uint64) {
	t.drain(true)
	e := tables{t: t, generation: g, functions: map[string]uint64{}}
	clocks(&e.now)
	e.writeStrings()
	e.writeStacks()
	e.writeSamples()
	e.writeNames()
	e.writeSync()
	t.write([]byte{evEndOfGeneration})
	forgetClosed()
	for _, c := range t.consumers {
		c.endGeneration()
	}
}
