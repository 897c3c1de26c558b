package trace

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// A FlightRecorder keeps the end of a trace that never stops: the last seconds of what the program did. Only one
// can record at a time, beside a trace made by Start.
type FlightRecorder struct {
	minAge   time.Duration
	maxBytes uint64
	enabled  atomic.Bool
	writing  sync.Mutex // held by WriteTo

	// Of the tracer's goroutine, while it records.
	window []recording // the newest last
	now    recording   // of the generation that runs
}

// A recording is one generation of the trace.
type recording struct {
	parts [][]byte
	size  uint64
	begun time.Time
}

// FlightRecorderConfig says how much a FlightRecorder keeps.
type FlightRecorderConfig struct {
	// MinAge is how long events are kept at least, if MaxBytes allows it; 0: ten seconds.
	MinAge time.Duration
	// MaxBytes is how many bytes are kept at most, about: the generation that runs, and the one that ended
	// last, are always kept. 0: 10 MiB.
	MaxBytes uint64
}

// NewFlightRecorder returns a recorder that does not record yet.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder {
	fr := &FlightRecorder{minAge: cfg.MinAge, maxBytes: cfg.MaxBytes}
	if fr.minAge == 0 {
		fr.minAge = 10 * time.Second
	}
	if fr.maxBytes == 0 {
		fr.maxBytes = 10 << 20
	}
	return fr
}

// Start begins to record. It is an error if this or another recorder does so already.
func (fr *FlightRecorder) Start() error {
	t := &tracing
	t.mu.Lock()
	defer t.mu.Unlock()
	if fr.enabled.Load() {
		return errors.New("cannot enable a enabled flight recorder")
	}
	if t.flight != nil {
		return errors.New("flight recorder already enabled")
	}
	t.flight = fr
	fr.window, fr.now = nil, recording{begun: time.Now()}
	t.add(fr)
	fr.enabled.Store(true)
	return nil
}

// Stop ends recording and forgets what was recorded. It waits for a WriteTo that is under way.
func (fr *FlightRecorder) Stop() {
	fr.writing.Lock()
	defer fr.writing.Unlock()
	t := &tracing
	t.mu.Lock()
	defer t.mu.Unlock()
	if !fr.enabled.Load() {
		return
	}
	fr.enabled.Store(false)
	t.remove(fr)
	t.flight = nil
	fr.window, fr.now = nil, recording{}
}

// Enabled reports whether the recorder records.
func (fr *FlightRecorder) Enabled() bool { return fr.enabled.Load() }

// WriteTo writes what is recorded to w, up to now, as a trace. One goroutine can do that at a time; recording goes
// on.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	if !fr.enabled.Load() {
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	if !fr.writing.TryLock() {
		return 0, errors.New("call to WriteTo for trace.FlightRecorder already in progress")
	}
	defer fr.writing.Unlock()
	window, ok := fr.snapshot()
	if !ok {
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	put := func(data []byte) bool {
		var k int
		k, err = w.Write(data)
		n += int64(k)
		return err == nil
	}
	if !put([]byte(header)) {
		return n, err
	}
	for _, g := range window {
		for _, part := range g.parts {
			if !put(part) {
				return n, err
			}
		}
	}
	return n, nil
}

// snapshot ends the generation that runs and returns all there are; false: it does not record any more.
func (fr *FlightRecorder) snapshot() (window []recording, ok bool) {
	t := &tracing
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.flight != fr {
		return nil, false
	}
	t.change(0, func() { window = append(window, fr.window...) })
	return window, true
}

func (fr *FlightRecorder) write(data []byte) {
	if fr.now.size == 0 && string(data) == header {
		return // each WriteTo writes its own
	}
	fr.now.parts = append(fr.now.parts, append([]byte(nil), data...))
	fr.now.size += uint64(len(data))
}

func (fr *FlightRecorder) endGeneration() {
	fr.window = append(fr.window, fr.now)
	fr.now = recording{begun: time.Now()}
	fr.trim()
}

// trim drops the oldest generations: those beyond the size, and those without which there is enough.
func (fr *FlightRecorder) trim() {
	size := uint64(0)
	for _, g := range fr.window {
		size += g.size
	}
	for len(fr.window) > 1 {
		enough := time.Since(fr.window[1].begun) >= fr.minAge
		if size <= fr.maxBytes && !enough {
			return
		}
		size -= fr.window[0].size
		fr.window[0] = recording{}
		fr.window = fr.window[1:]
	}
}
